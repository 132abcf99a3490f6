# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Go on with a prompt: `python generate.py "The Hatter said"`."""

from __future__ import annotations

import argparse

import numpy as np
import safetensors_io
from config import load_config
from model import Parameters, Shape, forward, softmax
from tokenizer import Tokenizer
from train import WEIGHTS


def generate(
    tokens: list[int],
    count: int,
    temperature: float,
    shape: Shape,
    parameters: Parameters,
    rng: np.random.Generator,
) -> list[int]:
    """Draw `count` tokens, one after the other, and return the prompt and them."""
    tokens = list(tokens)
    for _ in range(count):
        window = np.array([tokens[-shape.context :]])
        logits = forward(window, shape, parameters)[0][0, -1]
        # Below 1, the temperature favors what the model thinks likely anyway. It must not be 0.
        probabilities = softmax(logits.astype(np.float64) / temperature)
        tokens.append(int(rng.choice(len(probabilities), p=probabilities)))
    return tokens


def main() -> None:
    """Print the prompt and what the model makes of it."""
    parser = argparse.ArgumentParser(description="Go on with a prompt in the manner of Lewis Carroll.")
    parser.add_argument("prompt", nargs="?", default="'What is", help="the text to go on with")
    parser.add_argument("--tokens", type=int, default=200, help="how many tokens to draw")
    parser.add_argument("--temperature", type=float, default=0.7, help="lower is safer, higher is madder")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()

    shape = Shape.from_config(load_config())
    parameters, _ = safetensors_io.load(WEIGHTS / "model.safetensors")
    tokenizer = Tokenizer.load()
    rng = np.random.default_rng(arguments.seed)
    prompt = tokenizer.encode(arguments.prompt or "\n\n")
    tokens = generate(prompt, arguments.tokens, arguments.temperature, shape, parameters, rng)
    print(tokenizer.decode(tokens))


if __name__ == "__main__":
    main()
