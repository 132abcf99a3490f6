import json
from datasketch import MinHash, MinHashLSH

with open("in.jsonl") as source, open("out.jsonl", "w") as out:
    for line in source:
        if not seen(MinHash(num_perm=128), json.loads(line)):
            out.write(line)
