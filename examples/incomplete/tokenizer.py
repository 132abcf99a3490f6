# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: MIT
"""The byte-level BPE tokenizer of TinyWonder."""

from __future__ import annotations

import json
import re
from pathlib import Path


class Tokenizer:
    """Encodes text as tokens and decodes tokens as text."""

    def __init__(self) -> None:
        content = json.loads((Path(__file__).parent / "tokenizer.json").read_text(encoding="utf-8"))
        self.pattern = re.compile(content["pattern"])
        self.merges = [tuple(pair) for pair in content["merges"]]
        self.pieces = [bytes([byte]) for byte in range(256)]
        for left, right in self.merges:
            self.pieces.append(self.pieces[left] + self.pieces[right])

    def encode(self, text: str) -> list[int]:
        """Return the tokens of `text`."""
        tokens: list[int] = []
        for piece in self.pattern.findall(text):
            part = list(piece.encode())
            for new, pair in enumerate(self.merges, start=256):
                for index in range(len(part) - 1):
                    if tuple(part[index : index + 2]) == pair:
                        part[index : index + 2] = [new]
            tokens += part
        return tokens

    def decode(self, tokens: list[int]) -> str:
        """Return the text of `tokens`."""
        return b"".join(self.pieces[token] for token in tokens).decode(errors="replace")
