"""The report as a comment on a pull request, and as a job summary: what changed first, details folded."""

from __future__ import annotations

import hashlib
import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .. import ruleset
from ..definition import load
from ..frozen import replace
from ..version import __version__
from .markdown import (
    TODO,
    account,
    code,
    escape,
    folded,
    licenses,
    models,
    rule,
    section,
    step,
    table,
    told,
)
from .todo import freedoms, steps
from .words import (
    ELEMENTS,
    MARKS,
    NOTICE,
    claims,
    gate_name,
    grouped,
    headline,
    legend,
    listed,
    of_element,
    of_reading,
    of_subject,
    of_yardsticks,
    outcome,
    reasons,
    sentence,
    standing,
    unchanged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..model import Change, Evidence, Item, Problem, Report

T = TypeVar("T")

#: What GitHub takes for a comment, in characters, and for the summary of a step, in bytes.
COMMENT_LIMIT = 65_536
SUMMARY_LIMIT = 1024 * 1024
_WORDS = {
    "needs-review": "for a person to judge",
    "not-used": "not used",
    "external": "elsewhere, not verified",
    "unknown": "not established",
    "partial": "there in part",
    "unmet": "missing",
}
_NOTHING = "nothing of what the Definition asks for"
#: Longest name or reason shown; whole they are in the report's files.
_LONGEST = 300
#: Most rows of one kind.
_MOST = 60


class Frame(NamedTuple):
    """What surrounds a report: where and when it was made.

    what: what the changes are those of, such as "this pull request". unknown: why the changes are not known.
    origin: who says so, when it was not this run. date: an ISO date. key: tells this comment from others.
    """

    what: str = "this change"
    unknown: str = ""
    origin: str = ""
    date: str = ""
    key: str = ""


def render(report: Report, frame: Frame | None = None, *, limit: int = COMMENT_LIMIT) -> str:
    """The report as Markdown of at most `limit` bytes: a shorter form leaves out whole rows and sections."""
    frame = frame or Frame()
    bounded = _bounded(report)
    text = ""
    for most, details in ((_MOST, True), (25, True), (25, False), (10, False), (3, False)):
        text = _text(bounded, frame, most, details)
        if len(text.encode()) <= limit:
            break
    return text


def marker(key: str) -> str:
    """How a comment with this key begins; what follows is a digest of what it says."""
    return f"<!-- osaid {key} "


def digest(body: str) -> str:
    """What a comment says, in short: two comments that differ only in their date have the same."""
    found = re.match(r"<!-- osaid \S+ (\S+) -->", body)
    return found[1] if found else ""


def _text(report: Report, frame: Frame, most: int, details: bool) -> str:
    body = "\n".join(_lines(report, frame, most, details))
    return stamped(frame.key, body, _foot(report, frame), report.target.commit)


def stamped(key: str, body: str, foot: str, commit: str | None) -> str:
    """A comment with its foot and its mark. It is edited for another commit too, or it would seem stale."""
    if not key:
        return f"{body}\n{foot}\n"
    said = hashlib.sha256(f"{body}\n{commit}\n{__version__}".encode()).hexdigest()[:32]
    return f"{marker(key)}{said} -->\n{body}\n{foot}\n"


def _lines(report: Report, frame: Frame, most: int, details: bool) -> Iterator[str]:
    yield from _result(report, frame)
    yield from _changes(report, frame, most)
    if report.result != "not-applicable":
        yield from _elements(report)
        yield from section("Models", models(report))
        yield from (" · ".join(legend(report)), "")
        yield from _next(report, most, details=details)
    said = {change.title for change in report.delta.changes} if report.delta else set()
    wrong = [problem for problem in report.problems if problem.message not in said]
    for title, problems in claims(wrong):
        yield from section(title, _some(problems, most, _problem))
    if not details:
        yield from ("The details did not fit here: they are in the report's files.", "")
        return
    yield from folded("Details", list(_details(report, most)))


def _result(report: Report, frame: Frame) -> Iterator[str]:
    target = report.target
    name = escape(" ".join(filter(None, (target.name, target.version))))
    delta = report.delta
    was = f", was {delta.result_before}" if delta and delta.result_before != report.result else ""
    yield f"### {_mark(report)} {name}: {outcome(report)}{was}"
    yield ""
    if frame.origin:
        yield from (f"> {escape(frame.origin)}", "")
    gate = report.gate
    # Where no gate is asked for, that nothing could be judged is said below.
    failed = (
        ""
        if gate.passed or not gate.wanted
        else f" The gate `{gate_name(gate)}` is **not met**: {reasons(report)}."
    )
    yield from (f"{sentence(headline(report))}{failed}", "")
    yield from (line for words in of_yardsticks(report) for line in (escape(words), ""))
    for words in filter(None, (of_subject(report), of_reading(report))):
        yield from (escape(words), "")


def _mark(report: Report) -> str:
    if not report.gate.passed:
        return "✗"
    return {"complete": "✓", "not-applicable": "–"}.get(report.result, "◐")


def _changes(report: Report, frame: Frame, most: int) -> Iterator[str]:
    title = f"What {frame.what} changes"
    if report.delta is None:
        if frame.unknown:
            yield from section(title, [f"Not known: {escape(frame.unknown)}."])
        return
    items = {item.id: item for item in report.items}
    groups = _some(grouped(report), most, lambda group: "\n".join(told(group, partial(_change, items))))
    yield from section(title, groups or [sentence(escape(unchanged(report, _NOTHING)))])


def _change(items: Mapping[str, Item], change: Change, cause: str) -> str:
    """A change in a line. cause: what it follows from, where that is told above."""
    item = items.get(change.id)
    if item is None:
        sides = f"was {escape(change.before)}, now {escape(change.after)}"
        return f"**{rule(change.id)}** {escape(change.title)}: {sides}"
    before, after = escape(_status(change.before, item)), escape(_status(change.after, item))
    # The path is that of the better side: what was there, or what is there now.
    better = change.before if change.mark == "worse" else change.after
    place = "" if cause or not change.path else code(change.path)
    by = (f" by {place}" if better == "met" else f" ({place})") if place else ""
    known = change.after == "met" or (change.after == "unmet" and not item.id.startswith("T-"))
    why = account(change) or (f" ({escape(item.why)})" if item.why and not known and not cause else "")
    sides = f"was {before}{by}, now {after}" if change.mark == "worse" else f"was {before}, now {after}{by}"
    return f"**{rule(item.id)}** {item.title}: {sides}{why}"


def _status(status: str, item: Item) -> str:
    if status == "unmet" and item.id.startswith("T-"):
        return "not met"
    return _WORDS.get(status, status)


def _elements(report: Report) -> Iterator[str]:
    yield from ("| | Element | Items |", "|---|:---|:---|")
    for element, title in ELEMENTS:
        items = listed(of_element(report, element))
        cells = " · ".join(_whole(f"{MARKS[item.status]} {item.id} {item.short}") for item in items)
        yield f"| {MARKS[standing(items)]} | {_whole(title)} | {cells} |"
    yield ""


def _whole(words: str) -> str:
    """Words that stay on one line."""
    return words.replace(" ", "\u00a0")


def _next(report: Report, most: int, *, details: bool) -> Iterator[str]:
    """What to do: of a change what it made worse, and what stood as it stands folded."""
    worse = {change.id for change in report.delta.changes if change.worse} if report.delta else set()
    ids = {item.id for item in report.items}
    first = steps(report, ids & worse)
    fallen = freedoms(report)
    rest = steps(report, ids - worse)
    if not report.delta or not details:
        first, rest = steps(report), ()
    yield from section(TODO, [*([fallen, ""] if fallen and first else []), *_some(first, most, step)])
    title = "To do besides, as before" if first else "To do, as before"
    yield from folded(f"{title} ({len(rest)})", _some(rest, most, step))


def _details(report: Report, most: int) -> Iterator[str]:
    if report.result != "not-applicable":
        for element, title in ELEMENTS:
            yield from table(title, of_element(report, element))
    yield from section("Terms seen", licenses(report, most))
    unmet = _some(report.gate.reasons, most, lambda reason: f"- {escape(reason)}")
    yield from section(f"Why the gate {gate_name(report.gate)} is not met", unmet)
    limits = _some(report.limits, most, lambda limit: f"- {escape(limit)}")
    yield from section("Limits of this check", limits)


def _foot(report: Report, frame: Frame) -> str:
    commit = report.target.commit
    parts = [
        f"commit {code(commit[:10])}" + (" with changes" if report.target.dirty else "") if commit else "",
        f"against {code(report.delta.base[:10])}" if report.delta and report.delta.base else "",
        f"Open Source AI Definition {load().version}",
        f"policy {report.policy}",
        f"osaid {__version__}",
        f"rules {ruleset.digest()}",
        frame.date,
    ]
    return f"<sub>{NOTICE} {' · '.join(filter(None, parts))}</sub>"


def _problem(problem: Problem) -> str:
    line = f" line {problem.line}" if problem.line else ""
    return f"- {code(problem.where)}{line}: {escape(problem.message)}"


def _some(values: Sequence[T], most: int, row: Callable[[T], str]) -> list[str]:
    """A row for each value, or for the first of them and the count of the rest."""
    rows = [row(value) for value in values[:most]]
    return rows if len(values) <= most else [*rows, f"- and {len(values) - most} more"]


def _clip(text: str) -> str:
    """Cut before anything is escaped, so that no entity and no code span is ever cut."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _bounded(report: Report) -> Report:
    """The report with every text of the repository cut to a length that can be read."""

    def seen(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(
            replace(e, path=_clip(e.path), why=_clip(e.why), text=_clip(e.text)) for e in evidence[:1]
        )

    delta = report.delta and replace(
        report.delta,
        changes=tuple(
            replace(
                c,
                title=_clip(c.title),
                before=_clip(c.before),
                after=_clip(c.after),
                path=_clip(c.path),
                cause=_clip(c.cause),
                note=_clip(c.note),
            )
            for c in report.delta.changes
        ),
    )

    def first(values: tuple[T, ...], cut: Callable[[T], T]) -> tuple[T, ...]:
        """What is never shown is only counted."""
        return (*map(cut, values[:_MOST]), *values[_MOST:])

    return replace(
        report,
        subject_why=_clip(report.subject_why),
        unjudged=_clip(report.unjudged),
        target=replace(
            report.target,
            name=_clip(report.target.name),
            version=_clip(report.target.version),
            fallback=_clip(report.target.fallback),
            systems=first(report.target.systems, _clip),
        ),
        items=tuple(replace(i, why=_clip(i.why), evidence=seen(i.evidence)) for i in report.items),
        licenses=first(
            report.licenses,
            lambda row: replace(
                row, path=_clip(row.path), expression=row.expression and _clip(row.expression)
            ),
        ),
        gate=replace(report.gate, reasons=first(report.gate.reasons, _clip)),
        delta=delta,
        limits=first(report.limits, _clip),
        problems=tuple(replace(p, where=_clip(p.where), message=_clip(p.message)) for p in report.problems),
    )
