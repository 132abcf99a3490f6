"""Jupyter notebooks: their code and their prose, with lines of the file."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from ..patterns import lazy
from .documents import MAX_LINE, Document, document
from .values import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What opens a chunk of code that runs.
_CHUNK = lazy(r"\s{0,12}(`{3,8}|~{3,8})\s{0,4}\{(?:r|python|julia|bash)\b", re.IGNORECASE)
#: Most lines of prose taken from a notebook.
MAX_NOTEBOOK_LINES = 5_000
#: How far on a line is looked for that is not a line of the file, and for how many of a notebook.
_NEAR, _MOST_SOUGHT = 50, 10_000


def notebook_code(text: str) -> list[tuple[int, str]]:
    """Code lines of a Jupyter notebook, each with its line in the file."""
    code: list[tuple[int, str]] = []
    places = _Places(text)
    for cell in _cells(text, "code"):
        code += [(places.of(line), line) for line in _source(cell.get("source")) if line.strip()]
    return code


def woven_code(text: str) -> str:
    """The chunks of R Markdown or Quarto that run, at their lines; the lines between are empty."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        opened = None if fence else _CHUNK.match(line)
        if fence and line.strip().startswith(fence):
            fence = ""
        lines.append(line if fence else "")
        if opened:
            fence = opened[1]
    return "\n".join(lines)


def notebook_prose(text: str) -> Document | None:
    """The Markdown cells of a Jupyter notebook as a document, with lines of the file; None without any."""
    places = _Places(text)
    lines: list[tuple[int, str]] = []
    for cell in _cells(text, "markdown"):
        lines += [(places.of(line), line.rstrip("\r")) for line in _source(cell.get("source"))]
        lines.append((places.at, ""))
        if len(lines) > MAX_NOTEBOOK_LINES:
            break
    if not lines:
        return None
    read = document("\n".join(line for _, line in lines[:MAX_NOTEBOOK_LINES]))

    def placed(rows: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
        return tuple((lines[number - 1][0], line) for number, line in rows)

    sections = (s._replace(line=lines[s.line - 1][0], prose=placed(s.prose)) for s in read.sections)
    return Document(tuple(sections), placed(read.code), read.front)


class _Places:
    """Finds lines of cells in the file one after another; at: where the last was found, from 1."""

    def __init__(self, text: str) -> None:
        self.at = 1
        self._sought = 0
        self._raw = text.split("\n")
        self._places: dict[str, list[int]] = {}
        for number, raw in enumerate(self._raw, 1):
            # Notebooks keep one source line a JSON line.
            if len(raw) <= MAX_LINE and (line := raw.strip().rstrip(",")).startswith('"'):
                self._places.setdefault(line, []).append(number)

    def of(self, line: str) -> int:
        """The place of a line at or after the last; the last place again where it is not seen."""
        plain = [json.dumps(line), *([] if line.isascii() else [json.dumps(line, ensure_ascii=False)])]
        spelled = (one[:-1] + end for end in ('\\n"', '"') for one in plain)
        here = next((self._places[one] for one in spelled if one in self._places), [])
        following = bisect_left(here, self.at)
        self.at = here[following] if following < len(here) else self._inside(plain)
        return self.at

    def _inside(self, spelled: list[str]) -> int:
        """The next line that holds some text among other text, as where a cell is one string."""
        self._sought += 1
        if self._sought > _MOST_SOUGHT:
            return self.at
        for number in range(self.at, min(self.at + _NEAR, len(self._raw) + 1)):
            raw = self._raw[number - 1]
            if len(raw) <= MAX_LINE and any(one[1:-1] in raw for one in spelled if one != '""'):
                return number
        return self.at


def _cells(text: str, kind: str) -> Iterator[dict[str, Any]]:
    data = load_json(text)
    cells = data.get("cells") if isinstance(data, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == kind:
            yield cell


def _source(source: Any) -> Iterator[str]:
    """The lines of a cell."""
    whole = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
    if isinstance(whole, str):
        yield from whole.split("\n")[:MAX_NOTEBOOK_LINES]
