"""The report for a terminal: read in ten seconds, on 60 columns and more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load
from ..escape import shown
from ..version import __version__
from . import lists
from .advice import typed
from .terminal import WIDTH, Screen, columns
from .todo import freedoms, steps
from .words import (
    ELEMENTS,
    MARKS,
    NOTICE,
    claims,
    grouped,
    headline,
    legend,
    listed,
    of_element,
    of_place,
    of_reading,
    of_subject,
    of_yardsticks,
    outcome,
    place,
    reason,
    reasoned,
    reasons,
    standing,
    unchanged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Evidence, Item, Report
    from .todo import Step

_TONE = {
    "met": "good",
    "not-used": "good",
    "waived": "part",
    "needs-review": "part",
    "external": "part",
    "unknown": "part",
    "partial": "part",
    "unmet": "bad",
}
_RESULT_TONE = {
    "complete": "good",
    "terms": "part",
    "incomplete": "bad",
    "undetermined": "part",
    "not-applicable": "quiet",
}
_ARROW_TONE = {"▼": "bad", "▲": "good", "•": "part"}


def render(
    report: Report,
    *,
    color: bool = False,
    verbose: bool = False,
    quiet: bool = False,
    width: int = WIDTH,
    away: bool = False,
    yardstick: str = "",
) -> str:
    """The report as text. quiet: the result and the gate alone; verbose: all evidence.

    width: columns of the terminal. away: what was checked is not the folder that commands are typed in.
    yardstick: one besides the Definition by which to say all, or "".
    """
    screen = Screen(color=color, width=width)
    lines = (
        _quiet(report, screen) if quiet else _whole(report, screen, verbose=verbose, away=away, by=yardstick)
    )
    return "".join(line.rstrip() + "\n" for line in lines)


def delta(report: Report, *, color: bool = False, width: int = WIDTH) -> str:
    """What changed, alone."""
    lines = _changes(report, Screen(color=color, width=width))
    return "".join(line.rstrip() + "\n" for line in lines if line)


def _title(report: Report) -> str:
    target = report.target
    commit = f" at {target.commit[:10]}" if target.commit else ""
    return (
        shown(target.name)
        + (f" {shown(target.version)}" if target.version else "")
        + commit
        + (" + changes" if target.dirty else "")
    )


def _quiet(report: Report, screen: Screen) -> Iterator[str]:
    result = screen.paint(_RESULT_TONE[report.result], outcome(report))
    yield f"{_title(report)}: {result}, {headline(report)}"
    yield from filter(None, (of_reading(report),))
    yield from (f"  {screen.paint('bad', '✗')} {shown(reason)}" for reason in report.gate.reasons)


def _whole(report: Report, screen: Screen, *, verbose: bool, away: bool, by: str) -> Iterator[str]:
    paint = screen.paint
    apart = report.result == "not-applicable"
    if apart and not verbose:
        yield from screen.wrapped("", f"{_title(report)}: {headline(report)}.")
        for words in filter(None, (of_subject(report), of_reading(report))):
            yield from screen.wrapped("", words)
        yield from ("", *_changes(report, screen)) if report.delta else ()
        yield from _gate(report, screen)
        return
    yield from _head(report, screen)
    for element, title in ELEMENTS:
        yield from _element(report, element, title, screen)
    yield ""
    for measured in report.yardsticks:
        yield from lists.yardstick(measured, screen) if measured.yardstick == by else ()
    yield from lists.models(report, screen)
    yield from _changes(report, screen)
    yield from _todo(report, screen, away=away) if not apart else ()
    yield from lists.datasets(report, screen, verbose=verbose)
    yield from lists.licenses(report, screen)
    # That a place was not looked at yet is among what is to do.
    places = [p for p in report.elsewhere if verbose or p.date or p.state != "unverified"]
    yield from lists.rows("Elsewhere", [f"{p.place}  {of_place(p)}" for p in places], screen)
    for title, problems in claims(report.problems):
        said = [f"{p.where}{f':{p.line}' if p.line else ''}: {p.message}" for p in problems]
        yield from lists.rows(title, said, screen)
    if verbose:
        systems = report.target.systems if report.target.manifest else ()
        yield from lists.rows("Below, with a manifest of its own", list(systems), screen)
        yield from lists.evidence(report, screen)
        yield from lists.rows("Limits of this check", list(report.limits), screen)
    elif report.limits:
        yield paint("quiet", f"Limits of this check: {len(report.limits)}. --verbose tells them.")
    yield from _foot(report, screen)


def _head(report: Report, screen: Screen) -> Iterator[str]:
    """What was checked, and the result in a sentence."""
    paint = screen.paint
    left, right = _title(report), f"Open Source AI Definition {load().version}"
    room = screen.width - columns(left) - len(right)
    if room > 1:
        yield paint("strong", left) + " " * room + paint("quiet", right)
    else:
        yield from (paint("strong", line) for line in screen.wrapped("", left))
    yield ""
    name, comma, rest = outcome(report).partition(",")
    name = paint(_RESULT_TONE[report.result], paint("strong", name.upper()))
    yield from screen.wrapped("  ", f"{name}{comma}{rest}: {headline(report)}.")
    yield from (line for words in of_yardsticks(report) for line in screen.wrapped("  ", words))
    for words in filter(None, (of_subject(report), of_reading(report))):
        yield from screen.wrapped("  ", words)
    *marks, last = legend(report)
    marks = [f"{mark} ·" for mark in marks] + [last]
    yield from (line.removesuffix(" ·") for line in screen.joined("  ", marks))
    yield ""


def _foot(report: Report, screen: Screen) -> Iterator[str]:
    """The gate, what this is not, and where to read on."""
    yield from _gate(report, screen)
    first = steps(report)[:1]
    more = f"Try: osaid explain {first[0].items[0].id if first else 'D1'}"
    version = f"osaid {__version__}, rules {ruleset.digest()}, policy {report.policy}. {more}"
    for words in (NOTICE, version):
        yield from (screen.paint("quiet", line) for line in screen.wrapped("", words))


def _element(report: Report, element: str, title: str, screen: Screen) -> Iterator[str]:
    items = of_element(report, element)
    status = standing(items)
    yield f"  {screen.paint(_TONE[status], MARKS[status])} {screen.paint('strong', title)}"
    yield from _marks(listed(items), screen)
    seen = _best(items)
    if seen is not None:
        yield from screen.seen("    ", place(seen), reason(seen))
    else:
        away = any(item.status == "external" for item in items)
        words = "declared elsewhere" if away else "nothing seen here, and nothing pointed to"
        yield screen.paint("quiet", f"    {words}")


def _best(items: list[Item]) -> Evidence | None:
    """The one piece of evidence that says most: of the strongest item, weights and training code first."""
    order = ("D1", "P1", "C2", "C6", "C5", "C1")
    good = {"met", "needs-review", "external", "waived"}
    ranked = [item for item in items if item.required and item.evidence and not item.id.startswith("T-")]
    ranked.sort(key=lambda i: (i.status not in good, order.index(i.id) if i.id in order else len(order)))
    return ranked[0].evidence[0] if ranked else None


def _marks(items: list[Item], screen: Screen) -> Iterator[str]:
    """Every item with its mark, as many to a line as fit."""
    line, width = "   ", 3
    for item in items:
        words = f"{MARKS[item.status]} {item.id} {item.short}"
        if width + len(words) + 1 > screen.width:
            yield line
            line, width = "   ", 3
        mark, _, name = words.partition(" ")
        line += f" {screen.paint(_TONE[item.status], mark)} {name} "
        width += len(words) + 2
    yield line


def _todo(report: Report, screen: Screen, *, away: bool) -> Iterator[str]:
    found = steps(report)
    if not found:
        return
    order = ", first what can't be mended later" if len(found) > 1 else ""
    yield screen.paint("strong", f"  What to do next{order}")
    told = " ".join(
        filter(None, (freedoms(report), "The commands are for a checkout of it." if away else ""))
    )
    yield from screen.wrapped("  ", told) if told else ()
    for step in found:
        yield from _step(step, screen)
    yield ""


def _step(step: Step, screen: Screen) -> Iterator[str]:
    for head in step.heads:
        mark = screen.paint(_TONE[head.status], head.mark)
        names = ", ".join(f"{name} {short}".rstrip() for name, short in head.names)
        yield from screen.wrapped(
            "    ", f"{names}{':' if head.names[0][1] else ''} {head.why}", first=f"  {mark} "
        )
    advice = step.advice
    commands = [line for one in advice.commands for line in screen.command("        ", typed(one))]
    yield from _led(advice.words, commands, screen)
    yield from _led(advice.otherwise, [f"        {line}" for line in advice.lines], screen)


def _led(words: str, lines: list[str], screen: Screen) -> Iterator[str]:
    """Lines to copy and what leads to them; in one line where that is all and fits."""
    both = f"      {words} {lines[0].strip()}" if len(lines) == 1 else ""
    if both and columns(both) <= screen.width:
        yield f"      {words} {screen.paint('strong', lines[0].strip())}"
    elif words:
        yield from screen.wrapped("      ", words)
        yield from (screen.paint("strong", line) for line in lines)


def _changes(report: Report, screen: Screen) -> Iterator[str]:
    if report.delta is None:
        return
    yield screen.paint("strong", f"  Against {report.delta.base[:10]}")
    if not report.delta.changes:
        yield f"    {unchanged(report, 'nothing changed')}"
    for group in grouped(report):
        mark = screen.paint(_ARROW_TONE[group.mark], group.mark)
        note = f"; {shown(group.note)}" if group.note else ""
        if group.cause:
            yield from screen.wrapped("        ", f"{shown(group.cause)}{note}", first=f"    {mark} ")
        for change in group.follows:
            line = f":{change.line}" if change.line else ""
            where = f" ({shown(change.path)}{line})" if change.path and not group.cause else ""
            why = change.note or ("" if group.cause else reasoned(report, change))
            account = f"; {shown(why)}" if why else ""
            sides = f"was {shown(change.before)}, now {shown(change.after)}{account}"
            words = f"{change.id} {shown(change.title)}: {sides}{where}"
            if group.cause:
                yield from screen.wrapped("          ", words, first="        ")
            else:
                yield from screen.wrapped("        ", words + note, first=f"    {mark} ")
    yield ""


def _gate(report: Report, screen: Screen) -> Iterator[str]:
    gate = report.gate
    options = [f"--fail-on {gate.fail_on}"] if gate.fail_on != "never" else []
    options += [f"--require {','.join(gate.require)}"] if gate.require else []
    if not options:
        return
    tone, words = "good", "passed."
    if not gate.passed:
        worse = report.delta is not None and report.delta.worse
        alone = not (report.judged or worse) and len(gate.reasons) == 1
        tone, words = "bad", f"not passed, {'nothing was judged' if alone else reasons(report)}."
    elif report.vacuous:
        tone, words = "part", "nothing was judged, so nothing failed."
    said, comma, rest = words.partition(",")
    words = f"Gate {' '.join(options)}: {screen.paint(tone, said)}{comma}{rest}"
    yield from screen.wrapped("", words)
