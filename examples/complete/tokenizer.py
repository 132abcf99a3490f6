# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""A byte-level BPE tokenizer, trained on the training split: `python tokenizer.py` writes tokenizer.json.

Tokens 0 to 255 are the bytes themselves, so any text can be encoded and decoded without loss.
Token 256 + i joins the two tokens of merge i.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

from config import load_config

HERE = Path(__file__).parent
PATH = HERE / "tokenizer.json"

# Merges stay inside these pieces: a word with the space before it, an English ending such as 'll or n't,
# a run of punctuation, or white space. Without them, merges would run across words.
PIECE = re.compile(r"'(?:s|t|d|m|ll|re|ve)\b| ?[A-Za-z]+| ?[^A-Za-z\s]+|\s+")

Pair = tuple[int, int]


def merge(tokens: tuple[int, ...], pair: Pair, new: int) -> tuple[int, ...]:
    """Replace each occurrence of `pair`, from the left, with the token `new`."""
    merged: list[int] = []
    index = 0
    while index < len(tokens):
        if tokens[index : index + 2] == pair:
            merged.append(new)
            index += 2
        else:
            merged.append(tokens[index])
            index += 1
    return tuple(merged)


def train(text: str, vocabulary: int) -> list[Pair]:
    """Learn merges: join the most frequent pair of neighbors until the vocabulary is full."""
    words = {tuple(piece.encode()): count for piece, count in Counter(PIECE.findall(text)).items()}
    merges: list[Pair] = []
    while 256 + len(merges) < vocabulary:
        pairs: Counter[Pair] = Counter()
        for word, count in words.items():
            for pair in pairwise(word):
                pairs[pair] += count
        # Equal counts are decided by the lower tokens, not by the order of the words.
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        merged: Counter[tuple[int, ...]] = Counter()
        for word, count in words.items():
            merged[merge(word, best, 255 + len(merges))] += count
        words = dict(merged)
    return merges


class Tokenizer:
    """Encodes text as tokens and decodes tokens as text."""

    def __init__(self, merges: list[Pair]) -> None:
        self.ranks = {pair: rank for rank, pair in enumerate(merges)}
        self.pieces = [bytes([byte]) for byte in range(256)]
        for left, right in merges:
            self.pieces.append(self.pieces[left] + self.pieces[right])
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def load(cls, path: Path = PATH) -> Tokenizer:
        """Read the merges from tokenizer.json."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls([(left, right) for left, right in content["merges"]])

    def encode(self, text: str) -> list[int]:
        """Return the tokens of `text`."""
        return [token for piece in PIECE.findall(text) for token in self._encode_piece(piece)]

    def decode(self, tokens: list[int]) -> str:
        """Return the text of `tokens`; bytes that are not UTF-8 become a replacement character."""
        return b"".join(self.pieces[token] for token in tokens).decode(errors="replace")

    def _encode_piece(self, piece: str) -> tuple[int, ...]:
        if piece not in self._known:
            tokens = tuple(piece.encode())
            # Apply the merges in the order in which they were learned.
            while pairs := [pair for pair in pairwise(tokens) if pair in self.ranks]:
                best = min(pairs, key=self.ranks.__getitem__)
                tokens = merge(tokens, best, 256 + self.ranks[best])
            self._known[piece] = tokens
        return self._known[piece]


def main() -> None:
    """Train on the training split alone, and write tokenizer.json."""
    text = (HERE / "data" / "processed" / "train.txt").read_text(encoding="utf-8")
    merges = train(text, load_config()["tokenizer"]["vocabulary"])
    tokenizer = Tokenizer(merges)
    # Sixteen merges a line: one a line would be long, and all in one line would make an unreadable diff.
    rows = (json.dumps(merges[start : start + 16])[1:-1] for start in range(0, len(merges), 16))
    content = {
        "type": "byte-level BPE",
        "pattern": PIECE.pattern,
        "vocabulary": len(tokenizer.pieces),
        "merges": [],
    }
    layout = json.dumps(content, indent=2).replace("[]", "[\n    " + ",\n    ".join(rows) + "\n  ]")
    PATH.write_bytes((layout + "\n").encode())

    rate = len(text) / len(tokenizer.encode(text))
    print(f"{len(tokenizer.pieces)} tokens; {rate:.2f} characters a token on the training text")
    print("last merges:", *(repr(piece.decode()) for piece in tokenizer.pieces[-12:]))


if __name__ == "__main__":
    main()
