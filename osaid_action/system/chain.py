"""The models that those of a system come from, and those in turn, as far as their places tell. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import parse_place
from .lock import key_of
from .named import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..model import Part, Reference, Seen
    from .lock import Key, Lock

#: Models that are followed for one system, and how far.
MOST_BASES, MOST_STEPS = 20, 6
#: What is asked of a base: its weights, for their terms.
ASKED = ("weights",)


def followed(
    rows: Sequence[Wanted], seen: Sequence[Seen], look: Callable[[list[Wanted]], Sequence[Seen]]
) -> tuple[list[Wanted], list[Seen]]:
    """Places and what is seen there, with those of the models they were made from. look: at some places."""
    rows, seen = list(rows), list(seen)
    left, new = MOST_BASES, seen
    for _ in range(MOST_STEPS):
        more = next_of(new, (row.key for row in rows))[:left]
        if not more:
            break
        new = list(look(more))
        left -= len(more)
        rows += more
        seen += new
    return rows, seen


def next_of(seen: Iterable[Seen], known: Iterable[Key]) -> list[Wanted]:
    """The models that places were made or distilled from and nobody has looked at. known: what was."""
    done = {place.lower() for place, _ in known}
    found: dict[str, Wanted] = {}
    for one in seen:
        for base in links(one):
            place = _place(base)
            if place is not None and place.reference.url.lower() not in done:
                found.setdefault(place.reference.url.lower(), place)
    return list(found.values())


def named(bases: Iterable[Reference], known: set[Key]) -> list[Wanted]:
    """The places of the models that something was made from, each once, save those that are known."""
    places = {place.key: place for base in bases if (place := _place(base.url))}
    return [place for key, place in places.items() if key not in known][:MOST_BASES]


def links(seen: Seen) -> tuple[str, ...]:
    """The models that a place was made or distilled from."""
    return (*seen.bases, *seen.teachers) if seen.state == "verified" else ()


def reached(
    lock: Lock, keys: Iterable[Key], names: Iterable[str] = (), *, taught: bool = False
) -> Iterator[Seen]:
    """The entries of a lock that places lead to, base by base. keys: of the places; names: bases besides.

    taught: by way of teachers as well.
    """
    # At the revision that is named, where it is a model of this system too.
    by_place = {seen.place.lower(): seen for seen in sorted(lock.entries, key=lambda one: one.revision == "")}
    wanted = set(keys)
    level = [seen for seen in lock.entries if key_of(seen) in wanted]
    told: set[str] = set()
    own = [name.lower() for name in names]
    for _ in range(MOST_STEPS):
        rows = [seen for seen in level if seen.state == "verified"]
        led = (base.lower() for seen in rows for base in (links(seen) if taught else seen.bases))
        level = [
            by_place[name] for name in dict.fromkeys((*own, *led)) if name in by_place and name not in told
        ]
        own = []
        told |= {seen.place.lower() for seen in level}
        yield from (seen for seen in level if key_of(seen) not in wanted)


def free(lock: Lock, name: str) -> bool:
    """Whether the terms of a model, and of all that it comes from, are known to be open."""
    seen = list(reached(lock, (), [name], taught=True))
    open_ = {one.place.lower() for one in seen if any(map(_is_open, one.parts)) and one.state == "verified"}
    return open_ >= {name.lower(), *(link.lower() for one in seen for link in links(one))}


def _is_open(part: Part) -> bool:
    verdict = part.judged or part.verdict
    return part.component == "weights" and verdict in {"osi-approved", "open"} and not part.assumed


def _place(base: str) -> Wanted | None:
    """The place of a base, at its default revision; None for what is no place on the Hub."""
    try:
        found = parse_place(base)
    except ValueError:
        return None
    if found.kind != "hf-model" or found.revision or "#" in found.url:
        return None
    return Wanted(found, ASKED)
