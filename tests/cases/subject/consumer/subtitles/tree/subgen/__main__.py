import argparse

from subgen.transcribe import transcribe


def main():
    p = argparse.ArgumentParser()
    p.add_argument("file")
    p.add_argument("--model", default="small")
    p.add_argument("--batch_size", type=int, default=8)
    p.add_argument("--beam_size", type=int, default=5)
    p.add_argument("--max_steps", type=int, default=5)
    a = p.parse_args()
    transcribe(a.file, a.model)
