"""What shows that a repository gives a model of its own, whatever its README calls it. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..repository.places import words, words_of

if TYPE_CHECKING:
    from ..model import Evidence, Finding, Reference
    from .about import About
    from .links import Link
    from .survey import Survey

_PARTS = ("training-code", "model-architecture", "inference-code", "evaluation-code")
_CODE = (*_PARTS, "training-configuration", "data-processing-code", "supporting-code")
#: Most of it; a library has some of each, but seldom so much.
_MOST_CODE = 6
#: A family's models lie with one owner; a list of links goes to many.
_FAMILY = 3
#: What a folder or a submodule is called that is filled with weights.
GIVEN = words("trained pretrained checkpoint checkpoints weights")
#: Kinds of place where a model has an owner and a name.
_NAMED = {"hf-model"}


class Signs(NamedTuple):
    """What was seen of a model that is this project's own.

    pointers: any to weights that it gives; own: some of them named like it.
    parts: how many of the kinds of code that make up a model; whole: nearly all of its code is here.
    """

    weights: bool
    own: bool
    pointers: bool
    parts: int
    whole: bool


def signs(survey: Survey, found: dict[str, Finding]) -> Signs:
    """What the probes found of a release."""
    weights = found["weights"]
    at_home = [reference for reference in weights.references if told_at_home(survey, reference)]
    here = {name for name in (*_CODE, "weights") if held(survey, found[name])}
    return Signs(
        weights=in_main(survey, weights.evidence) and weights.here != "missing",
        own=_is_own(survey, at_home) or any(GIVEN & words_of(path) for path in survey.submodules),
        pointers=bool(at_home),
        parts=len(here.intersection((*_PARTS, "weights"))),
        whole=len(here.intersection(_CODE)) >= _MOST_CODE,
    )


def _is_own(survey: Survey, references: list[Reference]) -> bool:
    """True for weights that documents point to under the project's name, or mostly with one owner."""
    told = [r for r in references if (file := survey.by_path.get(r.path)) and file.role == "doc"]
    return any(survey.about.owns(reference.url) for reference in told) or _is_family(survey.about, told)


def _is_family(about: About, told: list[Reference]) -> bool:
    """True where most of the models belong to one owner, and the opening speaks of their family."""
    owners = Counter(owner(reference.url) for reference in told if reference.kind in _NAMED)
    most, count = max(owners.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    if count < _FAMILY or count * 3 < 2 * sum(owners.values()):
        return False
    return about.names(r.url for r in told if r.kind in _NAMED and owner(r.url) == most)


def owner(url: str) -> str:
    """Who holds a Hub repository, in lower case."""
    return url.removeprefix("hf:").partition("/")[0].lower()


def links_to_own(about: About, links: tuple[Link, ...]) -> bool:
    """True where a document leads to a model on the Hub that is named like the project."""
    return any(
        link.prominent and link.reference.kind in _NAMED and about.owns(link.reference.url) for link in links
    )


def told_at_home(survey: Survey, reference: Reference) -> bool:
    """False for what only a document deep in the tree points to, under another's name."""
    file = survey.by_path.get(reference.path)
    deep = "/" in reference.path and not reference.path.lower().rpartition("/")[2].startswith("readme")
    return file is None or file.role != "doc" or not deep or survey.about.owns(reference.url)


def held(survey: Survey, finding: Finding) -> bool:
    """True for a thing found that is not only an example beside other code, as a tool has it."""
    if finding.here != "found":
        return False
    return in_main(survey, finding.evidence) or all(file.place == "example" for file in survey.code)


def in_main(survey: Survey, evidence: tuple[Evidence, ...]) -> bool:
    """True when some of the evidence is not an example's."""
    return any(e.path in survey.by_path and survey.by_path[e.path].place == "main" for e in evidence)
