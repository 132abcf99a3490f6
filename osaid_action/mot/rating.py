"""The class that the Model Openness Tool gives to what a file lists, by its own list of licenses and by ours.

The rule is that of the yardstick: what a class asks for is the same, whoever says that it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..judgment.yardstick import bounds
from ..licenses import judge
from ..model import Answer, Measured
from ..yardsticks import load
from .parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from ..yardsticks import Label
    from .document import Listed, Release
    from .parts import Part

_REPORT, _PAPER = "technical-report", "research-paper"


class Rated(NamedTuple):
    """A component that is listed. license: the one that counts or ""; tool, ours: who takes it for open."""

    listed: Listed
    license: str
    tool: bool
    ours: bool


class Rating(NamedTuple):
    """How a file comes out.

    unlisted: what some class asks for and the file does not list; progress: in percent, by label; ours: the
    label by our lists of licenses.
    """

    rows: tuple[Rated, ...]
    unlisted: tuple[Part, ...]
    label: Label | None
    progress: tuple[tuple[Label, float], ...]
    ours: Label | None


def rate(release: Release) -> Rating:
    """How a release comes out by what its file lists."""
    rows = tuple(_rated(listed, release.license_of(listed)[0]) for listed in release.components)
    tool = {row.listed.part.component for row in rows if row.tool}
    ours = {row.listed.part.component for row in rows if row.ours}
    asked = {ask.components[0] for ask in load("mof").asks} - {row.listed.part.component for row in rows}
    return Rating(
        rows=rows,
        unlisted=tuple(part for part in PARTS if part.component in asked),
        label=bounds(_measured(tool))[0],
        progress=tuple(_progress(tool)),
        ours=bounds(_measured(ours))[0],
    )


def _rated(listed: Listed, name: str) -> Rated:
    ours = bool(name) and judge(name).verdict in {"osi-approved", "open"}
    return Rated(listed, name, name in load("mof").licenses, ours)


def _measured(included: AbstractSet[str]) -> Measured:
    """The answers to what the classes ask for, by the components that are released under open terms."""
    return Measured(
        yardstick="mof",
        answers=tuple(
            Answer(id=ask.id, state="lacking" if included.isdisjoint(ask.components) else "met")
            for ask in load("mof").asks
        ),
    )


def _progress(included: AbstractSet[str]) -> list[tuple[Label, float]]:
    """How far each class is reached, the lowest first: none counts before the one below is full."""
    met = {answer.id for answer in _measured(included).answers if answer.state == "met"}
    # A paper that stands for the report counts once, in the only class that asks for both.
    once = _PAPER in included and _REPORT not in included
    found: list[tuple[Label, float]] = []
    full = True
    for label in reversed(load("mof").labels):
        twice = int(once and _PAPER in label.asks)
        part, whole = (len(names) - twice for names in (met.intersection(label.asks), label.asks))
        found.append((label, 100 * part / whole if full else 0.0))
        full = full and part == whole
    return found
