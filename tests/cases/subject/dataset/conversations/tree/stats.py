import json
n = [json.loads(l) for l in open("data/train.jsonl")]
print(len(n))
