import torch
from transformers import AutoModel, pipeline

pipe = pipeline('text-generation', model='gpt2')


def answer(q):
    return pipe(q)
