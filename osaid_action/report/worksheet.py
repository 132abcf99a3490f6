"""What a reviewer of the data information works from, on one page of Markdown, and what they ticked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load
from ..errors import UsageError
from ..escape import shown
from ..model import HEADS, Component, Dataset, Evidence, Item, Report
from ..patterns import lazy
from ..version import __version__
from .markdown import MOST_DATASETS, code, escape, seen_at, stated
from .words import NOTICE, named, place

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The sub-items of D1 that a reviewer ticks.
_PARTS = tuple(head for head in HEADS if head != "where_to_obtain")
#: All that a reviewer ticks: these, and the listings.
BOXES = (*_PARTS, "D2", "D3")
_BOX = lazy(r"^\s{0,3}[-*] \[([ xX])\] \*\*([\w-]{1,40})\*\*")
_DIGEST = lazy(r"sha256:[0-9a-f]{64}")
_MARKER = lazy(r"^(?:[-*+•|>#]\s{0,3}|\d{1,3}[.)]\s){1,3}")
MOST_SENTENCES, LONGEST = 3, 240
_STATES = {
    "found": "told",
    "partial": "told in part: named, but not described",
    "missing": "**absent**: no sentence found",
    "not-applicable": "said not to apply: tick it if that is so",
}


def render(report: Report, files: tuple[str, ...], digest: str) -> str:
    """The worksheet. files: what is to be read; digest: of these files as they are now."""
    return "\n".join(_lines(report, files, digest)) + "\n"


def boxes(words: str) -> tuple[str, ...]:
    """The boxes that words name, "none" for none of them. UsageError."""
    some = [] if words.strip() == "none" else [word.strip() for word in words.split(",")]
    if unknown := [word for word in some if word not in BOXES]:
        raise UsageError(f"--lacking {', '.join(unknown)!r}: one of none, or some of {', '.join(BOXES)}")
    return tuple(box for box in BOXES if box in some)


def ticked(worksheet: str, digest: str) -> tuple[str, ...]:
    """The boxes left open in a worksheet, as far as there are such. digest: of the files now. UsageError."""
    if digest not in _DIGEST.findall(worksheet):
        raise UsageError("the worksheet is of other documents than these: write a new one with osaid review")
    marks = {found[2]: found[1] for line in worksheet.splitlines() if (found := _BOX.match(line))}
    if missing := [box for box in BOXES if box not in marks]:
        raise UsageError(f"the worksheet has no box for {', '.join(missing)}")
    return tuple(box for box in BOXES if marks[box] == " ")


def _lines(report: Report, files: tuple[str, ...], digest: str) -> Iterator[str]:
    yield f"# Data information of {escape(report.target.name)}: a reviewer's worksheet"
    yield ""
    yield f"Seen{seen_at(report.target)} by osaid {__version__}, rules {ruleset.digest()}. {NOTICE}"
    yield ""
    d1, d2, d3 = (_item(report, name) for name in ("D1", "D2", "D3"))
    yield f"The Open Source AI Definition {load().version} asks for: “{_requirement('D1')}”"
    yield "Tick what is told well enough for that. Files alone can't show it: it is yours to judge."
    yield ""
    yield f"## D1 {d1.title}"
    yield ""
    documentation = next(c for c in report.components if c.id == "data-documentation")
    yield from _heads(documentation)
    yield ""
    yield "## D2 and D3: the datasets"
    yield ""
    if not report.data:
        yield "No dataset is named in a sentence on training data, nor listed in a manifest."
    for row in report.data[:MOST_DATASETS]:
        yield from _dataset(row)
    if len(report.data) > MOST_DATASETS:
        yield f"- and {len(report.data) - MOST_DATASETS} more: osaid check --verbose"
    yield ""
    yield f"- [ ] **D2**, every public dataset is listed with where to obtain it. Seen: {escape(d2.why)}"
    yield f"- [ ] **D3**, every dataset that third parties provide is listed. Seen: {escape(d3.why)}"
    yield ""
    yield "## To record"
    yield ""
    yield '    osaid review --record --by "YOUR NAME" --worksheet THIS_FILE'
    yield ""
    yield "Boxes left open are recorded as lacking. The review counts until one of these files changes:"
    yield ", ".join(map(code, files)) + "." if files else "none was found."
    yield ""
    yield f"Digest of the files: `{digest}`"


def _item(report: Report, name: str) -> Item:
    return next(item for item in report.items if item.id == name)


def _requirement(name: str) -> str:
    return next(item.words for item in load().items if item.id == name)


def _heads(documentation: Component) -> Iterator[str]:
    states = dict(documentation.heads)
    words = load().heads
    for head in _PARTS:
        yield f"- [ ] **{head}**, {words[head]}: {_STATES[states.get(head, 'missing')]}"
        seen = [e for e in documentation.evidence if e.why in {words[head], f"{words[head]}, in part"}]
        yield from (f"  - {_sentence(evidence)}" for evidence in seen[:MOST_SENTENCES])
        if len(seen) > MOST_SENTENCES:
            yield f"  - and {len(seen) - MOST_SENTENCES} more: osaid check --verbose"


def _dataset(row: Dataset) -> Iterator[str]:
    """One dataset: where it is, on what terms, what is told of it, and what is not."""
    made = f", made from {', '.join(row.sources)}" if row.sources else ""
    where, access, terms = stated(row)
    yield f"- **{escape(named(row) + made)}**: where {where}; access {access}; terms {terms}"
    words, told = load().heads, dict(row.told)
    tells: dict[str, list[str]] = {_sentence(line): ["names it"] for line in row.evidence[:1]}
    for head, line in row.told:
        tells.setdefault(_sentence(line), []).append(words[head])
    yield from (f"  - {line}: {'; '.join(heads)}" for line, heads in tells.items())
    if absent := [words[head] for head in HEADS if head not in told]:
        yield f"  - no line of it tells {'; '.join(absent)}"
    yield from (f"  - contradiction: {escape(conflict)}" for conflict in row.conflicts)


def _sentence(evidence: Evidence) -> str:
    words = _MARKER.sub("", " ".join(shown(evidence.text).split()))
    cut = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    return f"{code(place(evidence))} {code(cut)}"
