"""Items that ask for a thing, code or weights or settings: it is here, elsewhere, or absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import IN_TREE
from .grounds import basis, called, may_be_elsewhere, open_for, places_read, with_places

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..definition import Requirement
    from ..model import Component
from .grounds import Answer

#: Kinds of pointer by which a tree itself says what belongs there.
_FIRM = IN_TREE | {"submodule"}


def status(requirement: Requirement, by_id: Mapping[str, Component]) -> Answer:
    """The status of one item by the first of its components; C2 asks for the settings as well."""
    parts = [by_id[name] for name in requirement.components]
    main = parts[0]
    if main.not_used and main.standing != "found":
        if requirement.if_used:
            return "not-used", main.not_used, "declared"
        return "unmet", "declared not used, but no model comes about or runs without it", "declared"
    if main.standing == "found":
        return _settings(parts[1], basis(main)) if requirement.id == "C2" else ("met", "", basis(main))
    return _elsewhere(main) or _unread(main) or _absent(requirement, main)


def _unread(main: Component) -> Answer | None:
    """What may be in files that were not read is not known to be absent."""
    if main.unread:
        return open_for(main, _part(main))
    if main.standing == "unreadable":
        place = "here" if main.here == "unreadable" else "at the place declared"
        return "unknown", f"it may be {place}, but could not be read{_named(main)}", ""
    return None


def _settings(settings: Component, by: str) -> Answer:
    """Training code is here, `by` being its basis: are its arguments and settings?"""
    if settings.standing == "found":
        return "met", "", by
    if may_be_elsewhere(settings):
        return "external", "the settings are declared elsewhere; not verified", by
    if settings.unread:
        status, why, _ = open_for(settings, _part(settings))
        return status, f"its arguments and settings {why}", by
    if settings.standing == "partial":
        return "needs-review", "the settings seen may not be those of the released model's run", by
    return "partial", "the arguments and settings of the training run were not found", by


def _elsewhere(main: Component) -> Answer | None:
    """Status of what is pointed to; when a part is here, only a pointer as firm as a submodule counts."""
    if may_be_elsewhere(main):
        seen = _part(main)
        return "external", f"{places_read(main)}; seen: {seen}" if seen else places_read(main), "declared"
    if main.declared and main.there:
        return None
    pointers = (r for r in main.references if r.path and not r.settled)
    pointer = next((r for r in pointers if main.here != "partial" or r.kind in _FIRM), None)
    if pointer is None:
        return None
    return "external", f"pointed to: {called(pointer)}; not verified", basis(main)


def _part(main: Component) -> str:
    """What was seen of a component that is here in part, in words."""
    if main.standing != "partial":
        return ""
    return main.evidence[0].why if main.evidence else "a part"


def _absent(requirement: Requirement, main: Component) -> Answer:
    if main.standing == "partial":
        return "partial", with_places(main, _in_part(main)), basis(main)
    if not requirement.required:
        return "unknown", f"not found; {requirement.unasked}", ""
    where = ", nor at the places declared" if main.there and not main.unsettled else ""
    if any(reference.state == "gone" for reference in main.references):
        where = ", gone from where it was declared"
    if requirement.asks and not (main.uses or main.declared or where):
        return "unknown", f"{requirement.asks} Nothing here says so; if not, say so under [not-used]", ""
    used = f", though {main.uses[0].path}:{main.uses[0].line} {main.uses[0].why}" if main.uses else ""
    return "unmet", with_places(main, f"looked for, not found{where}{used}{_named(main)}"), ""


def _in_part(main: Component) -> str:
    """What was seen of it, and whether that is no more than a hint."""
    if not main.evidence:
        return "only a part was found"
    hint = all(seen.strength == "hint" for seen in main.evidence)
    return f"only a hint: {main.evidence[0].why}" if hint else main.evidence[0].why


def _named(main: Component) -> str:
    """A file that is named like it and is none, or can't be told, with why."""
    weak = main.evidence[0] if main.evidence and main.id == "weights" else None
    return f"; {weak.path}: {weak.why}" if weak is not None and weak.strength == "hint" else ""
