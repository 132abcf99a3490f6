"""Tables that list sources of training data, or say one thing of them in a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import either, lazy
from .said import Row, Said, is_empty, tell
from .sentence import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .prose import Row as Cells

_ADDRESS = lazy(r"https?://[^\s<>\"'`)\]|}]{3,300}")
_LEFT_OVER = lazy(r"\(\s{0,9}\)|\[\s{0,9}\]")
_SCORES = either(
    r"accura|score|\bmap\b|bleu|\bwer\b|\bf1\b|\bacc\b|top-?\d",
    r"benchmark|metric|params|checkpoint|shot",
    flags=re.IGNORECASE,
)
_COLUMN_OF = either(
    r"\b(?:data ?sets?|data|sources?|subsets?|components?|corpus|domain|split|origin)\b",
    r"数据|来源|データ",
    flags=re.IGNORECASE,
)
_COLUMN_TERMS = lazy(r"(?i)^\W*(?:data )?(?:licen[cs]es?|terms)\W*$")
_COLUMN_SIZE = either(
    r"tokens|size|samples|documents|weight|epochs|bytes|proportion|examples|hours|rows|images",
    r"%|share|ratio|number|count",
    r"数量|规模|件数",
    flags=re.IGNORECASE,
)


class Place(NamedTuple):
    """Where a table stands. settled: training data are the topic there; taught: training is spoken of."""

    path: str
    languages: tuple[str, ...]
    settled: bool
    taught: bool

    def tell(self, rows: list[Cells]) -> Iterator[Said]:
        """What one table tells of training data; the first row is its header."""
        (number, header), body = rows[0], rows[1:]
        joined = " | ".join(header)
        if _SCORES.search(joined):
            return
        of = [at for at, cell in enumerate(header) if _COLUMN_OF.search(cell)]
        size = [at for at, cell in enumerate(header) if _COLUMN_SIZE.search(cell) and at not in of[:1]]
        if of and self.settled and not size:
            others = [at for at in range(len(header)) if at != of[0]]
            size = [at for at in others if _numeric(body, at)]
            size = size or [at for at in others if read(header[at], self.languages).has("place")]
        if of and size and (self.settled or self.taught):
            yield from self._listing(number, header, body, of[0], size)
        elif len(header) == 2:
            for line, cells in rows:
                if len(cells) == 2:
                    yield from self._pair(line, cells)

    def _listing(
        self,
        number: int,
        header: list[str],
        body: list[Cells],
        of: int,
        size: list[int],
    ) -> Iterator[Said]:
        """A table that lists sources with their sizes."""
        lines = [(line, cells) for line, cells in body if len(cells) > max(of, *size)]
        rows = [cells for _, cells in lines]
        terms = next((at for at, cell in enumerate(header) if _COLUMN_TERMS.match(cell)), len(header))
        told = set()
        if sum(any(c.isalnum() for c in cells[of]) for cells in rows) >= 2:
            told.add("provenance")
        if any(any(c.isdigit() for c in cells[at]) for cells in rows for at in size):
            told.add("scope")
        places = [tuple(_ADDRESS.findall(" ".join(cells))) for cells in rows]
        if any(read(" ".join(cells), self.languages).has("address") for cells in rows[:50]):
            told.add("where_to_obtain")
        listed = tuple(
            Row(
                _LEFT_OVER.sub("", _ADDRESS.sub("", cells[of])).strip(" *`[]"),
                place,
                line,
                " | ".join(cells)[:400],
                "".join(cells[terms : terms + 1]),
            )
            for (line, cells), place in zip(lines, places, strict=True)
        )
        if told:
            yield Said(
                self.path,
                number,
                " | ".join(header)[:400],
                self.settled,
                frozenset(told),
                frozenset(),
                rows=listed,
            )

    def _pair(self, line: int, cells: list[str]) -> Iterator[Said]:
        """A row that says one thing of the data: `Training data | ...`."""
        key = read(cells[0], self.languages)
        if key.has("aside", "judge") or not (
            key.has("data", "topic") or (key.has("teach") and key.has("unit"))
        ):
            return
        text = f"{cells[1]} {cells[0]}"
        if not is_empty(text) and (
            told := tell(
                read(text, self.languages, after="from"),
                self.path,
                line,
                f"{cells[0]}: {cells[1]}",
                self.settled,
            )
        ):
            yield told


def _numeric(body: list[Cells], at: int) -> bool:
    """True when most cells of a column begin with a digit."""
    cells = [cells[at] for _, cells in body if len(cells) > at]
    return sum(cell[:1].isdigit() for cell in cells) * 2 > len(cells)
