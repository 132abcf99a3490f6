"""What a repository is: the release of a model, a library, a dataset, a client of a model, or none of these.

The same trainer means one thing in a library and another in a release, so what the project says
of itself in the first lines of its README counts beside what the probes found. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy
from .frameworks import models

if TYPE_CHECKING:
    from ..model import Evidence, Finding, Reference
    from .survey import Survey

_BASELINE = lazy(r"(?i)(?:^|[/_-])(?:baselines?|benchmarks?)(?:[/_.-])")
#: What could not be read tells nothing of what a repository is.
_HELD = {"found", "partial"}
_LIBRARY = "its README calls it a library or framework"
_ENGINE = "its README calls it what runs models, and it holds no weights"
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
    about = survey.about
    here = {name: finding.here for name, finding in found.items()}
    weights = found["weights"]
    seen = _Seen(
        training=_holds(survey, found["training-code"]),
        architecture=_holds(survey, found["model-architecture"]),
        weights=_in_main(survey, weights.evidence) and weights.here != "missing",
        points=any(_told_at_home(survey, reference) for reference in weights.references),
        inference=here["inference-code"] in _HELD,
    )
    if seen.training or seen.architecture or seen.weights:
        return _holder(survey, found, seen)
    if about.library and here["evaluation-code"] == "found":
        return "library", f"{_LIBRARY}, and it holds no model"
    if any(file.hit("remote") for file in survey.code) and about.client:
        return "consumer", "it calls models that others run"
    ours = any(models(file) for file in survey.code if file.place == "main")
    if about.library and (
        ours or seen.inference or "found" in (here["training-code"], here["supporting-code"])
    ):
        return "library", f"{_LIBRARY}, and it holds no model"
    if about.tokenizer and here["supporting-code"] == "found" and not seen.points:
        return "library", "it makes tokens, and holds no model"
    if about.library and about.recognizes:
        return "library", f"{_LIBRARY} of machine learning"
    return _user(survey, found, seen)


def _user(survey: Survey, found: dict[str, Finding], seen: _Seen) -> tuple[str, str]:
    """Of a repository that holds no model, and is no library."""
    about = survey.about
    here = {name: finding.here for name, finding in found.items()}
    worked = here["data-processing-code"] in _HELD or here["dataset"] in _HELD
    worked = worked or here["evaluation-code"] == "found"
    if about.of_data and worked:
        return "dataset", _DATASET
    runs = here["inference-code"] == "found" and _in_main(survey, found["inference-code"].evidence)
    if about.benchmark and (worked or here["evaluation-code"] in _HELD):
        return _benchmark(found, about.harness)
    if runs and about.engine:
        return "library", _ENGINE
    app = about.application and not _owns(survey, found)
    if seen.points and (about.model or seen.inference or here["model-card"] in _HELD) and not app:
        return "model", seen.reasons
    given = bool(found["dataset"].references) and about.datasets > 1
    if about.datasets and (worked or given) and not app:
        return "dataset", _DATASET
    if about.model and here["training-configuration"] == "found" and here["training-code"] == "partial":
        return "model", "it holds the settings of a training run, and its README speaks of a model"
    if runs or (app and seen.points):
        return "consumer", "it runs models, and holds none"
    if "found" in {here["training-code"], here["model-architecture"], here["weights"]}:
        return "none", "what it holds of models is in its examples"
    return "none", "no training code, model architecture or weights were found"


def _holder(survey: Survey, found: dict[str, Finding], seen: _Seen) -> tuple[str, str]:
    """Of a repository that holds some part of a model."""
    about = survey.about
    carded = found["model-card"].here == "found"
    if about.library and not seen.weights and not carded:
        return "library", f"{_LIBRARY}, and it holds no weights"
    if not (seen.weights or carded) and (instead := _of_others(survey, found, seen)):
        return instead
    if not seen.architecture and not seen.weights:
        if about.of_data:
            return "dataset", "its README speaks of making a dataset, and it holds no model"
        if not seen.points and about.datasets and not about.model:
            return "dataset", "its README speaks of a dataset, and it holds no model"
    return "model", seen.reasons


def _of_others(survey: Survey, found: dict[str, Finding], seen: _Seen) -> tuple[str, str] | None:
    """What it is instead, when it has code of models, no weights, and is there for something else."""
    about = survey.about
    owns = _owns(survey, found)
    if about.engine and not seen.training:
        return "library", _ENGINE
    if about.application and not seen.training and not owns:
        return "consumer", "its README calls it an application, and it holds no weights"
    if about.benchmark and not seen.architecture and not owns and found["evaluation-code"].here == "found":
        return _benchmark(found, about.harness)
    if about.of_data and not owns and (_are_baselines(found) or not seen.points):
        return "dataset", "its README speaks of a dataset, for which it has baselines"
    if not about.model and not seen.points and _is_aside(survey):
        return "none", "what it holds of models is a small part of something else"
    return None


def _are_baselines(found: dict[str, Finding]) -> bool:
    """True when what trains and what is trained stand in folders for baselines."""
    seen = [e.path for name in ("training-code", "model-architecture") for e in found[name].evidence[:5]]
    return all(_BASELINE.search(path) for path in seen)


def _benchmark(found: dict[str, Finding], harness: bool) -> tuple[str, str]:
    data = found["dataset"]
    if harness and not (data.references or data.here in _HELD):
        return "library", "its README speaks of what evaluates models, and it holds no model"
    return "dataset", "its README speaks of a benchmark, and it holds no model"


def _owns(survey: Survey, found: dict[str, Finding]) -> bool:
    """True when it points to weights that are named like the project."""
    return any(survey.about.owns(reference.url) for reference in found["weights"].references)


def _is_aside(survey: Survey) -> bool:
    """True when the README says nothing of learning, and few files of the code have to do with it."""
    main = [file for file in survey.code if file.place == "main"]
    learned = sum(models(file) for file in main)
    return survey.readme is not None and learned * 5 <= len(main) and not survey.about.learning


def _told_at_home(survey: Survey, reference: Reference) -> bool:
    """False for what only a document deep in the tree points to, under another's name."""
    file = survey.by_path.get(reference.path)
    deep = "/" in reference.path and not reference.path.lower().rpartition("/")[2].startswith("readme")
    return file is None or file.role != "doc" or not deep or survey.about.owns(reference.url)


def _holds(survey: Survey, finding: Finding) -> bool:
    """True for a thing found that is not only an example beside other code, as a tool has it."""
    if finding.here != "found":
        return False
    return _in_main(survey, finding.evidence) or all(file.place == "example" for file in survey.code)


def _in_main(survey: Survey, evidence: tuple[Evidence, ...]) -> bool:
    """True when some of the evidence is not an example's."""
    return any(e.path in survey.by_path and survey.by_path[e.path].place == "main" for e in evidence)
