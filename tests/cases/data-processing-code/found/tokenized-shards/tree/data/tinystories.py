"""Downloads TinyStories and tokenizes it into .bin shards of uint16."""
import glob
import json
import os
import numpy as np
import tiktoken
from concurrent.futures import ProcessPoolExecutor

enc = tiktoken.get_encoding("gpt2")


def process_shard(path):
    with open(path) as f:
        data = json.load(f)
    tokens = []
    for example in data:
        tokens.append(enc.eot_token)
        tokens.extend(enc.encode_ordinary(example["story"].strip()))
    return tokens


def tokenize():
    files = sorted(glob.glob("TinyStories_all_data/*.json"))
    with ProcessPoolExecutor() as ex:
        for i, toks in enumerate(ex.map(process_shard, files)):
            np.array(toks, dtype=np.uint16).tofile(f"ts_{i:03d}.bin")


if __name__ == "__main__":
    tokenize()
