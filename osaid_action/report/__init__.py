"""Reports as text, Markdown and JSON. Pure: a renderer turns a Report into a string, and no more."""

from __future__ import annotations

from ..model import Evidence, Item, Report
from ..patterns import lazy

#: Control characters, marks that reorder text, invisible characters, and bytes that were not UTF-8.
_UNSAFE = lazy(r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

#: How a line of a log becomes a command to GitHub's runner, wherever it is printed.
_COMMAND = lazy(r"(?:^|(?<=\s))::(?=\w)|##(?=\[)")

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


def shown(text: str) -> str:
    """Text of a repository with nothing left that hides or acts on a terminal or a log."""
    visible = _UNSAFE.sub(lambda m: _escape(ord(m[0])), text)
    return _COMMAND.sub(lambda m: f"\\x{ord(m[0][0]):02x}{m[0][1]}", visible)


def _escape(code: int) -> str:
    if 0xDC80 <= code <= 0xDCFF:  # A byte that was not UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if code in (9, 10, 13):
        return " "
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def place(evidence: Evidence) -> str:
    """`path:line`, or the path alone."""
    return shown(evidence.path) + (f":{evidence.line}" if evidence.line else "")


def reason(evidence: Evidence) -> str:
    """Why a piece of evidence counts, with the words seen there where they are the evidence."""
    return shown(f"{evidence.why}: “{_shortened(evidence.text)}”" if evidence.text else evidence.why)


def _shortened(text: str, most: int = 110) -> str:
    words = " ".join(_EMPHASIS.sub("", text).strip(" |-#").split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def of_element(report: Report, element: str) -> list[Item]:
    """The items of one element, terms last."""
    return [item for item in report.items if item.element == element]


def standing(items: list[Item]) -> str:
    """The status that tells most about a group of required items: the worst."""
    from ..judgment.verdict import STANDING

    required = [item.status for item in items if item.required] or ["unknown"]
    return min(required, key=STANDING.__getitem__)


def best(items: list[Item]) -> Evidence | None:
    """The one piece of evidence that says most: of the strongest item, weights and training code first."""
    order = ("D1", "P1", "C2", "C6", "C5", "C1")
    good = {"met", "needs-review", "external", "waived"}
    ranked = [item for item in items if item.required and item.evidence and not item.id.startswith("T-")]
    ranked.sort(key=lambda i: (i.status not in good, order.index(i.id) if i.id in order else len(order)))
    return ranked[0].evidence[0] if ranked else None


def headline(report: Report) -> str:
    """The result in one line of plain words."""
    required = [item for item in report.items if item.required]
    counts = {status: sum(item.status == status for item in required) for status in MARKS}
    if report.result == "not-applicable":
        kinds = {
            "library": "a library, not the release of an AI system",
            "dataset": "a dataset, not the release of an AI system",
            "consumer": "a client of AI models, not the release of one",
            "none": "not an AI system: nothing to check",
        }
        return f"{kinds.get(report.subject, 'not the release of an AI system')}"
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
