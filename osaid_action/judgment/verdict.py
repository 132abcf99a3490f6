"""The verdict on a whole system: its result. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Item

LACKING = {"unmet", "partial"}


def result(
    subject: str, items: Iterable[Item], policy: str, *, certain: bool = True, unjudged: str = ""
) -> str:
    """The result for the system.

    What is lacking comes first, then terms that are not acceptable, what was not established, open terms.
    certain: whether the subject is; what may be a release is judged as one. unjudged: why nothing could be.
    """
    if subject != "model" and certain:
        return "not-applicable"
    if unjudged:
        return "undetermined"
    asked = of_terms()
    kept_back = short(items, policy)
    if any(item.status in LACKING for item in kept_back if item.id not in asked):
        return "incomplete"
    bad = {item.status for item in kept_back if item.id in asked}
    if "unmet" in bad:
        return "terms"
    if any(item.status in {"external", "unknown"} for item in kept_back):
        return "undetermined"
    if bad:
        return "terms"
    return "undetermined" if kept_back else "complete"


def short(items: Iterable[Item], policy: str) -> list[Item]:
    """The required items that keep a system from being complete."""
    held = {"met", "waived"}
    settled = held | {"not-used"} | (set() if policy == "strict" else {"needs-review"})
    asked = of_terms()
    return [i for i in items if i.required and i.status not in (held if i.id in asked else settled)]


def of_terms() -> set[str]:
    """The ids of the items that ask for terms."""
    return {item.id for item in load().items if item.terms}
