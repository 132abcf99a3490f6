"""Weighs marks: how likely a line tells each head, how likely a whole tree does, and what a name is of.

Pure. Whole numbers decide, so that every Python and every machine decides alike.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol, TypeVar

from ....model import HEADS
from .weights import BIAS, TREE, WEIGHTS
from .weights_of_names import BIAS as NAME_BIAS
from .weights_of_names import WEIGHTS as NAME_WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

#: A weight is so many hundredths of a logit.
SCALE = 100
#: The lines of each head that are looked at together, and the logit of one that is not there.
TOP, NONE = 3, -900
#: Percent from which a line is quoted.
QUOTED = 25
#: Lines of one document this near to each other are quoted once.
_NEAR = 1


class At(Protocol):
    """A line of a document."""

    @property
    def path(self) -> str: ...

    @property
    def line(self) -> int: ...


Placed = TypeVar("Placed", bound=At)


def weigh(marks: Iterable[str]) -> tuple[int, ...]:
    """Hundredths of a logit, by head in the order of HEADS, that a line with these marks tells it."""
    return tuple(map(sum, zip(BIAS, *(WEIGHTS[mark] for mark in marks if mark in WEIGHTS), strict=True)))


def name_share(marks: Iterable[str]) -> int:
    """Percent of how likely what is marked so is the name of training data."""
    return share(sum(NAME_WEIGHTS[mark][0] for mark in marks if mark in NAME_WEIGHTS) + NAME_BIAS[0])


def share(logit: int) -> int:
    """Percent of a logit in hundredths."""
    return round(100 / (1 + math.exp(-max(-1_000, min(1_000, logit)) / SCALE)))


def logit(share: int) -> int:
    """Hundredths of a logit of a percentage."""
    part = max(1, min(99, share)) / 100
    return round(SCALE * math.log(part / (1 - part)))


def told(best: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """Percent of how likely each head is told at all, by the logits of its best lines, the best first."""
    tops = {head: [*best.get(head, ())[:TOP], *[NONE] * TOP][:TOP] for head in HEADS}
    return {head: likely(features(head, tops), TREE) for head in HEADS}


def likely(features: Mapping[str, int], weights: Mapping[str, int]) -> int:
    """Percent of how likely a head is told, by its features and weights of theirs."""
    whole = weights["bias"] * SCALE + sum(weights.get(name, 0) * value for name, value in features.items())
    return share(whole // SCALE)


def first(ranked: Iterable[Placed]) -> list[Placed]:
    """The first few of ranked lines, none of them beside another."""
    kept: list[Placed] = []
    for one in ranked:
        if not beside(one.path, one.line, ((other.path, other.line) for other in kept)):
            kept.append(one)
            if len(kept) == TOP:
                break
    return kept


def beside(path: str, line: int, others: Iterable[tuple[str, int]]) -> bool:
    """Whether a line is one of some others, or next to it."""
    return any(path == where and abs(line - at) <= _NEAR for where, at in others)


def features(head: str, tops: Mapping[str, Sequence[int]]) -> dict[str, int]:
    """What a head is judged by in a whole tree, in hundredths: its best lines, and those of the others."""
    own = tops[head]
    found = {"first": own[0], "second": own[1], "third": own[2], f"of:{head}": own[0], f"is:{head}": SCALE}
    found["most"] = max(some[0] for some in tops.values())
    found.update((f"with:{other}", some[0]) for other, some in tops.items() if other != head)
    return found
