"""The report as one page of HTML that needs nothing besides and asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load, page
from ..escape import shown
from ..version import __version__
from ..yardsticks import TOLD
from ..yardsticks import load as load_yardstick
from . import json as report_json
from .forges import commit_page, file_page
from .markdown import TODO
from .todo import freedoms, steps
from .words import (
    ARROWS,
    ELEMENTS,
    LEGEND,
    MARKS,
    NOTICE,
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
#: What would end the element that the JSON stands in, or begin another.
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_VOID = frozenset({"meta"})


class _Html(str):
    """Markup. What is none of it is text, and is escaped where it is put into markup."""

    __slots__ = ()


def render(report: Report, *, yardstick: str = "") -> str:
    """The report as a page. yardstick: one besides the Definition by which to say all, or ""."""
    return _page(report, _body(report, yardstick), report_json.as_dict(report), sortable=bool(report.data))


def delta(report: Report) -> str:
    """What changed, alone."""
    return _page(report, _changes(report), json.loads(report_json.delta(report)), sortable=False)


def _page(report: Report, body: Iterable[_Html], told: object, *, sortable: bool) -> str:
    style, script = _file("report.css"), _file("report.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; img-src data:"
    policy += f"; script-src '{_hash(script)}'" if sortable else ""
    name = " ".join(filter(None, (report.target.name, report.target.version)))
    title = f"{name}: {outcome(report)}"
    head = _lines(
        _Html("<head>"),
        # What it is stands first, where a reader of its beginning can tell it from a page of the project.
        _tag("meta", charset="utf-8"),
        _tag("meta", name="generator", content=f"osaid {__version__}"),
        _tag("meta", name="description", content=NOTICE),
        _tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"{policy}; base-uri 'none'; form-action 'none'",
        ),
        _tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        _tag("meta", name="color-scheme", content="light dark"),
        _tag("meta", name="referrer", content="no-referrer"),
        _tag("title", title),
        _tag("style", _Html(style)),
        _Html("</head>"),
    )
    values = json.dumps(told, ensure_ascii=False).translate(_IN_SCRIPT)
    parts = _lines(
        _tag("header", *_header(report, title)),
        _tag("main", *body),
        _tag("footer", _tag("p", f"{NOTICE} osaid {__version__}, rules {ruleset.digest()}.")),
        _tag("script", _Html(values), type="application/json", id="report"),
        *([_tag("script", _Html(script))] if sortable else []),
    )
    return f'<!doctype html>\n<html lang="en">\n{head}\n<body>\n{parts}\n</body>\n</html>\n'


def _header(report: Report, title: str) -> Iterator[_Html]:
    target = report.target
    yield _tag("h1", title)
    yield _tag("p", sentence(headline(report)), class_="lead")
    chips = [_tag("li", report.result, class_=f"chip {report.result}")]
    if report.subject == "model":
        labels = [one for one in report.yardsticks if one.yardstick in TOLD]
        chips += [
            _tag("li", f"{by.short}: {label_of(one)}", class_="chip")
            for one in labels
            if (by := load_yardstick(one.yardstick)).labels
        ]
    if report.gate.wanted:
        met = ("nothing was judged" if report.vacuous else "met") if report.gate.passed else "not met"
        chips.append(_tag("li", f"Gate {gate_name(report.gate)}: {met}", class_="chip"))
    yield _tag("ul", *chips, class_="chips")
    for words in filter(None, (of_subject(report), of_reading(report), *of_yardsticks(report))):
        yield _tag("p", words)
    against = f" against the Open Source AI Definition {load().version}, policy {report.policy}."
    at = (" at ", _link(commit_page(target), target.commit[:10])) if target.commit else ()
    yield _tag("p", "Checked", *at, " with changes" if target.dirty else "", against, class_="quiet")


def _body(report: Report, by: str) -> Iterator[_Html]:
    target = report.target
    yield from _changes(report)
    if report.result != "not-applicable":
        columns = (_column(title, of_element(report, element), target) for element, title in ELEMENTS)
        yield _tag("div", *columns, class_="columns")
        for measured in report.yardsticks:
            yield from _measures(measured, target) if measured.yardstick == by else ()
        yield from _section("Models", _models(report))
        yield from _section(TODO, _todo(report))
    yield from _section(f"Training data named ({len(report.data)})", _datasets(report))
    yield from _section("Terms seen", _licenses(report))
    yield from _section(
        "Elsewhere", _list(_tag("li", _code(p.place), " ", of_place(p)) for p in report.elsewhere)
    )
    for title, problems in claims(report.problems):
        told = (f"{p.where}{f' line {p.line}' if p.line else ''}: {p.message}" for p in problems)
        yield from _section(title, _list(_tag("li", words) for words in told))
    reasons = _list(_tag("li", words) for words in report.gate.reasons)
    yield from _section(f"Gate {gate_name(report.gate)} not met", reasons)
    yield from _section("Limits of this check", _list(_tag("li", limit) for limit in report.limits))


def _column(title: str, items: list[Item], target: Target) -> _Html:
    cards = _tag("ul", *(_card(item, target) for item in listed(items)), class_="cards")
    return _tag("section", _tag("h2", title), cards)


def _card(item: Item, target: Target) -> _Html:
    why = besides(item)
    proofs = [_proof(seen, target) for seen in item.evidence[:_PROOFS]]
    more = len(item.evidence) - _PROOFS
    if more > 0:
        proofs.append(_tag("li", f"and {more} more"))
    return _tag(
        "li",
        _tag("h3", _tag("a", item.id, href=page(item.id)), f" {item.title}"),
        _tag("p", _mark(MARKS[item.status]), LEGEND[item.status], class_="status"),
        _tag("p", sentence(why.rstrip("."))) if why else "",
        _tag("ul", *proofs, class_="proof") if proofs else "",
        class_=f"card {item.status}",
    )


def _proof(seen: Evidence, target: Target) -> _Html:
    return _tag("li", _place(target, seen), " ", reason(seen))


def _place(target: Target, seen: Evidence) -> _Html:
    return _link(file_page(target, seen.path, seen.line), place(seen))


def _changes(report: Report) -> Iterator[_Html]:
    if report.delta is None:
        return
    rows = [_tag("li", *_group(group)) for group in grouped(report)]
    said = _tag("p", sentence(unchanged(report, "nothing changed")))
    told = [_tag("ul", *rows, class_="changes") if rows else said]
    yield from _section(f"Against {report.delta.base[:10]}", told)


def _group(group: Group) -> Iterator[str]:
    mark = next(name for name, arrow in ARROWS.items() if arrow == group.mark)
    note = f" ({group.note})" if group.note else ""
    yield _mark(group.mark, _MARKED[mark])
    if not group.cause:
        for change in group.follows:
            yield from (*_change(change, alone=True), note)
        return
    yield f"{group.cause}{note}"
    yield from _list(_tag("li", *_change(change, alone=False)) for change in group.follows)


def _change(change: Change, *, alone: bool) -> Iterator[str]:
    yield _tag("strong", change.id)
    yield f" {change.title}: was {change.before}"
    if alone and change.path:
        yield from (" by ", _code(change.path))
    yield f", now {change.after}{f' ({change.note})' if change.note else ''}"


def _measures(measured: Measured, target: Target) -> Iterator[_Html]:
    by = load_yardstick(measured.yardstick)
    rows = [
        [
            _tag("strong", row.title) if row.of == "label" else row.title,
            _joined((_mark(row.mark), row.words), ""),
            _joined(_place(target, one) for one in row.evidence),
        ]
        for row in by_yardstick(measured)
    ]
    heads = ("Label, or what is asked for", "How it stands", "Evidence")
    title = f"By the {by.title}, {by.date}"
    yield from _section(title, _table(title, heads, rows))


def _models(report: Report) -> list[_Html]:
    rows: list[list[str]] = []
    for model, worse in of_models(report):
        said = (
            _joined((_mark(MARKS[one.status], LEGEND[one.status]), f"{one.id} {one.why}"), "")
            for one in worse
        )
        rows.append([model.name, model.result, _joined(said) or "nothing"])
    return _table("Models", ("Model", "Result", "Stands worse than others in"), rows) if rows else []


def _todo(report: Report) -> list[_Html]:
    made = [_step(step) for step in steps(report)]
    fallen = freedoms(report)
    told = [_tag("p", fallen)] if fallen else []
    if made[:_FIRST]:
        told.append(_tag("ol", *made[:_FIRST], class_="steps"))
    if rest := made[_FIRST:]:
        rows = _tag("ol", *rest, class_="steps", start=str(_FIRST + 1))
        told.append(_tag("details", _tag("summary", f"and {len(rest)} more"), rows))
    return told


def _step(step: Step) -> _Html:
    told = []
    for head in step.heads:
        names = ", ".join(f"{name} {short}".rstrip() for name, short in head.names)
        colon = ":" if head.names[0][1] else ""
        mark = _mark(head.mark, LEGEND[head.status])
        told.append(_tag("p", mark, _tag("strong", names), f"{colon} {head.why}"))
    for words, _, copied in step.code:
        told.append(_tag("p", words))
        if copied:
            told.append(_tag("pre", _tag("code", _joined(copied, "\n"))))
    return _tag("li", *told)


def _datasets(report: Report) -> list[_Html]:
    rows = [_dataset(row, report.target) for row in report.data[:_MOST]]
    heads = ("Name", "Where", "Access", "Terms", "Named at", "Told of it")
    told = _table("Training data named", heads, rows, class_="sortable") if rows else []
    if len(report.data) > _MOST:
        told.append(_tag("p", f"and {len(report.data) - _MOST} more"))
    conflicts = (conflict for row in report.data for conflict in row.conflicts)
    return [*told, *_list(_tag("li", f"Contradiction: {conflict}") for conflict in conflicts)]


def _dataset(row: Dataset, target: Target) -> list[str]:
    told = [_tag("span", f"{head.replace('_', ' ')} ", _place(target, line)) for head, line in row.told]
    made = f"; made from {', '.join(row.sources)}" if row.sources else ""
    return [
        named(row) + made,
        _joined(map(_code, row.where)) or row.reason or "not said",
        ", ".join(filter(None, (row.declared, row.access))) or "not said",
        row.license or "not said",
        _joined(_place(target, seen) for seen in row.evidence[:2]),
        _joined(told) or "nothing",
    ]


def _licenses(report: Report) -> list[_Html]:
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
    told = _table("Terms seen", ("Place", "Terms", "Verdict", "State"), rows) if rows else []
    if len(report.licenses) > _MOST:
        told.append(_tag("p", f"and {len(report.licenses) - _MOST} more places"))
    return [*told, *(part for row in kept for part in _read(row))]


def _stated_at(row: License, target: Target) -> _Html:
    return _link(file_page(target, row.path, row.line), row.stated_at)


def _read(row: License) -> Iterator[_Html]:
    """What stands out in a license text: its clauses, and what it says beside the license it bears."""
    unlike = row.differences if row.state in _UNLIKE else ()
    if not (unlike or row.clauses):
        return
    yield _tag("h3", row.path)
    yield from _list(
        _tag("li", f"line {line}, {category}: “{quote}”") for category, line, quote in row.clauses
    )
    if unlike:
        heads = ("Line", "Kind", f"{row.expression or 'The license'} says", "This text says")
        rows = [
            [str(line), kind, _tag("del", gone) if gone else "", _tag("ins", new) if new else ""]
            for kind, line, gone, new in unlike[:_MOST]
        ]
        yield from _table(f"Words of {row.path} that differ", heads, rows, class_="sides")


def _section(title: str, told: list[_Html]) -> Iterator[_Html]:
    """What is told, under a heading; nothing where nothing is."""
    if told:
        yield _tag("section", _tag("h2", title), *told)


def _list(rows: Iterable[_Html]) -> list[_Html]:
    made = list(rows)
    return [_tag("ul", *made)] if made else []


def _table(
    title: str, heads: tuple[str, ...], rows: Iterable[Iterable[str]], *, class_: str = "plain"
) -> list[_Html]:
    """A table that scrolls by itself where it is too wide; the first cell of a row is its head."""
    head = _tag("thead", _tag("tr", *(_tag("th", words, scope="col") for words in heads)))
    body = []
    for first, *others in rows:
        cells = (_tag("td", cell) for cell in others)
        body.append(_tag("tr", _tag("th", first, scope="row"), *cells))
    whole = _tag("table", head, _tag("tbody", *body), class_=class_)
    return [_tag("div", whole, class_="scrolls", role="region", tabindex="0", aria_label=f"Table: {title}")]


def _mark(mark: str, words: str = "") -> _Html:
    """A mark, which says nothing to who can't see it, and its words where they don't stand beside it."""
    drawn = _tag("span", mark, class_="mark", aria_hidden="true")
    heard = _tag("span", f"{words}: ", class_="heard") if words else ""
    return _joined((drawn, heard), "") if heard else drawn


def _link(page: str, words: str) -> _Html:
    """Words as code, linked where there is a page."""
    code = _code(words)
    return _tag("a", code, href=page) if page else code


def _code(words: str) -> _Html:
    """Words as code, which may break after slashes."""
    return _tag("code", _Html(_text(words).replace("/", "/<wbr>").replace("/<wbr>/<wbr>", "//<wbr>")))


def _joined(parts: Iterable[str], by: str = "<br>") -> _Html:
    return _Html(_Html(by).join(map(_text, parts)))


def _lines(*parts: _Html) -> _Html:
    return _joined(parts, "\n")


def _tag(name: str, /, *inner: str, **attributes: str) -> _Html:
    """An element. What is inside is text, but for what was made here."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_text(value)}"' for key, value in attributes.items()
    )
    if name in _VOID:
        return _Html(f"<{name}{told}>")
    return _Html(f"<{name}{told}>{''.join(map(_text, inner))}</{name}>")


def _text(words: str) -> _Html:
    return words if isinstance(words, _Html) else _Html(html.escape(shown(words)))


@cache
def _file(name: str) -> str:
    """A file of the package beside this one."""
    return Path(__file__).with_name(name).read_text("utf-8")


def _hash(text: str) -> str:
    """How a Content Security Policy names the text of an element."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
