"""What a status rests on: found or declared, and the pointers that stand for what is not here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import SETTLED, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..model import Component, Reference, Unread

#: A status, why it is that, and its basis: found, declared, both or "".
Answer = tuple[str, str, str]
NOT_BELIEVED = "declared elsewhere; what osaid.lock says of it is this change's own, and was not looked at"
_MOST_POINTERS, _MOST_NAMED = 8, 3
_CALLED = {
    "code": ("code file", "code files"),
    "shell": ("script", "scripts"),
    "config": ("configuration file", "configuration files"),
    "doc": ("document", "documents"),
    "prose": ("notebook or PDF", "notebooks and PDFs"),
    "weights": ("file of weights", "files of weights"),
}


def basis(component: Component) -> str:
    """Whether a component was found, is declared, both, or neither ("")."""
    found = component.standing in {"found", "partial"}
    if component.declared:
        return "both" if found else "declared"
    return "found" if found else ""


def not_read(component: Component) -> str:
    """What may hold more of a component and was not read, in words; "" where all was."""
    return " and ".join(map(_not_read, component.unread))


def _not_read(some: Unread) -> str:
    one, many = _CALLED[some.role]
    said = f"{some.files} of {some.of} {one if some.of == 1 else many} not read"
    if some.files > len(some.paths):
        return f"{said}, {some.reason}" if some.reason else said
    # The limits of the check name them all.
    named = some_of(some.paths, 1)
    return f"{said}, {some.reason} ({named})" if some.reason else f"{said} ({named})"


def open_for(component: Component, seen: str) -> Answer:
    """Unknown, since not all that may hold a component was read. seen: what was seen of it, or ""."""
    why = f"could not be established: {not_read(component)}"
    return "unknown", f"{why}; seen: {seen}" if seen else why, basis(component)


def is_pending(component: Component) -> bool:
    """True where nobody has looked yet at a place that the manifest names, and it may hold the rest.

    A place that was looked at and could not be read hides nothing of what was seen elsewhere.
    """
    return any(reference.state == "" for reference in component.references if not reference.path)


def may_be_elsewhere(component: Component) -> bool:
    """True where it may be at a place that the manifest names and that was not read.

    Beside places that were read, one that nobody can read, a paper or a bucket, makes nothing better.
    """
    states = {reference.state for reference in component.references if not reference.path}
    passed = {*SETTLED, "unverifiable"} if component.there else SETTLED
    return component.declared and not states <= passed


def with_places(component: Component, why: str) -> str:
    """Why something is as it is, with the places that were not read, where there are such."""
    return f"{why}; {places_read(component)}" if component.unsettled else why


def places_read(component: Component) -> str:
    """How many of the places that the manifest names were read, and which were not."""
    named = [reference for reference in component.references if not reference.path]
    unread = [reference.url for reference in named if not reference.settled]
    read = len(named) - len(unread)
    if not read:
        closed = [reference.url for reference in named if reference.state == "closed"]
        away = f"gone or private, though read before: {some_of(closed, _MOST_NAMED)}" if closed else ""
        return away or (NOT_BELIEVED if component.doubted else "declared elsewhere; not verified")
    were = "was" if read == 1 else "were"
    return f"of {len(named)} places {read} {were} read; not read: {some_of(unread, _MOST_NAMED)}"


def some_of(names: Sequence[str], most: int = 5) -> str:
    """The first few of some names, and how many more there are."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def owed(by_id: Mapping[str, Component], *, terms: bool = False) -> tuple[Reference, ...]:
    """The models that the weights were made from, save those that were looked at as places of the system.

    terms: what is asked for is their terms: known ones count among those of the weights. What else another
    model of the family owes is asked of that one.
    """
    weights, named = by_id["weights"], _looked_at(by_id)
    answered = {base.url.lower() for base in weights.bases if base.verified} if terms else {*weights.kin}
    return tuple(base for base in weights.bases if base.url.lower() not in named | answered)


def taught_by(by_id: Mapping[str, Component]) -> tuple[Reference, ...]:
    """The models that the weights were distilled from, save those whose terms are known to be open."""
    named = _looked_at(by_id)
    return tuple(r for r in by_id["weights"].teachers if not r.verified and r.url.lower() not in named)


def _looked_at(by_id: Mapping[str, Component]) -> set[str]:
    """The places of the system that were looked at."""
    places = (place for component in by_id.values() for place in component.references if place.verified)
    return {place.url.partition("#")[0].lower() for place in places}


def made_from(bases: Sequence[Reference], how: str = "made") -> str:
    """Of which models something was made, and where that is said."""
    return f"{how} from " + some_of([f"{base.url} ({_at(base)})" for base in bases], _MOST_NAMED)


def _at(reference: Reference) -> str:
    return f"{reference.path}:{reference.line}" if reference.line else reference.path


def called(reference: Reference) -> str:
    """A place in words a reader knows."""
    return f"what {reference.path} fetches" if reference.kind == "script" else reference.url


def pointers(references: Iterable[Reference], most: int = _MOST_POINTERS) -> tuple[Evidence, ...]:
    """The places in this tree that point elsewhere, as evidence that is weak."""
    here = [reference for reference in references if reference.path]
    return tuple(
        Evidence(path=r.path, line=r.line, why=f"points to {called(r)}", strength="hint") for r in here[:most]
    )
