"""Data documentation: what do the documents say about the training data, head by head?

A head is found where a sentence tells it clearly and training data are the topic; a remark in passing, or a
source without a name, tells it in part. So do its best lines together, where what people labeled makes that
likely; these are quoted first. Whether what is said is enough is for a person to judge.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...definition import load
from ...model import HEADS, Evidence, Finding
from ...patterns import either, lazy
from . import declared, pointers
from .said import Said
from .told.weighing import QUOTED, TOP, beside, first, logit, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey
    from .told.reading import Line

COMPONENT = "data-documentation"
HOLDS = frozenset({"doc", "prose", "config"})
SIGNALS = declared.SIGNALS
#: Percent from which a head is told though no rule sees it, and from which in part.
FOUND, IN_PART = 90, 76
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
    """Per head: found or partial, as rules tell or its best lines make likely; up to three are quoted."""
    account = survey.account
    said = [*account.said, *declared.read(survey)]
    best = {head: _best(head, account.lines) for head in HEADS}
    likely = told({head: [logit(line.share(head)) for line in some] for head, some in best.items()})
    heads: dict[str, str] = {}
    evidence: list[Evidence] = []
    for head in HEADS:
        clear = [s for s in said if head in s.clear]
        ruled = clear or [s for s in said if head in s.partly]
        sure = any(s.settled for s in clear) or likely[head] >= FOUND
        heads[head] = "found" if sure else "partial" if ruled or likely[head] >= IN_PART else "missing"
        if heads[head] != "missing":
            evidence += _evidence(head, best[head], ruled, heads[head])
    if heads["where_to_obtain"] == "missing" and evidence:
        _add_place(survey, heads, evidence)
    if _says_no_labels(said) or (
        heads["labeling"] == "missing" and evidence and _needs_no_labels(survey, said)
    ):
        heads["labeling"] = "not-applicable"
    # The best of every head before the second best of any.
    evidence.sort(key=lambda e: e.strength == "hint")
    here = _here(heads, said)
    return [Finding(component=COMPONENT, here=here, evidence=tuple(evidence), heads=tuple(heads.items()))]


def _best(head: str, lines: tuple[Line, ...]) -> list[Line]:
    """The likeliest lines for a head, none beside another."""
    return first(sorted((s for s in lines if s.share(head)), key=lambda s: (-s.share(head), s.path, s.line)))


def _here(heads: dict[str, str], said: list[Said]) -> str:
    """found when every head is told and at most one only in part; partial when there is an account."""
    states = [state for state in heads.values() if state != "not-applicable"]
    if "missing" not in states and states.count("partial") <= 1:
        return "found"
    account = [s for s in said if s.clear | s.partly and not s.order]
    if any(s.settled for s in account) or "found" in states or len(states) - states.count("missing") >= 2:
        return "partial"
    return "missing"


def _evidence(head: str, best: list[Line], ruled: list[Said], state: str) -> Iterator[Evidence]:
    """The lines that are quoted for a head: the likeliest first, then what rules see in other places."""
    words = load().heads[head]
    why = words if state == "found" else f"{words}, in part"
    quoted = [(one.path, one.line, one.text) for one in best if one.share(head) >= QUOTED]
    for one in sorted(ruled, key=lambda s: (not s.settled, s.path.count("/"), s.path, s.line)):
        if not beside(one.path, one.line, ((path, line) for path, line, _ in quoted)):
            quoted.append((one.path, one.line, one.text))
    for number, (path, line, text) in enumerate(quoted[:TOP]):
        strength = "likely" if state == "found" and not number else "hint"
        yield Evidence(path=path, line=line, why=why, strength=strength, text=text.strip()[:200])


def _add_place(survey: Survey, heads: dict[str, str], evidence: list[Evidence]) -> None:
    """A pointer to a dataset tells where to obtain it, though no sentence does."""
    for link in survey.links:
        if pointers.points(link):
            heads["where_to_obtain"] = "partial"
            none: frozenset[str] = frozenset()
            at = link.reference
            place = Said(at.path, at.line or 1, link.around.strip(), False, none, none)
            evidence += _evidence("where_to_obtain", [], [place], "partial")
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
