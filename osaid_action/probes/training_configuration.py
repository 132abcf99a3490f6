"""Training configuration: does the tree hold the arguments and settings of a training run?"""

from __future__ import annotations

import re

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "training-configuration"
_KEYS = {
    "lr": r"learning[-_ ]?rate|(?:base|max|peak|init|initial)?[-_]?lr\d?",
    "batch": r"(?:\w+[-_])*(?:micro[-_]?)?batch[-_ ]?size(?:[-_]\w+)*|per[-_]device[-_]train[-_]batch[-_]size",
    "length": r"(?:num|max|train|total|n)?[-_]?(?:train[-_])?(?:epochs?|iters|steps|max[-_]iterations)(?:[-_]?num)?|train[-_]iters|superbatches|max_tokens",
    "decay": r"weight[-_ ]?decay|wd",
    "warmup": r"(?:\w+[-_])*warm[-_]?up(?:[-_]\w+)*",
    "optimizer": r"optimi[sz]er(?:[-_]?(?:name|type))?|betas?|(?:adam[-_])?beta[_-]?[12]|momentum|adam[-_]eps\w*",
    "schedule": r"(?:lr[-_])?(?:scheduler|schedule|decay[-_]style|decay[-_]iters)(?:[-_]type)?|min[-_]lr|lr[-_]decay[-_]\w+",
    "clip": r"(?:grad(?:ient)?|max)[-_](?:clip\w*|grad[-_]norm)|gradient[-_]accumulation[-_]steps|dropout",
}
_NEEDLES = {
    "lr": "lr learning",
    "batch": "batch BATCH",
    "length": "epoch iters steps iterations superbatches max_tokens",
    "decay": "decay wd",
    "warmup": "warm",
    "optimizer": "ptimi beta momentum adam",
    "schedule": "sched decay min_lr min-lr",
    "clip": "clip norm accumulation dropout",
}
_CONFIG = tuple(
    signal(f"hp-{key}", _NEEDLES[key], rf"(?i)^[\s\"'{{,\-.]*(?:[\w-]+[./])*(?:{words})[\"']?\s*[:=]\s*\S")
    for key, words in _KEYS.items()
)
_ASSIGNED = tuple(
    signal(
        f"set-{key}",
        _NEEDLES[key] + " " + _NEEDLES[key].upper(),
        rf"(?i)^(?:let |const )?\s{{0,8}}(?:{words})\s*(?:(?::\s*\w+\s*)?=\s*[\d\"'(\[]|:\s*[\d.]+[\d_e.]*,?\s*$)",
    )
    for key, words in _KEYS.items()
)
_ARGUMENT = tuple(
    signal(
        f"arg-{key}",
        _NEEDLES[key],
        rf"(?i)add_argument\(.*[\"']-+(?:{words})[\"']|(?:{words}):\s*(?:float|int|str|bool|Optional\S*)\s*=|flags\.DEFINE_\w+\([\"'](?:{words})[\"']",
    )
    for key, words in _KEYS.items()
)
_FLAG = tuple(
    signal(f"flag-{key}", _NEEDLES[key], rf"(?i)--(?:{words})[ =]\S") for key, words in _KEYS.items()
)
SIGNALS = {"config": _CONFIG, "code": _ASSIGNED + _ARGUMENT, "shell": _FLAG + _ASSIGNED}
_PROSE = {
    key: re.compile(
        rf"(?i)(?<![\w-])(?:{words.replace('[-_]', '[-_ ]')})(?![\w-]).{{0,40}}\d|\|\s*(?:{words.replace('[-_]', '[-_ ]')})\s*\|"
    )
    for key, words in _KEYS.items()
}


def probe(survey: Survey) -> list[Finding]:
    """Settings in configuration files, scripts, module constants, argument defaults or tables."""
    seen: list[Sighting] = []
    for file in survey.config:
        seen += _count(file, "hp-", "", 3, 90)
    for file in survey.shell:
        seen += _count(file, "flag-", "on the command line", 3, 85) + _count(
            file, "set-", "as variables", 3, 75
        )
    for file in survey.code:
        if file.own:
            config = (
                85 if file.said("config", "configs", "train", "pretrain", "hyperparameters", "main") else 50
            )
            seen += _count(file, "set-", "as constants", 3, config) + _count(
                file, "arg-", "as defaults of arguments", 3, 60
            )
    for path, document in survey.documents.items():
        lines = [
            (key, number)
            for number, line in document.prose
            for key, pattern in _PROSE.items()
            if pattern.search(line)
        ]
        keys = {key for key, _ in lines}
        card = bool(re.search(r"(?i)card|train|hyper", path))
        if len(keys) >= (2 if card else 3):
            seen.append(
                rate(
                    survey.by_path[path], 55, lines[0][1], f"{len(keys)} settings of training in prose"
                )._replace(score=55)
            )
    return [finding(COMPONENT, seen)]


def _count(file: File, prefix: str, how: str, least: int, score: int) -> list[Sighting]:
    """One sighting when at least `least` different settings are given; more settings rank higher."""
    hits = [(name.removeprefix(prefix), hit) for name, hit in file.hits.items() if name.startswith(prefix)]
    if len(hits) < least:
        return []
    line = min(hit.line for _, hit in hits)
    why = (
        f"{len(hits)} settings of training {how}".rstrip()
        + ": "
        + ", ".join(sorted(name for name, _ in hits))
    )
    return [rate(file, score + min(len(hits), 6), line, why)]
