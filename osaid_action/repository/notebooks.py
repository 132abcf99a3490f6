"""Jupyter notebooks: their code and their prose, with lines of the file."""

from __future__ import annotations

import json
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from .documents import MAX_LINE, Document, document
from .values import load_json

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Most lines of prose taken from a notebook.
MAX_NOTEBOOK_LINES = 5_000


def notebook_code(text: str) -> list[tuple[int, str]]:
    """Code lines of a Jupyter notebook, each with its line in the file."""
    data = load_json(text)
    cells = data.get("cells") if isinstance(data, dict) else None
    raw = text.split("\n")
    code = []
    at = 0
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source")
        source = (
            "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
        )
        for line in source.split("\n") if isinstance(source, str) else ():
            if not line.strip():
                continue
            # Notebooks keep one source line a JSON line, so looking onwards finds its place.
            needle = json.dumps(line)[1:-1]
            there = next((n for n in range(at, min(at + 2_000, len(raw))) if needle in raw[n]), None)
            at = at if there is None else there
            code.append((at + 1, line))
    return code


def notebook_prose(text: str) -> Document | None:
    """The Markdown cells of a Jupyter notebook as a document, with lines of the file; None without any."""
    data = load_json(text)
    cells = data.get("cells") if isinstance(data, dict) else None
    places: dict[str, list[int]] = {}
    for number, raw in enumerate(text.split("\n"), 1):
        # Notebooks keep one source line a JSON line.
        if len(raw) <= MAX_LINE and (line := raw.strip().rstrip(",")).startswith('"'):
            places.setdefault(line, []).append(number)
    lines: list[tuple[int, str]] = []
    at = 1
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        for line in _source(cell.get("source")):
            spelled = (
                json.dumps(end, ensure_ascii=plain) for end in (line + "\n", line) for plain in (True, False)
            )
            here = next((places[one] for one in spelled if one in places), [])
            following = bisect_left(here, at)
            at = here[following] if following < len(here) else at
            lines.append((at, line.rstrip("\r")))
        lines.append((at, ""))
        if len(lines) > MAX_NOTEBOOK_LINES:
            break
    if not lines:
        return None
    read = document("\n".join(line for _, line in lines[:MAX_NOTEBOOK_LINES]))

    def placed(rows: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
        return tuple((lines[number - 1][0], line) for number, line in rows)

    sections = (s._replace(line=lines[s.line - 1][0], prose=placed(s.prose)) for s in read.sections)
    return Document(tuple(sections), placed(read.code), read.front)


def _source(source: Any) -> Iterator[str]:
    """The lines of a cell."""
    whole = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
    if isinstance(whole, str):
        yield from whole.split("\n")[:MAX_NOTEBOOK_LINES]
