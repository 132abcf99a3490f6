"""Removes the lines of the held-out sets from the training set."""
import json

held = {line for line in open("val.jsonl")}
with open("train.jsonl") as source, open("train.dedup.jsonl", "w") as out:
    for line in source:
        if line not in held:
            out.write(line)
