"""The report as GitHub Markdown, for job summaries, comments and files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .. import __version__
from ..definition import load
from ..model import Evidence, Report
from . import ELEMENTS, MARKS, NOTICE, headline, of_element, place, shown

_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~@:&$^=\"'])")
_WORDS = {"needs-review": "to judge", "not-used": "not used"}


def escape(text: str) -> str:
    """Text of a repository as itself: no markup, no mention, no issue link, no table cell."""
    return _SPECIAL.sub(_entity, shown(text))


def _entity(match: re.Match[str]) -> str:
    """Entities where a backslash would still let GitHub link a name, an address or an issue."""
    char = match[0]
    if char in "@#:<>&|$":
        return f"&#{ord(char)};"
    return char if char in "-.:'\"()=+!" and not match.start() == 0 and char not in "!" else "\\" + char


def code(text: str) -> str:
    """A code span that its contents can't end, fit for a table cell."""
    inside = shown(text).replace("|", "¦")
    ticks = max((len(run) for run in re.findall(r"`+", inside)), default=0) + 1
    pad = " " if inside[:1] in {"`", " "} or inside[-1:] in {"`", " "} or not inside else ""
    return "`" * ticks + pad + inside + pad + "`" * ticks


def render(report: Report) -> str:
    """The report as Markdown."""
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    target = report.target
    commit = f" at {code(target.commit[:10])}" if target.commit else ""
    yield f"## {escape(target.name)}: {report.result}"
    yield ""
    yield f"{headline(report)[:1].upper()}{headline(report)[1:]}. Checked{commit}{' with changes' * target.dirty} against the Open Source AI Definition {load().version}, policy {report.policy}."
    yield ""
    if report.delta is not None:
        yield from _delta(report)
    if report.result != "not-applicable":
        yield from _table(report)
        yield from _todo(report)
    yield from _licenses(report)
    if report.problems:
        yield "### Wrong in the manifest"
        yield ""
        yield from (
            f"- {escape(p.where)}{f' line {p.line}' if p.line else ''}: {escape(p.message)}"
            for p in report.problems
        )
        yield ""
    if not report.gate.passed:
        yield f"**Gate `{report.gate.fail_on}` not met:**"
        yield ""
        yield from (f"- {escape(reason)}" for reason in report.gate.reasons)
        yield ""
    if report.limits:
        yield "<details><summary>Limits of this check</summary>"
        yield ""
        yield from (f"- {escape(limit)}" for limit in report.limits)
        yield ""
        yield "</details>"
        yield ""
    yield f"<sub>{NOTICE} osaid {__version__}, rules {load().ruleset}.</sub>"


def _cell(evidence: tuple[Evidence, ...]) -> str:
    return f"{code(place(evidence[0]))} {escape(evidence[0].why)}" if evidence else ""


def _table(report: Report) -> Iterator[str]:
    for element, title in ELEMENTS:
        yield f"### {title}"
        yield ""
        yield "| | Item | Status | Evidence |"
        yield "|---|---|---|---|"
        for item in of_element(report, element):
            if item.required or item.status == "met":
                status = _WORDS.get(item.status, item.status)
                what = _cell(item.evidence) or escape(item.why)
                yield f"| {MARKS[item.status]} | {item.id} {escape(item.title)} | {status} | {what} |"
        yield ""


def _todo(report: Report) -> Iterator[str]:
    todo = [item for item in report.items if item.required and item.status in {"unmet", "partial"}]
    judge = [
        item
        for item in report.items
        if item.required and item.status in {"needs-review", "external", "unknown"}
    ]
    if todo:
        yield "### To do"
        yield ""
        for item in todo:
            freedoms = f" (takes: {', '.join(item.freedoms)})" if item.freedoms else ""
            yield f"- **{item.id} {escape(item.title)}**{freedoms}: {escape(item.why)}. {escape(item.fix)}"
        yield ""
    if judge:
        yield "### For a person to judge, or not established"
        yield ""
        yield from (f"- **{item.id} {escape(item.title)}**: {escape(item.why)}" for item in judge)
        yield ""


def _licenses(report: Report) -> Iterator[str]:
    if not report.licenses:
        return
    yield "<details><summary>Terms seen</summary>"
    yield ""
    yield "| Place | Terms | Verdict | State |"
    yield "|---|---|---|---|"
    for row in report.licenses[:50]:
        where = row.path + (f":{row.line}" if row.line and row.line > 1 else "")
        yield f"| {code(where)} | {escape(row.expression or 'not recognized')} | {row.verdict} | {row.state} |"
    yield ""
    yield "</details>"
    yield ""


def _delta(report: Report) -> Iterator[str]:
    assert report.delta is not None
    yield f"### Against {code(report.delta.base[:10])}"
    yield ""
    if not report.delta.changes:
        yield "Nothing changed."
    for change in report.delta.changes:
        mark = "▼" if change.worse else "▲"
        where = f" by {code(change.path)}" if change.path else ""
        yield f"- {mark} **{change.id}** {escape(change.title)}: was {escape(change.before)}{where}, now {escape(change.after)}"
    yield ""
