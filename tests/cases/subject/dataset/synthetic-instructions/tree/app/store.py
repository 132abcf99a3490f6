import json


def save(x):
    json.dump(x, open('x.json', 'w'))
