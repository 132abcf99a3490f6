"""What a repository is: the release of a model, a library, a dataset, a client of a model, or none of these.

The same trainer means one thing in a library and another in a release: no single sign tells them apart, so
all are weighed together, with weights fitted to what people said of hundreds of repositories. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..unread import doubt
from .features import features
from .weighing import weigh

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import Survey
    from .weighing import Cue

#: Cues that are named: for what it is, and against that.
_FOR, _AGAINST = 2, 2
#: A share in percent from which on a second kind is named.
_NAMED = 10
_CALLED = {"none": "something else"}


class Subject(NamedTuple):
    """What a repository is likeliest. Where it is not certain, it is judged as the release of a model.

    why: in plain words. shares: of each kind in percent, the likeliest first; empty where a person said it.
    """

    kind: str
    why: str
    certain: bool = True
    shares: tuple[tuple[str, int], ...] = ()


def decide(survey: Survey, found: dict[str, Finding]) -> Subject:
    """What it is by all that was seen, and whether that is certain."""
    if next(iter(survey.by_path), None) is None:
        return Subject("none", "there are no files")
    seen = weigh(features(survey, found))
    why = _why(seen.shares, seen.speaks_for, seen.against)
    # What could not be read may be just what makes it a release.
    unread = doubt(survey) if seen.kind != "model" else ""
    return Subject(seen.kind, f"{why}; {unread}" if unread else why, seen.certain and not unread, seen.shares)


def _why(shares: tuple[tuple[str, int], ...], speaks_for: tuple[Cue, ...], against: tuple[Cue, ...]) -> str:
    """Shares and cues in a line: "model 83 %, library 16 %: weights are in the tree (a.pt), ...; but ..."."""
    second = shares[1][1]
    named = [f"{_CALLED.get(kind, kind)} {part} %" for kind, part in shares[: 2 if second >= _NAMED else 1]]
    share = ", ".join(named)
    said = ", ".join(map(_said, speaks_for[:_FOR])) or "nothing tells otherwise"
    but = ", ".join(map(_said, against[:_AGAINST])) if second >= _NAMED else ""
    return f"{share}: {said}; but {but}" if but else f"{share}: {said}"


def _said(cue: Cue) -> str:
    place = f"{cue.path}:{cue.line}" if cue.line else cue.path
    return f"{cue.says} ({place})" if place else cue.says
