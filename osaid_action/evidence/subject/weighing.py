"""Weighs features: a whole number for each kind of subject, and shares that say how sure that is. Pure.

Whole numbers decide, so that every Python and every machine decides alike; the shares are percentages.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from ...repository.places import words
from .weights import BIAS, KINDS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .feature import Feature

#: A weight is so many hundredths of a logit.
SCALE = 100
#: Parts of a repository of which a cue tells a reader something; counts and shares only weigh.
_TOLD = words("found held points own together name title opening is headings about shows links root folder")
#: The release of a model is certain from the first share on, and certain not to be below the second.
SURE, NOT = 85, 15


class Cue(NamedTuple):
    """What some features say for a kind, or against it where weight (hundredths) is below 0, and where."""

    weight: int
    says: str
    path: str
    line: int


class Weighed(NamedTuple):
    """The share of each kind in percent, the likeliest first; and the cues for it and against it."""

    shares: tuple[tuple[str, int], ...]
    speaks_for: tuple[Cue, ...]
    against: tuple[Cue, ...]

    @property
    def kind(self) -> str:
        """The likeliest kind."""
        return self.shares[0][0]

    @property
    def certain(self) -> bool:
        """Whether it is certain that this is the release of a model, or that it is none."""
        return not NOT <= dict(self.shares)["model"] < SURE


def weigh(features: Mapping[str, Feature]) -> Weighed:
    """What the features of a repository say together."""
    sums = list(BIAS)
    for name, feature in features.items():
        for number, weight in enumerate(WEIGHTS.get(name, ())):
            sums[number] += weight * feature.value
    order = sorted(range(len(KINDS)), key=lambda number: (-sums[number], number))
    grown = [math.exp((one - sums[order[0]]) / SCALE) for one in sums]
    whole = sum(grown)
    shares = tuple((KINDS[number], round(100 * grown[number] / whole)) for number in order)
    cues = _cues(features, order[0], order[1])
    return Weighed(
        shares,
        tuple(cue for cue in cues if cue.weight > 0),
        tuple(cue for cue in reversed(cues) if cue.weight < 0),
    )


def _cues(features: Mapping[str, Feature], top: int, second: int) -> list[Cue]:
    """What tells the likeliest kind from the next one, what is said alike together; most telling first."""
    together: dict[str, list[Cue]] = {}
    for name, feature in features.items():
        weights = WEIGHTS.get(name) if name.partition(":")[0] in _TOLD else None
        if weights and (weight := (weights[top] - weights[second]) * feature.value):
            cue = Cue(weight, feature.says, feature.path, feature.line)
            together.setdefault(name.rpartition(":")[2], []).append(cue)
    merged = [_merged(some) for some in together.values()]
    return sorted((cue for cue in merged if cue.weight), key=lambda cue: (-cue.weight, cue.says))


def _merged(cues: list[Cue]) -> Cue:
    """Cues of one thing as one: in the words of the one that weighs most for what all say together."""
    weight = sum(cue.weight for cue in cues)
    sign = 1 if weight > 0 else -1
    return max(cues, key=lambda cue: sign * cue.weight)._replace(weight=weight)
