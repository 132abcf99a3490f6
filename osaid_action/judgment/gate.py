"""Whether a report is what was asked for: by how strict a gate is, and by what is required. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from ..errors import UsageError, nearest
from ..frozen import replace
from ..model import GATES, Gate
from ..yardsticks import NAMES
from ..yardsticks import load as yardstick
from . import verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Item, Measured, Problem, Report

#: What can be required besides items: everything that the Definition asks for; that a release was judged.
SYSTEM, SUBJECT = "osaid", "subject"
_HELD = {"met", "not-used", "waived"}


def of(report: Report, fail_on: str, *, asked: bool = False, require: tuple[str, ...] = ()) -> Gate:
    """The gate of a report, whatever gate it has.

    asked: somebody asked for fail_on in so many words. require: what has to be met besides.
    """
    reasons = list(_worse(report)) if fail_on != "never" else []
    if report.judged:
        reasons += _reasons(GATES.index(fail_on), report.items, report.problems)
        reasons += _lacking(report, require)
    elif require or _owed(report, fail_on, asked=asked):
        reasons.append(_unjudged(report))
    reasons = list(dict.fromkeys(reasons))
    return Gate(fail_on=fail_on, passed=not reasons, reasons=tuple(reasons), require=require, asked=asked)


def again(report: Report, *, require: tuple[str, ...] = ()) -> Report:
    """The report with its gate for what it holds now. require: what has to be met besides."""
    gate = report.gate
    names = tuple(dict.fromkeys((*gate.require, *require)))
    return replace(report, gate=of(report, gate.fail_on, asked=gate.asked, require=names))


def wanted(words: str, option: str) -> tuple[str, ...]:
    """What is required, by names with commas or spaces between. UsageError for one that is unknown, or none.

    option: how the user calls it.
    """
    labels = (f"{name}:{label.id}" for name in NAMES for label in yardstick(name).labels)
    known = {name.lower(): name for name in (SYSTEM, SUBJECT, *(item.id for item in load().items), *labels)}
    names = words.replace(",", " ").split()
    for name in names:
        if name.lower() not in known:
            meant = nearest(name, known.values()) or f"; known: {', '.join(known.values())}"
            raise UsageError(f"{option}: nothing is called {name!r}{meant}")
    if not names:
        raise UsageError(f"{option} names nothing; known: {', '.join(known.values())}")
    return tuple(dict.fromkeys(known[name.lower()] for name in names))


def _worse(report: Report) -> Iterator[str]:
    for change in report.delta.changes if report.delta else ():
        if change.worse:
            yield f"made worse: {change.id} {change.title}: was {change.before}, now {change.after}"


def _owed(report: Report, fail_on: str, *, asked: bool) -> bool:
    """Whether nothing judged is held against the gate. What is judged to be no release owes nothing."""
    nothing_there = report.result == "not-applicable"
    if not report.unjudged:
        return False
    if fail_on == "regression" and nothing_there:
        # Where there was something to judge in the base, that it went is among what got worse.
        return False
    return (asked and fail_on != "never") or not nothing_there


def _unjudged(report: Report) -> str:
    if report.unjudged:
        return f"nothing could be judged: {report.unjudged}"
    return f"nothing was judged: this is not the release of an AI system: {report.subject_why}"


def _reasons(level: int, items: Iterable[Item], problems: Iterable[Problem]) -> list[str]:
    """What keeps a system from meeting a gate, each gate asking for more than the one before."""
    asked = verdict.of_terms()
    required = [item for item in items if item.required]
    reasons: list[str] = []
    if level >= GATES.index("incomplete"):
        lacking = [item for item in required if item.status in verdict.LACKING]
        reasons += [_reason(item) for item in lacking if item.id not in asked]
        reasons += [problem.message for problem in problems if problem.kind in {"declaration", "waiver"}]
    if level >= GATES.index("terms"):
        held = {"met", "waived", "unknown", "external"}
        reasons += [_reason(item) for item in required if item.id in asked and item.status not in held]
    if level >= GATES.index("review"):
        unsure = {"needs-review", "external", "unknown"}
        reasons += [_reason(item) for item in required if item.status in unsure]
    return reasons


def _lacking(report: Report, require: tuple[str, ...]) -> Iterator[str]:
    """What of that which is required a judged release has not."""
    if SYSTEM in require:
        yield from map(_reason, verdict.short(report.items, report.policy))
    for item in report.items:
        if item.id in require and item.status not in _HELD:
            yield _reason(item)
    by = {measured.yardstick: measured for measured in report.yardsticks}
    for name, _, wanted_label in (one.partition(":") for one in require if ":" in one):
        if name in by:
            yield from _below(by[name], wanted_label)
        else:
            yield f"{name}: not measured"


def _below(measured: Measured, wanted_label: str) -> Iterator[str]:
    """What keeps a system from a label."""
    label = next(one for one in yardstick(measured.yardstick).labels if one.id == wanted_label)
    titles = {ask.id: ask.title for ask in yardstick(measured.yardstick).asks}
    for answer in measured.answers:
        if answer.id in label.asks and answer.state != "met":
            how = "lacks" if answer.state == "lacking" else "not established:"
            why = f": {answer.why}" if answer.why else ""
            yield f"{label.title} ({measured.yardstick}): {how} {titles[answer.id]}{why}"


def _reason(item: Item) -> str:
    return f"{item.id} {item.title}: {item.why or item.status}"
