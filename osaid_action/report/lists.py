"""What the report for a terminal lists: training data, terms, evidence, and rows of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..escape import shown
from ..yardsticks import load
from .terminal import columns
from .words import MARKS, by_yardstick, named, of_models, place, reason, worth_telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Dataset, License, Measured, Report
    from .terminal import Screen

MOST_LICENSES = 12
MOST_DATASETS = 8


def datasets(report: Report, screen: Screen, *, verbose: bool) -> Iterator[str]:
    """The training data: first what has a place or a class, then the rest by name alone."""
    most = len(report.data) if verbose else MOST_DATASETS
    told = [
        row for row in report.data if row.where or row.declared or row.access or row.license or row.sources
    ]
    known = next((item.why for item in report.items if item.id == "D2" and item.status != "met"), "")
    bare = [row for row in report.data if row not in told and (verbose or row.name not in known)]
    lines: list[str] = []
    for row in told[:most]:
        lines += screen.wrapped("        ", _dataset(row), first="    ")
        if row.sources:
            lines += screen.wrapped(
                "          ", "made from " + shown(", ".join(row.sources)), first="        "
            )
        for conflict in row.conflicts:
            lines += screen.wrapped(
                "          ", screen.paint("bad", "✗ ") + shown(conflict), first="        "
            )
    if len(told) > most:
        lines.append(f"    and {len(told) - most} more: --verbose lists them")
    if bare:
        names = [f"{named(row)} ({place(row.evidence[0])})" for row in bare[:most]]
        more = f" and {len(bare) - most} more" if len(bare) > most else ""
        lines += screen.wrapped(
            "        ", shown("no place named for " + ", ".join(names) + more), first="    "
        )
    yield from _section("Training data named", lines, screen)


def _dataset(row: Dataset) -> str:
    """One body of training data in a line: name, class, terms, first place, and who says so."""
    said = ", ".join(filter(None, (row.declared, row.access, row.license)))
    more = f" and {len(row.where) - 1} more" if len(row.where) > 1 else ""
    parts = (named(row), f"[{said}]" if said else "", row.where[0] + more if row.where else row.reason)
    seen = f"({place(row.evidence[0])})" if row.evidence else ""
    return f"{shown('  '.join(filter(None, parts)))}  {seen}"


def models(report: Report, screen: Screen) -> Iterator[str]:
    """The models of a family, each with its result and in what it stands worse than others."""
    lines: list[str] = []
    for model, worse in of_models(report):
        lines.append(f"    {shown(model.name)}: {model.result}")
        for item in worse:
            words = f"{item.id} {item.short}: {shown(item.why)}" if item.why else f"{item.id} {item.short}"
            lines += screen.wrapped("          ", words, first=f"      {MARKS[item.status]} ")
    yield from _section("Models", lines, screen)


def yardstick(measured: Measured, screen: Screen) -> Iterator[str]:
    """Each label of a yardstick, then all that they ask for."""
    by = load(measured.yardstick)
    lines: list[str] = []
    for row in by_yardstick(measured):
        if row.of == "label":
            lines.append(f"    {row.mark} {row.title}: {row.words}")
            continue
        lines += screen.wrapped("        ", shown(f"{row.title}: {row.words}"), first=f"      {row.mark} ")
        for seen in row.evidence:
            lines += screen.seen("        ", place(seen), reason(seen))
    yield from _section(f"By the {by.title}, {by.date}", lines, screen)


def licenses(report: Report, screen: Screen) -> Iterator[str]:
    """The places that state terms."""
    used = {
        source for component in report.components if component.terms for source in component.terms.sources
    }
    rows = [row for row in report.licenses if _worth_showing(row, used)]
    lines = [line for row in rows[:MOST_LICENSES] for line in _license(row, screen)]
    if len(rows) > MOST_LICENSES:
        lines.append(f"    and {len(rows) - MOST_LICENSES} more")
    yield from _section("Terms seen", lines, screen)


def _worth_showing(row: License, used: set[str]) -> bool:
    """Texts of this tree, those above it that count, and statements that are not plainly open."""
    if row.path.startswith("../"):
        return any(source == row.path or source.startswith(f"{row.path}:") for source in used)
    return row.state != "stated" or bool(row.model) or row.verdict in {"restricted", "undetermined"}


def _license(row: License, screen: Screen) -> Iterator[str]:
    tone = {"osi-approved": "good", "open": "good", "restricted": "bad"}.get(row.verdict, "part")
    where = shown(row.stated_at)
    state = "" if row.state in {"clean", "stated"} else screen.paint("quiet", f" ({row.state})")
    name = shown(row.expression or "not recognized")
    of = f"{shown(row.model)}: " if row.model else ""
    words = f"{where}  {of}{name}  {screen.paint(tone, row.verdict)}{state}"
    yield from screen.wrapped("        ", words, first="    ")
    quotes = {category: (line, quote) for category, line, quote in reversed(row.clauses)}
    for category, (line, quote) in list(quotes.items())[:3]:
        yield from screen.wrapped("        ", f"line {line}, {category}: “{shown(quote)}”")
    if row.state in {"modified", "additional-terms", "extra-text"}:
        for kind, line, removed, inserted in row.differences[:3]:
            edits = [f"-[{shown(removed)}]"] * bool(removed) + [f"+[{shown(inserted)}]"] * bool(inserted)
            yield from screen.wrapped("        ", f"line {line}, {kind}: {' '.join(edits)}")


def evidence(report: Report, screen: Screen) -> Iterator[str]:
    """All that was seen of each component."""
    yield screen.paint("strong", "  Evidence")
    for component in filter(worth_telling, report.components):
        yield f"    {component.id}: {component.here}"
        for seen in component.evidence:
            yield from screen.wrapped(
                "          ", f"{place(seen)}  {reason(seen)} [{seen.strength}]", first="      "
            )
        for pointer in component.references:
            origin = f" ({place(pointer)})" if pointer.path else ""
            revision = f"@{shown(pointer.revision)}" if pointer.revision else ""
            words = f"{shown(pointer.url)}{revision}{origin}"
            yield from screen.wrapped("          ", words, first="      → ")
    yield ""


def rows(title: str, found: list[str], screen: Screen) -> Iterator[str]:
    """Rows under a title; nothing without rows."""
    lines = [line for row in found for line in screen.wrapped("      ", shown(row), first="    ")]
    yield from _section(title, lines, screen)


def _section(title: str, lines: list[str], screen: Screen) -> Iterator[str]:
    """Lines under a title, a single one beside it where it fits."""
    if not lines:
        return
    beside = f"  {title}: {lines[0].strip()}"
    if len(lines) == 1 and columns(beside) <= screen.width:
        yield beside.replace(title, screen.paint("strong", title), 1)
    else:
        yield screen.paint("strong", f"  {title}")
        yield from lines
    yield ""
