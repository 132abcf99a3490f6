"""Weighs features: a whole number for each kind of subject, and shares that say how sure that is. Pure.

Whole numbers, so that every Python and every machine decides alike; the shares are for reading only.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .weights import BIAS, KINDS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .features import Feature

#: A weight is so many hundredths.
SCALE = 100
#: From such a share on, and below one less it, it is certain that this is the release of a model, or none.
SURE = 0.75


class Cue(NamedTuple):
    """What one feature says for a kind of subject, or against it: so many hundredths, in words, and where."""

    weight: int
    says: str
    path: str
    line: int


class Weighed(NamedTuple):
    """The share of each kind of subject, and what speaks for the likeliest, most telling first."""

    shares: dict[str, float]
    cues: tuple[Cue, ...]

    @property
    def likeliest(self) -> str:
        """The kind with the greatest share."""
        return max(KINDS, key=lambda kind: self.shares[kind])

    @property
    def certain(self) -> bool:
        """Whether it is certain that this is the release of a model, or that it is none."""
        return not 1 - SURE <= self.shares["model"] < SURE


def weigh(features: Mapping[str, Feature]) -> Weighed:
    """What the features of a repository say together."""
    sums = list(BIAS)
    for name, feature in features.items():
        for number, weight in enumerate(WEIGHTS.get(name, ())):
            sums[number] += weight * feature.value
    top = max(range(len(KINDS)), key=sums.__getitem__)
    grown = [math.exp((one - sums[top]) / SCALE) for one in sums]
    shares = {kind: one / sum(grown) for kind, one in zip(KINDS, grown, strict=True)}
    return Weighed(shares, tuple(_cues(features, sums, top)))


def _cues(features: Mapping[str, Feature], sums: list[int], top: int) -> list[Cue]:
    """What tells the likeliest kind from the next one, the most telling first."""
    second = max((n for n in range(len(KINDS)) if n != top), key=sums.__getitem__)
    found = []
    for name, feature in features.items():
        weights = WEIGHTS.get(name)
        if weights and (weight := (weights[top] - weights[second]) * feature.value):
            found.append(Cue(weight, feature.says, feature.path, feature.line))
    return sorted(found, key=lambda cue: (-abs(cue.weight), cue.says))
