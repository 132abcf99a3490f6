"""What a status rests on: found or declared, and the pointers that stand for what is not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Component, Reference

#: A status, why it is that, and its basis: found, declared, both or "".
Answer = tuple[str, str, str]
_MOST_POINTERS = 8


def basis(component: Component) -> str:
    """Whether a component was found, is declared, both, or neither ("")."""
    found = component.standing in {"found", "partial"}
    if component.declared:
        return "both" if found else "declared"
    return "found" if found else ""


def called(reference: Reference) -> str:
    """A place in words a reader knows."""
    return f"what {reference.path} fetches" if reference.kind == "script" else reference.url


def pointers(references: Iterable[Reference], most: int = _MOST_POINTERS) -> tuple[Evidence, ...]:
    """The places in this tree that point elsewhere, as evidence that is weak."""
    here = [reference for reference in references if reference.path]
    return tuple(
        Evidence(path=r.path, line=r.line, why=f"points to {called(r)}", strength="hint") for r in here[:most]
    )
