# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: MIT
"""The architecture of TinyWonder: a decoder-only Transformer in NumPy.

Shapes in the docstrings: t tokens, d the width, h heads, k = d / h, v tokens in the vocabulary.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).parent
Array = NDArray[Any]


def load_weights(path: Path) -> dict[str, Array]:
    """Read a safetensors file: a header in JSON, then 32-bit floats."""
    content = path.read_bytes()
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    header.pop("__metadata__", None)
    body = content[8 + length :]
    return {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
        for name, entry in header.items()
    }


def norm(x: Array, gain: Array) -> Array:
    """Scale each vector to a root mean square of 1, then by `gain`: (t, d) -> (t, d)."""
    return x / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + 1e-5) * gain


def softmax(scores: Array) -> Array:
    """Turn scores into probabilities along the last axis."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return exponentials / exponentials.sum(axis=-1, keepdims=True)


class Model:
    """The weights, and how to run them."""

    def __init__(self) -> None:
        self.config = json.loads((HERE / "config.json").read_text(encoding="utf-8"))
        self.weights = load_weights(HERE / "weights" / "model.safetensors")

    def next_token(self, tokens: list[int]) -> Array:
        """Return the score of every token as the next one: (v,)."""
        weights, heads = self.weights, self.config["heads"]
        window = tokens[-self.config["context"] :]
        t = len(window)
        ahead = np.triu(np.ones((t, t), bool), 1)
        x = weights["embed.tokens"][window] + weights["embed.positions"][:t]
        for layer in range(self.config["layers"]):
            block = f"block{layer}."
            mixed = norm(x, weights[block + "norm1"]) @ weights[block + "attention.in"]
            # (t, 3 d) -> query, key and value, each (h, t, k)
            query, key, value = mixed.reshape(t, 3, heads, -1).transpose(1, 2, 0, 3)
            scores = query @ key.swapaxes(1, 2) / np.sqrt(query.shape[-1])
            attended = softmax(np.where(ahead, -np.inf, scores)) @ value
            x = x + attended.transpose(1, 0, 2).reshape(t, -1) @ weights[block + "attention.out"]
            hidden = np.maximum(norm(x, weights[block + "norm2"]) @ weights[block + "mlp.in"], 0) ** 2
            x = x + hidden @ weights[block + "mlp.out"]
        return norm(x[-1], weights["norm"]) @ weights["embed.tokens"].T
