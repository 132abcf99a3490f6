"""What the lines of a survey come to: counts, what changed, what ends, what is nearest to complete. Pure."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..definition import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .line import Line

#: Rows of a list that grows with the number of targets.
MOST_ROWS = 500
MOST_NEAR = 10
_LACKS = {"unmet", "partial"}
_OPEN = {"external", "unknown", "needs-review"}
#: From good to bad: whether a target moved up or down.
_RANKS = {
    "results": ("complete", "terms", "undetermined", "incomplete"),
    "items": ("met", "not-used", "waived", "needs-review", "external", "unknown", "partial", "unmet"),
}


class Moved(NamedTuple):
    """A target of which something is not what it was. items: (id, before, after), worse ones first."""

    target: str
    before: str
    after: str
    items: tuple[tuple[str, str, str], ...]
    worse: bool


class Near(NamedTuple):
    """A release that lacks little. lacks, open: ids of items."""

    target: str
    lacks: tuple[str, ...]
    open: tuple[str, ...]


class Figures(NamedTuple):
    """All that a survey's report says.

    kinds: (what it is, result) with how many. errors: kind of error with how many. items: of releases, by
    item and status. terms: by element and verdict. labels: by yardstick and label that fits. ends: waivers
    that end until `month`: (day, item, target, by whom). seconds: of all lines.
    """

    targets: int
    judged: int
    kinds: Mapping[tuple[str, str], int]
    errors: Mapping[str, int]
    items: Mapping[tuple[str, str], int]
    terms: Mapping[tuple[str, str], int]
    labels: Mapping[tuple[str, str], int]
    moved: tuple[Moved, ...]
    ends: tuple[tuple[str, str, str, str], ...]
    month: str
    near: tuple[Near, ...]
    seconds: float
    oldest: str
    newest: str


def figures(history: Iterable[Line], today: str) -> Figures:
    """What lines come to, those on a target in the order in which they were made. today: ISO date."""
    last: dict[str, Line] = {}
    before: dict[str, Line] = {}
    for line in history:
        if (old := last.get(line["target"])) and not old["error"]:
            before[line["target"]] = old
        last[line["target"]] = line
    kinds, errors, items, terms, labels = Counter(), Counter(), Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    moved, ends, near = [], [], []
    end = _end_of_month(today)
    judged = 0
    for line in last.values():
        if line["error"]:
            errors[line["error"]] += 1
            continue
        kinds[line["subject"], line["result"]] += 1
        if (old := before.get(line["target"])) and (row := _moved(old, line)):
            moved.append(row)
        ends += [
            (one["until"], one["item"], line["target"], one["by"])
            for one in line["waivers"]
            if one["until"] <= end
        ]
        if line["result"] == "not-applicable" or line["unjudged"]:
            continue
        judged += 1
        items.update(line["items"].items())
        terms.update((element, one["verdict"]) for element, one in line["terms"].items())
        labels.update((name, fits[0]) for name, fits in line["labels"].items())
        if lacks := _ids(line, _LACKS):
            near.append(Near(line["target"], lacks, _ids(line, _OPEN)))
    near.sort(key=lambda row: (len(row.lacks), len(row.open), row.target))
    moved.sort(key=lambda row: (not row.worse, row.target))
    days = [line["checked"] for line in last.values() if line["checked"]]
    return Figures(
        targets=len(last),
        judged=judged,
        kinds=kinds,
        errors=errors,
        items=items,
        terms=terms,
        labels=labels,
        moved=tuple(moved[:MOST_ROWS]),
        ends=tuple(sorted(ends)[:MOST_ROWS]),
        month=end,
        near=tuple(near[:MOST_NEAR]),
        seconds=sum(line["seconds"] for line in last.values()),
        oldest=min(days, default=""),
        newest=max(days, default=""),
    )


def _ids(line: Line, statuses: set[str]) -> tuple[str, ...]:
    return tuple(i.id for i in load().items if i.required and line["items"].get(i.id) in statuses)


def _moved(old: Line, new: Line) -> Moved | None:
    """What is not as it was, or None."""
    items = [
        (name, was, now)
        for name, now in new["items"].items()
        if (was := old["items"].get(name)) is not None and was != now
    ]
    if old["result"] == new["result"] and not items:
        return None
    items.sort(key=lambda row: not _worse("items", row[1], row[2]))
    worse = _worse("results", old["result"], new["result"]) or any(_worse("items", *row[1:]) for row in items)
    return Moved(new["target"], old["result"], new["result"], tuple(items), worse)


def _worse(what: str, before: str, after: str) -> bool:
    order = _RANKS[what]
    return before in order and after in order and order.index(after) > order.index(before)


def _end_of_month(today: str) -> str:
    day = datetime.date.fromisoformat(today)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]).isoformat()
