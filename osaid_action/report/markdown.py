"""The report as GitHub Markdown, for job summaries, comments and files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load, page
from ..escape import shown
from ..patterns import lazy
from ..version import __version__
from ..yardsticks import load as load_yardstick
from .todo import freedoms, steps
from .words import (
    ELEMENTS,
    MARKS,
    NOTICE,
    besides,
    by_yardstick,
    claims,
    gate_name,
    grouped,
    headline,
    legend,
    listed,
    named,
    of_element,
    of_models,
    of_place,
    of_reading,
    of_subject,
    of_yardsticks,
    outcome,
    place,
    reason,
    sentence,
    unchanged,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..model import Change, Dataset, Item, Measured, Report, Target
    from .todo import Step
    from .words import Group

#: What a backslash keeps from being markup, and what GitHub would still link or end a table cell with.
_MARKUP = lazy(r"[\\`*_{}\[\]()!~^=]")
#: What GitHub makes a mention, a reference, a link or a picture of when all markup is gone: neither a
#: backslash nor an entity keeps it from that, but a character without width in the midst of it does.
_CAUGHT = lazy(r"@|#(?=\w)|:(?=//|[\w+-]{1,64}:)|(?i:www)(?=\.)|(?i:GH-)(?=\d)")
#: What GitHub takes for a commit, and what of it is left in one piece.
_COMMIT = lazy(r"\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b")
_SHORT = lazy(r"[0-9a-f]{6}(?=[0-9a-f])")
_LINKED = lazy(r"[&<>@#|$]|:(?=//|\w+:)|^[-+>]|^\d+(?=\.)")
_WORDS = {"needs-review": "to judge", "not-used": "not used", "external": "elsewhere, not verified"}
TODO = "What to do next, first what can't be mended later"
MOST_LICENSES = 50
MOST_DATASETS = 100


def escape(text: str) -> str:
    """Text of a repository as itself: no markup, no mention, no link, no table cell, no HTML."""
    plain = _CAUGHT.sub(lambda m: f"{m[0]}\u200b", shown(text))
    plain = _COMMIT.sub(lambda m: _SHORT.sub("\\g<0>\u200b", m[0]), plain)
    plain = _MARKUP.sub(lambda m: f"\x00{ord(m[0])};", plain)
    plain = _LINKED.sub(lambda m: "".join(f"&#{ord(char)};" for char in m[0]), plain)
    # Last, so that the entities made above stay entities.
    return re.sub(r"\x00(\d+);", lambda m: "\\" + chr(int(m[1])), plain)


def code(text: str) -> str:
    """A code span that its contents can't end, fit for a table cell."""
    inside = shown(text).replace("|", "¦")
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", inside)), default=0) + 1)
    pad = " " if not inside.strip() or inside[0] in "` " or inside[-1] in "` " else ""
    return f"{ticks}{pad}{inside}{pad}{ticks}"


def seen_at(target: Target) -> str:
    """The commit that was read and whether there were changes to it, with a space before; or ""."""
    commit = f" at {code(target.commit[:10])}" if target.commit else ""
    return commit + (" with changes" if target.dirty else "")


def render(report: Report, *, yardstick: str = "") -> str:
    """The report as Markdown. yardstick: one besides the Definition by which to say all, or ""."""
    return "\n".join(_lines(report, yardstick)) + "\n"


def delta(report: Report) -> str:
    """What changed, alone."""
    return "\n".join(_delta(report)) + "\n"


def _lines(report: Report, by: str) -> Iterator[str]:
    yield f"## {escape(report.target.name)}: {outcome(report)}"
    yield ""
    said = (escape(of_subject(report)), escape(of_reading(report)))
    yield " ".join(filter(None, (sentence(headline(report)), *said)))
    yield ""
    yield from (line for words in of_yardsticks(report) for line in (escape(words), ""))
    against = f"the Open Source AI Definition {load().version}, policy {report.policy}"
    yield f"Checked{seen_at(report.target)} against {against}."
    yield ""
    yield from _delta(report)
    if report.result != "not-applicable":
        for element, title in ELEMENTS:
            yield from table(title, of_element(report, element))
        yield from (" · ".join(legend(report)), "")
        for measured in report.yardsticks:
            yield from measures(measured) if measured.yardstick == by else ()
        yield from section("Models", models(report))
        yield from _todo(report)
    yield from folded(f"Training data named ({len(report.data)})", datasets(report))
    yield from folded("Terms seen", licenses(report))
    places = [f"- {code(p.place)} {escape(of_place(p))}" for p in report.elsewhere]
    yield from section("Elsewhere", places)
    for title, problems in claims(report.problems):
        rows = [
            f"- {escape(p.where)}{f' line {p.line}' if p.line else ''}: {escape(p.message)}" for p in problems
        ]
        yield from section(title, rows)
    yield from section(
        f"Gate {gate_name(report.gate)} not met", [f"- {escape(r)}" for r in report.gate.reasons]
    )
    yield from folded("Limits of this check", [f"- {escape(limit)}" for limit in report.limits])
    yield f"<sub>{NOTICE} osaid {__version__}, rules {ruleset.digest()}.</sub>"


def measures(measured: Measured) -> Iterator[str]:
    """Each label of a yardstick, then all that they ask for, as the rows of a table."""
    by = load_yardstick(measured.yardstick)
    rows = ["| | Label, or what is asked for | | Evidence |", "|---|---|---|---|"]
    for row in by_yardstick(measured):
        title = f"**{row.title}**" if row.of == "label" else row.title
        seen = ", ".join(code(place(one)) for one in row.evidence)
        rows.append(f"| {row.mark} | {title} | {escape(row.words)} | {seen} |")
    yield from section(f"By the {by.title}, {by.date}", rows)


def models(report: Report) -> list[str]:
    """The models of a family as the rows of a table."""
    if not report.models:
        return []
    rows = ["| Model | Result | Stands worse than others in |", "|---|---|---|"]
    for model, worse in of_models(report):
        said = "; ".join(f"{MARKS[item.status]} {item.id} {escape(item.why)}" for item in worse) or "nothing"
        rows.append(f"| {escape(model.name)} | {model.result} | {said} |")
    return rows


def section(title: str, rows: list[str]) -> Iterator[str]:
    """Rows under a heading; nothing without rows."""
    if rows:
        yield from (f"### {title}", "", *rows, "")


def folded(title: str, rows: list[str]) -> Iterator[str]:
    """Rows that a click unfolds; nothing without rows."""
    if rows:
        yield from (f"<details><summary>{title}</summary>", "", *rows, "", "</details>", "")


def table(title: str, items: list[Item]) -> Iterator[str]:
    """The items of one element with their status and evidence."""
    rows = ["| | Item | Status | Evidence |", "|---|---|---|---|"]
    for item in listed(items):
        status = _WORDS.get(item.status, item.status)
        what = " ".join(filter(None, (_cell(item), _reason(item))))
        rows.append(f"| {MARKS[item.status]} | {rule(item.id)} {item.title} | {status} | {what} |")
    yield from section(title, rows)


def _cell(item: Item) -> str:
    return f"{code(place(item.evidence[0]))} {escape(reason(item.evidence[0]))}" if item.evidence else ""


def _reason(item: Item) -> str:
    """Why an item is not met, beside its evidence."""
    why = escape(besides(item))
    return f"({why})" if why and item.evidence else why


def _todo(report: Report) -> Iterator[str]:
    rows = list(map(step, steps(report)))
    fallen = freedoms(report)
    yield from section(TODO, [*([fallen, ""] if fallen else []), *rows])


def step(one: Step) -> str:
    """One thing to do as an item of a list."""
    heads = []
    for head in one.heads:
        names = ", ".join(f"**{name}** {short}".rstrip() for name, short in head.names)
        heads.append(f"{head.mark} {names}{':' if head.names[0][1] else ''} {escape(head.why)}")
    lines = ["  \n  ".join(heads) + "  "]
    for words, language, copied in one.code:
        if len(copied) == 1:
            lines.append(f"{escape(words)} {code(copied[0])}")
        else:
            lines += [escape(words), *(fenced(language, copied) if copied else ())]
    return "- " + "\n  ".join(lines)


def fenced(language: str, lines: tuple[str, ...]) -> list[str]:
    """Lines to copy, in a fence that none of them can end."""
    longest = max((len(run) for line in lines for run in re.findall(r"`+", line)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence + language, *lines, fence]


def datasets(report: Report) -> list[str]:
    """The training data as the rows of a table, contradictions below."""
    if not report.data:
        return []
    rows = ["| Name | Where | Access | Terms | Named at | Told of it |", "|---|---|---|---|---|---|"]
    for row in report.data[:MOST_DATASETS]:
        made = f"; made from {', '.join(row.sources)}" if row.sources else ""
        said = ", ".join(code(place(e)) for e in row.evidence[:2])
        where, access, terms = stated(row)
        told = (
            ", ".join(f"{head.replace('_', ' ')} {code(place(line))}" for head, line in row.told) or "nothing"
        )
        rows.append(f"| {escape(named(row) + made)} | {where} | {access} | {terms} | {said} | {told} |")
    if len(report.data) > MOST_DATASETS:
        rows += ["", f"and {len(report.data) - MOST_DATASETS} more"]
    conflicts = [f"- Contradiction: {escape(conflict)}" for row in report.data for conflict in row.conflicts]
    return [*rows, *([""] if conflicts else []), *conflicts]


def stated(row: Dataset) -> tuple[str, str, str]:
    """Where a dataset is, how one gets at it and on what terms, as far as it is said."""
    where = " ".join(map(code, row.where[:2])) or escape(row.reason) or "not said"
    access = ", ".join(filter(None, (row.declared, row.access))) or "not said"
    return where, access, escape(row.license or "not said")


def licenses(report: Report, most: int = MOST_LICENSES) -> list[str]:
    """The places that state terms, as rows of a table."""
    if not report.licenses:
        return []
    rows = ["| Place | Terms | Verdict | State |", "|---|---|---|---|"]
    for row in report.licenses[:most]:
        of = f"{row.model}: " if row.model else ""
        terms = escape(of + (row.expression or "not recognized"))
        rows.append(f"| {code(row.stated_at)} | {terms} | {row.verdict} | {row.state} |")
    if len(report.licenses) > most:
        rows += ["", f"and {len(report.licenses) - most} more places"]
    return rows


def _delta(report: Report) -> Iterator[str]:
    delta = report.delta
    if delta is None:
        return
    rows = [line for group in grouped(report) for line in told(group, _said)]
    yield from section(
        f"Against {code(delta.base[:10])}", rows or [sentence(escape(unchanged(report, "nothing changed")))]
    )


def told(group: Group, said: Callable[[Change, str], str]) -> Iterator[str]:
    """A group of changes as items of a list. said: a change in words, below what it follows from, or ""."""
    note = f" ({escape(group.note)})" if group.note else ""
    if not group.cause:
        yield from (f"- {group.mark} {said(change, group.cause)}{note}" for change in group.follows)
        return
    yield f"- {group.mark} {escape(group.cause)}{note}"
    yield from (f"  - {said(change, group.cause)}" for change in group.follows)


def _said(change: Change, cause: str) -> str:
    where = f" by {code(change.path)}" if change.path and not cause else ""
    sides = f"was {escape(change.before)}{where}, now {escape(change.after)}"
    return f"**{rule(change.id)}** {escape(change.title)}: {sides}{account(change)}"


def rule(name: str) -> str:
    """The id of an item as a link to its page; what is none stays what it is."""
    return f"[{name}]({page(name)})" if any(item.id == name for item in load().items) else escape(name)


def account(change: Change) -> str:
    """What accounts for a change, in parentheses behind it."""
    return f" ({escape(change.note)})" if change.note else ""
