"""The verdict on a whole system: its result, and whether the strictness asked for is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from ..model import GATES, Gate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Item, Problem

_LACKING = {"unmet", "partial"}


def result(
    subject: str, items: Iterable[Item], policy: str, *, certain: bool = True, unjudged: str = ""
) -> str:
    """The result for the system. What is lacking comes before terms, terms before what is open.

    certain: whether the subject is; what may be a release is judged as one. unjudged: why nothing could be.
    """
    if subject != "model" and certain:
        return "not-applicable"
    if unjudged:
        return "undetermined"
    asked = _of_terms()
    required = [item for item in items if item.required]
    if any(item.status in _LACKING for item in required if item.id not in asked):
        return "incomplete"
    bad = {item.status for item in required if item.id in asked} - {"met", "waived", "external"}
    if "unmet" in bad:
        return "terms"
    if any(item.status == "external" for item in required):
        return "undetermined"
    if bad:
        return "terms"
    still_open = {"unknown"} | ({"needs-review"} if policy == "strict" else set())
    return "undetermined" if any(item.status in still_open for item in required) else "complete"


def gate(
    fail_on: str,
    outcome: str,
    items: Iterable[Item],
    problems: Iterable[Problem],
    worse: Iterable[str] | None,
    unjudged: str = "",
) -> Gate:
    """Whether the strictness asked for is met. worse: what got worse against the base; None without one.

    unjudged: why nothing could be judged, which meets no gate.
    """
    if unjudged and outcome != "not-applicable":
        return Gate(fail_on=fail_on, passed=False, reasons=(f"nothing could be judged: {unjudged}",))
    reasons = [f"made worse: {change}" for change in worse or ()] if fail_on != "never" else []
    if outcome != "not-applicable":
        reasons += _reasons(GATES.index(fail_on), items, problems)
    return Gate(fail_on=fail_on, passed=not reasons, reasons=tuple(reasons))


def _reasons(level: int, items: Iterable[Item], problems: Iterable[Problem]) -> list[str]:
    """What keeps a system from meeting a gate, each gate asking for more than the one before."""
    asked = _of_terms()
    required = [item for item in items if item.required]
    reasons: list[str] = []
    if level >= GATES.index("incomplete"):
        reasons += [_reason(item) for item in required if item.id not in asked and item.status in _LACKING]
        reasons += [problem.message for problem in problems if problem.kind in {"declaration", "waiver"}]
    if level >= GATES.index("terms"):
        held = {"met", "waived", "unknown", "external"}
        reasons += [_reason(item) for item in required if item.id in asked and item.status not in held]
    if level >= GATES.index("review"):
        unsure = [item for item in required if item.status in {"needs-review", "external", "unknown"}]
        reasons += [reason for reason in map(_reason, unsure) if reason not in reasons]
    return reasons


def _of_terms() -> set[str]:
    return {item.id for item in load().items if item.terms}


def _reason(item: Item) -> str:
    return f"{item.id} {item.title}: {item.why}"
