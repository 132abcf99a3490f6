"""What probes share: turning ranked sightings into one finding with its best evidence first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..model import Evidence, Finding, Reference
from ..survey import File

MOST_EVIDENCE = 8


class Sighting(NamedTuple):
    """One file that may be the thing. score: 0 to 100; found from 70, partial from 30."""

    score: int
    file: File
    line: int | None
    why: str


def rate(file: File, score: int, line: int | None, why: str) -> Sighting:
    """A sighting with the score lowered for places that are weak evidence."""
    factor = {"main": 1.0, "example": 0.9, "docs": 0.5, "test": 0.0, "template": 0.0, "vendored": 0.0}[
        file.place
    ]
    return Sighting(int(score * factor), file, line, why)


def finding(component: str, sightings: Iterable[Sighting], references: tuple[Reference, ...] = ()) -> Finding:
    """The finding that the best sightings support."""
    ranked = sorted(sightings, key=lambda s: (-s.score, s.file.path.count("/"), s.file.path))
    ranked = [sighting for sighting in ranked if sighting.score >= 30]
    best = ranked[0].score if ranked else 0
    here = "found" if best >= 70 else "partial" if ranked else "missing"
    return Finding(component=component, here=here, evidence=evidence(ranked), references=references)


def evidence(ranked: Iterable[Sighting]) -> tuple[Evidence, ...]:
    """Sightings as evidence, best first."""
    return tuple(
        Evidence(
            path=s.file.path,
            line=s.line,
            why=s.why,
            strength="certain" if s.score >= 85 else "likely" if s.score >= 50 else "hint",
        )
        for s in list(ranked)[:MOST_EVIDENCE]
    )
