"""What is weighed to tell what a repository is: named features, each with its place. Pure.

A feature is a small whole number: 1 for what is there, up to 5 for how much of it there is. It has a place,
so that a report can show what it rests on. None is a fashion's or a vendor's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...model.vocabulary import COMPONENTS, INFORMATIONAL
from ..release import held, signs
from .feature import Feature, level
from .readme import of_readme
from .shape import of_code, of_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Evidence, Finding, Reference
    from ..survey import Survey

_PROBED = tuple(name for name in COMPONENTS if name not in {"optimizer-state", "license", *INFORMATIONAL})
_SAID = {"weights": "weights of a model", "dataset": "a dataset", "model-card": "a model card"}


def features(survey: Survey, found: dict[str, Finding]) -> dict[str, Feature]:
    """Every feature that is there, by name."""
    seen: dict[str, Feature] = {}
    for some in (_of_probes(survey, found), of_readme(survey), of_tree(survey), of_code(survey)):
        for name, feature in some:
            if feature.value:
                seen.setdefault(name, feature)
    seen.update((name, feature) for name, feature in _together(seen) if feature.value)
    return seen


def _of_probes(survey: Survey, found: dict[str, Finding]) -> Iterator[tuple[str, Feature]]:
    for name in _PROBED:
        finding = found[name]
        said = _SAID.get(name, name.replace("-", " "))
        at = _at(finding.evidence)
        # Weights that are too large to be read are there all the same.
        unread = finding.here == "unreadable" or any(some.role == name for some in finding.unread)
        here = "found" if name == "weights" and unread else finding.here
        if here in {"found", "partial"}:
            yield f"{here}:{name}", Feature(1, f"it holds {said}", *at)
        if finding.here == "found":
            files = len({e.path for e in finding.evidence})
            yield f"many:{name}", Feature(level(files) // 2, f"it holds {said} in several files", *at)
        if held(survey, finding):
            yield f"held:{name}", Feature(1, f"it holds {said} of its own", *at)
        if finding.references:
            count = level(len(finding.references))
            yield f"points:{name}", Feature(count, f"it points to {said}", *_at(finding.references))
    shows = signs(survey, found)
    at = _at(found["weights"].references)
    yield (
        "own:weights",
        Feature(int(shows.weights), "weights are in the tree", *_at(found["weights"].evidence)),
    )
    yield "own:named", Feature(int(shows.own), "it points to weights named like it", *at)
    yield "own:pointers", Feature(int(shows.pointers), "it points to weights", *at)
    yield "own:parts", Feature(min(shows.parts, 3), "it holds parts of a model")
    yield "own:whole", Feature(int(shows.whole), "it holds nearly all code of a model")
    yield "own:submodules", Feature(level(len(survey.submodules)), "it has submodules")


def _together(seen: dict[str, Feature]) -> Iterator[tuple[str, Feature]]:
    """What only several features together tell."""
    trains, nets = "held:training-code" in seen, "held:model-architecture" in seen
    runs = "found:inference-code" in seen
    own = not {"own:weights", "own:named", "own:pointers"}.isdisjoint(seen)
    library, remote = seen.get("about:library"), seen.get("code:remote")
    data = not {"found:dataset", "found:data-processing-code"}.isdisjoint(seen)
    learns = not {"code:learns-any", "about:learning"}.isdisjoint(seen)
    told = {
        "library-alone": (
            library and not own,
            "its README calls it a library, and nothing points to weights",
        ),
        "trains-alone": (trains and not own, "it trains, and nothing points to weights"),
        "trains-own": (trains and own, "it trains, and points to weights"),
        "runs-alone": (runs and not trains and not nets, "it runs models, and trains and defines none"),
        "runs-own": (runs and own and not trains, "it runs models, points to weights, and trains none"),
        "data-alone": (
            data and not trains and not nets,
            "it has to do with data, and trains and defines no model",
        ),
        "remote-alone": (remote and not trains, "it calls models that others run, and trains none"),
        "nothing": (
            not (trains or nets or runs or own or data),
            "neither code of a model, weights nor data were seen",
        ),
        "silent": (not learns, "neither README nor imports have to do with learning"),
        "said-only": (
            learns and "code:learns-any" not in seen,
            "its README speaks of learning, its code does not",
        ),
    }
    for name, (true, says) in told.items():
        yield f"together:{name}", Feature(int(bool(true)), says)


def _at(places: tuple[Evidence | Reference, ...]) -> tuple[str, int]:
    """Path and line of the first of some places."""
    return (places[0].path, places[0].line or 0) if places else ("", 0)
