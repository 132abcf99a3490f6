"""What a reviewer of the data information works from, on one page of Markdown, and what they ticked. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import ruleset
from ..definition import load
from ..errors import UsageError
from ..escape import shown
from ..model import HEADS, Component, Evidence, Item, Report
from ..patterns import lazy
from ..version import __version__
from .markdown import code, datasets, escape, seen_at
from .words import NOTICE, place

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


def ticked(worksheet: str, digest: str) -> tuple[str, ...]:
    """The boxes left open in a worksheet, as far as there are such. digest: of the files now. UsageError."""
    if digest not in _DIGEST.findall(worksheet):
        raise UsageError("the worksheet is of other documents than these: write a new one with osaid review")
    boxes = {found[2]: found[1] for line in worksheet.splitlines() if (found := _BOX.match(line))}
    if missing := [box for box in BOXES if box not in boxes]:
        raise UsageError(f"the worksheet has no box for {', '.join(missing)}")
    return tuple(box for box in BOXES if boxes[box] == " ")


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
    rows = datasets(report)
    yield from rows or ["No dataset is named in a sentence on training data, nor listed in a manifest."]
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


def _sentence(evidence: Evidence) -> str:
    words = _MARKER.sub("", " ".join(shown(evidence.text).split()))
    cut = words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
    return f"{code(place(evidence))} {code(cut)}"
