"""What a project says of itself in the first lines of its README."""

from __future__ import annotations

import re

from ..survey import Survey

_MARKUP = re.compile(r"<!--.*?-->|<[^<>]*>|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\)|!\[[^\]]*\]\([^)]*\)", re.S)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]")
_LIBRARY = re.compile(r"(?i)\b(?:library|framework|toolkit|toolbox|sdk|harness|package)\b(?=\s+(?:for|to|that|which|in|used|written|built|is|with|of)\b|,|\s*$|\.)")
_PURPOSE = re.compile(
    r"(?i)\b(?:library|framework|toolkit|toolbox|package|engine|platform) (?:for|to) (?:\w+ ){0,4}?"
    r"(?:training|building|serving|evaluating|evaluation|fine-?tuning|inference|learning|deploying|developing|models?)\b"
)
_LIBRARY_TITLE = re.compile(r"(?i)\b(?:library|framework|toolkit|toolbox|sdk|harness)\b")
_DATASET = re.compile(
    r"(?i)\b(?:data ?sets?|corpus|corpora|data (?:preparation|prep|pipeline|processing)|(?:prepare|preparing|replicat\w+|creat\w+|collect\w+) (?:\w+ ){0,3}data)\b"
)


def introduction(survey: Survey) -> str:
    """Title and opening prose of the README, without markup; at most 1,500 characters."""
    if survey.readme is None:
        return ""
    text = ""
    for section in survey.documents[survey.readme].sections[:4]:
        text += section.title + "\n" + _LINK.sub(r"\1\2", _MARKUP.sub(" ", section.text)) + "\n"
        if len(text) > 3_000:
            break
    return re.sub(r"[ \t]+", " ", text).strip()[:1_500]


def library_said(survey: Survey) -> bool:
    """True when the README calls the project a library, framework or the like at once."""
    intro = introduction(survey)
    title = (
        next((s.title for s in survey.documents[survey.readme].sections if s.title), "")
        if survey.readme
        else ""
    )
    opening = intro[:700]
    return bool(_LIBRARY_TITLE.search(title) or _PURPOSE.search(opening)) or any(
        _is_subject(opening[: found.start()]) for found in _LIBRARY.finditer(opening)
    )


def _is_subject(before: str) -> bool:
    """True when the words before "library" make it what the project is, not what it is written with."""
    clause = re.split(r"[.:\n–—]", before)[-1]
    predicate = re.split(r"\b(?:is|are|provides?|offers?|presents?|records?|contains?)\b", clause)[-1]
    return len(predicate.split()) <= 7 and not re.search(r"(?i)\b(?:in|on|with|using|by|from|via|of|and)\b", predicate)


def dataset_said(survey: Survey) -> int:
    """How often the introduction speaks of a dataset."""
    return len(_DATASET.findall(introduction(survey)))
