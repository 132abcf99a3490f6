"""The report for a terminal: read in ten seconds on 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from ..escape import shown
from ..version import __version__
from .terminal import WIDTH, Paint, wrapped
from .words import (
    ELEMENTS,
    MARKS,
    NOTICE,
    arrow,
    headline,
    listed,
    of_element,
    place,
    reason,
    reasons,
    sentence,
    standing,
    stated_at,
    todo,
    with_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Dataset, Evidence, Item, License, Report

MOST_LICENSES = 12
MOST_DATASETS = 12
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
_ASIDE = {"external", "unknown", "needs-review"}


def render(report: Report, *, color: bool = False, verbose: bool = False, quiet: bool = False) -> str:
    """The report as text. quiet: the result and the gate alone; verbose: all evidence."""
    paint = Paint(color)
    lines = _quiet(report, paint) if quiet else _whole(report, paint, verbose)
    return "".join(line.rstrip() + "\n" for line in lines)


def delta(report: Report, *, color: bool = False) -> str:
    """What changed, alone."""
    return "".join(line.rstrip() + "\n" for line in _changes(report, Paint(color)) if line)


def _title(report: Report) -> str:
    target = report.target
    commit = f" at {target.commit[:10]}" if target.commit else ""
    return (
        shown(target.name)
        + (f" {shown(target.version)}" if target.version else "")
        + commit
        + (" + changes" if target.dirty else "")
    )


def _quiet(report: Report, paint: Paint) -> Iterator[str]:
    yield f"{_title(report)}: {paint(_RESULT_TONE[report.result], report.result)}, {headline(report)}"
    yield from (f"  {paint('bad', '✗')} {shown(reason)}" for reason in report.gate.reasons)


def _whole(report: Report, paint: Paint, verbose: bool) -> Iterator[str]:
    if report.result == "not-applicable" and not verbose and not report.delta:
        yield f"{_title(report)}: {headline(report)}."
        why = sentence(report.subject_why)
        yield paint("quiet", f"{why} If this is a release, declare it in osaid.toml.")
        return
    left = paint("strong", _title(report))
    right = f"Open Source AI Definition {load().version}"
    yield left + " " * max(2, WIDTH - len(_title(report)) - len(right)) + paint("quiet", right)
    yield ""
    name = report.result.upper()
    yield "  " + paint(_RESULT_TONE[report.result], paint("strong", name))
    yield from wrapped("  ", headline(report) + ".")
    yield ""
    for element, title in ELEMENTS:
        yield from _element(report, element, title, paint)
    yield from _changes(report, paint)
    bad = todo(report)
    aside = [item for item in with_status(report, _ASIDE) if not _moot(item)]
    yield from _group("To do", bad, paint, fix=True)
    yield from _group("For a person to judge, or not established", aside, paint, fix=False)
    yield from _group("Waived", with_status(report, {"waived"}), paint, fix=False)
    yield from _datasets(report, paint, verbose)
    yield from _licenses(report, paint)
    yield from _listed("Elsewhere", [f"{p.place}  {p.state}: {p.why}" for p in report.elsewhere], paint)
    yield from _listed(
        "Wrong in the manifest",
        [f"{p.where}{f':{p.line}' if p.line else ''}: {p.message}" for p in report.problems],
        paint,
    )
    if verbose:
        yield from _evidence(report, paint)
        yield from _listed("Limits of this check", list(report.limits), paint)
    elif report.limits:
        many = len(report.limits) > 1
        words = f"{len(report.limits)} limits of this check: --verbose lists them."
        yield paint("quiet", f"  {words if many else 'One limit of this check: --verbose tells it.'}")
        yield ""
    yield from _gate(report, paint)
    yield paint("quiet", f"{NOTICE}")
    first = bad[0] if bad else next(item for item in report.items if item.required)
    version = f"osaid {__version__}, rules {load().ruleset}, policy {report.policy}"
    yield paint("quiet", f"{version}. Try: osaid explain {first.id}")


def _element(report: Report, element: str, title: str, paint: Paint) -> Iterator[str]:
    items = of_element(report, element)
    status = standing(items)
    yield f"  {paint(_TONE[status], MARKS[status])} {paint('strong', title)}"
    yield from _marks(listed(items), paint)
    seen = _best(items)
    if seen is not None:
        yield from wrapped("      ", f"{place(seen)}  {reason(seen)}", first="    ")
    else:
        away = any(item.status == "external" for item in items)
        yield paint(
            "quiet", "    declared elsewhere" if away else "    nothing seen here, and nothing pointed to"
        )
    yield ""


def _best(items: list[Item]) -> Evidence | None:
    """The one piece of evidence that says most: of the strongest item, weights and training code first."""
    order = ("D1", "P1", "C2", "C6", "C5", "C1")
    good = {"met", "needs-review", "external", "waived"}
    ranked = [item for item in items if item.required and item.evidence and not item.id.startswith("T-")]
    ranked.sort(key=lambda i: (i.status not in good, order.index(i.id) if i.id in order else len(order)))
    return ranked[0].evidence[0] if ranked else None


def _marks(items: list[Item], paint: Paint) -> Iterator[str]:
    """Every item with its mark, as many to a line as fit."""
    line, width = "   ", 3
    for item in items:
        words = f"{MARKS[item.status]} {item.id} {item.short}"
        if width + len(words) + 1 > WIDTH:
            yield line
            line, width = "   ", 3
        line += " " + paint(_TONE[item.status], words) + " "
        width += len(words) + 2
    yield line


def _moot(item: Item) -> bool:
    """Terms of something that is not there: the missing thing is listed already."""
    return item.status == "unknown" and item.id.startswith("T-")


def _group(title: str, items: list[Item], paint: Paint, *, fix: bool) -> Iterator[str]:
    if not items:
        return
    yield paint("strong", f"  {title}")
    for item in items:
        yield f"  {paint(_TONE[item.status], MARKS[item.status])} {item.id:<3} {item.title}"
        fallen = f" (without it fall: {', '.join(item.freedoms)})" if fix and item.freedoms else ""
        yield from wrapped("        ", shown(item.why) + fallen)
        if fix and item.fix:
            yield from (paint("quiet", line) for line in wrapped("        ", "→ " + item.fix))
    yield ""


def _datasets(report: Report, paint: Paint, verbose: bool) -> Iterator[str]:
    """The training data: first what has a place or a class, then the rest by name alone."""
    if not report.data:
        return
    most = len(report.data) if verbose else MOST_DATASETS
    told = [
        row for row in report.data if row.where or row.declared or row.access or row.license or row.sources
    ]
    bare = [row for row in report.data if row not in told]
    yield paint("strong", "  Training data named")
    for row in told[:most]:
        yield from wrapped("        ", _dataset(row), first="    ")
        if row.sources:
            yield from wrapped("          ", "made from " + shown(", ".join(row.sources)), first="        ")
        for conflict in row.conflicts:
            yield from wrapped("          ", paint("bad", "✗ ") + shown(conflict), first="        ")
    if len(told) > most:
        yield f"    and {len(told) - most} more: --verbose lists them"
    if bare:
        names = [f"{row.name} ({place(row.evidence[0])})" for row in bare[:most]]
        more = f" and {len(bare) - most} more" if len(bare) > most else ""
        yield from wrapped("        ", shown("no place named for " + ", ".join(names) + more), first="    ")
    yield ""


def _dataset(row: Dataset) -> str:
    """One body of training data in a line: name, class, terms, first place, and who says so."""
    said = ", ".join(filter(None, (row.declared, row.access, row.license)))
    more = f" and {len(row.where) - 1} more" if len(row.where) > 1 else ""
    parts = (row.name, f"[{said}]" if said else "", row.where[0] + more if row.where else row.reason)
    seen = f"({place(row.evidence[0])})" if row.evidence else ""
    return f"{shown('  '.join(filter(None, parts)))}  {seen}"


def _licenses(report: Report, paint: Paint) -> Iterator[str]:
    used = {
        source for component in report.components if component.terms for source in component.terms.sources
    }
    rows = [row for row in report.licenses if _worth_showing(row, used)]
    if not rows:
        return
    yield paint("strong", "  Terms seen")
    for row in rows[:MOST_LICENSES]:
        yield from _license(row, paint)
    if len(rows) > MOST_LICENSES:
        yield f"    and {len(rows) - MOST_LICENSES} more"
    yield ""


def _worth_showing(row: License, used: set[str]) -> bool:
    """Texts of this tree, those above it that count, and statements that are not plainly open."""
    if row.path.startswith("../"):
        return any(source == row.path or source.startswith(f"{row.path}:") for source in used)
    return row.state != "stated" or row.verdict in {"restricted", "undetermined"}


def _license(row: License, paint: Paint) -> Iterator[str]:
    tone = {"osi-approved": "good", "open": "good", "restricted": "bad"}.get(row.verdict, "part")
    where = shown(stated_at(row))
    state = "" if row.state in {"clean", "stated"} else paint("quiet", f" ({row.state})")
    yield f"    {where}  {shown(row.expression or 'not recognized')}  {paint(tone, row.verdict)}{state}"
    quotes = {category: (line, quote) for category, line, quote in reversed(row.clauses)}
    for category, (line, quote) in list(quotes.items())[:3]:
        yield from wrapped("        ", f"line {line}, {category}: “{shown(quote)}”")
    if row.state in {"modified", "additional-terms", "extra-text"}:
        for kind, line, removed, inserted in row.differences[:3]:
            words = [f"-[{shown(removed)}]"] * bool(removed) + [f"+[{shown(inserted)}]"] * bool(inserted)
            yield from wrapped("        ", f"line {line}, {kind}: {' '.join(words)}")


def _changes(report: Report, paint: Paint) -> Iterator[str]:
    if report.delta is None:
        return
    yield paint("strong", f"  Against {report.delta.base[:10]}")
    if not report.delta.changes:
        yield "    nothing changed"
    for change in report.delta.changes:
        tone = "bad" if change.worse else "good"
        where = f" ({shown(change.path)})" if change.path else ""
        words = f"was {shown(change.before)}, now {shown(change.after)}{where}"
        mark = paint(tone, arrow(change))
        yield from wrapped("        ", f"{change.id} {shown(change.title)}: {words}", first=f"    {mark} ")
    yield ""


def _evidence(report: Report, paint: Paint) -> Iterator[str]:
    yield paint("strong", "  Evidence")
    for component in report.components:
        yield f"    {component.id}: {component.here}"
        for seen in component.evidence:
            yield from wrapped(
                "          ", f"{place(seen)}  {reason(seen)} [{seen.strength}]", first="      "
            )
        for pointer in component.references:
            origin = f" ({place(pointer)})" if pointer.path else ""
            revision = f"@{shown(pointer.revision)}" if pointer.revision else ""
            yield f"      → {shown(pointer.url)}{revision}{origin}"
    yield ""


def _listed(title: str, rows: list[str], paint: Paint) -> Iterator[str]:
    if rows:
        yield paint("strong", f"  {title}")
        for row in rows:
            yield from wrapped("      ", shown(row), first="    ")
        yield ""


def _gate(report: Report, paint: Paint) -> Iterator[str]:
    gate = report.gate
    if gate.fail_on == "never":
        return
    if gate.passed:
        yield paint("good", f"Gate --fail-on {gate.fail_on}: passed.")
    else:
        yield paint("bad", f"Gate --fail-on {gate.fail_on}: not passed, {reasons(report)}.")
