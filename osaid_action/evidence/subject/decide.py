"""What a repository is: the release of a model, a library, a dataset, a client of a model, or none of these.

The same trainer means one thing in a library and another in a release, so what the project says
of itself in the first lines of its README counts beside what the probes found. Pure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from ..frameworks import models
from ..release import held, in_main, signs
from ..unread import doubt

if TYPE_CHECKING:
    from ...model import Finding
    from ..release import Signs
    from ..survey import Survey

_BASELINE = lazy(r"(?i)(?:^|[/_-])(?:baselines?|benchmarks?)(?:[/_.-])")
#: What could not be read tells nothing of what a repository is.
_HELD = {"found", "partial"}
_LIBRARY = "its README calls it a library or framework"
_ENGINE = "its README calls it what runs models, and it holds no weights"
_DATASET = "it prepares or holds data, and no model"


class Subject(NamedTuple):
    """What a repository is. Where it is not certain, it is judged as the release of a model.

    why: in plain words. against: what speaks for something else; "" where it is certain.
    """

    kind: str
    why: str
    certain: bool = True
    against: str = ""


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


def decide(survey: Survey, found: dict[str, Finding]) -> Subject:
    """What it is by its README and by what was found, and whether both say the same."""
    seen = signs(survey, found)
    kind, why = _likeliest(survey, found, seen)
    if kind == "model":
        against = _against(survey, seen)
        return Subject(kind, why, not against, against)
    # Data are released with models that made or checked them, so it takes the model itself.
    speaks = seen.words if kind != "dataset" or seen.weights or not seen.own else ""
    if speaks:
        return Subject("model", f"it holds {speaks}", False, why)
    unread = doubt(survey, found)
    return Subject(kind, why, not unread, unread)


def _against(survey: Survey, seen: Signs) -> str:
    """What speaks against the release of a model; "" where nothing does."""
    if survey.about.library:
        return _LIBRARY
    if not seen.strong:
        own = "" if seen.pointers else ", and nothing points to any"
        return f"no weights of its own were seen{own}"
    if survey.about.of_data or (survey.about.datasets > 1 and not survey.about.model):
        return "its README speaks of data, not of a model"
    return ""


def _likeliest(survey: Survey, found: dict[str, Finding], shows: Signs) -> tuple[str, str]:
    """(subject, why in plain words)."""
    about = survey.about
    here = {name: finding.here for name, finding in found.items()}
    seen = _Seen(
        training=held(survey, found["training-code"]),
        architecture=held(survey, found["model-architecture"]),
        weights=shows.weights,
        points=shows.pointers,
        inference=here["inference-code"] in _HELD,
    )
    if seen.training or seen.architecture or seen.weights:
        return _holder(survey, found, seen)
    if about.listing and not shows.own and "found" not in {here["inference-code"], here["model-card"]}:
        return "none", "its README calls it a list of what others made"
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
    runs = here["inference-code"] == "found" and in_main(survey, found["inference-code"].evidence)
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
    leads = any(link.prominent and link.reference.kind == "hf-model" for link in survey.links)
    if runs or (app and (seen.points or leads)):
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
