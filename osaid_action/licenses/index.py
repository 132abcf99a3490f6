"""The compiled license data: one read-only file, read in sections, texts inflated one by one.

Layout: ``OSAIDLX1``, a little-endian uint32 with the length of the JSON table of sections, that table, the
sections. Every number array is little-endian. ``tools/build_licenses.py`` writes the file.
"""

from __future__ import annotations

import json
import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from pathlib import Path

from .template import Template, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"OSAIDLX1"
WINDOW = 5
PATH = Path(__file__).with_name("licenses.bin")


class Reference:
    """One text in the index: the ids it stands for, and what kind of text it is.

    ``kind`` is ``text``, ``notice`` (a short standard header) or ``exception``. ``sampled`` of the text's
    windows of five words are in the index, one in ``step``.
    """

    __slots__ = ("ids", "kind", "sampled", "size", "step")

    def __init__(self, row: list[Any]) -> None:
        self.ids: list[str] = row[0]
        self.kind: str = {"t": "text", "n": "notice", "e": "exception"}[row[1]]
        self.sampled: int = row[2]
        self.step: int = row[3]
        self.size: int = row[4]


class Index:
    """The data file, read in sections."""

    def __init__(self, path: Path = PATH) -> None:
        data = path.read_bytes()
        if data[:8] != MAGIC:
            raise ValueError(f"{path.name} is not a license index")
        size = int.from_bytes(data[8:12], "little")
        self._data = data
        self._sections: dict[str, tuple[int, int]] = json.loads(data[12 : 12 + size])
        self._base = 12 + size
        self.references = [Reference(row) for row in self.table("references")]
        self._hashes = self._numbers("hashes", "I")
        self._owners = self._numbers("owners", "H")
        self._offsets = self._numbers("offsets", "I")
        self._lexicon = self.section("lexicon")
        self._dictionary = self.section("dictionary")
        self._cache: dict[int, Template] = {}
        self._hidden: set[int] = set()

    def hide(self, ids: set[str]) -> None:
        """Leave out the texts of some ids, and only those: what would an unknown license be taken for?"""
        self._hidden = {
            number for number, reference in enumerate(self.references) if ids.intersection(reference.ids)
        }

    def section(self, name: str) -> bytes:
        offset, size = self._sections[name]
        return self._data[self._base + offset : self._base + offset + size]

    def table(self, name: str) -> Any:
        """A deflated JSON section."""
        return json.loads(zlib.decompress(self.section(name)))

    def _numbers(self, name: str, code: str) -> array[int]:
        numbers = array(code, self.section(name))
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def template(self, number: int) -> Template:
        """The text of a reference."""
        found = self._cache.get(number)
        if found is None:
            start, _ = self._sections["texts"]
            begin = self._base + start + self._offsets[number]
            end = self._base + start + self._offsets[number + 1]
            inflate = zlib.decompressobj(-15, zdict=self._dictionary)
            found = parse(inflate.decompress(self._data[begin:end]).decode())
            self._cache[number] = found
        return found

    def hits(self, tokens: list[str]) -> dict[int, tuple[list[int], list[int]]]:
        """For each reference, the windows it shares: their positions in ``tokens``, rising, and hashes."""
        hashes, owners, size = self._hashes, self._owners, len(self._hashes)
        crc32 = zlib.crc32
        encoded = [token.encode("utf-8", "replace") for token in tokens]
        found: dict[int, tuple[list[int], list[int]]] = {}
        seen: dict[int, int] = {}
        for i in range(len(encoded) - WINDOW + 1):
            value = crc32(b" ".join(encoded[i : i + WINDOW]))
            # A window repeated over and over says nothing new; the bound keeps hostile input cheap.
            times = seen.get(value, 0)
            if times > 8:
                continue
            seen[value] = times + 1
            place = bisect_left(hashes, value)
            while place < size and hashes[place] == value:
                number = owners[place]
                shared = found.get(number)
                if shared is None:
                    shared = found[number] = ([], [])
                shared[0].append(i)
                shared[1].append(value)
                place += 1
        for number in self._hidden:
            found.pop(number, None)
        return found

    def is_word(self, word: str) -> bool:
        """Whether a lower-case word is ordinary English or legal English (1 in 100 wrongly is)."""
        bits = self._lexicon
        size = 8 * len(bits)
        data = word.encode("utf-8", "replace")
        first = zlib.crc32(data)
        second = zlib.adler32(data) * 2_654_435_761 & 0xFFFFFFFF | 1
        for k in range(5):
            place = (first + k * second) % size
            if not bits[place >> 3] >> (place & 7) & 1:
                return False
        return True


@lru_cache(maxsize=1)
def index() -> Index:
    """The shipped index, read once."""
    return Index()
