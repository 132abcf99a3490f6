# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: MIT
"""Tell a story: `python generate.py "The Queen"`."""

from __future__ import annotations

import argparse

import numpy as np
from model import Model, softmax
from tokenizer import Tokenizer


def main() -> None:
    """Print the prompt and what the model makes of it."""
    parser = argparse.ArgumentParser(description="Turn a prompt into a fairy tale.")
    parser.add_argument("prompt", nargs="?", default="The Queen", help="the text to go on with")
    parser.add_argument("--tokens", type=int, default=120, help="how many tokens to draw")
    parser.add_argument("--temperature", type=float, default=0.7, help="lower is safer")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()

    model, tokenizer = Model(), Tokenizer()
    rng = np.random.default_rng(arguments.seed)
    tokens = tokenizer.encode(arguments.prompt or "\n\n")
    for _ in range(arguments.tokens):
        probabilities = softmax(model.next_token(tokens).astype(np.float64) / arguments.temperature)
        tokens.append(int(rng.choice(len(probabilities), p=probabilities)))
    print(tokenizer.decode(tokens))


if __name__ == "__main__":
    main()
