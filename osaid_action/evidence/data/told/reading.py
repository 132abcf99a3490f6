"""The lines of documents that may tell of training data, what datasets they name, and how surely.

A document is cut into units. What a unit is marked by (its words, titles, neighbors and document, and what
the rules of `talk` see in it) is weighed with the weights that `tools/fit_lines.py` learned from lines that
people labeled; so is what in these lines may be a name. What is planned, denied, merely claimed or asked of
the reader tells nothing, whatever it weighs.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ....model import HEADS
from ....patterns import either
from ....repository.places import words
from ...links import is_evaluation
from ...remembered import of_document
from ..names import sources
from ..paragraph import UNDONE
from ..same import key
from ..sentence import MAX_SENTENCE
from ..words import languages
from . import naming
from .marks import Page, marks
from .units import MOST_UNITS, TITLE, units
from .weighing import name_share, share, weigh

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....repository.documents import Document
    from ...survey import Survey
    from ..said import Said
    from .units import Unit

#: Units of all documents that are judged.
MOST_IN_ALL = 6_000
#: Percent of every head under which a line is none of training data, and under which no name in it counts.
_LEAST, NAMED = 10, 3
#: Percent from which a name is taken for that of training data, and where rules for sentences do so too.
LISTED, RULED = 65, 35
_UNTRUE, _ASKED = frozenset({"w:plan", "w:deny", "w:claim"}), frozenset({"w:you", "t:you", "a:you"})
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


class Mention(NamedTuple):
    """A dataset that a line names as training data.

    last: the last line that is of it, which after a title is that of its section; where: an address beside
    it, or ""; share: percent of how likely it is one.
    """

    path: str
    line: int
    last: int
    text: str
    name: str
    where: str
    share: int


class Told(NamedTuple):
    """What documents tell of training data, in the order of the documents and of their lines."""

    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...]


def pages(survey: Survey, documents: Mapping[str, Document], said: Sequence[Said]) -> Iterator[Page]:
    """The documents that may tell something, those that the manifest names first."""
    about = survey.about
    flags = frozenset(name for name in _ABOUT if getattr(about, name))
    # What the system itself is called is not the name of a dataset, unless it is one.
    own = frozenset() if about.of_data else about.words
    seen: dict[str, dict[int, set[str]]] = {}
    ruled: dict[str, dict[int, set[str]]] = {}
    for one in said:
        ruled.setdefault(one.path, {}).setdefault(one.line, set()).update(_ruled(one))
        seen.setdefault(one.path, {}).setdefault(one.line, set()).update(_seen(one))
        for row in one.rows:
            seen[one.path].setdefault(row.line, set()).update(_seen(one))
    # What the manifest names is read before all else, and whatever it is called.
    declared = survey.by_path.declared
    for path, document in sorted(documents.items(), key=lambda one: one[0] not in declared):
        if path not in declared and _PASSED.search(path):
            continue
        named = path in survey.data_documents
        readme = path == survey.readme
        of_data = (about.of_data and readme) or path in survey.data_cards
        yield Page(
            path=path,
            document=document,
            central=survey.by_path[path].place == "main",
            of_data=of_data,
            readme=readme,
            judges=not (readme or named) and is_evaluation(document),
            about=flags,
            own=own,
            spoken=languages(" ".join(s.title + " " + s.text[:2_000] for s in document.sections[:4])),
            seen=seen.get(path, {}),
            ruled=ruled.get(path, {}),
            whole=of_data or named,
        )


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


def _ruled(said: Said) -> Iterator[str]:
    """The keys of the datasets that the rules for sentences on training data see named."""
    if not (said.rows or said.order) and {"provenance", "where_to_obtain"} & said.clear:
        yield from (key(one.name) for one in sources(said.text[:MAX_SENTENCE], said.settled, said.item))


def read(survey: Survey, documents: Mapping[str, Document], said: Sequence[Said]) -> Told:
    """Every line that may tell a head of training data, and every dataset that is named as such."""
    lines: list[Line] = []
    mentions: list[Mention] = []
    left = MOST_IN_ALL
    for page in pages(survey, documents, said):
        most = min(left, MOST_UNITS)
        known = (*page.known, most)
        work = partial(_of, page, most)
        count, whole, some, named = of_document(survey, "told", page.path, known, work, _kept)
        if not whole:
            survey.limits.append(f"{page.path}: sentences on data read in part, being many")
        lines += (Line(page.path, *row) for row in some)
        mentions += (Mention(page.path, *row) for row in named)
        left -= count
        if left <= 0:
            break
    return Told(tuple(lines), tuple(mentions))


_Of = tuple[int, bool, tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...]]


def _of(page: Page, most: int) -> _Of:
    """(how many units a document has, whether these are all, its lines, its mentions), without its path."""
    lines: list[Line] = []
    mentions: list[Mention] = []
    some, whole = units(page.document, most, everything=page.whole)
    ends = {unit.section: unit.last for unit in some}
    for unit, marked in zip(some, marks(page, some) if some else (), strict=True):
        if UNDONE.search(unit.text) or not _UNTRUE.isdisjoint(marked):
            continue
        shares = tuple(map(share, weigh(marked)))
        if max(shares) >= _LEAST and _ASKED.isdisjoint(marked):
            lines.append(Line(page.path, unit.line, unit.text, shares))
        if max(shares) >= NAMED:
            last = ends[unit.section] if unit.kind == TITLE else unit.last
            mentions += _named(page, unit, last, naming.of_line(shares, marked))
    return len(some), whole, tuple(one[1:] for one in lines), tuple(one[1:] for one in mentions)


def _kept(answer: Any) -> _Of:
    """What `_of` gave. ValueError, TypeError for anything else."""
    count, whole, lines, mentions = answer
    some = tuple((int(line), str(text), tuple(map(int, shares))) for line, text, shares in lines)
    if any(len(shares) != len(HEADS) for _, _, shares in some):
        raise ValueError("a share for each head")
    named = tuple(
        (int(line), int(last), *map(str, words), int(percent)) for line, last, *words, percent in mentions
    )
    if any(len(one) != len(Mention._fields) - 1 for one in named):
        raise ValueError("all that a mention has")
    return int(count), bool(whole), some, named


def _named(page: Page, unit: Unit, last: int, of_line: frozenset[str]) -> list[Mention]:
    """The likely names of a unit; of those that overlap what is marked as one, else the likeliest."""
    likely: list[tuple[int, naming.Candidate]] = []
    for one in naming.candidates(unit):
        marked = naming.marks(one, unit, page)
        percent = name_share(marked | of_line)
        if percent >= (RULED if naming.RULED in marked else LISTED) and naming.JUDGED not in marked:
            likely.append((percent, one))
    likely.sort(key=lambda pair: (pair[1].how in naming.PLAIN, -pair[0], pair[1].start))
    kept: list[tuple[int, naming.Candidate]] = []
    for percent, one in likely:
        if all(one.stop <= other.start or one.start >= other.stop for _, other in kept):
            kept.append((percent, one))
    kept.sort(key=lambda pair: pair[1].start)
    found: list[Mention] = []
    for percent, one in kept:
        at = next((at for at, other in enumerate(found) if _are_one(other.name, one.name)), None)
        if at is None:
            found.append(Mention(page.path, unit.line, last, unit.text, one.name, one.where, percent))
        elif not found[at].where:
            found[at] = found[at]._replace(where=one.where)
    return found


def _are_one(name: str, other: str) -> bool:
    """Whether two names of one line are one dataset's: the same, or one is the other with an aside."""
    short, long = sorted((name.rpartition("/")[2].lower(), other.rpartition("/")[2].lower()), key=len)
    return key(name) == key(other) or long.startswith(f"{short} (")
