"""The problems of a report as workflow commands: GitHub shows them beside the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..escape import shown
from .problems import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Report

#: GitHub shows so many of one kind for one step, and passes over the rest without a word.
MOST = 10
KINDS = ("error", "warning", "notice")


def render(report: Report, folder: str = "", room: int = MOST) -> str:
    """One line for each annotation, at most `room` of a kind; the last of a kind counts what is left out.

    Of a change only what it made worse, and what fails the gate: what stood before is in the summary.
    """
    by_kind: dict[str, list[Row]] = {kind: [] for kind in KINDS}
    for row in rows(report, folder):
        if report.delta is not None and not (row.worse or row.fails):
            continue
        by_kind[_kind(row)].append(row)
    return "".join(line + "\n" for kind, found in by_kind.items() for line in _lines(kind, found, room))


def command(kind: str, message: str, *, title: str, path: str = "", line: int | None = None) -> str:
    """One workflow command that its words can't end or change."""
    values = {"file": path, "line": str(line) if line and path else "", "title": title}
    given = ",".join(f"{key}={_property(value)}" for key, value in values.items() if value)
    return f"::{kind} {given}::{_data(message)}"


def _kind(row: Row) -> str:
    """What fails the gate is an error; what a person must judge, a notice."""
    if row.fails:
        return "error"
    return "notice" if row.level == "note" else "warning"


def _lines(kind: str, found: list[Row], room: int) -> Iterator[str]:
    kept = found if len(found) <= room else found[: room - 1]
    for row in kept:
        yield command(kind, row.told, title=f"osaid {row.rule}", path=row.path, line=row.line or 1)
    if len(found) > len(kept):
        yield command(kind, f"and {len(found) - len(kept)} more: see the job summary", title="osaid")


def _data(text: str) -> str:
    return shown(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
