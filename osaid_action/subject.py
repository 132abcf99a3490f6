"""What a repository is: the release of a model, a library, a dataset, a client of a model, or none of these.

The same trainer means one thing in a library and another in a release, so what the project says
of itself in the first lines of its README counts beside what the probes found. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .patterns import lazy
from .probes._about import data_is_the_subject, dataset_said, introduction, library_said
from .probes._frameworks import models

if TYPE_CHECKING:
    from .model import Evidence, Finding
    from .survey import Survey

_MODEL = lazy(
    r"(?i)\b(?:(?:pre-?trained|language|foundation|open|our|the|this|large|speech|vision|generative"
    r"|diffusion) "
    r"(?:[\w-]{1,30} ){0,3}models?|model weights|checkpoints?|neural networks?|LLMs?|weights"
    r"|an? (?:[\w-]{1,30} ){0,3}model (?:for|of|that|to|trained))\b"
)
_CLIENT = lazy(
    r"(?i)\b(?:cli|command[- ]line|client|chat ?bot|app|agents?|wrapper|interact(?:ing)? with|api)\b"
)
_LIBRARY = "its README calls it a library or framework"
_DATASET = "it prepares or holds data, and no model"


class _Seen(NamedTuple):
    """What the probes found, as far as it tells what the repository is."""

    training: bool
    architecture: bool
    weights: bool
    points: bool
    inference: bool

    @property
    def reasons(self) -> str:
        named = [
            (self.weights, "weights"),
            (self.points and not self.weights, "pointers to weights"),
            (self.training, "training code"),
            (self.architecture, "a model architecture"),
            (self.inference, "inference code"),
        ]
        return "it holds " + ", ".join(word for true, word in named if true)


def decide(survey: Survey, found: dict[str, Finding]) -> tuple[str, str]:
    """(subject, why in plain words)."""
    here = {name: finding.here for name, finding in found.items()}
    weights = found["weights"]
    seen = _Seen(
        training=_holds(survey, found["training-code"]),
        architecture=_holds(survey, found["model-architecture"]),
        weights=_in_main(survey, weights.evidence) and weights.here != "missing",
        points=bool(weights.references),
        inference=here["inference-code"] != "missing",
    )
    library, speaks = library_said(survey), bool(_MODEL.search(introduction(survey)))
    if seen.training or seen.architecture or seen.weights:
        return _holder(survey, seen, library, speaks, card=here["model-card"] == "found")
    if library and here["evaluation-code"] == "found":
        return "library", f"{_LIBRARY}, and it holds no model"
    if any(file.hit("remote") for file in survey.code) and _CLIENT.search(introduction(survey)):
        return "consumer", "it calls models that others run"
    ours = any(models(file) for file in survey.code if file.place == "main")
    if library and (ours or seen.inference or "found" in (here["training-code"], here["supporting-code"])):
        return "library", f"{_LIBRARY}, and it holds no model"
    return _user(survey, found, seen, speaks)


def _user(survey: Survey, found: dict[str, Finding], seen: _Seen, speaks: bool) -> tuple[str, str]:
    """Of a repository that holds no model, and is no library."""
    here = {name: finding.here for name, finding in found.items()}
    worked = here["data-processing-code"] != "missing" or here["dataset"] != "missing"
    worked = worked or here["evaluation-code"] == "found"
    if data_is_the_subject(survey) and worked:
        return "dataset", _DATASET
    if seen.points and (speaks or seen.inference or here["model-card"] != "missing"):
        return "model", seen.reasons
    if dataset_said(survey) and worked:
        return "dataset", _DATASET
    if speaks and here["training-configuration"] == "found" and here["training-code"] == "partial":
        return "model", "it holds the settings of a training run, and its README speaks of a model"
    if here["inference-code"] == "found" and _in_main(survey, found["inference-code"].evidence):
        return "consumer", "it runs models, and holds none"
    if "found" in {here["training-code"], here["model-architecture"], here["weights"]}:
        return "none", "what it holds of models is in its examples"
    return "none", "no training code, model architecture or weights were found"


def _holder(survey: Survey, seen: _Seen, library: bool, speaks: bool, *, card: bool) -> tuple[str, str]:
    """Of a repository that holds some part of a model."""
    if library and not seen.weights and not card:
        return "library", f"{_LIBRARY}, and it holds no weights"
    if not seen.architecture and not seen.weights:
        if data_is_the_subject(survey):
            return "dataset", "its README speaks of making a dataset, and it holds no model"
        if not seen.points and dataset_said(survey) and not speaks:
            return "dataset", "its README speaks of a dataset, and it holds no model"
    return "model", seen.reasons


def _holds(survey: Survey, finding: Finding) -> bool:
    """True for a thing found that is not only an example beside other code, as a tool has it."""
    if finding.here != "found":
        return False
    return _in_main(survey, finding.evidence) or all(file.place == "example" for file in survey.code)


def _in_main(survey: Survey, evidence: tuple[Evidence, ...]) -> bool:
    """True when some of the evidence is not an example's."""
    return any(e.path in survey.by_path and survey.by_path[e.path].place == "main" for e in evidence)
