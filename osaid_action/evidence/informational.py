"""What the Definition does not ask for and others do: papers, reports, how it was evaluated, samples.

By plain names alone: a repository is full of other people's papers, of tables and of samples.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..model import INFORMATIONAL, Finding
from ..patterns import lazy
from ..repository.places import words
from ..repository.values import load_yaml
from .rank import Sighting, finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .survey import Survey

_READ = words("pdf md tex")
_TABLES = words("json jsonl csv tsv parquet yaml yml md txt")
_DATA = words("json jsonl csv tsv parquet")
_SHOWN = words("txt md json jsonl csv png jpg jpeg gif webp wav mp3 flac mp4 html pdf")


class _Kind(NamedTuple):
    """How files of a component are called; suffixes: what they are; most: above it, they are others'."""

    component: str
    suffixes: frozenset[str]
    path: re.Pattern[str]
    words: str
    most: int = 1_000


_KINDS = (
    _Kind(
        "research-paper",
        _READ,
        lazy(r"(?i)^(?:(?:docs?|paper|assets)/)?(?:research[-_ ])?paper(?:[-_ ]v?\d{1,3})?\.(?:pdf|tex|md)$"),
        "a paper",
        2,
    ),
    _Kind(
        "technical-report",
        _READ,
        lazy(
            r"(?i)^(?:(?:docs?|papers?|reports?|assets)/)?tech(?:nical)?[-_ ]?report(?:[-_ ]v?\d{1,3})?"
            r"\.(?:pdf|md|tex)$"
        ),
        "a technical report",
        2,
    ),
    _Kind(
        "evaluation-data",
        _DATA,
        lazy(
            r"(?i)(?:^|/)(?:eval|evaluation|benchmark)[-_](?:data|datasets?|sets?)(?:/[^/]{1,120})?\.?[a-z]{0,9}$"
        ),
        "evaluation data",
    ),
    _Kind(
        "evaluation-results",
        _TABLES,
        lazy(
            r"(?i)(?:(?:^|/)(?:[^/]{1,80}[-_])?eval(?:uation)?[-_]results?(?:[-_][^/]{1,80})?\.[a-z]{2,9}"
            r"|(?:^|/)eval(?:s|uation)?/results?/(?:[^/]{1,120}/){0,6}[^/]{1,120}\.(?:jsonl?|csv|tsv)"
            r"|^\.eval_results/[^/]{1,120})$"
        ),
        "results of an evaluation",
    ),
    _Kind(
        "sample-outputs",
        _SHOWN,
        lazy(
            r"(?i)(?:^|/)(?:samples?|example|generated)[-_](?:outputs?|generations?)(?:/[^/]{1,120})?\.?[a-z]{0,9}$"
        ),
        "outputs of the model",
    ),
)
_SUFFIXES = frozenset().union(*(kind.suffixes for kind in _KINDS))
#: One of these is in every path that is told; most paths have none.
_TOLD = ("paper", "report", "eval", "benchmark", "output", "generation")
#: Kinds of CITATION.cff for what is written on the work.
_WRITTEN = frozenset({"article", "conference-paper", "report", "thesis"})
_MOST_TITLE = 120


def probe(survey: Survey) -> list[Finding]:
    """Files by their names; results also by the front matter of a card, the paper by what is to be cited."""
    seen: dict[str, list[Sighting]] = {name: [] for name in INFORMATIONAL}
    named = [file for file in survey.with_suffix(_SUFFIXES.__contains__, _is_told) if file.own]
    for kind in _KINDS:
        files = [f for f in named if f.suffix in kind.suffixes and kind.path.search(f.path)]
        score = 80 if len(files) <= kind.most else 45
        seen[kind.component] += [Sighting(score, file, None, f"named as {kind.words}") for file in files]
    seen["evaluation-results"] += _in_cards(survey)
    seen["research-paper"] += _cited(survey)
    return [finding(name, sightings) for name, sightings in seen.items()]


def _is_told(path: str) -> bool:
    lower = path.lower()
    return any(word in lower for word in _TOLD)


def _in_cards(survey: Survey) -> Iterator[Sighting]:
    """Cards whose front matter holds results of the model, as the Hub shows them."""
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if file.place == "main" and "/" not in path and _has_values(document.front.get("model-index")):
            line = document.front_lines.get("model-index")
            yield Sighting(85, file, line, "results of an evaluation in the front matter")


def _has_values(index: object) -> bool:
    """Whether a `model-index` has a metric with a value."""
    for model in index if isinstance(index, list) else ():
        for result in _rows(model, "results"):
            for metric in _rows(result, "metrics"):
                value = metric.get("value")
                if isinstance(value, int | float) and not isinstance(value, bool):
                    return True
    return False


def _rows(table: object, name: str) -> Iterator[dict[str, object]]:
    rows = table.get(name) if isinstance(table, dict) else None
    return (row for row in (rows if isinstance(rows, list) else ()) if isinstance(row, dict))


def _cited(survey: Survey) -> Iterator[Sighting]:
    """The paper that is to be cited for the work; it is not here."""
    file = survey.by_path.get("CITATION.cff")
    if file is None:
        return
    value, _ = load_yaml(survey.text(file.path) or "")
    cited = value.get("preferred-citation") if isinstance(value, dict) else None
    if isinstance(cited, dict) and cited.get("type") in _WRITTEN and isinstance(cited.get("title"), str):
        title = " ".join(cited["title"].split())[:_MOST_TITLE]
        yield Sighting(45, file, None, f"to be cited for it: “{title}”")
