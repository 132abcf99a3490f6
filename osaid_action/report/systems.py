"""Several systems in one table: what came of each, and what it lacks. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..escape import shown
from .markdown import code, escape
from .terminal import columns
from .words import outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model import Report
    from .terminal import Screen

#: Columns for what is lacking.
_LACKS = 20
_HEAD = ("System", "Result", "Gate", "Not met", "Open")


class System(NamedTuple):
    """One target as it was named, with the report on it, or with why there is none."""

    name: str
    report: Report | None
    why: str = ""


def text(systems: Iterable[System], screen: Screen) -> Iterator[str]:
    """The table for a terminal; a name stands alone on a line where it leaves the last column no room."""
    rows = [_HEAD, *map(_row, systems)]
    widths = [max(columns(row[at]) for row in rows) for at in range(3)]
    apart = sum(widths) + 8 + _LACKS > screen.width
    for number, row in enumerate(rows):
        name, *cells = (cell + " " * (w - columns(cell)) for cell, w in zip(row[:3], widths, strict=True))
        rest = "  ".join(filter(None, row[3:])) if number else "Not met, then open"
        first = f"    {'  '.join(cells)}  " if apart else f"  {'  '.join((name, *cells))}  "
        lines = [f"  {name.rstrip()}"] if apart else []
        lines += screen.wrapped(" " * columns(first), rest, first)
        yield from lines if number else (screen.paint("strong", line) for line in lines)


def markdown(systems: Iterable[System]) -> Iterator[str]:
    """The same as a table of Markdown."""
    yield f"| {' | '.join(_HEAD)} |"
    yield "|" + " --- |" * len(_HEAD)
    for system in systems:
        name, *rest = _row(system)
        yield f"| {code(name)} | {' | '.join(map(escape, rest))} |"


def _row(system: System) -> Sequence[str]:
    """The cells of a system, fit to print."""
    name, report = shown(system.name), system.report
    if report is None:
        return name, "not checked", "", shown(system.why), ""
    if not report.judged:
        return name, outcome(report), _gate(report), "", ""
    lacks = [i.id for i in report.items if i.required and i.status in {"unmet", "partial"}]
    good = {"met", "not-used", "waived", "unmet", "partial"}
    open_ = [i.id for i in report.items if i.required and i.status not in good]
    return name, report.result, _gate(report), _listed("✗", lacks), _listed("?", open_)


def _listed(mark: str, ids: list[str]) -> str:
    return f"{mark} {', '.join(ids)}" if ids else ""


def _gate(report: Report) -> str:
    return f"{'' if report.gate.passed else 'not '}passed" if report.gate.wanted else "none"
