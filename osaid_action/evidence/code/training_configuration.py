"""Training configuration: does the tree hold the arguments and settings of a training run?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import models, trains
from ..rank import Sighting, finding, rate
from . import composed
from .settings_told import in_documents
from .signals import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...model import Finding
    from ..file import File
    from ..signals import Hit
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe"]

COMPONENT = "training-configuration"
SIGNALS = {**settings.SIGNALS, "config": settings.SIGNALS["config"] + composed.SIGNALS["config"]}
HOLDS = words("code shell config")
HINTS = words("doc")
#: One of them is needed, and these alone are settings of nothing else.
_NEEDED, _CLEAR = words("lr batch length epochs"), words("lr epochs")
#: What holds settings and nothing else.
_FILES = words(
    "config configs conf confs configuration hyperparameters hyperparams hparams hyp params settings "
    "sweep sweeps launcher recipe recipes"
)
_TRAINS = words("train training trainer pretrain finetune fit learn")
_EVALUATION = words("eval evals evaluation tasks benchmark inference generation deepspeed")
_DEPLOYS = words("helm chart charts k8s kubernetes kustomize deploy deployment terraform ansible compose")
_NUMBER = lazy(
    r"(?i)(?:lr|rate|eta|η|stepsize)(?:[-_]\w{1,12})?[\"']?(?:\s{0,20}[:=]|,| )\s{0,20}[\[\"']{0,2}[-+]?\.?\d"
)
_IN_CODE = ("set-", "made-", "arg-")


def probe(survey: Survey) -> list[Finding]:
    """Settings in files of their own and on command lines; values in code and in prose are partial."""
    seen = [
        *(_in_files(survey) if survey.learns else ()),
        *(_over_files(survey) if survey.learns else ()),
        *_in_scripts(survey.shell),
        *(_in_code(survey.code, _trains(survey.code)) if survey.learns else ()),
        *in_documents(survey),
    ]
    return [finding(COMPONENT, seen)]


def _in_files(survey: Survey) -> Iterator[Sighting]:
    trained = _is_trained(survey)
    for file in survey.config:
        sets_rate = _sets_rate(file)
        if sets_rate or (trained and not file.said(_DEPLOYS)):
            given = _given(file, "hp-")
            if len(given) >= (2 if sets_rate else 3) and not _NEEDED.isdisjoint(given):
                yield _sighting(file, given, "", 60 if file.said(_EVALUATION) else 90)


def _is_trained(survey: Survey) -> bool:
    """True where the project's code trains, or where none is here."""
    trained = any(file.place == "main" and (trains(file) or file.hit("optimizer")) for file in survey.code)
    return trained or all(file.place != "main" for file in survey.code)


def _over_files(survey: Survey) -> Iterator[Sighting]:
    """Settings that go together and stand in several files, each of them too few to tell."""
    trained = _is_trained(survey)
    for some in composed.sets(survey):
        files = [file for file in some.files if some.by is None or not file.said(_EVALUATION | _DEPLOYS)]
        given = {kind for file in files for kind in _given(file, "hp-")}
        sets_rate = any(map(_sets_rate, files))
        enough = len(given) >= (2 if sets_rate else 3) and not _NEEDED.isdisjoint(given)
        if enough and (sets_rate or trained or some.by is None):
            told = [file for file in files if _given(file, "hp-")]
            why = f"{len(given)} settings of training over {len(told)} files: {', '.join(sorted(given))}"
            for file in dict.fromkeys((*filter(None, (some.by,)), *told)):
                lines = [hit.line for hit in _given(file, "hp-").values()]
                yield rate(file, 80, min(lines, default=None), why)


def _in_scripts(files: Iterable[File]) -> Iterator[Sighting]:
    for file in files:
        if _is_enough(flags := _given(file, "flag-")):
            yield _sighting(file, flags, " on the command line", 85)
        if len(set_here := _given(file, "set-")) >= 3 and not _NEEDED.isdisjoint(set_here):
            yield _sighting(file, set_here, " as variables", 75)


def _trains(files: Iterable[File]) -> bool:
    """True where any code trains, by itself or as a part of it."""
    return any(file.own and (trains(file) or file.hit("rehearses", "moves", "descent")) for file in files)


def _in_code(files: Iterable[File], trained: bool) -> Iterator[Sighting]:
    """Files of code that hold settings only are files of settings; elsewhere they are values in code."""
    spread: dict[str, tuple[File, Hit]] = {}
    for file in files:
        if file.place not in {"main", "example"}:
            continue
        given = _given(file, *_IN_CODE)
        learned = trains(file)
        fixed = _given(file, "set-", "made-")
        clear = not _CLEAR.isdisjoint(given) and (trained or models(file) or bool(_given(file, "arg-")))
        if file.said(_FILES) and not learned and _is_enough(fixed):
            yield _sighting(file, fixed, " as constants", 85)
        elif len(given) >= 2 and not _NEEDED.isdisjoint(given) and (learned or clear):
            yield _sighting(file, given, " in code", 55 if learned or file.said(_TRAINS) else 45)
        elif learned or clear or file.said(_TRAINS):
            for kind, hit in given.items():
                spread.setdefault(kind, (file, hit))
    if len(spread) >= 2 and (telling := sorted(_CLEAR & spread.keys())):
        file, hit = spread[telling[-1]]
        yield rate(file, 40, hit.line, f"settings of training in its code: {', '.join(sorted(spread))}")


def _is_enough(given: dict[str, Hit]) -> bool:
    """True for two settings of which one is of training alone, or three."""
    return len(given) >= 3 - (not _CLEAR.isdisjoint(given)) and not _NEEDED.isdisjoint(given)


def _sets_rate(file: File) -> bool:
    """True where a learning rate has a number: queues, databases and games know all the other words."""
    return (hit := file.hit("hp-lr")) is not None and bool(_NUMBER.search(hit.text))


def _given(file: File, *prefixes: str) -> dict[str, Hit]:
    """The settings of some forms by kind."""
    return {name.partition("-")[2]: hit for name, hit in file.hits.items() if name.startswith(prefixes)}


def _sighting(file: File, given: dict[str, Hit], how: str, score: int) -> Sighting:
    """More settings rank higher."""
    line = min(hit.line for hit in given.values())
    why = f"{len(given)} settings of training{how}: {', '.join(sorted(given))}"
    return rate(file, score + min(len(given), 6), line, why)
