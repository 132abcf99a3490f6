"""Prose and tables of a section without markup: what is hidden in comments is not said."""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ...patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Section

#: A line number and the cells of a row that stands there.
Row = tuple[int, list[str]]

MOST_ROWS, MOST_MARKUP = 200, 60_000

_ANCHOR = lazy(r"(?i)<a\s[^<>]{0,200}?href=[\"']([^\"'<>]{1,500})[\"'][^<>]{0,200}>([^<>]{0,300})</a>")
_TAG = lazy(r"</?(?!https?:)[a-zA-Z][^<>]{0,500}>")
_IMAGE = lazy(r"!\[[^\]\[]{0,300}\]\([^()]{0,500}\)")
_LINK = lazy(r"\[([^\]\[]{1,300})\]\(\s?<?([^()\s<>]{1,500})>?[^()]{0,100}\)")
_RULE = lazy(r"[\s|:\-]{3,400}")
_TABLED = lazy(r"(?i)</?t[adhr]")
_ROW = lazy(r"(?i)<tr\b")
_CELL = lazy(r"(?i)</?t[hd]\b[^<>]{0,200}>")


def clean(prose: tuple[tuple[int, str], ...]) -> Iterator[tuple[int, str]]:
    """Prose without comments, tags and images; links keep their text and address."""
    hidden = False
    for number, raw in prose:
        line, hidden = _shown(raw, hidden)
        if "<" in line and not _TABLED.search(line):
            line = _TAG.sub(" ", _ANCHOR.sub(r"\2 \1 ", line))
        if "](" in line:
            line = _LINK.sub(r"\1 \2 ", _IMAGE.sub(" ", line))
        line = line.replace("**", "").replace("__", "")
        if line.strip():
            yield number, line


def _shown(line: str, hidden: bool) -> tuple[str, bool]:
    """(what of a line stands outside comments, whether a comment is open at its end)."""
    shown = ""
    while line:
        if hidden:
            _, end, line = line.partition("-->")
            hidden = not end
        else:
            before, start, line = line.partition("<!--")
            shown += before
            hidden = bool(start)
    return shown, hidden


def grids(section: Section) -> Iterator[list[Row]]:
    """Tables as rows of cells with their lines, written with pipes or in HTML."""
    yield from _piped(section)
    yield from _marked_up(section)


def _piped(section: Section) -> Iterator[list[Row]]:
    rows: list[Row] = []
    for number, line in (*section.prose, (0, "")):
        if line.lstrip().startswith("|") or (rows and "|" in line):
            if not _RULE.fullmatch(line.strip()[:400]):
                rows.append((number, [cell.strip() for cell in line.strip().strip("|").split("|")]))
            continue
        if len(rows) >= 2:
            yield rows[:MOST_ROWS]
        rows = []


def _marked_up(section: Section) -> Iterator[list[Row]]:
    lines: list[tuple[int, str]] = []
    size = 0
    for number, line in section.prose:
        if "<t" in line.lower() and size < MOST_MARKUP:
            size += len(line)
            lines.append((number, line))
        if lines and "</table" in line.lower():
            rows = _rows(lines)
            if rows:
                yield rows
            lines, size = [], 0


def _rows(lines: list[tuple[int, str]]) -> list[Row]:
    """The rows of a table in HTML, each with the line on which it begins."""
    text = "\n".join(line for _, line in lines)
    starts = [found.start() for found in islice(_ROW.finditer(text), MOST_ROWS)]
    rows: list[Row] = []
    passed = at = 0
    for start, end in pairwise([*starts, len(text)]):
        passed += text.count("\n", at, start)
        at = start
        markup = _ANCHOR.sub(r"\2 \1 ", text[start:end])
        rows.append((lines[passed][0], [_TAG.sub(" ", cell).strip() for cell in _CELL.split(markup)[1::2]]))
    return rows
