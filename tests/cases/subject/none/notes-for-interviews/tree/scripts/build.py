import glob
for f in glob.glob("*/README.md"):
    print(f)
