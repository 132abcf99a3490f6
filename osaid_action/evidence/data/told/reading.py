"""The lines of the documents that may tell something of the training data, and how surely.

A document is cut into units. What a unit is marked by (its words, titles, neighbors and document, and what
the rules of `talk` see in it) is weighed with the weights that `tools/fit_lines.py` learned from lines that
people labeled. What is planned, denied, merely claimed or asked of the reader tells nothing, whatever it
weighs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ....model import HEADS
from ....patterns import either
from ....repository.places import words
from ...links import is_evaluation
from ..paragraph import UNDONE
from .marks import Page, marks
from .units import units
from .weighing import share, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....repository.documents import Document
    from ...survey import Survey
    from ..said import Said
    from .units import Unit

#: Units of all documents that are judged.
MOST_IN_ALL = 6_000
#: Percent of every head under which a line is none of training data.
_LEAST = 10
_VETOES = frozenset({"w:plan", "w:deny", "w:claim", "w:you", "t:you", "a:you"})
_PASSED = either(r"(?:^|/)(?:contributing|change|code.of.conduct|security)", flags=re.IGNORECASE)
_ABOUT = words(
    "library of_data application client engine benchmark harness evaluation tokenizer model learning listing"
)


class Line(NamedTuple):
    """A line that may tell something; shares: percent, in the order of HEADS, of how likely it tells each."""

    path: str
    line: int
    text: str
    shares: tuple[int, ...]

    def share(self, head: str) -> int:
        """Percent of how likely it tells a head."""
        return self.shares[HEADS.index(head)]


def pages(
    survey: Survey, documents: Mapping[str, Document], said: Sequence[Said]
) -> Iterator[tuple[Page, list[Unit]]]:
    """The documents that may tell something, each with its units, as far as they are read."""
    about = survey.about
    flags = frozenset(name for name in _ABOUT if getattr(about, name))
    seen: dict[str, dict[int, set[str]]] = {}
    for one in said:
        seen.setdefault(one.path, {}).setdefault(one.line, set()).update(_seen(one))
        for row in one.rows:
            seen[one.path].setdefault(row.line, set()).update(_seen(one))
    left = MOST_IN_ALL
    for path, document in documents.items():
        if _PASSED.search(path):
            continue
        main, readme = survey.by_path[path].place == "main", path == survey.readme
        judges = not readme and is_evaluation(document)
        page = Page(path, document, main, about.of_data and readme, readme, judges, flags, seen.get(path, {}))
        some, whole = units(document, left, everything=page.of_data)
        if not whole:
            survey.limits.append(f"{path}: sentences on data read in part, being many")
        left -= len(some)
        if some:
            yield page, some
        if left <= 0:
            break


def _seen(said: Said) -> Iterator[str]:
    """What the rules see in a line, as marks."""
    for head in said.clear:
        yield f"clear:{head}"
        if said.settled:
            yield f"settled:{head}"
    for head in said.partly - said.clear:
        yield f"partly:{head}"
        if said.settled:
            yield f"partly-settled:{head}"
    if said.order:
        yield "rule:order"
    if said.rows:
        yield "rule:table"


def read(survey: Survey, documents: Mapping[str, Document], said: Sequence[Said]) -> Iterator[Line]:
    """Every line that may tell a head of training data."""
    for page, some in pages(survey, documents, said):
        for unit, marked in zip(some, marks(page, some), strict=True):
            if not _VETOES.isdisjoint(marked) or UNDONE.search(unit.text):
                continue
            shares = tuple(map(share, weigh(marked)))
            if max(shares) >= _LEAST:
                yield Line(page.path, unit.line, unit.text, shares)
