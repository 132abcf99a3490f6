"""Pointers in documents, each with the words around it and the section it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url
from ..frozen import replace
from ..patterns import either, lazy
from .mentions import URL, anchor, in_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model import Reference
    from ..repository.documents import Document
    from .file import File

EVALUATION = lazy(r"(?i)evaluat|benchmark|test sets?|\bassess")
_HOME = lazy(r"(?i)model[-_ ]?card|weights|checkpoints?|models?/|data/|datasets?/")
_NO_HOME = lazy(r"(?i)change|history|release|contributing|news|plugins?|roadmap|conduct|security")
#: A line with fewer words than this tells of its link together with the line before.
FEW = 5
_WORD = lazy(r"[^\W\d_]{2,}")
#: An item of a list, or a line that is a name and an address.
_ITEM = lazy(r"\s{0,20}(?:[-*+•]|\(?\d{1,3}[.)])\s|\s{0,3}[^:\s][^:]{0,60}:\s{0,4}<?(?:\[|https?://)")
_MOST_DEEP = 8
#: `[label]: address` and `.. _label: address`, and the use of a label.
_DEFINED = lazy(r"\s{0,3}(?:\[([^\]\[]{1,80})\]:|\.\. _([^:`]{1,80}):)\s{1,9}<?(\S{4,400})")
_USED = lazy(r"\[[^\]\[]{1,200}\]\[([^\]\[]{0,80})\]|`([^`<]{1,80})`_\b")
#: A line that stands for a title.
_ASIDE = lazy(
    r"(?i)\s{0,9}(?:[-*+] )?(?:<summary>|<b>|<strong>|\*\*|__)(.{2,120}?)(?:</|\*\*|__):?"
    r"(?:[^|]{0,20})$"
)
#: Words that say where data were had; such a line tells of the addresses below it too.
_TAKEN = either(
    r"\b(?:downloaded|obtained|collected|retrieved|taken|sourced|crawled|scraped|drawn|available"
    r"|accessed|obtain|download|get|request|we used?|comes?|came|trained on|train|consists? of"
    r"|following|can be (?:found|had))\b",
    # Chinese, Japanese, Korean; Spanish, French, German
    r"下载|来自|ダウンロード|学習|から取得|학습|다운로드",
    r"descarg|t[ée]l[ée]charg|stammen",
    flags=re.IGNORECASE,
)
_OF_DATA = either(
    r"\bdata(?:[-_ ]?sets?)?\b|\bcorpus\b|\bcorpora\b",
    r"数据|语料|データ|コーパス|데이터|말뭉치",
    r"\bdatos\b|donn[ée]es|\bdaten",
    flags=re.IGNORECASE,
)
_NO_DATA_TITLE = either(
    # How to shape or load data, the reader's own, and what is measured on.
    r"loader|format|structure|augment|preprocess|pipeline|custom|your own",
    r"evaluat|benchmark|test",
    flags=re.IGNORECASE,
)
#: A document beside the README: (words of the link, its path).
_RELATIVE = lazy(
    r"\[([^\]\[]{1,120})\]\((?:\./)?([\w.-]{1,80}(?:/[\w.-]{1,80}){0,5}\.(?:md|rst|txt))\)[^\[]{0,60}"
)
_OF_MODELS = lazy(r"(?i)\bmodels?\b|weights|checkpoints?|pre-?trained|\bhere\b|download")


class Link(NamedTuple):
    """A pointer with the words around it and the section it stands in.

    prominent: in a README or card; apart: in a document about evaluation; front: in front matter;
    called: an id that code or a command names, not an address; before: the line up to the pointer;
    after: what follows it; had: the words say that data were had there; anchor: the words that are the link.
    """

    reference: Reference
    around: str
    section: str
    prominent: bool
    apart: bool
    front: bool = False
    called: bool = False
    before: str = ""
    after: str = ""
    had: bool = False

    @property
    def anchor(self) -> str:
        """The words that are the link in Markdown and reStructuredText; "" where there are none."""
        return anchor(self.before) or ""

    @property
    def clause(self) -> str:
        """The words since the pointer before it in its line; "" where there are too few to tell."""
        said = URL.split(self.before[-400:])[-1]
        return said if len(_WORD.findall(said)) >= 3 else ""


def read(
    documents: Mapping[str, Document], files: Mapping[str, File], readme: str | None
) -> tuple[Link, ...]:
    """Every pointer in the documents, with its context; readme: the path of the project's README."""
    found: list[Link] = []
    shown = _shown(documents.get(readme or ""))
    for path, document in documents.items():
        file = files[path]
        if _NO_HOME.search(file.name):
            continue
        prominent = file.place == "main" and (path.count("/") <= 1 or bool(_HOME.search(path)))
        prominent = prominent or path in shown
        # A README that speaks of training measures what it trained.
        apart = is_evaluation(document) and not (path == readme and "train" in document.lower)
        on_data = _HOME.search(path) or _OF_DATA.search(file.name)
        about = next((s.title for s in document.sections if s.title), "") if on_data else ""
        defined = _definitions(document)
        used = _labels(document).intersection(defined)
        for where, lines, code in _parts(document):
            place = _Place(path, prominent, apart, where, about, code)
            found += _in_lines(place, lines, defined, used)
        found += _in_front(path, document, prominent)
    return tuple(found)


def _parts(document: Document) -> Iterator[tuple[str, Iterable[tuple[int, str]], bool]]:
    """(titles of the section, lines, whether they are code): headings with links, prose, and then code."""
    yield "", document.linked, False
    titles = _titles(document)
    for title, section in zip(titles, document.sections, strict=True):
        yield title, section.prose, False
    starts = [section.line for section in document.sections]
    for at, lines in groupby(document.code, lambda line: bisect_right(starts, line[0]) - 1):
        yield titles[max(at, 0)] if titles else "", lines, True


def _titles(document: Document) -> list[str]:
    """The title of each section behind those of the sections that it is in, but for the document's."""
    titles: list[str] = []
    above: list[tuple[int, str]] = []
    for section in document.sections:
        while above and above[-1][0] >= section.level:
            above.pop()
        titles.append(" ".join([title for level, title in above if level > 1] + [section.title]))
        above.append((section.level, section.title))
    return titles


def _shown(readme: Document | None) -> frozenset[str]:
    """Documents on models that the README sends its reader to, and the READMEs beside them."""
    told = {
        found[2]
        for _, line in (readme.prose if readme is not None else ())
        for found in _RELATIVE.finditer(line)
        if _OF_MODELS.search(found[0])
    }
    beside = {f"{path.rpartition('/')[0]}/README.md" for path in told if "/" in path and "docs/" not in path}
    return frozenset(told | beside)


class _Place(NamedTuple):
    path: str
    prominent: bool
    apart: bool
    section: str
    about: str
    code: bool


def _in_lines(
    place: _Place, lines: Iterable[tuple[int, str]], defined: dict[str, str], used: frozenset[str]
) -> Iterator[Link]:
    """Pointers in the lines of one section; what few words leave open, the words above tell."""
    before, aside, header, taken, last = "", "", "", -99, -99
    leads = _Leads()
    for number, line in lines:
        if used and (label := _DEFINED.match(line)) and (label[1] or label[2]).lower() in used:
            continue  # counted where it is used
        if (told := _ASIDE.match(line)) and "://" not in line:
            aside = told[1]
        header = (header or line) if line.lstrip().startswith("|") else ""
        lead = "" if place.code else leads.over(line)
        listed = place.prominent and not place.code and _is_of_data(f"{place.section} {aside}", place.about)
        if listed and _TAKEN.search(line):
            taken = number
        data = listed and (number - taken < 12 or bool(_ITEM.match(line)))
        follows = number == last + 1 and not _ITEM.match(line)
        said = (before[-200:] if follows else "") if place.prominent and not place.code else None
        for mention in in_line(_resolved(line, defined), data, said):
            around = mention.around
            if len(_words_of(around)) < FEW:
                around = f"{before[-200:]} {around}"
            if lead and lead not in around:
                around = f"{lead[-200:]} {around}"
            yield Link(
                replace(mention.reference, path=place.path, line=number),
                f"{_column(header, mention.before)} {around}" if header else around,
                f"{place.section} {aside}".strip(),
                place.prominent,
                place.apart,
                called=mention.called,
                before=mention.before,
                after=mention.after,
                had=mention.had,
            )
        before, last = line, number


class _Leads:
    """The line that a list or an item of it belongs to."""

    def __init__(self) -> None:
        self._above: list[tuple[int, str]] = []

    def over(self, line: str) -> str:
        """The item, or the line before the list, under which a line stands; "" where there is none."""
        item = _ITEM.match(line)
        indent = len(line) - len(line.lstrip()) if item else -1
        while self._above and self._above[-1][0] >= indent:
            self._above.pop()
        lead = self._above[-1][1] if self._above else ""
        if len(self._above) < _MOST_DEEP:
            self._above.append((indent, line))
        return lead


def _is_of_data(section: str, about: str) -> bool:
    """True for a section on data, or any of a document on data, that is not on how to shape or load them."""
    return bool(_OF_DATA.search(f"{section} {about}")) and not _NO_DATA_TITLE.search(section)


def _definitions(document: Document) -> dict[str, str]:
    """Addresses that a document defines apart from where it names them."""
    found = (_DEFINED.match(line) for _, line in document.prose if "://" in line)
    return {(m[1] or m[2]).lower(): m[3].rstrip(">") for m in found if m}


def _labels(document: Document) -> frozenset[str]:
    """Labels by which a document names addresses."""
    lines = (line for _, line in document.prose if "][" in line or "`_" in line)
    return frozenset((m[1] or m[2] or "").lower() for line in lines for m in _USED.finditer(line))


def _resolved(line: str, defined: dict[str, str]) -> str:
    """A line with the addresses put in that it names by a label."""
    if not defined or not ("][" in line or "`_" in line):
        return line
    return _USED.sub(
        lambda m: (
            m[0] + f"({defined[(m[1] or m[2]).lower()]})" if (m[1] or m[2] or "").lower() in defined else m[0]
        ),
        line,
    )


def _column(header: str, up_to: str) -> str:
    """What the head of a table says above a cell."""
    cells = header.split("|")
    return cells[min(up_to.count("|"), len(cells) - 1)].strip()[:80]


def _words_of(around: str) -> list[str]:
    return _WORD.findall(URL.sub(" ", around))


def is_evaluation(document: Document) -> bool:
    """True when a document's opening speaks of evaluation and not of training."""
    opening = document.sections[0].text[:600] + " ".join(
        s.title + " " + s.text[:600] for s in document.sections[1:2]
    )
    return bool(EVALUATION.search(opening[:600])) and "train" not in opening[:600].lower()


def _in_front(path: str, document: Document, prominent: bool) -> Iterator[Link]:
    """Datasets that a card names in its front matter."""
    named = document.front.get("datasets")
    for name in named if isinstance(named, list) else [named]:
        reference = from_url(f"https://huggingface.co/datasets/{name}") if isinstance(name, str) else None
        if reference is not None:
            yield Link(
                replace(reference, path=path, line=1), "datasets", "front matter", prominent, False, True
            )


def unique(references: list[Reference], most: int = 40) -> tuple[Reference, ...]:
    """References without repeats of the same place, in order of first mention."""
    seen: dict[tuple[str, str | None], Reference] = {}
    for reference in references:
        seen.setdefault((reference.url, reference.revision), reference)
    return tuple(seen.values())[:most]
