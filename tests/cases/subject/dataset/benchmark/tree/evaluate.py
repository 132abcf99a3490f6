import json
import sys

gold = [json.loads(l) for l in open("data/test.jsonl")]
pred = [l.strip() for l in open(sys.argv[1])]
correct = sum(g["a"] == p.lower() for g, p in zip(gold, pred))
print("accuracy", correct / len(gold))
