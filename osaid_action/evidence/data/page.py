"""One document as it is gone through: which of its sections are on training data, and what they say."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from .paragraph import ITEM, Paragraph
from .prose import clean, grids
from .said import Said, is_topic, mentions
from .sentence import MAX_SENTENCE, read
from .tables import Place
from .words import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Document, Section

#: Sentences of one document that are read word by word.
MOST_SENTENCES, MOST_SECTIONS = 1_200, 1_500

_CARD = lazy(
    r"(?i)(?:^|/)(?:[\w.]{1,40}[-_])?(?:data[-_ ]?(?:sheet|card|statement)s?|dataset[-_ ]?cards?"
    r"|datasheet[^/]{0,120}|data|datasets?|corpus|training[-_ ]data)\.(?:md|rst|txt|html)$"
)
_FOLDER = either(
    r"(?:^|/)(?:data|datasets?|corpus|corpora)/(?:[^/]{1,255}/){0,40}[^/]{0,120}\.(?:md|rst|txt)$",
    r"(?:^|/)data/readme$",
    flags=re.IGNORECASE,
)
#: Also of the summary of training content that the European Union has a template for.
_CARD_TITLE = lazy(
    r"(?i)\b(?:data ?set card|datasheet|data statement|data card|summary of (?:the )?training content"
    r"|training content summary)\b"
)
_DATA_TITLE = either(
    r"\b(?:data ?sets?|corpus|corpora|korpus|datensatz)\b",
    r"数据集|语料|データセット|コーパス|корпус|датасет",
    flags=re.IGNORECASE,
)
_LIST_TITLE = either(
    r"^\W{0,5}awesome\b",
    r"\b(?:list|survey|collection) of (?:\w{1,20} ){0,3}(?:papers|datasets|resources)",
    flags=re.IGNORECASE,
)
#: A word that every mention of training holds, in some language; cheaper than reading the sentence.
_TEACHES = either(
    r"train|tun(?:ed|ing)|learn(?:s|ed) from|\b(?:sft|dpo)\b|data ?mix",
    # French, Spanish, Dutch, Russian; Chinese, Japanese, Korean
    r"entra[iî]n|entren|trein|обуч",
    r"训练|訓練|学習|微调|학습|훈련",
    flags=re.IGNORECASE,
)


def is_card(path: str) -> bool:
    """True for a document that is named after data."""
    return bool(_CARD.search(path))


def may_tell(path: str, document: Document, subject: bool) -> bool:
    """False for a document that can't speak of training data; it costs no look at its words."""
    return bool(
        subject
        or document.front
        or any(_DATA_TITLE.search(s.title) for s in document.sections[:2])
        or is_card(path)
        or _FOLDER.search(path)
        or any(
            _TEACHES.search(f"{s.title}\n{s.text}") or _CARD_TITLE.search(s.title) for s in document.sections
        )
    )


class Page:
    """One document as it is gone through.

    central: one of the project's own; subject: it is the README or the card of a dataset; left: how many
    sentences may still be read, of all documents.
    """

    def __init__(self, path: str, document: Document, central: bool, subject: bool, left: int) -> None:
        self.path, self.document, self.central = path, document, central
        self.read, self.most = 0, min(MOST_SENTENCES, left)
        opening = " ".join(s.title + " " + s.text[:2_000] for s in document.sections[:4])
        self.languages = languages(opening)
        title = next((s.title for s in document.sections if s.title), "")
        self.skipped = bool(_LIST_TITLE.search(title))
        named = is_card(path) or _FOLDER.search(path)
        self.about = any(is_topic(read(s.title, self.languages)) for s in document.sections[:60] if s.title)
        self.trains = any(_TEACHES.search(s.text) for s in document.sections)
        self.whole = bool(
            subject
            or _CARD_TITLE.search(title)
            or (named and self._is_account(opening))
            or (central and self._is_corpus(title, opening))
        )

    def _is_account(self, opening: str) -> bool:
        """True for a document named after data that tells of training data, not of a format or a tool."""
        first = read(opening[:MAX_SENTENCE], self.languages)
        heads = [read(s.title, self.languages) for s in self.document.sections[:2]]
        if any(head.has("aside", "judge", "you") for head in heads) and not any(map(is_topic, heads)):
            return False
        if self.central:
            return first.has("teach", "data", "topic") and not first.has("judge")
        return mentions(first) or any(map(is_topic, heads))

    def _is_corpus(self, title: str, opening: str) -> bool:
        """True for a README that says it describes a dataset, how much there is in it and of what."""
        head = read(title, self.languages)
        if not head.has("data") or head.has("aside", "judge", "you"):
            return False
        first = read(opening[:MAX_SENTENCE], self.languages)
        return first.has("own") and first.has("amount")

    def said(self) -> Iterator[Said]:
        if self.skipped:
            return
        above: list[tuple[int, str]] = []
        for section in self.document.sections[:MOST_SECTIONS]:
            self.read += 1
            if self.read >= self.most:
                break
            above = [(level, kind) for level, kind in above if level < section.level]
            kind = self._kind(section, [kind for _, kind in above])
            above.append((section.level, kind))
            if kind == "aside":
                continue
            settled = self.whole or kind == "topic"
            if not settled and not _TEACHES.search(section.title + "\n" + section.text):
                continue
            plain = section._replace(prose=tuple(clean(section.prose)))
            yield from self._tables(plain, settled)
            yield from self._sentences(plain, settled)

    def _kind(self, section: Section, above: list[str]) -> str:
        """topic, aside or "" for a section, by its title, those above it and what it speaks of."""
        inherited = above[-1] if above else ""
        title = read(section.title, self.languages)
        if section.title.endswith(("?", "？")):
            return inherited if self.whole else "aside"
        if is_topic(title) and not title.has("aside", "judge", "you"):
            return "topic"
        if title.has("aside", "judge", "you"):
            return "aside" if section.level > 1 or not self.whole else ""
        if inherited == "aside":
            return "aside"
        if inherited == "topic" or not title.has("data", "part"):
            return inherited or ("training" if title.has("teach") else "")
        text = section.text[:4_000]
        trains = inherited == "training" or bool(_TEACHES.search(section.title + "\n" + text))
        trains = trains or (self.trains and read(text[:MAX_SENTENCE], self.languages).has("own"))
        return "topic" if self.central and (trains or self.about) else inherited

    def _sentences(self, section: Section, settled: bool) -> Iterator[Said]:
        prose = tuple(line for line in section.prose if not line[1].lstrip().startswith("|"))
        numbers = {number for number, _ in prose}
        places = read(section.title, self.languages).has("place")
        begin = partial(Paragraph, self.path, self.languages, self.whole, settled, self.central, places)
        paragraph = begin()
        last = 0
        for number, sentence in section._replace(prose=prose).sentences:
            item = bool(ITEM.match(sentence))
            broken = number - last >= 50 or any(n not in numbers for n in range(last, number))
            if broken and not (item and paragraph.lead):
                yield from paragraph.account()
                paragraph = begin()
            last = number
            if item:
                paragraph.listed, paragraph.undone = True, False
            elif not broken:
                paragraph.lead = ""
            if paragraph.open or _TEACHES.search(sentence):
                if self.read >= self.most:
                    break
                self.read += 1
                paragraph.hear(number, sentence, item)
        yield from paragraph.account()

    def _tables(self, section: Section, settled: bool) -> Iterator[Said]:
        for rows in grids(section):
            self.read += len(rows)
            if self.read >= self.most:
                break
            taught = bool(_TEACHES.search(f"{section.title} {' '.join(rows[0][1])}"))
            yield from Place(self.path, self.languages, settled, taught).tell(rows)
