"""Inputs made from valid ones: cut, joined, repeated, with marks and letters of several bytes."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8 * 2)
#: Letters of one to four bytes, half ones, what ends a line somewhere, and what can't be seen.
LETTERS = (
    *(text.encode() for text in ("a", "\u00e9", "\u8bad\u7ec3", "\U0001f40e", "\u3002", "\u00a0", "\u0130")),
    *(text.encode() for text in ("\u2028", "\x85", "\x0b", "\x0c", "\x1c", "\r", "\r\n", "\n\n", "\t", " ")),
    *(text.encode() for text in ("\u200b", "\u202e", "\ufeff", "\u0301", "\U000e0041")),
    *(b"\0", b"\x1b[31m", b"\x7f", b"\xff", b"\xc3", b"\xe4\xb8", b"\xf0\x9f\x90", b"\xed\xa0\x80", b"\x80"),
)
NUMBERS = (b"0", b"-1", b"00", b"4294967296", b"9223372036854775808", b"1e999", b"NaN", b"9" * 5_000)
#: Where reading is cut somewhere: heads of files, lines, what a pattern sees, front matter, documents.
BOUNDS = (1_000, 1_024, 2_000, 4_000, 4_096, 8_000, 16_384, 65_536)
#: No input is longer, so that one run is one look.
LARGEST = 65_536
#: Inputs kept besides the seeds.
MOST_KEPT = 64


class Mutator:
    """Makes one input after another; the same ones for the same random numbers."""

    def __init__(self, random: Random, seeds: Sequence[bytes], tokens: Sequence[bytes]) -> None:
        self._random = random
        self._seeds = tuple(seeds)
        self._kept: list[bytes] = []
        self._tokens = (*tokens, *tokens, *LETTERS, *NUMBERS)
        self._ways: tuple[Callable[[bytes], bytes], ...] = (
            *(self._inserted, self._inserted, self._exchanged, self._flipped, self._deleted, self._doubled),
            *(self._joined, self._joined, self._cut, self._moved, self._marked),
        )

    def keep(self, data: bytes) -> None:
        """Make others from an input too."""
        if len(data) > 4_096:
            return
        if len(self._kept) < MOST_KEPT:
            self._kept.append(data)
        else:
            self._kept[self._random.randrange(MOST_KEPT)] = data

    def made(self) -> bytes:
        """One input."""
        known = self._kept if self._kept and self._random.random() < 0.5 else self._seeds
        data = self._random.choice(known)
        for _ in range(self._random.choice((1, 1, 2, 2, 3, 5, 8))):
            data = self._random.choice(self._ways)(data)
        if self._random.random() < 0.04:
            data = self._pumped(data)
        if self._random.random() < 0.02:
            data = self._at_a_bound(data)
        return data[:LARGEST]

    def _place(self, data: bytes) -> int:
        return self._random.randint(0, len(data))

    def _piece(self, data: bytes, most: int = 64) -> tuple[int, int]:
        start = self._place(data)
        return start, min(len(data), start + self._random.randint(1, most))

    def _token(self) -> bytes:
        return self._random.choice(self._tokens)

    def _inserted(self, data: bytes) -> bytes:
        at = self._place(data)
        return data[:at] + self._token() + data[at:]

    def _exchanged(self, data: bytes) -> bytes:
        first, last = self._piece(data, 16)
        return data[:first] + self._token() + data[last:]

    def _flipped(self, data: bytes) -> bytes:
        if not data:
            return data
        at = self._random.randrange(len(data))
        return data[:at] + bytes([data[at] ^ 1 << self._random.randrange(8)]) + data[at + 1 :]

    def _deleted(self, data: bytes) -> bytes:
        first, last = self._piece(data)
        return data[:first] + data[last:]

    def _doubled(self, data: bytes) -> bytes:
        first, last = self._piece(data)
        return data[:first] + data[first:last] * self._random.choice((2, 2, 3, 9)) + data[last:]

    def _joined(self, data: bytes) -> bytes:
        other = self._random.choice(self._seeds)
        first, last = self._piece(other, 400)
        at = self._place(data)
        return data[:at] + other[first:last] + data[at:]

    def _cut(self, data: bytes) -> bytes:
        return data[: self._place(data)]

    def _moved(self, data: bytes) -> bytes:
        lines = data.split(b"\n")
        one, other = self._random.randrange(len(lines)), self._random.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
        return b"\n".join(lines)

    def _marked(self, data: bytes) -> bytes:
        mark = self._random.choice(MARKS)
        if mark in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE} and self._random.random() < 0.7:
            order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
            data = data.decode("utf-8", "replace").encode(order)
        return mark + data

    def _pumped(self, data: bytes) -> bytes:
        """A short piece so often that anything which looks back at each of them takes long."""
        first, last = self._piece(data, 12)
        piece = self._random.choice((self._token(), data[first:last])) or b"a"
        piece += self._random.choice((b"", b"", b"\n", b" ", self._token()))
        size = self._random.choice((8_192, 32_768, LARGEST - 512))
        at = self._place(data[:2_048])
        return data[:at] + piece * (size // len(piece)) + data[at:]

    def _at_a_bound(self, data: bytes) -> bytes:
        """Moved so that some place of it stands at a bound."""
        at, bound = self._place(data), self._random.choice(BOUNDS)
        filler = self._random.choice((b"a", b"a ", b"\n", "\u8bad".encode(), b"a. "))
        gap = max(0, bound - at + self._random.randint(-2, 2))
        padding = (filler * (gap // len(filler) + 1))[:gap]
        start = self._random.choice((0, self._place(data[:at])))
        return data[:start] + padding + data[start:]
