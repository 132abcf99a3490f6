import json
for line in open("in.jsonl"):
    out.write(json.dumps(json.loads(line)))
