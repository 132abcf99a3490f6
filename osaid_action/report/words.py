"""What every form of a report says in the same words: the headline, marks, to-dos, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..escape import shown
from ..model import STANDING
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Change, Evidence, Item, License, Reference, Report

_EMPHASIS = lazy(r"\*{1,3}|`{1,3}|__")

ELEMENTS = (("data", "Data information"), ("code", "Code"), ("parameters", "Parameters"))
MARKS = {
    "met": "✓",
    "not-used": "✓",
    "waived": "~",
    "needs-review": "?",
    "external": "→",
    "unknown": "?",
    "partial": "◐",
    "unmet": "✗",
}
NOTICE = "What was seen at this commit, not a certification: the OSI certifies nobody."
_KINDS = {
    "library": "a library, not the release of an AI system",
    "dataset": "a dataset, not the release of an AI system",
    "consumer": "a client of AI models, not the release of one",
    "none": "not an AI system: nothing to check",
}


def headline(report: Report) -> str:
    """The result in one line of plain words."""
    if report.result == "not-applicable":
        return _KINDS.get(report.subject, "not the release of an AI system")
    required = [item for item in report.items if item.required]
    counts = {status: sum(item.status == status for item in required) for status in MARKS}
    words = [
        (counts["unmet"], "not met"),
        (counts["partial"], "in part"),
        (counts["external"], "elsewhere, not verified"),
        (counts["unknown"], "could not be established"),
        (counts["needs-review"], "for a person to judge"),
        (counts["waived"], "waived"),
    ]
    parts = [f"{count} {word}" for count, word in words if count]
    good = counts["met"] + counts["not-used"]
    return f"{good} of {len(required)} required items met" + (": " if parts else "") + ", ".join(parts)


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def of_element(report: Report, element: str) -> list[Item]:
    """The items of one element, terms last."""
    return [item for item in report.items if item.element == element]


def listed(items: Iterable[Item]) -> list[Item]:
    """The items that a reader is shown: what is required, and what is met without being so."""
    return [item for item in items if item.required or item.status == "met"]


def todo(report: Report) -> list[Item]:
    """The required items that are missing or there in part."""
    return with_status(report, {"unmet", "partial"})


def with_status(report: Report, statuses: set[str]) -> list[Item]:
    """The required items of some statuses."""
    return [item for item in report.items if item.required and item.status in statuses]


def standing(items: Iterable[Item]) -> str:
    """The status that tells most about a group of required items: the worst."""
    required = [item.status for item in items if item.required] or ["unknown"]
    return min(required, key=STANDING.__getitem__)


def place(seen: Evidence | Reference) -> str:
    """`path:line`, or the path alone."""
    return shown(seen.path) + (f":{seen.line}" if seen.line else "")


def stated_at(row: License) -> str:
    """Where terms are stated, not yet fit to print; a text that begins a file needs no line."""
    return row.path + (f":{row.line}" if row.line and row.line > 1 else "")


def reason(evidence: Evidence) -> str:
    """Why a piece of evidence counts, with the words seen there where they are the evidence."""
    return shown(f"{evidence.why}: “{_shortened(evidence.text)}”" if evidence.text else evidence.why)


def arrow(change: Change) -> str:
    """The mark of a change: down when it is for the worse."""
    return "▼" if change.worse else "▲"


def reasons(report: Report) -> str:
    """How many reasons keep the gate from being met."""
    count = len(report.gate.reasons)
    return f"{count} reason{'s' if count != 1 else ''}"


def _shortened(text: str, most: int = 110) -> str:
    words = " ".join(_EMPHASIS.sub("", text).strip(" |-#").split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
