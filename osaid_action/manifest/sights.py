"""Places elsewhere that were looked at, as a manifest would declare them. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import spell
from ..frozen import replace
from ..model import AT_COMMITS, COMPONENTS, INFORMATIONAL, OF_ONE_DATASET, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Dataset, Part, Reference, Seen

#: What a place of a kind can hold of a system; another can hold anything.
_HOLDS = {
    **dict.fromkeys(OF_ONE_DATASET, ("dataset", "data-documentation")),
    **dict.fromkeys(
        ("hf-model", "ms-model"),
        tuple(n for n in COMPONENTS if n not in {"dataset", "license", *INFORMATIONAL}),
    ),
}
_ALL = tuple(name for name in COMPONENTS if name not in {"license", *INFORMATIONAL})
_DATA, _ABOUT = "dataset", "data-documentation"
_OF_DATA = {_ABOUT, "data-processing-code"}


class Sight(NamedTuple):
    """One place with what was seen there.

    alias: its name under [places]; subject: what it looks like, one of SUBJECTS; data: what it names as such.
    """

    alias: str
    place: Reference
    seen: Seen
    subject: str = ""
    data: tuple[Dataset, ...] = ()


def asked_of(place: Reference) -> tuple[str, ...]:
    """The components that are looked for at a place."""
    return _HOLDS.get(place.kind, _ALL)


def pinned(place: Reference, seen: Seen) -> Reference:
    """A place at the commit that was seen, unless a revision was asked for."""
    if place.revision or place.kind not in AT_COMMITS or seen.state != "verified":
        return place
    return replace(place, revision=seen.resolved or None)


def aliases(places: Iterable[Reference], taken: Iterable[str] = ()) -> list[str]:
    """A short name for each place, none of them taken."""
    used = {name.lower() for name in taken}
    names = []
    for place in places:
        base = place.url.partition("#")[0].rstrip("/")
        last = re.split(r"[/:]", base.removesuffix(".git"))[-1].lower()
        kind = {"hf-dataset": "data", "hf-model": "model"}.get(place.kind, "code")
        word = re.sub(r"[^a-z0-9_-]+", "-", last).strip("-")[:40] or kind
        tries = [word, f"{word}-{kind}", *(f"{word}-{number}" for number in range(2, 1000))]
        name = next(one for one in tries if one not in used)
        used.add(name)
        names.append(name)
    return names


def found(sights: Iterable[Sight]) -> dict[str, list[tuple[Sight, Part]]]:
    """For each component, the places where the strongest signs of it were seen; but for data itself.

    A description of data is the sum of all places, so each that tells something counts. Of places with signs
    as strong, those count that release a model, then tools: a collection of data has code of its own.
    """
    parts: dict[str, list[tuple[Sight, Part]]] = {}
    for sight, part in _parts(sights):
        if part.outcome == "found" or (part.component == _ABOUT and part.outcome == "partial"):
            parts.setdefault(part.component, []).append((sight, part))
    for name, rows in parts.items():
        if name not in _OF_DATA:
            best = max(map(_standing, rows))
            parts[name] = [row for row in rows if _standing(row) == best]
    return parts


def in_part(sights: Iterable[Sight]) -> dict[str, list[tuple[Sight, Part]]]:
    """For each component, the places that have a part of it."""
    parts: dict[str, list[tuple[Sight, Part]]] = {}
    for sight, part in _parts(sights):
        if part.outcome == "partial" and part.component != _ABOUT:
            parts.setdefault(part.component, []).append((sight, part))
    return parts


def _parts(sights: Iterable[Sight]) -> Iterator[tuple[Sight, Part]]:
    for sight in sights:
        for part in sight.seen.parts:
            if part.component in asked_of(sight.place) and part.component != _DATA:
                yield sight, part


def _standing(row: tuple[Sight, Part]) -> tuple[int, int]:
    sight, part = row
    strength = max((STRENGTHS.index(one.strength) for one in part.evidence), default=0)
    return strength, {"model": 2, "dataset": 0}.get(sight.subject, 1)


def data_places(sights: Iterable[Sight]) -> Iterator[tuple[Sight, Part]]:
    """The places that are bodies of training data."""
    for sight in sights:
        if sight.place.kind not in {"github", "git"}:
            held = (part for part in sight.seen.parts if part.component == _DATA)
            yield from ((sight, part) for part in held if part.outcome == "found")


def access(sight: Sight, part: Part) -> str:
    """How one gets at data, as far as its place tells."""
    if sight.seen.gated:
        return "obtainable"
    return "open" if part.verdict in {"osi-approved", "open"} else "public"


def unseen(sights: Iterable[Sight]) -> Iterator[str]:
    """A line for each place that could not be looked at."""
    for sight in sights:
        if sight.seen.state != "verified":
            yield f"{spell(sight.place)}: {sight.seen.state}, {sight.seen.reason}"
