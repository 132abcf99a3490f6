"""Every item of the Definition with its status: judged by its kind, then held against the waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from ..frozen import replace
from ..model import DataList, Evidence, Item, Problem
from . import description, listing, terms, things
from .grounds import made_from, owed, pointers, taught_by

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..definition import Requirement
    from ..model import Component, Manifest, Reference, Waiver
    from .grounds import Answer

_HELD = {"met", "not-used"}
#: What a model made from another owes of it besides.
_INHERITED = {
    **dict.fromkeys(("D1", "D2", "D3"), "whose training data are owed as well"),
    **dict.fromkeys(("C1", "C2"), "whose code is owed as well"),
    "T-P": "whose terms bind as well",
}
_OUTPUTS = "whose terms may bind what was trained on its outputs: for a person to judge"


def judge(
    components: tuple[Component, ...],
    manifest: Manifest,
    policy: str,
    today: str,
    data: DataList | None = None,
) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """The status of every item, and what is wrong with the waivers and the review."""
    data = data or DataList()
    by_id = {component.id: component for component in components}
    waivers = {waiver.item: waiver for waiver in manifest.waivers}
    items = []
    problems = []
    for requirement in load().items:
        item = _item(requirement, by_id, manifest, data, policy)
        waiver = waivers.get(requirement.id)
        if waiver is not None and item.status not in _HELD:
            if waiver.until >= today:
                item = _waived(item, waiver)
            else:
                problems.append(_ended(item, waiver, manifest.path))
        items.append(item)
    review = manifest.review
    if review is not None and review.expired:
        message = f"the review by {review.by} no longer counts: {review.expired}"
        problems.append(Problem(where=manifest.path, line=review.line, message=message, kind="review"))
    return tuple(items), tuple(problems)


def _item(
    requirement: Requirement,
    by_id: Mapping[str, Component],
    manifest: Manifest,
    data: DataList,
    policy: str,
) -> Item:
    parts = [by_id[name] for name in requirement.components]
    (status, why, basis), evidence = _answer(requirement, by_id, manifest, data, policy)
    bases = owed(by_id, terms=requirement.id == "T-P")
    # A teacher is in nothing that is given: its terms are asked for, and nothing is owed of it.
    teachers = {"P1": by_id["weights"].teachers, "T-P": taught_by(by_id)}.get(requirement.id, ())
    if bases or teachers:
        status, why = _inherited(requirement.id, status, why, bases, teachers)
        evidence += tuple(map(_says, bases)) if requirement.id in _INHERITED else ()
        evidence += tuple(_says(one, "distilled") for one in teachers) if requirement.id in _INHERITED else ()
    held = status in _HELD
    return Item(
        id=requirement.id,
        title=requirement.title,
        short=requirement.short,
        element=requirement.element,
        required=requirement.required,
        status=status,
        basis=basis,
        freedoms=() if held else requirement.freedoms,
        components=requirement.components,
        evidence=pointers(parts[0].references) if status == "external" else evidence,
        why=why,
        fix="" if held else _fix(requirement, status, parts),
    )


def _inherited(
    item: str, status: str, why: str, bases: tuple[Reference, ...], teachers: tuple[Reference, ...]
) -> tuple[str, str]:
    """(status, why) of an item of a system whose weights were made, or distilled, from other models."""
    told = [made_from(bases)] if bases else []
    taught = made_from(teachers, "distilled") if teachers else ""
    if item == "P1" and status == "met":
        return status, "; ".join(filter(None, (*told, taught)))
    # What a person judged to be enough, they judged of the whole.
    if item not in _INHERITED or status not in {"met", "needs-review"} or (item == "D1" and status == "met"):
        return status, why
    said = f"weights: {why}" if item == "T-P" and status == "met" else why
    told = [f"{words}, {_INHERITED[item]}" for words in told]
    told += [f"{taught}, {_OUTPUTS}"] if taught else []
    return "needs-review", "; ".join(filter(None, (said, *told)))


def _says(base: Reference, how: str = "made") -> Evidence:
    return Evidence(path=base.path, line=base.line, why=f"{how} from {base.url}")


def _fix(requirement: Requirement, status: str, parts: list[Component]) -> str:
    """What mends an item, settles what was not read, or answers what it asks."""
    if requirement.terms:
        return requirement.fix_restricted if terms.restricted(parts) else requirement.fix
    if status == "unknown" and parts[0].unread:
        declare = load().components[parts[0].id].declare
        return f"Name its file in osaid.toml, and it is read first: [components.{parts[0].id}] {declare}"
    return requirement.fix_asked if status == "unknown" and requirement.asks else requirement.fix


def _answer(
    requirement: Requirement,
    by_id: Mapping[str, Component],
    manifest: Manifest,
    data: DataList,
    policy: str,
) -> tuple[Answer, tuple[Evidence, ...]]:
    """The status of an item by its kind, with what bears on it."""
    parts = [by_id[name] for name in requirement.components]
    if requirement.terms:
        return terms.status(requirement, parts, policy), terms.evidence(parts)
    if requirement.id == "D1":
        return description.status(parts[0], manifest.review), parts[0].evidence
    if requirement.id in {"D2", "D3"}:
        answer = listing.status(requirement.id, by_id, manifest, data)
        return answer, listing.evidence(requirement.id, by_id, data)
    return things.status(requirement, by_id), parts[0].evidence or parts[0].uses


def _waived(item: Item, waiver: Waiver) -> Item:
    why = f"waived by {waiver.by} until {waiver.until}: {waiver.reason} (otherwise {item.status}: {item.why})"
    return replace(item, status="waived", basis="declared", why=why)


def _ended(item: Item, waiver: Waiver, manifest: str) -> Problem:
    message = f"the waiver of {item.id} by {waiver.by} ended on {waiver.until}: renew it or mend the item"
    return Problem(where=manifest, line=waiver.line, message=message, kind="waiver")
