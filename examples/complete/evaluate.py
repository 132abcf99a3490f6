# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Measure the model on held-out text, next to an n-gram baseline. `python evaluate.py`

It writes evaluation.json. Bits per character compare models with different tokens; perplexities
per token do not.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict

import numpy as np
import safetensors_io
from config import load_config
from model import Array, Parameters, Shape, forward, losses
from tokenizer import Tokenizer
from train import HERE, WEIGHTS

ORDER = 5  # of the baseline: the best of 3 to 7 on the validation split


def total_loss(tokens: Array, shape: Shape, parameters: Parameters) -> float:
    """Return the loss of all tokens but the first, in nats.

    The windows overlap by half, and count only their second half, so that each token has context to go on.
    """
    half = shape.context // 2
    total = 0.0
    for start in range(0, len(tokens) - 1, half):
        begin = max(0, start - half)
        window = tokens[begin : start + half + 1]
        logits, _ = forward(window[None, :-1], shape, parameters)
        total += float(losses(logits, window[None, 1:])[0, start - begin :].sum())
    return total


class CharacterModel:
    """An interpolated character n-gram model with the smoothing of Witten and Bell."""

    def __init__(self, text: str, order: int) -> None:
        self.order = order
        self.counts: list[dict[str, Counter[str]]] = [defaultdict(Counter) for _ in range(order)]
        for index, character in enumerate(text):
            for length in range(min(order, index + 1)):
                self.counts[length][text[index - length : index]][character] += 1

    def probability(self, history: str, character: str) -> float:
        """Return the probability of `character` after `history`."""
        probability = 1 / 128  # before any evidence: one of the characters of ASCII
        for length in range(min(self.order, len(history) + 1)):
            seen = self.counts[length].get(history[len(history) - length :])
            if seen is None:
                break
            # A context followed by many different characters gives way to the shorter context.
            probability = (seen[character] + len(seen) * probability) / (seen.total() + len(seen))
        return probability

    def total_loss(self, text: str) -> float:
        """Return the loss of all characters but the first, in nats."""
        starts = (max(0, index - self.order + 1) for index in range(1, len(text)))
        return -sum(
            math.log(self.probability(text[start:index], text[index]))
            for index, start in enumerate(starts, start=1)
        )


def main() -> None:
    """Write evaluation.json: both models, on both held-out splits."""
    shape = Shape.from_config(load_config())
    parameters, metadata = safetensors_io.load(WEIGHTS / "model.safetensors")
    tokenizer = Tokenizer.load()
    texts = {
        split: (HERE / "data" / "processed" / f"{split}.txt").read_text(encoding="utf-8")
        for split in ("train", "validation", "test")
    }
    baseline = CharacterModel(texts["train"], ORDER)

    report: dict[str, object] = {"step": int(metadata["step"])}
    for split in ("validation", "test"):
        text = texts[split]
        tokens = np.array(tokenizer.encode(text))
        loss = total_loss(tokens, shape, parameters)
        bits = math.log(2) * len(text)
        report[split] = {
            "characters": len(text),
            "tokens": len(tokens),
            "loss_per_token": round(loss / (len(tokens) - 1), 4),
            "perplexity_per_token": round(math.exp(loss / (len(tokens) - 1)), 2),
            "bits_per_character": round(loss / bits, 4),
            f"{ORDER}gram_bits_per_character": round(baseline.total_loss(text) / bits, 4),
        }
    (HERE / "evaluation.json").write_bytes((json.dumps(report, indent=2) + "\n").encode())
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
