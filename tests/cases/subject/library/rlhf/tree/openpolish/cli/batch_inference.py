import argparse
import jsonlines
from vllm import LLM, SamplingParams


def batch_generate_vllm(args):
    llm = LLM(model=args.pretrain)
    outputs = llm.generate(prompts, SamplingParams())
    with jsonlines.open(args.output_path, mode="w") as w:
        w.write_all(outputs)
