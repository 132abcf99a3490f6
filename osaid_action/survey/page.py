"""The figures of a survey as one page of HTML that needs nothing besides and asks nobody for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..report.markup import Html, coded, joined, marked, page, section, table, tag
from ..report.words import ARROWS, NOTICE_OF_MANY
from .figures import RESULTS
from .shown import as_dict, compact, headline, rules, sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .figures import Figures
    from .shown import Section

#: The heads of days.
_DAYS = {"Day", "Ends"}
#: Marks in words.
_MARKED = {ARROWS["worse"]: "got worse", ARROWS["better"]: "got better", ARROWS["changed"]: "changed"}


def render(figures: Figures) -> str:
    """The figures as a page."""
    title = f"Survey: {headline(figures)}"
    body = (part for one in sections(figures) for part in _section(compact(one)))
    told = as_dict(figures)
    return page(
        title,
        _header(figures, title),
        body,
        told,
        notice=NOTICE_OF_MANY,
        rules=rules(figures),
        sortable=True,
    )


def _header(figures: Figures, title: str) -> Iterator[Html]:
    yield tag("h1", title)
    chips = [
        tag("li", f"{result}: {number:,}", class_=f"chip {result}")
        for result in RESULTS
        if (number := sum(n for (_, one), n in figures.kinds.items() if one == result))
    ]
    yield tag("ul", *chips, class_="chips") if chips else Html()
    if figures.newest:
        yield tag("p", f"Lines of {figures.oldest} to {figures.newest}.", class_="quiet")


def _section(one: Section) -> Iterator[Html]:
    rows = [[_cell(head, cell) for head, cell in zip(one.heads, row, strict=True)] for row in one.rows]
    # The first cell of a row is its head, which a mark alone is not.
    heads = one.heads
    if not heads[0]:
        heads = heads[1:]
        rows = [[joined((marked(row[0], _MARKED.get(row[0], "")), row[1]), ""), *row[2:]] for row in rows]
    return section(one.title, table(one.title, heads, rows, class_="sortable"))


def _cell(head: str, cell: str) -> str:
    if head in _DAYS:
        return tag("time", cell)
    return coded(cell) if head == "Target" else cell
