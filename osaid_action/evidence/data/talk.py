"""Which sentences and tables of the documents speak of training data.

A sentence does when it stands in a document or section about them, names them itself, or follows
one that does in the same paragraph. Evaluation, instructions, plans, denials and claims are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...patterns import lazy
from ..about import data_is_the_subject, library_said, once
from ..links import is_evaluation
from .documents import documents
from .heads import MAX_SENTENCE, STEPS, Rule, is_order, read
from .prose import clean, grids
from .said import TRAINED_ON, Rules, Said, is_empty, is_topic, mentions, tell
from .tables import Place
from .words import languages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Document, Section
    from ..survey import Survey

#: Sentences of one document, and of all, that are read word by word.
MOST_SENTENCES, MOST_IN_ALL, MOST_SECTIONS = 1_200, 6_000, 1_500

_CARD = lazy(
    r"(?i)(?:^|/)(?:[\w.]{1,40}[-_])?(?:data[-_ ]?(?:sheet|card|statement)s?|dataset[-_ ]?cards?"
    r"|datasheet[^/]{0,120}|data|datasets?|corpus|training[-_ ]data)\.(?:md|rst|txt|html)$"
)
_FOLDER = lazy(
    r"(?i)(?:^|/)(?:data|datasets?|corpus|corpora)/(?:.*/)?[^/]{0,120}\.(?:md|rst|txt)$|(?:^|/)data/readme$"
)
_ELSEWHERE = lazy(
    r"(?i)(?:^|/)(?:evals?|evaluations?|benchmarks?|tasks|examples?|inference|deploy\w{0,30})(?:/|\.)"
    r"|contributing|change|conduct|security|faq"
)
#: Also of the summary of training content that the European Union has a template for.
_CARD_TITLE = lazy(
    r"(?i)\b(?:data ?set card|datasheet|data statement|data card|summary of (?:the )?training content"
    r"|training content summary)\b"
)
_DATA_TITLE = lazy(
    r"(?i)\b(?:data ?sets?|corpus|corpora|korpus|datensatz)\b|数据集|语料|データセット|コーパス|корпус"
    r"|датасет"
)
_LIST_TITLE = lazy(
    r"(?i)^\W{0,5}awesome\b|\b(?:list|survey|collection) of (?:\w{1,20} ){0,3}(?:papers|datasets|resources)"
)
_CARD_KEYS = frozenset(
    {"annotations_creators", "language_creators", "size_categories", "source_datasets", "task_categories"}
    | {"task_ids", "dataset_info"}
)
#: A word that every mention of training holds, in some language; cheaper than reading the sentence.
_TEACHES = lazy(
    r"(?i)train|tun(?:ed|ing)|learn(?:s|ed) from|\b(?:sft|dpo)\b|data ?mix|entra[iî]n|entren|trein|обуч"
    r"|训练|訓練|学習|微调|학습|훈련"
)
_UNDONE = lazy(r"(?i)\[more information needed\]|\bTODO\b|\bTBD\b|to be added|coming soon|lorem ipsum")
#: What opens a list.
_LEAD = lazy(r"[:：]\s{0,5}$|\b(?:following|below)\b")
_ITEM = lazy(r"\s{0,20}(?:[-*+•]|\d{1,9}[.)])\s")

_BRING = Rule("bring", "name known address", 8)
#: Under a title such as "Where to obtain it", an address is enough.
_PLACE: Rules = {"where_to_obtain": (Rule("address"),)}
_FETCHED = frozenset({"obtained", "where_to_obtain"})


@once
def talk(survey: Survey) -> list[Said]:
    """Everything in the documents that tells a head of training data."""
    library = library_said(survey)
    subject = data_is_the_subject(survey)
    said: list[Said] = []
    left = MOST_IN_ALL
    for path, document in documents(survey).items():
        place = survey.by_path[path].place
        if _ELSEWHERE.search(path) or (path != survey.readme and is_evaluation(document)):
            continue
        # A library's README tells how to use data, so only its own cards count.
        if library and not (_CARD.search(path) and place == "main"):
            continue
        if not _may_tell(path, document, subject):
            continue
        page = _Page(path, document, place == "main", subject and path == survey.readme, left)
        said += page.said()
        left -= page.read
        if page.read >= MOST_SENTENCES or left <= 0 or len(document.sections) > MOST_SECTIONS:
            survey.limits.append(f"{path}: sentences on data read in part, being many")
        if left <= 0:
            break
    return said


@dataclass
class _Paragraph:
    """Sentences on adjacent lines, and what the earlier ones of them say of the later.

    places: its title speaks of where to obtain something; lead: the classes of words that open a list;
    undone: the rest is yet to be written.
    """

    settled: bool
    central: bool
    places: bool
    said: list[Said] = field(default_factory=list)
    mentioned: bool = False
    undone: bool = False
    listed: bool = False
    orders: int = 0
    lead: str = ""
    sources: bool = False

    @property
    def open(self) -> bool:
        """True when any sentence here is about training data."""
        return bool(self.settled or self.mentioned or self.lead)

    def leave_undone(self) -> None:
        """A placeholder takes back its paragraph, or its item of a list."""
        self.undone = True
        if not self.listed:
            self.said.clear()

    def account(self) -> Iterator[Said]:
        """The sentences; a paragraph that tells three things of training data is no passing remark.

        One that mostly tells the reader what to do is no account.
        """
        telling = [said for said in self.said if said.clear]
        if self.orders >= 2 and self.orders > len(telling):
            yield from (said for said in self.said if said.order)
            return
        heads = {head for said in telling for head in said.clear}
        whole = self.settled or (self.mentioned and self.central and len(heads) >= 3 and len(telling) >= 2)
        yield from (said._replace(settled=whole and not said.order) for said in self.said)


def _may_tell(path: str, document: Document, subject: bool) -> bool:
    """False for a document that can't speak of training data; it costs no look at its words."""
    return bool(
        subject
        or document.front
        or any(_DATA_TITLE.search(s.title) for s in document.sections[:2])
        or _CARD.search(path)
        or _FOLDER.search(path)
        or any(
            _TEACHES.search(f"{s.title}\n{s.text}") or _CARD_TITLE.search(s.title) for s in document.sections
        )
    )


class _Page:
    """One document as it is gone through."""

    def __init__(self, path: str, document: Document, central: bool, subject: bool, left: int) -> None:
        self.path, self.document, self.central = path, document, central
        self.read, self.most = 0, min(MOST_SENTENCES, left)
        opening = " ".join(s.title + " " + s.text[:2_000] for s in document.sections[:4])
        self.languages = languages(opening)
        title = next((s.title for s in document.sections if s.title), "")
        self.skipped = bool(_LIST_TITLE.search(title))
        self.front = not _CARD_KEYS.isdisjoint(document.front)
        named = _CARD.search(path) or _FOLDER.search(path)
        self.about = any(is_topic(read(s.title, self.languages)) for s in document.sections[:60] if s.title)
        self.trains = any(_TEACHES.search(s.text) for s in document.sections)
        self.whole = bool(
            self.front
            or subject
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
        paragraph = _Paragraph(settled, self.central, places)
        last = 0
        for number, sentence in section._replace(prose=prose).sentences:
            item = bool(_ITEM.match(sentence))
            broken = number - last >= 50 or any(n not in numbers for n in range(last, number))
            if broken and not (item and paragraph.lead):
                yield from paragraph.account()
                paragraph = _Paragraph(settled, self.central, places)
            last = number
            if item:
                paragraph.listed, paragraph.undone = True, False
            elif not broken:
                paragraph.lead = ""
            if paragraph.open or _TEACHES.search(sentence):
                if self.read >= self.most:
                    break
                self.read += 1
                self._sentence(paragraph, number, sentence, item)
        yield from paragraph.account()

    def _sentence(self, paragraph: _Paragraph, number: int, sentence: str, item: bool) -> None:
        """Add one sentence to its paragraph, if it speaks of training data."""
        if _UNDONE.search(sentence):
            paragraph.leave_undone()
        if paragraph.undone or is_empty(sentence):
            return
        reading = read(sentence, self.languages, after=paragraph.lead if item else "")
        named = mentions(reading)
        if not (paragraph.open or named):
            return
        if reading.has("you") or (not item and is_order(sentence, self.whole)):
            paragraph.orders += 1
            if (paragraph.settled or named) and reading.has("data") and reading.holds(_BRING):
                none: frozenset[str] = frozenset()
                paragraph.said.append(Said(self.path, number, sentence, False, none, _FETCHED, order=True))
            return
        if not item and _LEAD.search(sentence):
            # What is true of the sentence that opens a list is true of the list.
            paragraph.lead = "from get" if reading.has("get") else "from"
            paragraph.sources = reading.has("from", "trained") and (named or reading.has("data"))
        more = ((STEPS,) if item and self.whole else ()) + ((_PLACE,) if paragraph.places else ())
        if told := tell(reading, self.path, number, sentence, paragraph.settled, more):
            paragraph.said.append(told._replace(item=item and bool(paragraph.lead) and paragraph.sources))
            opens = bool(told.clear or told.partly) or reading.holds(TRAINED_ON)
            paragraph.mentioned = paragraph.mentioned or (named and opens)

    def _tables(self, section: Section, settled: bool) -> Iterator[Said]:
        for rows in grids(section):
            self.read += len(rows)
            if self.read >= self.most:
                break
            taught = bool(_TEACHES.search(f"{section.title} {' '.join(rows[0][1])}"))
            yield from Place(self.path, self.languages, settled, taught).tell(rows)
