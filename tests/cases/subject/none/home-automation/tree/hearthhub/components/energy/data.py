import json
def save(d):
    json.dump(d, open("x", "w"))
