"""Intermediate checkpoints and optimizer state: both optional, both often elsewhere."""

from __future__ import annotations

import re

from ..model import Evidence, Finding
from ..survey import Survey
from ._links import links, unique

_STEP = re.compile(r"(?i)(^|[/_.-])(step|ckpt|checkpoint|epoch|iter)[-_]?\d+")
_MENTION = re.compile(
    r"(?i)intermediate (?:model )?checkpoints?|checkpoints? (?:every|at each|throughout|for every)|\d+ (?:intermediate )?checkpoints|training checkpoints|revision\s*=\s*[\"']step"
)
_OPTIMIZER_FILE = re.compile(
    r"(?i)(^|/)(\w*optim(izer)?(_states?)?(\.\w+)*\.(pt|pth|bin|safetensors|msgpack)|zero_pp_rank\S*)$"
)
_OPTIMIZER_MENTION = re.compile(r"(?i)optimi[sz]er states?")


def probe(survey: Survey) -> list[Finding]:
    """Files by name, pointers by the words around them; a sentence alone proves nothing."""
    steps = [
        file
        for file in survey.files
        if file.own
        and _STEP.search(file.path)
        and re.search(r"\.(safetensors|pth?|ckpt|bin|gguf)$", file.path)
    ]
    states = [file for file in survey.files if file.own and _OPTIMIZER_FILE.search(file.path)]
    found = []
    for component, files, mention, what in (
        ("intermediate-checkpoints", steps, _MENTION, "named after a training step"),
        ("optimizer-state", states, _OPTIMIZER_MENTION, "named after an optimizer's state"),
    ):
        evidence = [Evidence(path=file.path, why=what, strength="likely") for file in files[:5]]
        for path, document in survey.documents.items():
            place = next(
                ((n, line) for n, line in (*document.prose, *document.code) if mention.search(line)), None
            )
            if place:
                evidence.append(
                    Evidence(path=path, line=place[0], why="a sentence speaks of them", strength="hint")
                )
        references = unique(
            [
                link.reference
                for link in links(survey)
                if link.reference.kind == "hf-model"
                and (
                    mention.search(link.around)
                    or mention.search(link.section)
                    or component == "intermediate-checkpoints"
                    and _STEP.search(link.reference.revision or "")
                )
            ]
        )
        found.append(
            Finding(
                component=component,
                here="found" if files else "missing",
                evidence=tuple(evidence[:5]),
                references=references,
            )
        )
    return found
