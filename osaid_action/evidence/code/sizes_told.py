"""Sizes of a network that documents tell, in prose or in a table: no architecture, but not nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ..rank import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey

_SPEAKS = lazy(r"(?i)layer|head|dim|hidden|units|neurons|blocks")
#: A number, or a cell of a table.
_GIVES = lazy(r"[\d|]")
#: Kinds of sizes; two are needed.
_SIZES = {
    "layers": lazy(
        r"(?i)\b\d{1,4}[- ](?:[\w-]{1,20} ){0,2}(?:layers|blocks)\b|\blayers?\b[ \w*()]{0,30}[:=|][ *]{0,4}\d"
        r"|\|[ *]{0,4}(?:num(?:ber of)?[-_ ])?n?_?layers?[ *]{0,4}\||\b\d{1,4}-layer\b"
    ),
    "width": lazy(
        r"(?i)\b(?:hidden|embedding|model|feed-?forward|ffn|intermediate)[-_ ]{0,2}(?:layers?|size|width"
        r"|dim\w{0,10}|units)\b[^.]{0,40}\d|\b\d{2,5}[- ](?:hidden )?(?:dim\w{0,10}|units|neurons)\b"
        r"|\|[ *]{0,4}(?:hidden[-_ ](?:size|dim)|d_?model|embedding (?:size|dim\w{0,10}))[ *]{0,4}\|"
    ),
    "heads": lazy(
        r"(?i)\b\d{1,4}[- ](?:[\w-]{1,12} ){0,2}heads\b(?! of)|\bheads\b[ \w*()]{0,20}[:=|][ *]{0,4}\d"
        r"|\bheads is \d|\|[ *]{0,4}(?:n_?|num[-_ ]|number of )?(?:attention )?heads[ *]{0,4}\|"
    ),
}


def in_documents(survey: Survey) -> Iterator[Sighting]:
    """Documents near the root that tell at least two kinds of sizes."""
    for path, document in survey.documents.items():
        if path.count("/") > 1 or "layer" not in document.lower:
            continue
        places: dict[str, int] = {}
        for number, line in document.prose:
            if _GIVES.search(line) and _SPEAKS.search(line):
                for kind, pattern in _SIZES.items():
                    if kind not in places and pattern.search(line):
                        places[kind] = number
        if len(places) >= 2:
            why = f"sizes of the architecture in prose: {', '.join(sorted(places))}"
            yield Sighting(36, survey.by_path[path], min(places.values()), why)
