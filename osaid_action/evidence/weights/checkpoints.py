"""Intermediate checkpoints and optimizer state: both optional, both often elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Evidence, Finding
from ...patterns import either, lazy
from ..catalog import no_text
from ..links import unique
from ..stand_ins import stand_in
from .faults import MIN_BYTES, fault, is_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..survey import Survey

_FORMAT = either(
    r"\.(?:safetensors|pth?|pth\.tar|pt|ckpt|bin|gguf|msgpack|h5|keras|pdparams|data-\d{5}-of-\d{5})$",
    r"(?:^|/)checkpoint_\d{1,12}$",
    flags=re.IGNORECASE,
)
_STEP = lazy(r"(?i)(?:^|[/_.-])(?:step|ckpt|checkpoint|epoch|iter)[-_]?\d+")
_MENTION = either(
    r"intermediate (?:model )?checkpoints?",
    r"checkpoints? (?:every|at each|throughout|for every)",
    r"(?<!\d)\d+ (?:intermediate )?checkpoints",
    r"training checkpoints",
    r"revision\s{0,20}=\s{0,20}[\"']step",
    flags=re.IGNORECASE,
)
_OPTIMIZER_FILE = lazy(
    r"(?i)(?:^|/)(?:\w{0,40}optim(?:izer)?(?:_states?)?(?:\.\w{1,20}){0,3}\."
    r"(?:pt|pth|bin|safetensors|msgpack)|zero_pp_rank[^/]{0,120})$"
)
_OPTIMIZER_MENTION = lazy(r"(?i)optimi[sz]er states?")
#: What every mention holds, in lower case.
_GATE = ("checkpoint", "revision", "optimi")
MOST_FILES, MOST_NAMED = 100, 5


def probe(survey: Survey) -> list[Finding]:
    """Files by name and size, pointers by the words around them; a sentence alone proves nothing."""
    steps = [f for f in survey.with_suffix(no_text, _STEP.search) if f.own and _FORMAT.search(f.name)]
    states = [f for f in survey.with_suffix(no_text, _OPTIMIZER_FILE.search) if f.own]
    return [
        _judge(survey, "intermediate-checkpoints", steps, _MENTION, "named after a training step"),
        _judge(survey, "optimizer-state", states, _OPTIMIZER_MENTION, "named after an optimizer's state"),
    ]


def _judge(survey: Survey, component: str, files: list[File], mention: re.Pattern[str], what: str) -> Finding:
    evidence: list[Evidence] = []
    held = {"missing"}
    files = files[:MOST_FILES]
    sizes = survey.tree.sizes(file.entry for file in files)
    for file, head, size in zip(files, survey.heads(files), sizes, strict=True):
        state, why = _held(survey, file, head, size)
        held.add(state)
        if state != "missing":
            evidence.append(Evidence(path=file.path, why=f"{what}{why}", strength="likely"))
    here = next(state for state in ("found", "partial", "unreadable", "missing") if state in held)
    named = tuple(one.path for one in evidence)
    del evidence[MOST_NAMED:]
    evidence += _mentions(survey, mention)
    references = [
        link.reference
        for link in survey.links
        if link.reference.kind == "hf-model"
        and (
            mention.search(link.around)
            or mention.search(link.section)
            or (mention is _MENTION and _STEP.search(link.reference.revision or ""))
        )
    ]
    return Finding(
        component=component,
        here=here,
        evidence=tuple(evidence[:MOST_NAMED]),
        references=unique(references),
        files=named,
    )


def _held(survey: Survey, file: File, head: bytes | None, size: int | None) -> tuple[str, str]:
    if head is None:
        return "unreadable", f", but not readable: {survey.unreadable[file.path]}"
    if pointer := stand_in(file.path, head):
        return "partial", f", {pointer.why}"
    if fault(head, size) or is_text(head) or (size is not None and size < MIN_BYTES):
        return "missing", ""
    return "found", "" if size is None else f", {size:,} bytes"


def _mentions(survey: Survey, mention: re.Pattern[str]) -> Iterator[Evidence]:
    for path, document in survey.documents.items():
        if not any(word in document.lower for word in _GATE):
            continue
        for number, line in (*document.prose, *document.code):
            if mention.search(line):
                yield Evidence(path=path, line=number, why="a sentence speaks of them", strength="hint")
                break
