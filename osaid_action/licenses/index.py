"""The compiled license data: one read-only file, read in sections, texts inflated one by one.

Layout: ``OSAIDLX2``, a little-endian uint32 with the length of the list of sections, that list with a line of
name, offset and size for each, the sections. Every number array is little-endian. A table is deflated lines:
its keys, an empty line, and the value of each; nothing takes less time to make a dict of.
``tools/build_licenses.py`` writes the file.
"""

from __future__ import annotations

import os
import sys
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from .template import Template, parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAGIC = b"OSAIDLX2"
WINDOW = 5
PATH = os.path.join(os.path.dirname(__file__), "licenses.bin")  # noqa: PTH118, PTH120 - as in `patterns.py`
_KINDS = {"t": "text", "n": "notice", "e": "exception"}


class Reference:
    """One text in the index: the ids it stands for, and what kind of text it is.

    ``kind`` is ``text``, ``notice`` (a short standard header) or ``exception``. ``sampled`` of the text's
    windows of five words are in the index, one in ``step``.
    """

    __slots__ = ("ids", "kind", "sampled", "size", "step")

    def __init__(self, row: str) -> None:
        """row: kind, sampled, step, size and the ids, as the data file has them."""
        kind, sampled, step, size, *self.ids = row.split(" ")
        self.kind = _KINDS[kind]
        self.sampled = int(sampled)
        self.step = int(step)
        self.size = int(size)


class Index:
    """The data file, read in sections."""

    def __init__(self, path: str | os.PathLike[str] = PATH) -> None:
        with open(path, "rb") as file:  # noqa: PTH123 - as above
            data = file.read()
        if data[:8] != MAGIC:
            raise ValueError(f"{os.fspath(path)} is not a license index")
        size = int.from_bytes(data[8:12], "little")
        self._data = data
        lines = map(str.split, data[12 : 12 + size].decode().split("\n"))
        self._sections = {name: (int(offset), int(length)) for name, offset, length in lines}
        self._base = 12 + size
        self._rows = self._text("references").split("\n")
        self._references: dict[int, Reference] = {}
        self._hashes = self._numbers("hashes", "I")
        self._owners = self._numbers("owners", "H")
        self._offsets = self._numbers("offsets", "I")
        self._lexicon = self.section("lexicon")
        self._dictionary = self.section("dictionary")
        self._cache: dict[int, Template] = {}
        self._hidden: set[int] = set()

    @property
    def references(self) -> list[Reference]:
        """Every text; what is asked for one after another is had by `reference`."""
        return [self.reference(number) for number in range(len(self._rows))]

    def reference(self, number: int) -> Reference:
        """One text, by its number."""
        found = self._references.get(number)
        if found is None:
            found = self._references[number] = Reference(self._rows[number])
        return found

    def hide(self, ids: set[str]) -> None:
        """Leave out the texts of some ids, and only those: what would an unknown license be taken for?"""
        self._hidden = {
            number for number, reference in enumerate(self.references) if ids.intersection(reference.ids)
        }

    def section(self, name: str) -> bytes:
        offset, size = self._sections[name]
        return self._data[self._base + offset : self._base + offset + size]

    def meta(self) -> Any:
        """What the data was made of."""
        import json

        return json.loads(self._text("meta"))

    def table(self, name: str) -> dict[str, str]:
        """A table, in the order of its keys."""
        keys, _, values = self._text(name).partition("\n\n")
        return dict(zip(keys.split("\n"), values.split("\n"), strict=True))

    def _text(self, name: str) -> str:
        return zlib.decompress(self.section(name)).decode()

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
        whole = b" ".join(encoded)
        starts = list(accumulate((len(token) + 1 for token in encoded), initial=0))
        found: dict[int, tuple[list[int], list[int]]] = {}
        seen: dict[int, int] = {}
        for i in range(len(encoded) - WINDOW + 1):
            value = crc32(whole[starts[i] : starts[i + WINDOW] - 1])
            place = bisect_left(hashes, value)
            if place == size or hashes[place] != value:
                continue
            # A window repeated over and over says nothing new; the bound keeps hostile input cheap.
            times = seen.get(value, 0)
            if times > 8:
                continue
            seen[value] = times + 1
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
