import json
import random
docs = [json.loads(l) for l in open("data/lener.jsonl")]
random.shuffle(docs)
with open("data/train.jsonl", "w") as f:
    for d in docs[:8000]:
        f.write(json.dumps(d) + "\n")
