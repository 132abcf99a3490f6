import re
lines = open("README.md").read().split("\n")
items = sorted(l for l in lines if re.match(r"- \[", l))
open("README.md", "w").write("\n".join(items))
