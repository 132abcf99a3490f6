"""What probes share: turning ranked sightings into one finding with its best evidence first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model import Evidence, Finding, Reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .file import File

#: Enough to hold a manifest against: what it declares must be among what was seen.
MOST_EVIDENCE = 100
FOUND, PARTIAL = 70, 30
_FACTOR = {"main": 1.0, "example": 0.9, "docs": 0.5}


class Sighting(NamedTuple):
    """One file that may be the thing. score: 0 to 100; found from FOUND, partial from PARTIAL."""

    score: int
    file: File
    line: int | None
    why: str


def rate(file: File, score: int, line: int | None, why: str) -> Sighting:
    """A sighting with the score lowered for places that are weak evidence."""
    return Sighting(int(score * _FACTOR.get(file.place, 0)), file, line, why)


def finding(
    component: str,
    sightings: Iterable[Sighting],
    references: tuple[Reference, ...] = (),
    closed: Iterable[Evidence] = (),
) -> Finding:
    """The finding that the best sightings support. closed: what is named like it and can't be read."""
    ranked = sorted(
        (sighting for sighting in sightings if sighting.score >= PARTIAL),
        key=lambda s: (-s.score, s.file.path.count("/"), s.file.path, s.line or 0),
    )
    best = ranked[0].score if ranked else 0
    here = "found" if best >= FOUND else "partial" if ranked else "missing"
    seen = evidence(ranked)
    if here == "missing" and (closed := tuple(closed)[:MOST_EVIDENCE]):
        here, seen = "unreadable", closed
    return Finding(component=component, here=here, evidence=seen, references=references)


def unreadable(file: File, reason: str) -> Evidence:
    """A file that is named like a thing and can't be read."""
    return Evidence(path=file.path, why=f"may be it, but not readable: {reason}", strength="hint")


def evidence(ranked: list[Sighting]) -> tuple[Evidence, ...]:
    """Sightings as evidence, one a file, best first."""
    best: dict[str, Sighting] = {}
    for sighting in ranked:
        best.setdefault(sighting.file.path, sighting)
    return tuple(
        Evidence(
            path=s.file.path,
            line=s.line,
            why=s.why,
            strength="certain" if s.score >= 85 else "likely" if s.score >= 50 else "hint",
        )
        for s in list(best.values())[:MOST_EVIDENCE]
    )
