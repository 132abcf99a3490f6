"""What a repository is: the release of a model, a library, a dataset, a client of a model, or none of these.

The same trainer means one thing in a library and another in a release, so what the project says
of itself in the first lines of its README counts beside what the probes found. Pure.
"""

from __future__ import annotations

import re

from .model import Finding
from .probes._about import dataset_said, introduction, library_said
from .survey import Survey

_MODEL = re.compile(
    r"(?i)\b(?:(?:pre-?trained|language|foundation|open|our|the|this|large|speech|vision|generative|diffusion) (?:\w+ ){0,3}models?|model weights|checkpoints?|neural networks?|LLMs?|weights)\b"
)
_CLIENT = re.compile(
    r"(?i)\b(?:cli|command[- ]line|client|chat ?bot|app|agents?|wrapper|interact(?:ing)? with|api)\b"
)


def decide(survey: Survey, found: dict[str, Finding]) -> tuple[str, str]:
    """(subject, why in plain words)."""
    here = {name: finding.here for name, finding in found.items()}
    training = here["training-code"] == "found"
    architecture = here["model-architecture"] == "found"
    weights = here["weights"] in {"found", "unreadable"} or any(
        r.kind == "lfs" for r in found["weights"].references
    )
    points = bool(found["weights"].references)
    inference = here["inference-code"] != "missing"
    speaks = bool(_MODEL.search(introduction(survey)))
    library = library_said(survey)
    if training or architecture or weights:
        if library and not weights and here["model-card"] != "found":
            return "library", "its README calls it a library or framework, and it holds no weights"
        if not architecture and not weights and not points and dataset_said(survey) and not speaks:
            return "dataset", "its README speaks of a dataset, and it holds no model"
        return "model", _reasons(training, architecture, weights, points, inference)
    if library and here["evaluation-code"] == "found":
        return "library", "its README calls it a library or framework, and it holds no model"
    if any("remote" in file for file in survey.code if file.own) and _CLIENT.search(introduction(survey)):
        return "consumer", "it calls models that others run"
    if library and inference:
        return "library", "its README calls it a library or framework, and it holds no model"
    if points and (speaks or inference or here["model-card"] != "missing"):
        return "model", _reasons(training, architecture, weights, points, inference)
    if dataset_said(survey) and (here["data-processing-code"] != "missing" or here["dataset"] != "missing"):
        return "dataset", "it prepares or holds data, and no model"
    return "none", "no training code, model architecture or weights were found"


def _reasons(training: bool, architecture: bool, weights: bool, points: bool, inference: bool) -> str:
    words = [
        (weights, "weights"),
        (points and not weights, "pointers to weights"),
        (training, "training code"),
        (architecture, "a model architecture"),
        (inference, "inference code"),
    ]
    return "it holds " + ", ".join(word for true, word in words if true)
