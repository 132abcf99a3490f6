"""Training configuration: does the tree hold the arguments and settings of a training run?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..frameworks import models, trains
from ..rank import Sighting, finding, rate
from .signals.settings import SETTINGS, SIGNALS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model import Finding
    from ..file import File
    from ..survey import Survey

__all__ = ["COMPONENT", "HINTS", "HOLDS", "SIGNALS", "probe"]

COMPONENT = "training-configuration"
HOLDS = words("code shell config")
HINTS = words("doc")
_SPEAKS = lazy(
    r"(?i)lr|learning|batch|epoch|iter|step|decay|wd|warm|optim|beta|momentum|adam|sched|clip|norm|accum"
    r"|dropout"
    r"|eta|η|superbatch|rounds|estimators"
)
#: A value, or a cell of a table.
_GIVES = lazy(r"[\d|]")
_NEEDED = words("lr batch length")
#: What a document that gives one of them holds.
_NEEDS = ("lr", "learn", "eta", "η", "step", "batch", "epoch", "iter", "round", "estimators")
_HOME = words(
    "config configs conf train training pretrain hyperparameters hparams hyp main params settings "
    "finetune args launcher sweep"
)
_EVALUATION = words("eval evals evaluation tasks benchmark inference generation deepspeed")
_DEPLOYS = words("helm chart charts k8s kubernetes kustomize deploy deployment terraform ansible compose")
_NUMBER = lazy(
    r"(?i)(?:lr|rate|eta|η|stepsize)(?:[-_]\w{1,12})?[\"']?(?:\s{0,20}[:=]|,| )\s{0,20}[\[\"']{0,2}[-+]?\.?\d"
)


def _in_sentence(names: tuple[str, ...]) -> re.Pattern[str]:
    spaced = "|".join(names).replace("[-_]", "[-_ ]").replace("[-_.]", "[-_. ]")
    return lazy(rf"(?i)(?<![\w-])(?:{spaced})(?![\w-]).{{0,40}}\d|\|\s{{0,20}}(?:{spaced})\s{{0,20}}\|")


#: Settings told in prose, or in a table's cell.
_PROSE = {kind: _in_sentence(names) for kind, names in SETTINGS.items() if kind != "trees"}
_CHANGES = lazy(r"(?i)change|history|release|news|contributing")


def probe(survey: Survey) -> list[Finding]:
    """Settings in configuration files, scripts, module constants, argument defaults or tables."""
    seen: list[Sighting] = []
    trained = any(file.place == "main" and (trains(file) or file.hit("optimizer")) for file in survey.code)
    trained = trained or all(file.place != "main" for file in survey.code)
    for file in survey.config if survey.learns else ():
        if _sets_rate(file) or (trained and not file.said(_DEPLOYS)):
            seen += _count(file, "hp-", "", 60 if file.said(_EVALUATION) else 90)
    for file in survey.shell:
        seen += _count(file, "flag-", " on the command line", 85)
        seen += _count(file, "set-", " as variables", 75)
    for file in survey.code if survey.learns else ():
        trained = trains(file) and file.place == "main"
        if file.said(_HOME) or trained or models(file) or file.hit("optimizer", "loss", "builder"):
            score = 85 if file.said(_HOME) else 75 if trained else 55
            seen += _count(file, "set-", " as constants", score)
        seen += _count(file, "arg-", " as defaults of arguments", 60)
        if trained:
            seen += _few(file)
    seen += _in_prose(survey)
    return [finding(COMPONENT, seen)]


def _sets_rate(file: File) -> bool:
    """True where a learning rate has a number: queues, databases and games know all the other words."""
    return (hit := file.hit("hp-lr")) is not None and bool(_NUMBER.search(hit.text))


def _count(file: File, prefix: str, how: str, score: int) -> list[Sighting]:
    """One sighting when at least three different settings are given; more settings rank higher."""
    given = {name.removeprefix(prefix): hit for name, hit in file.hits.items() if name.startswith(prefix)}
    if len(given) < 3 or _NEEDED.isdisjoint(given):
        return []
    line = min(hit.line for hit in given.values())
    why = f"{len(given)} settings of training{how}: {', '.join(sorted(given))}"
    return [rate(file, score + min(len(given), 6), line, why)]


def _few(file: File) -> list[Sighting]:
    """Two settings or more of any form, where the training is."""
    given = {
        name.partition("-")[2]: hit for name, hit in file.hits.items() if name.startswith(("set-", "arg-"))
    }
    if len(given) < 2 or _NEEDED.isdisjoint(given):
        return []
    line = min(hit.line for hit in given.values())
    return [rate(file, 45, line, f"settings of training in its code: {', '.join(sorted(given))}")]


def _in_prose(survey: Survey) -> Iterator[Sighting]:
    """Settings told in a card or README: no configuration, but not nothing."""
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if path.count("/") > 2 or _CHANGES.search(file.name):
            continue
        if not any(word in document.lower for word in _NEEDS):
            continue
        places: dict[str, int] = {}
        for number, line in document.prose:
            if not _GIVES.search(line) or not _SPEAKS.search(line):
                continue
            for key, pattern in _PROSE.items():
                if key not in places and pattern.search(line):
                    places[key] = number
        card = bool(re.search(r"(?i)card|train|hyper", path))
        if len(places) >= (2 if card else 3) and not _NEEDED.isdisjoint(places):
            first = min(places.values())
            yield Sighting(
                55, file, first, f"{len(places)} settings of training in prose: {', '.join(sorted(places))}"
            )
