"""What documents say of an item of the Definition's data: that there are no such data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...model import Evidence
from ...patterns import either, lazy
from .sentence import MAX_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Section
    from ..survey import Survey

_TRAIN = lazy(r"(?i)train|tun(?:ed|ing)")
_DATA = r"(?:(?:pre-?)?training |fine-?tuning )?(?:data(?:sets?)?|corpora|corpus)"
#: Sentences that say of an item that there are no such data; "no personal data" is not among them.
_NONE = (
    (
        "D2",
        either(
            rf"\b(?:no|none of (?:the|its|our)) {_DATA} (?:that )?(?:is|are|was|were|used is) "
            r"publicly available\b",
            rf"\bno publicly available {_DATA} (?:is|are|was|were) used\b",
            flags=re.IGNORECASE,
        ),
    ),
    (
        "D3",
        lazy(
            rf"(?i)\b(?:no|none of (?:the|its|our)) {_DATA} "
            r"(?:(?:used )?(?:is|are|was|were|has been|have been) )?(?:\w{1,20} or )?"
            r"(?:obtained|obtainable|licensed|bought|purchased|acquired|sourced|comes?|came)"
            r" (?:only )?from (?:any )?third[- ]part(?:y|ies)\b"
        ),
    ),
)
_MAY_SAY_NONE = lazy(r"(?i)third[- ]part|publicly available")
#: Titles under which "none" answers for an item, as in the European Union's summary of training content.
_TITLES = (
    (
        "D2",
        lazy(
            r"(?i)^[\W\d]{0,9}(?:list of )?(?:large )?publicly available (?:training )?data"
            r"(?:sets)?\W{0,3}$"
        ),
    ),
    (
        "D3",
        lazy(r"(?i)\bdata(?:sets)?\b[^.]{0,60}\b(?:obtained|licensed|obtainable) (?:from|by) third parties"),
    ),
)
_ANSWERS_NONE = lazy(r"(?i)^\W{0,5}(?:none|not applicable|n/a|no such data(?:sets)?)\b[^.]{0,40}\.?\W{0,3}$")


def read(survey: Survey) -> Iterator[tuple[str, Evidence]]:
    """(item, what says that there are no such data) for D2 and D3, where it speaks of training."""
    found: set[str] = set()
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main":
            continue
        for section in document.sections:
            for item, number, text in (*_answers(section), *_denials(section)):
                if item not in found:
                    found.add(item)
                    yield (
                        item,
                        Evidence(path=path, line=number, why="says that there are none", text=text[:200]),
                    )


def _answers(section: Section) -> Iterator[tuple[str, int, str]]:
    """ "None" as the one line under a title that asks for data of a kind."""
    if len(section.prose) == 1 and _ANSWERS_NONE.match(section.prose[0][1]):
        number, answer = section.prose[0]
        for item, titled in _TITLES:
            if titled.search(section.title):
                yield item, number, f"{section.title}: {answer}"


def _denials(section: Section) -> Iterator[tuple[str, int, str]]:
    """Sentences that say that no training data are of a kind."""
    if _MAY_SAY_NONE.search(section.text):
        for number, sentence in section.sentences:
            text = sentence[:MAX_SENTENCE]
            for item, pattern in _NONE:
                if pattern.search(text) and _TRAIN.search(f"{section.title} {text}"):
                    yield item, number, text
