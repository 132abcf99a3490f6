import json
import glob

tasks = []
for f in glob.glob("raw_tasks/*.json"):
    d = json.load(open(f))
    if d["votes"] >= 2:
        tasks.append(d)
with open("data/tasks.jsonl", "w") as out:
    for t in tasks:
        out.write(json.dumps(t) + "\n")
