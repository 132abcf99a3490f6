"""What the lines of a survey come to: counts, what changed, what ends, what is nearest to complete. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from ..definition import load
from ..model import STANDING
from .run import last, standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from .line import Line

#: Rows of a list that grows with the number of targets.
MOST_ROWS = 500
MOST_NEAR = 10
_LACKS = {"unmet", "partial"}
_OPEN = {"external", "unknown", "needs-review"}
#: From good to bad, but for the last, which is neither.
RESULTS = ("complete", "terms", "undetermined", "incomplete", "not-applicable")


class Moved(NamedTuple):
    """A target of which something is not what it was: on two days, and what else is not the same.

    items: (id, before, after), worse ones first. how: "worse", "better", or "changed" where it is neither.
    """

    target: str
    since: str
    day: str
    why: str
    before: str
    after: str
    items: tuple[tuple[str, str, str], ...]
    how: str


class Near(NamedTuple):
    """A release that lacks little. lacks, open: ids of items."""

    target: str
    lacks: tuple[str, ...]
    open: tuple[str, ...]


class Figures(NamedTuple):
    """All that a survey's report says.

    kinds: (what it is, result) with how many. errors: kind of error with how many. items: of releases, by
    item and status. terms: by element and verdict. labels: by yardstick and label that fits. moved: since a
    day, or since the line before, newest first, and how many there are. ends: waivers that end in `month`:
    (day, item, target, by whom), and how many. seconds: of all lines. rules: that lines were made by, those
    of most first.
    """

    targets: int
    judged: int
    kinds: Mapping[tuple[str, str], int]
    errors: Mapping[str, int]
    items: Mapping[tuple[str, str], int]
    terms: Mapping[tuple[str, str], int]
    labels: Mapping[tuple[str, str], int]
    moved: tuple[Moved, ...]
    moves: int
    since: str
    ends: tuple[tuple[str, str, str, str], ...]
    ending: int
    month: str
    near: tuple[Near, ...]
    seconds: float
    oldest: str
    newest: str
    rules: tuple[str, ...]


def figures(read: Callable[[], Iterable[Line]], today: str, since: str = "") -> Figures:
    """What lines come to. read: gives them, twice the same: they may be more than fit in memory.

    today: ISO date. since: the day that is compared with; "" for the line before the last, whenever that was.
    """
    places = last(read())
    before = _before(read(), places, since)
    kinds, errors, items, terms, labels, rules = (Counter[Any]() for _ in range(6))
    moved, ends, near = list[Moved](), list[tuple[str, str, str, str]](), list[Near]()
    judged, seconds, oldest, newest = 0, 0.0, "9", ""
    # What another survey has added meanwhile is not looked at.
    for line in standing(read(), places):
        target = line["target"]
        seconds += line["seconds"]
        rules[line["rules"]] += 1
        oldest, newest = min(oldest, line["checked"]), max(newest, line["checked"])
        if line["error"]:
            errors[line["error"]] += 1
            continue
        kinds[line["subject"], line["result"]] += 1
        if (old := before.get(target)) and (row := _moved(old, line)):
            moved.append(row)
        ends += [
            (one["until"], one["item"], target, one["by"])
            for one in line["waivers"]
            if one["until"][:7] == today[:7]
        ]
        if line["result"] == "not-applicable" or line["unjudged"]:
            continue
        judged += 1
        items.update(line["items"].items())
        terms.update((element, one["verdict"]) for element, one in line["terms"].items())
        labels.update((name, fits[0]) for name, fits in line["labels"].items())
        lacking = Near(target, _ids(line, _LACKS), _ids(line, _OPEN))
        if lacking.lacks or lacking.open:
            near = sorted((*near, lacking), key=_distance)[:MOST_NEAR]
    moved.sort(key=lambda row: row.target)
    moved.sort(key=lambda row: (row.day, row.how == "worse"), reverse=True)
    return Figures(
        targets=len(places),
        judged=judged,
        kinds=kinds,
        errors=errors,
        items=items,
        terms=terms,
        labels=labels,
        moved=tuple(moved[:MOST_ROWS]),
        moves=len(moved),
        since=since,
        ends=tuple(sorted(ends)[:MOST_ROWS]),
        ending=len(ends),
        month=today[:7],
        near=tuple(near),
        seconds=seconds,
        oldest=oldest if newest else "",
        newest=newest,
        rules=tuple(name for name, _ in rules.most_common()),
    )


class _Old(NamedTuple):
    """What of a line of before is compared."""

    at: tuple[str, int]
    commit: str
    rules: str
    result: str
    items: tuple[tuple[str, str], ...]


def _before(every: Iterable[Line], places: Mapping[str, tuple[str, int]], since: str) -> dict[str, _Old]:
    """Of each target the last line of before that says something, where there is one."""
    found: dict[str, _Old] = {}
    # Most stand as others do: what is the same is held once.
    same: dict[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = {}
    for number, line in enumerate(every):
        target, at = line["target"], (line["checked"], number)
        early = at < places.get(target, at) and (not since or line["checked"] < since)
        if early and not line["error"] and (target not in found or found[target].at < at):
            items = same.setdefault(made := tuple(line["items"].items()), made)
            found[target] = _Old(at, line["commit"], line["rules"], line["result"], items)
    return found


def _distance(row: Near) -> tuple[int, int, str]:
    return len(row.lacks), len(row.open), row.target


def _ids(line: Line, statuses: set[str]) -> tuple[str, ...]:
    return tuple(i.id for i in load().items if i.required and line["items"].get(i.id) in statuses)


def _moved(old: _Old, new: Line) -> Moved | None:
    """What is not as it was, or None."""
    before = dict(old.items)
    items = [
        (name, was, now)
        for name, now in new["items"].items()
        if (was := before.get(name)) is not None and was != now
    ]
    if old.result == new["result"] and not items:
        return None
    items.sort(key=lambda row: not _sank(row[1], row[2]))
    worse = _fell(old.result, new["result"]) or any(_sank(was, now) for _, was, now in items)
    better = _fell(new["result"], old.result) or any(_sank(now, was) for _, was, now in items)
    # What moved because it is judged otherwise was moved by nobody there.
    why = [
        name
        for name, other in (("commit", old.commit != new["commit"]), ("rules", old.rules != new["rules"]))
        if other
    ]
    told = f"other {' and '.join(why)}" if why else "same files"
    how = "worse" if worse else "better" if better else "changed"
    return Moved(new["target"], old.at[0], new["checked"], told, old.result, new["result"], tuple(items), how)


def _fell(before: str, after: str) -> bool:
    order = RESULTS[:-1]
    return before in order and after in order and order.index(after) > order.index(before)


def _sank(before: str, after: str) -> bool:
    return STANDING[after] < STANDING[before]
