"""The figures of a survey as sections: a title and a table each, for a terminal and for a page. And CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, NamedTuple

from ..definition import load
from ..escape import shown
from ..report.terminal import NARROWEST, Screen, columns
from ..report.words import ARROWS, NOTICE_OF_MANY
from ..yardsticks import NAMES
from ..yardsticks import load as yardstick
from .figures import RESULTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .figures import Figures, Moved
    from .line import Line

#: Columns that what is told beside others gets at least.
_TOLD = 20
#: Rules that are named.
_MOST_RULES = 3
_ERRORS = {
    "usage": "no such target, or a manifest that can't be used",
    "unreadable": "could not be read",
    "time": "took too long",
    "crashed": "the program or its process ended",
}
_ELEMENTS = {"code": "Code", "parameters": "Parameters", "data": "Data information"}
_STATUSES = ("met", "not-used", "waived", "needs-review", "external", "unknown", "partial", "unmet")
_VERDICTS = ("osi-approved", "open", "restricted", "none", "undetermined", "conflict", "")
_COLUMNS = (
    "target",
    "url",
    "commit",
    "date",
    "checked",
    "subject",
    "certain",
    "result",
    "met",
    "required",
    "error",
    "why",
)


class Section(NamedTuple):
    """A table with its title and heads; numbers are text."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]]


def headline(figures: Figures) -> str:
    """All of it in a sentence."""
    failed = sum(figures.errors.values())
    words = f"{figures.targets:,} targets, {figures.judged:,} judged as releases"
    return f"{words}, {failed:,} could not be checked" if failed else words


def rules(figures: Figures) -> str:
    """The rules that the lines were made by, those of most lines first."""
    named = ", ".join(map(shown, figures.rules[:_MOST_RULES])) or "none"
    return f"{named} and others" if len(figures.rules) > _MOST_RULES else named


def sections(figures: Figures) -> list[Section]:
    """What the figures say, each thing in a table; none where there is nothing to say."""
    made = [
        Section("Results", ("What it is", *RESULTS), list(_crossed(figures.kinds, RESULTS))),
        Section(
            "Could not be checked",
            ("Why", "Targets"),
            [(_ERRORS.get(kind, kind), f"{n:,}") for kind, n in sorted(figures.errors.items())],
        ),
        Section("Items", ("Item", *_STATUSES), list(_items(figures))),
        Section(
            "Terms",
            ("Element", *(one or "no part" for one in _VERDICTS)),
            [
                (_ELEMENTS[element], *(_number(figures.terms.get((element, one), 0)) for one in _VERDICTS))
                for element in _ELEMENTS
                if figures.judged
            ],
        ),
        Section("Labels that fit", ("Measure", "Label", "Releases"), list(_labels(figures))),
        Section(
            f"Changed since {figures.since or 'the line before'}{_cut(figures.moves, len(figures.moved))}",
            ("", "Target", "Day", "What changed"),
            [(ARROWS[row.how], row.target, row.day, _change(row)) for row in figures.moved],
        ),
        Section(
            f"Waivers that end in {figures.month}{_cut(figures.ending, len(figures.ends))}",
            ("Ends", "Item", "Target", "By"),
            list(figures.ends),
        ),
        Section(
            "Nearest to complete",
            ("Target", "Lacks", "Open"),
            [
                (row.target, " ".join(row.lacks) or _number(0), " ".join(row.open) or _number(0))
                for row in figures.near
            ],
        ),
    ]
    return [section for section in made if section.rows]


def _change(row: Moved) -> str:
    what = [f"{row.before} → {row.after}"] if row.before != row.after else []
    what += [f"{name} {was} → {now}" for name, was, now in row.items]
    return f"{', '.join(what)}; {row.why} since {row.since}"


def compact(section: Section) -> Section:
    """A table without the columns that count nothing."""
    kept = [at for at in range(len(section.heads)) if any(row[at] != _number(0) for row in section.rows)]
    rows = [tuple(row[at] for at in kept) for row in section.rows]
    return Section(section.title, tuple(section.heads[at] for at in kept), rows)


def _crossed(counts: Mapping[tuple[str, str], int], columns: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    totals: dict[str, int] = {}
    for (row, _), number in counts.items():
        totals[row] = totals.get(row, 0) + number
    for row in sorted(totals, key=lambda name: -totals[name]):
        yield (row, *(_number(counts.get((row, column), 0)) for column in columns))


def _items(figures: Figures) -> Iterator[tuple[str, ...]]:
    for item in load().items:
        if item.required and figures.judged:
            counts = (figures.items.get((item.id, status), 0) for status in _STATUSES)
            yield (f"{item.id} {item.short}", *map(_number, counts))


def _labels(figures: Figures) -> Iterator[tuple[str, ...]]:
    for name in NAMES:
        by = yardstick(name)
        for label in by.labels:
            if number := figures.labels.get((name, label.id), 0):
                yield by.short, label.title, f"{number:,}"


def _cut(number: int, rows: int) -> str:
    return f" ({rows:,} of {number:,})" if number > rows else ""


def _number(number: int) -> str:
    return f"{number:,}" if number else "–"


def as_csv(lines: Iterable[Line]) -> str:
    """The lines as a table: a row a target, a column an item."""
    ids = [item.id for item in load().items]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*_COLUMNS, *ids])
    for line in lines:
        cells = [line.get(name, "") for name in _COLUMNS] + [
            line.get("items", {}).get(name, "") for name in ids
        ]
        writer.writerow(map(_cell, cells))
    return out.getvalue()


#: How a formula begins, also where letters are wide, and where a semicolon parts cells.
_FORMULA = re.compile(r"((?:^|;)[\s'\"]*)(?=[=+@＝＋－＠-])")


def _cell(value: object) -> str:
    """A value as a cell; what a spreadsheet would take for a formula is text."""
    words = str(value).lower() if isinstance(value, bool) else str(value)
    return _FORMULA.sub(r"\1'", shown(words))


def text(figures: Figures, width: int) -> str:
    """All tables for a terminal of so many columns."""
    lines = [headline(figures) + (f", {figures.oldest} to {figures.newest}" if figures.newest else ""), ""]
    for section in map(compact, sections(figures)):
        lines += [section.title, *_table(section, width), ""]
    return "\n".join([*lines, f"{NOTICE_OF_MANY} Rules {rules(figures)}."]) + "\n"


def _table(section: Section, width: int) -> Iterator[str]:
    """A table in columns as wide as they need, the last one wrapped."""
    rows = [section.heads, *(tuple(map(shown, row)) for row in section.rows)]
    widths = [max(columns(row[at]) for row in rows) for at in range(len(section.heads))]
    # What names a target may be longer than all that is told of it.
    widest = max(range(len(widths) - 1), key=widths.__getitem__)
    room = max(width, NARROWEST) - sum(widths[:-1]) - 2 * len(widths) - min(widths[-1], _TOLD)
    widths[widest] = min(widths[widest], max(widths[widest] + room, _TOLD))
    for row in rows:
        cells = (_padded(cell, size) for cell, size in zip(row[:-1], widths, strict=False))
        first = "".join(f"  {cell}" for cell in cells) + "  "
        yield from Screen(width=width).wrapped(" " * columns(first), row[-1], first=first)


def _padded(cell: str, size: int) -> str:
    """A cell as wide as its column; of what is longer the end stays, which tells targets apart."""
    if columns(cell) > size:
        kept = cell[-size:]
        while columns(kept) >= size:
            kept = kept[1:]
        cell = f"…{kept}"
    return cell + " " * (size - columns(cell))


def as_dict(figures: Figures) -> dict[str, object]:
    """The figures as JSON values."""
    tables = {
        section.title: [dict(zip(section.heads, row, strict=True)) for row in section.rows]
        for section in sections(figures)
    }
    return {
        "targets": figures.targets,
        "judged": figures.judged,
        "oldest": figures.oldest,
        "newest": figures.newest,
        "rules": list(figures.rules),
        "seconds": round(figures.seconds, 1),
        "tables": tables,
    }
