import csv
import json


def process_dataset(path):
    with open(path) as f, open("processed/records.json", "w") as out:
        json.dump([r for r in csv.reader(f)], out)
