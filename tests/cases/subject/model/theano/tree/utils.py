import os
def load_babi(fname):
    return [l.split("\t") for l in open(fname)]
