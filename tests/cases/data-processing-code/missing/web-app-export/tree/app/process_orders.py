import json

def process(path):
    orders = json.load(open(path))
    with open("report.txt", "w") as out:
        out.write(str(len(orders)))
