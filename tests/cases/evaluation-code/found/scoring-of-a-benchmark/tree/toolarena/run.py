import argparse
import json

from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer

from toolarena.scoring import score


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--model")
    args = p.parse_args()
    ds = load_dataset("arena-lab/toolarena", split="test")
    tok = AutoTokenizer.from_pretrained(args.model)
    model = AutoModelForCausalLM.from_pretrained(args.model)
    out = []
    for ex in ds:
        ids = tok(ex["prompt"], return_tensors="pt")
        text = tok.decode(model.generate(**ids)[0])
        out.append(score(text, ex["answer"]))
    print("success", sum(out) / len(out))
    json.dump(out, open("results.json", "w"))
