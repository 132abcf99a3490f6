"""Data documentation: what do the documents say about the training data, head by head?

A head is found where a sentence tells it clearly and training data are the topic; a remark in
passing, or a source without a name, tells it in part. Whether what is said is enough is for a
person to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...definition import load
from ...model import HEADS, Evidence, Finding
from ...patterns import either, lazy
from . import declared, pointers
from .said import Said

if TYPE_CHECKING:
    from ..survey import Survey

COMPONENT = "data-documentation"
HOLDS = frozenset({"doc", "prose", "config"})
SIGNALS = declared.SIGNALS
MOST_DOCUMENTS = 5
#: Where answers were written for the model, somebody wrote them: labels apply.
_SUPERVISED = either(
    r"instruct|fine-?tun|preference|classif",
    r"(?<!self-)(?<!self )\bsupervised",
    r"human feedback",
    flags=re.IGNORECASE,
)
_NO_LABELS = lazy(r"(?i)\bthere (?:are|were) no (?:\w{1,20} )?(?:labels|annotations)\b|\bno-annotation\b")
_UNLABELED = either(
    r"self-?supervised|unlabell?ed",
    r"(?:no|without) (?:human )?(?:labels|annotations|labeling)",
    r"unsupervised|raw text|next[- ](?:token|word)|plain text",
    r"language model(?:l?ing)?\b|pre-?training (?:corpus|data)|no-annotation",
    r"语言模型|modèle de langue",
    flags=re.IGNORECASE,
)


def probe(survey: Survey) -> list[Finding]:
    """Per head: found when told clearly where data are the topic, or in passing by two; partial with less."""
    # A library's configurations are for its users' data.
    said = [*survey.account.said, *(declared.read(survey) if not survey.library else ())]
    heads: dict[str, str] = {}
    evidence: list[Evidence] = []
    for head in HEADS:
        clear = [s for s in said if head in s.clear]
        told = clear or [s for s in said if head in s.partly]
        sure = any(s.settled for s in clear)
        heads[head] = "found" if sure else "partial" if told else "missing"
        if told:
            evidence += _evidence(head, told, heads[head])
    if heads["where_to_obtain"] == "missing" and evidence:
        _add_places(survey, heads, evidence)
    if _says_no_labels(said) or (
        heads["labeling"] == "missing" and evidence and _needs_no_labels(survey, said)
    ):
        heads["labeling"] = "not-applicable"
    # The best of every head before the second best of any.
    evidence.sort(key=lambda e: e.strength == "hint")
    here = _here(heads, said)
    return [Finding(component=COMPONENT, here=here, evidence=tuple(evidence), heads=tuple(heads.items()))]


def _here(heads: dict[str, str], said: list[Said]) -> str:
    """found when every head is told and at most one only in part; partial when there is an account."""
    told = [state for state in heads.values() if state != "not-applicable"]
    if "missing" not in told and told.count("partial") <= 1:
        return "found"
    account = [s for s in said if s.clear | s.partly and not s.order]
    if any(s.settled for s in account) or (account and len(told) - told.count("missing") >= 2):
        return "partial"
    return "missing"


def _evidence(head: str, said: list[Said], state: str) -> list[Evidence]:
    """The best sentence for a head in each of the likeliest documents."""
    best: dict[str, Said] = {}
    for sentence in sorted(said, key=lambda s: (not s.settled, s.path.count("/"), s.path, s.line)):
        best.setdefault(sentence.path, sentence)
    words = load().heads[head]
    return [
        Evidence(
            path=sentence.path,
            line=sentence.line,
            why=words if state == "found" else f"{words}, in part",
            strength="likely" if state == "found" and not number else "hint",
            text=sentence.text[:200],
        )
        for number, sentence in enumerate(list(best.values())[:MOST_DOCUMENTS])
    ]


def _add_places(survey: Survey, heads: dict[str, str], evidence: list[Evidence]) -> None:
    """A pointer to a dataset tells where to obtain it, though no sentence does."""
    for link in survey.links:
        if pointers.points(link):
            heads["where_to_obtain"] = "partial"
            none: frozenset[str] = frozenset()
            place = Said(
                link.reference.path, link.reference.line or 1, link.around.strip(), False, none, none
            )
            evidence += _evidence("where_to_obtain", [place], "partial")
            return


def _says_no_labels(said: list[Said]) -> bool:
    """True when an account of the data says that there are no labels, and tells of none."""
    return any(s.settled and _NO_LABELS.search(s.text) for s in said) and not any(
        "labeling" in s.clear for s in said
    )


def _needs_no_labels(survey: Survey, said: list[Said]) -> bool:
    """True when the project says that it trains on text or data as they are, and of nothing else."""
    texts = [survey.about.introduction, *(sentence.text for sentence in said)]
    return any(map(_UNLABELED.search, texts)) and not any(map(_SUPERVISED.search, texts))
