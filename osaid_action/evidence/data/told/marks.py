"""What marks a unit of a document: its words, its titles, what stands beside it, its document. Pure."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ....patterns import lazy
from ..cards import KEYS
from ..said import is_empty
from ..sentence import is_order
from ..sentence import weighed as read
from .units import CODE, ITEM, ROW, TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....repository.documents import Document
    from ..sentence import Reading
    from .units import Unit

#: Classes of words that are told of what stands beside a unit.
_BESIDE = frozenset(
    {"topic", "trained", "teach", "data", "amount", "name", "known", "address", "get", "take", "from", "own"}
    | {"judge", "you", "drop", "label", "metric", "setting", "hardware", "model", "run", "plan"}
)
#: Classes of which a pair says more than each of the two.
_PAIRED = (
    "topic",
    "trained",
    "data",
    "amount",
    "from",
    "name",
    "known",
    "address",
    "get",
    "take",
    "drop",
    "stuff",
    "label",
    "who",
    "unit",
    "ours",
    "kinds",
    "medium",
    "avail",
    "split",
    "judge",
)
#: Classes of which it counts how much of a document holds them.
_COUNTED = ("topic", "trained", "data", "amount", "known", "judge", "metric", "run", "you", "drop", "label")
#: Of titles, and of what a document is about.
_TITLED = frozenset({"topic", "trained", "teach", "data", "part", "place", "get", "label", "drop"})

_LINKS = {
    "hub-data": lazy(r"huggingface\.co/datasets/|hf\.co/datasets/|load_dataset\("),
    "hub-model": lazy(r"https?://(?:huggingface\.co|hf\.co)/(?!datasets/|spaces/|papers)"),
    "drive": lazy(
        r"drive\.google|dropbox\.com|pan\.baidu|onedrive|1drv\.ms|sharepoint|mega\.nz|disk\.yandex"
    ),
    "archive": lazy(r"(?i)\.(?:zip|tar|tgz|gz|7z|rar|csv|tsv|jsonl?|parquet|h5|npz|txt)(?:[\s)\"'`?]|$)"),
    "deposit": lazy(
        r"zenodo\.org|figshare|kaggle\.com|doi\.org/|dataverse|physionet|openslr|archive\.org|osf\.io"
    ),
    "code": lazy(r"https?://(?:www\.)?(?:github|gitlab)\.com/"),
    "paper": lazy(r"arxiv\.org|openreview|aclanthology|\.pdf\b|ieeexplore|sciencedirect|springer"),
    "badge": lazy(r"shields\.io|badge|colab\.research|\.svg\b"),
    "any": lazy(r"https?://"),
    "folder": lazy(r"(?i)(?:^|[\s`\"'(./])(?:data|datasets?|corpus|corpora|train)/[\w.-]"),
    "asks": lazy(r"(?i)\b(?:wget|curl|gdown|git clone|kaggle datasets|aws s3|gsutil)\b"),
}
_SHORT, _LONG, _MANY_NAMES, _FIRST, _MOST_LINES = 40, 220, 3, 4, 40
_CARD = lazy(r"(?i)data[-_ ]?(?:sheet|card|statement|set)?s?\.(?:md|rst|txt|html)$|model[-_ ]?card")
_FOLDER = lazy(r"(?i)(?:^|/)(?:data|datasets?|corpus|corpora)(?:/|$)")
_AWAY = lazy(r"(?i)(?:^|/)(?:evals?|evaluations?|benchmarks?|inference|deploy\w{0,30}|tests?)(?:/|\.)")
_USED = lazy(r"(?i)(?:^|/)(?:examples?|tutorials?|docs?|doc|recipes?|egs)(?:/|\.)")
_CARD_KEYS = KEYS | {"pretty_name"}

_Titles = tuple[frozenset[str], frozenset[str]]


class Page(NamedTuple):
    """A document and what is known of it before its units are read.

    central: one of the project's own; of_data: the README of a dataset; readme: the project's README;
    judges: it speaks of evaluation; about: what the project's README says it is; own: the words of the
    project's name; spoken: its languages; seen: by line, what rules see in it; ruled: by line, the keys of
    the datasets that rules see named; whole: no section of it is passed over.
    """

    path: str
    document: Document
    central: bool
    of_data: bool
    readme: bool
    judges: bool
    about: frozenset[str]
    own: frozenset[str]
    spoken: tuple[str, ...]
    seen: Mapping[int, set[str]]
    ruled: Mapping[int, set[str]]
    whole: bool = False

    @property
    def known(self) -> tuple[object, ...]:
        """What is known of it besides its own text, in an order that is always the same."""
        flags = (self.central, self.of_data, self.readme, self.judges, self.whole)
        both = (self.seen, self.ruled)
        lines = (sorted((line, sorted(some)) for line, some in rows.items()) for rows in both)
        return (*flags, sorted(self.about), sorted(self.own), *lines)


def marks(page: Page, units: Sequence[Unit]) -> Iterator[frozenset[str]]:
    """The marks of each unit, in their order."""
    spoken = page.spoken
    leads = {lead: frozenset(read(lead, spoken).masks) for lead in {unit.lead for unit in units} if lead}
    readings = [read(unit.text, spoken, after=_opening(unit, leads)) for unit in units]
    titles = _titles(page, spoken, max((unit.section for unit in units), default=-1) + 1)
    whole = _of_page(page, len(units), spoken, readings)
    sections = _together([unit.section for unit in units], readings)
    blocks = _together([unit.block for unit in units], readings)
    for at, (unit, reading) in enumerate(zip(units, readings, strict=True)):
        own = frozenset(reading.masks)
        found = set(whole)
        found.update(f"w:{kind}" for kind in own)
        here, above = titles[unit.section]
        if unit.kind != TITLE:
            found.update(f"t:{kind}" for kind in here)
        found.update(f"a:{kind}" for kind in above)
        if unit.lead:
            found.update(f"l:{kind}" for kind in leads[unit.lead])
        for name, place in (("p", at - 1), ("n", at + 1)):
            if 0 <= place < len(units) and units[place].section == unit.section:
                beside = _BESIDE.intersection(readings[place].masks)
                found.update(f"{name}:{kind}" for kind in beside)
        found.update(f"s:{kind}" for kind in sections[unit.section] - own)
        if unit.block >= 0:
            found.update(f"b:{kind}" for kind in blocks[unit.block] - own)
        for line in range(unit.line, min(unit.last, unit.line + _MOST_LINES) + 1):
            found.update(page.seen.get(line, ()))
        found.update(_of_shape(unit, reading, at, len(units)))
        paired = [kind for kind in _PAIRED if kind in own]
        found.update(f"x:{one}+{other}" for one, other in combinations(paired, 2))
        if _TITLED & (here | above):
            found.update(f"y:{kind}" for kind in paired)
        if "doc:of-data" in whole or "doc:card" in whole:
            found.update(f"z:{kind}" for kind in paired)
        yield frozenset(found)


def links(text: str) -> list[str]:
    """The kinds of address in a text, as marks."""
    return [f"link:{name}" for name, pattern in _LINKS.items() if pattern.search(text)] or ["link:none"]


def _opening(unit: Unit, leads: Mapping[str, frozenset[str]]) -> str:
    """Classes that stand before an item, for the sentence that opens its list."""
    return "from" if unit.kind == ITEM and "from" in leads.get(unit.lead, ()) else ""


def _titles(page: Page, spoken: tuple[str, ...], most: int) -> list[_Titles]:
    """Of each section up to the last wanted: the classes of its title, and of the titles above it."""
    found: list[_Titles] = []
    above: list[tuple[int, frozenset[str]]] = []
    for section in page.document.sections[:most]:
        above = [one for one in above if one[0] < section.level]
        own = frozenset(read(section.title, spoken).masks) if section.title else frozenset()
        found.append((own, frozenset().union(*(kinds for _, kinds in above))))
        if section.title:
            above.append((section.level, own))
    return found


def _together(places: Sequence[int], readings: Sequence[Reading]) -> dict[int, frozenset[str]]:
    """The classes that the units of one place hold together, by place."""
    found: dict[int, frozenset[str]] = {}
    for place, reading in zip(places, readings, strict=True):
        found[place] = found.get(place, frozenset()) | _BESIDE.intersection(reading.masks)
    return found


def _of_page(page: Page, count: int, spoken: tuple[str, ...], readings: list[Reading]) -> frozenset[str]:
    path = page.path
    depth = path.count("/")
    told = {
        "doc:readme": page.readme,
        "doc:root": depth == 0 and not page.readme,
        "doc:below": 0 < depth <= 2,
        "doc:deep": depth > 2,
        "doc:of-data": page.of_data,
        "doc:central": page.central,
        "doc:judges": page.judges,
        "doc:card": bool(_CARD.search(path)),
        "doc:folder": bool(_FOLDER.search(path.rpartition("/")[0])),
        "doc:away": bool(_AWAY.search(path)),
        "doc:used": bool(_USED.search(path)),
        "doc:front-data": not _CARD_KEYS.isdisjoint(page.document.front),
        "doc:front": bool(page.document.front),
        "doc:notebook": path.endswith(".ipynb"),
        "doc:pdf": path.endswith(".pdf"),
        "doc:foreign": len(spoken) > 1,
        "doc:few": count < 25,
        "doc:many": count > 150,
    }
    classes = [frozenset(reading.masks) for reading in readings]
    for kind in _COUNTED:
        with_it = sum(kind in some for some in classes)
        if with_it * 8 > count:
            told[f"doc:much-{kind}"] = True
        elif with_it:
            told[f"doc:some-{kind}"] = True
    first = frozenset(read(next((s.title for s in page.document.sections if s.title), ""), spoken).masks)
    told.update({f"d:{kind}": True for kind in first & _BESIDE})
    told.update({f"repo:{name}": True for name in page.about})
    return frozenset(name for name, holds in told.items() if holds)


def _of_shape(unit: Unit, reading: Reading, at: int, count: int) -> Iterator[str]:
    text = unit.text
    names = reading.masks.get("name", 0) | reading.masks.get("known", 0)
    told = {
        f"is:{unit.kind}": True,
        "is:short": len(text) < _SHORT,
        "is:long": len(text) > _LONG,
        "is:led": bool(unit.lead),
        "is:names": names.bit_count() >= _MANY_NAMES,
        "is:empty": is_empty(text),
        "is:order": unit.kind not in {CODE, ROW} and is_order(text, whole=False),
        "at:first": at < _FIRST,
        f"at:{min(4, at * 5 // count)}": True,
        "at:opening": unit.section == 0,
    }
    yield from (name for name, holds in told.items() if holds)
    yield from links(text)
