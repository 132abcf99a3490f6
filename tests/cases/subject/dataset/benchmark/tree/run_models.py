import json
from openai import OpenAI

client = OpenAI()
with open("preds.txt", "w") as out:
    for row in map(json.loads, open("data/test.jsonl")):
        r = client.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": row["q"]}])
        out.write(r.choices[0].message.content + "\n")
