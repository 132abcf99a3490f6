"""The report as one page of HTML that needs nothing besides and asks nobody for anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load
from ..definition import page as page_of
from ..yardsticks import TOLD
from ..yardsticks import load as load_yardstick
from . import json as report_json
from .forges import commit_page, file_page
from .markdown import TODO
from .markup import Html, bullets, coded, joined, linked, marked, page, section, table, tag
from .todo import freedoms, steps
from .words import (
    ARROWS,
    ELEMENTS,
    LEGEND,
    MARKS,
    besides,
    by_yardstick,
    claims,
    gate_name,
    grouped,
    headline,
    label_of,
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
    from collections.abc import Iterable, Iterator

    from ..model import Change, Dataset, Evidence, Item, License, Measured, Report, Target
    from .todo import Step
    from .words import Group

#: Steps that are shown at once; the others unfold.
_FIRST = 3
#: Pieces of evidence of one item, and rows of one table: all are in the JSON below.
_PROOFS, _MOST = 3, 500
_UNLIKE = frozenset({"modified", "additional-terms", "extra-text"})
_MARKED = {"worse": "got worse", "better": "got better", "changed": "changed"}


def render(report: Report, *, yardstick: str = "") -> str:
    """The report as a page. yardstick: one besides the Definition by which to say all, or ""."""
    return _page(report, _body(report, yardstick), report_json.as_dict(report), sortable=bool(report.data))


def delta(report: Report) -> str:
    """What changed, alone."""
    return _page(report, _changes(report), json.loads(report_json.delta(report)), sortable=False)


def _page(report: Report, body: Iterable[Html], told: object, *, sortable: bool) -> str:
    name = " ".join(filter(None, (report.target.name, report.target.version)))
    title = f"{name}: {outcome(report)}"
    return page(title, _header(report, title), body, told, rules=ruleset.digest(), sortable=sortable)


def _header(report: Report, title: str) -> Iterator[Html]:
    target = report.target
    yield tag("h1", title)
    yield tag("p", sentence(headline(report)), class_="lead")
    chips = [tag("li", report.result, class_=f"chip {report.result}")]
    if report.subject == "model":
        labels = [one for one in report.yardsticks if one.yardstick in TOLD]
        chips += [
            tag("li", f"{by.short}: {label_of(one)}", class_="chip")
            for one in labels
            if (by := load_yardstick(one.yardstick)).labels
        ]
    if report.gate.wanted:
        met = ("nothing was judged" if report.vacuous else "met") if report.gate.passed else "not met"
        chips.append(tag("li", f"Gate {gate_name(report.gate)}: {met}", class_="chip"))
    yield tag("ul", *chips, class_="chips")
    for words in filter(None, (of_subject(report), of_reading(report), *of_yardsticks(report))):
        yield tag("p", words)
    against = f" against the Open Source AI Definition {load().version}, policy {report.policy}."
    at = (" at ", linked(commit_page(target), target.commit[:10])) if target.commit else ()
    yield tag("p", "Checked", *at, " with changes" if target.dirty else "", against, class_="quiet")


def _body(report: Report, by: str) -> Iterator[Html]:
    target = report.target
    yield from _changes(report)
    if report.result != "not-applicable":
        columns = (_column(title, of_element(report, element), target) for element, title in ELEMENTS)
        yield tag("div", *columns, class_="columns")
        for measured in report.yardsticks:
            yield from _measures(measured, target) if measured.yardstick == by else ()
        yield from section("Models", _models(report))
        yield from section(TODO, _todo(report))
    yield from section(f"Training data named ({len(report.data)})", _datasets(report))
    yield from section("Terms seen", _licenses(report))
    yield from section(
        "Elsewhere", bullets(tag("li", coded(p.place), " ", of_place(p)) for p in report.elsewhere)
    )
    for title, problems in claims(report.problems):
        told = (f"{p.where}{f' line {p.line}' if p.line else ''}: {p.message}" for p in problems)
        yield from section(title, bullets(tag("li", words) for words in told))
    reasons = bullets(tag("li", words) for words in report.gate.reasons)
    yield from section(f"Gate {gate_name(report.gate)} not met", reasons)
    yield from section("Limits of this check", bullets(tag("li", limit) for limit in report.limits))


def _column(title: str, items: list[Item], target: Target) -> Html:
    cards = tag("ul", *(_card(item, target) for item in listed(items)), class_="cards")
    return tag("section", tag("h2", title), cards)


def _card(item: Item, target: Target) -> Html:
    why = besides(item)
    proofs = [_proof(seen, target) for seen in item.evidence[:_PROOFS]]
    more = len(item.evidence) - _PROOFS
    if more > 0:
        proofs.append(tag("li", f"and {more} more"))
    return tag(
        "li",
        tag("h3", tag("a", item.id, href=page_of(item.id)), f" {item.title}"),
        tag("p", marked(MARKS[item.status]), LEGEND[item.status], class_="status"),
        tag("p", sentence(why.rstrip("."))) if why else "",
        tag("ul", *proofs, class_="proof") if proofs else "",
        class_=f"card {item.status}",
    )


def _proof(seen: Evidence, target: Target) -> Html:
    return tag("li", _place(target, seen), " ", reason(seen))


def _place(target: Target, seen: Evidence) -> Html:
    return linked(file_page(target, seen.path, seen.line), place(seen))


def _changes(report: Report) -> Iterator[Html]:
    if report.delta is None:
        return
    rows = [tag("li", *_group(group)) for group in grouped(report)]
    said = tag("p", sentence(unchanged(report, "nothing changed")))
    told = [tag("ul", *rows, class_="changes") if rows else said]
    yield from section(f"Against {report.delta.base[:10]}", told)


def _group(group: Group) -> Iterator[str]:
    mark = next(name for name, arrow in ARROWS.items() if arrow == group.mark)
    note = f" ({group.note})" if group.note else ""
    yield marked(group.mark, _MARKED[mark])
    if not group.cause:
        for change in group.follows:
            yield from (*_change(change, alone=True), note)
        return
    yield f"{group.cause}{note}"
    yield from bullets(tag("li", *_change(change, alone=False)) for change in group.follows)


def _change(change: Change, *, alone: bool) -> Iterator[str]:
    yield tag("strong", change.id)
    yield f" {change.title}: was {change.before}"
    if alone and change.path:
        yield from (" by ", coded(change.path))
    yield f", now {change.after}{f' ({change.note})' if change.note else ''}"


def _measures(measured: Measured, target: Target) -> Iterator[Html]:
    by = load_yardstick(measured.yardstick)
    rows = [
        [
            tag("strong", row.title) if row.of == "label" else row.title,
            joined((marked(row.mark), row.words), ""),
            joined(_place(target, one) for one in row.evidence),
        ]
        for row in by_yardstick(measured)
    ]
    heads = ("Label, or what is asked for", "How it stands", "Evidence")
    title = f"By the {by.title}, {by.date}"
    yield from section(title, table(title, heads, rows))


def _models(report: Report) -> list[Html]:
    rows: list[list[str]] = []
    for model, worse in of_models(report):
        said = (
            joined((marked(MARKS[one.status], LEGEND[one.status]), f"{one.id} {one.why}"), "")
            for one in worse
        )
        rows.append([model.name, model.result, joined(said) or "nothing"])
    return table("Models", ("Model", "Result", "Stands worse than others in"), rows) if rows else []


def _todo(report: Report) -> list[Html]:
    made = [_step(step) for step in steps(report)]
    fallen = freedoms(report)
    told = [tag("p", fallen)] if fallen else []
    if made[:_FIRST]:
        told.append(tag("ol", *made[:_FIRST], class_="steps"))
    if rest := made[_FIRST:]:
        rows = tag("ol", *rest, class_="steps", start=str(_FIRST + 1))
        told.append(tag("details", tag("summary", f"and {len(rest)} more"), rows))
    return told


def _step(step: Step) -> Html:
    told = []
    for head in step.heads:
        names = ", ".join(f"{name} {short}".rstrip() for name, short in head.names)
        colon = ":" if head.names[0][1] else ""
        mark = marked(head.mark, LEGEND[head.status])
        told.append(tag("p", mark, tag("strong", names), f"{colon} {head.why}"))
    for words, _, copied in step.code:
        told.append(tag("p", words))
        if copied:
            told.append(tag("pre", tag("code", joined(copied, "\n"))))
    return tag("li", *told)


def _datasets(report: Report) -> list[Html]:
    rows = [_dataset(row, report.target) for row in report.data[:_MOST]]
    heads = ("Name", "Where", "Access", "Terms", "Named at", "Told of it")
    told = table("Training data named", heads, rows, class_="sortable") if rows else []
    if len(report.data) > _MOST:
        told.append(tag("p", f"and {len(report.data) - _MOST} more"))
    conflicts = (conflict for row in report.data for conflict in row.conflicts)
    return [*told, *bullets(tag("li", f"Contradiction: {conflict}") for conflict in conflicts)]


def _dataset(row: Dataset, target: Target) -> list[str]:
    told = [tag("span", f"{head.replace('_', ' ')} ", _place(target, line)) for head, line in row.told]
    made = f"; made from {', '.join(row.sources)}" if row.sources else ""
    return [
        named(row) + made,
        joined(map(coded, row.where)) or row.reason or "not said",
        ", ".join(filter(None, (row.declared, row.access))) or "not said",
        row.license or "not said",
        joined(_place(target, seen) for seen in row.evidence[:2]),
        joined(told) or "nothing",
    ]


def _licenses(report: Report) -> list[Html]:
    kept = report.licenses[:_MOST]
    rows: list[list[str]] = [
        [
            _stated_at(row, report.target),
            f"{row.model}: " * bool(row.model) + (row.expression or "not recognized"),
            row.verdict,
            row.state,
        ]
        for row in kept
    ]
    told = table("Terms seen", ("Place", "Terms", "Verdict", "State"), rows) if rows else []
    if len(report.licenses) > _MOST:
        told.append(tag("p", f"and {len(report.licenses) - _MOST} more places"))
    return [*told, *(part for row in kept for part in _read(row))]


def _stated_at(row: License, target: Target) -> Html:
    return linked(file_page(target, row.path, row.line), row.stated_at)


def _read(row: License) -> Iterator[Html]:
    """What stands out in a license text: its clauses, and what it says beside the license it bears."""
    unlike = row.differences if row.state in _UNLIKE else ()
    if not (unlike or row.clauses):
        return
    yield tag("h3", row.path)
    yield from bullets(
        tag("li", f"line {line}, {category}: “{quote}”") for category, line, quote in row.clauses
    )
    if unlike:
        heads = ("Line", "Kind", f"{row.expression or 'The license'} says", "This text says")
        rows = [
            [str(line), kind, tag("del", gone) if gone else "", tag("ins", new) if new else ""]
            for kind, line, gone, new in unlike[:_MOST]
        ]
        yield from table(f"Words of {row.path} that differ", heads, rows, class_="sides")
