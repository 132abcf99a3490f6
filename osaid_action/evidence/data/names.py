"""Names of datasets in a sentence on training data: which are its sources, where, and made from what.

Rather none than a wrong one: a capital alone makes no dataset, and what a model was tuned from is a model.
"""

from __future__ import annotations

from typing import NamedTuple

from ...patterns import lazy
from .sentence import MODEL_PAGE, Sentence, sentence
from .words import listed

_DATA_PAGE = lazy(r"https?://huggingface\.co/datasets/[\w.-]{1,96}/[\w.-]{1,96}")
_ITEM = lazy(r"\s{0,20}(?:[-*+•]|\d{1,9}[.)])\s{1,20}")
_SUBJECT = (["is"], ["was"], ["are"], ["reflects"], ["models"])
_SETS = frozenset({"dataset", "datasets", "corpus", "database", "collection", "challenge", "set", "dump"})
#: What is done to a model before the training that is told of; what follows "from" is a model.
_TUNED = frozenset(
    {"finetuned", "finetune", "finetuning", "initialized", "initialised", "initialize", "started"}
    | {"starting", "starts", "warmstarted", "distilled", "continued", "adapted"}
)
_DONE = "derived|built|sampled|filtered|extracted|compiled|constructed|assembled|distilled"
_PART = "subset|version|sample|variant|part|portion"
_MADE = lazy(
    r"(?i)^[\"'`*)\s]{0,5}(?:data ?set|corpus)?\s?(?:\([^()]{0,80}\)\s?)?,?\s?"
    rf"(?:(?:is|was|which is|itself) )?(?:(?:{_DONE}) (?:up )?(?:from|on|out of)"
    rf"|(?:an?|the) (?:[\w-]{{1,20}} ){{0,3}}(?:{_PART}) (?:of|from))\s(?:the )?[\"'`*]{{0,3}}$"
)
#: What stands between the names of an enumeration, and behind its last.
_BETWEEN = lazy(
    r"(?i)[\"'`*)]{0,3}\s?(?:data ?set|corpus)?\s?,?\s?(?:https?://\S{1,200}\s{0,2})?,?\s?"
    r"(?:(?:and|or|&)\s)?(?:the )?[\"'`*]{0,3}"
)
_BEHIND = lazy(r"(?i)[\"'`*]{0,3}\s{0,3}(?:$|[,.;()]|and\b|&|https?:|data ?sets?\b|corp)")
_MAY_BE_MADE = lazy(rf"(?i)\b(?:{_DONE}|{_PART}) (?:up )?(?:from|on|of|out of)\b")


class Named(NamedTuple):
    """A dataset that a sentence names. called: a word such as "dataset" stands behind the name."""

    name: str
    where: tuple[str, ...] = ()
    called: bool = False


class _Span(NamedTuple):
    """A proper name: its words are those from `start` up to `end`, its characters from `begin` to `stop`."""

    name: str
    start: int
    end: int
    begin: int
    stop: int


def sources(text: str, settled: bool, item: bool = False) -> list[Named]:
    """The datasets that a sentence on training data names as its sources.

    A name counts behind a word such as "from" where an address follows it, where it is well known, or
    where training is said to be on it; anywhere before a word such as "dataset"; at the start of an item of
    a list of sources; and in an enumeration that such a name begins.
    """
    if item and (marker := _ITEM.match(text)):
        text = text[marker.end() :]
    read = sentence(text, ("en",), inside=item)
    kinds = [read.kinds(at) for at in range(len(read.words))]
    spans = _names(text, read, kinds)
    opens = {"from", "holds"} if settled else {"from"}
    found: list[Named] = []
    last, behind = -1, 0
    for span in spans:
        # What opened an earlier name does not open this one.
        before = kinds[max(behind, span.start - 3) : span.start]
        after = read.plain[span.end : span.end + 1]
        following = [read.words[at] for at in range(span.end, min(span.end + 3, len(kinds)))]
        if after in _SUBJECT or _is_model(read, span, following):
            continue
        places = [
            word.rstrip(".,;")
            for word, kind in zip(following, kinds[span.end :], strict=False)
            if "address" in kind
        ]
        taught = any(
            kind & {"trained", "topic", "amount"} for kind in kinds[max(0, span.start - 7) : span.start]
        )
        sourced = any(kind & opens for kind in before) and not any("by" in kind for kind in before)
        known = any("known" in kind for kind in kinds[span.start : span.end])
        called = not _SETS.isdisjoint(after)
        leads = item and span.start == 0 and (known or places or called or _is_strong(span.name))
        goes_on = (
            last >= 0
            and (known or _is_strong(span.name))
            and _BETWEEN.fullmatch(text[last : span.begin])
            and _BEHIND.match(text[span.stop : span.stop + 40])
        )
        if called or leads or goes_on or (sourced and (places or taught or known)):
            last, behind = span.stop, span.end
            found.append(Named(span.name, tuple(places[:1]), called))
    pages = _pages(read, spans, found)
    return found + pages


def made_from(text: str) -> list[tuple[str, str]]:
    """(dataset, what it was made from) as far as a sentence says so in plain words."""
    if not _MAY_BE_MADE.search(text):
        return []
    read = sentence(text, ("en",), inside=True)
    spans = _names(text, read, [read.kinds(at) for at in range(len(read.words))])
    return [
        (first.name, second.name)
        for first in spans
        for second in spans
        if first.stop < second.begin <= first.stop + 160 and _MADE.match(text[first.stop : second.begin])
    ]


def _is_strong(name: str) -> bool:
    """True for a name that no ordinary word at the start of a line looks like."""
    return " " in name or any(c.isupper() or c.isdigit() for c in name[1:])


def _is_model(read: Sentence, span: _Span, following: list[str]) -> bool:
    """True for what a model was tuned from, and for what has a page of a model behind it."""
    before = read.plain[max(0, span.start - 3) : span.start]
    return ("from" in before and not _TUNED.isdisjoint(before)) or bool(
        following and MODEL_PAGE.match(following[0])
    )


def _pages(read: Sentence, spans: list[_Span], found: list[Named]) -> list[Named]:
    """The datasets whose own pages are given, by the name before the page where the two are alike.

    The page of one that is named elsewhere in the sentence is put where it is.
    """
    held = {place for named in found for place in named.where}
    pages: list[Named] = []
    for at, word in enumerate(read.words):
        page = word.rstrip(".,;")
        if not _DATA_PAGE.match(page) or page in held:
            continue
        last = page.split("/")[5]
        named = [n for n, one in enumerate(found) if not one.where and _plain(one.name) in _plain(last)]
        if len(named) == 1:
            found[named[0]] = found[named[0]]._replace(where=(page,))
            continue
        before = next((span.name for span in spans if span.end == at), "")
        alike = before and _plain(before) in _plain(last)
        pages.append(Named(before if alike else last, (page,)))
    return pages


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())


def _names(text: str, read: Sentence, kinds: list[set[str]]) -> list[_Span]:
    """The proper names in a sentence; of `owner/name` the name."""
    spans: list[tuple[int, int]] = []
    at = 0
    for word in read.words:
        at = text.find(word, at)
        spans.append((at, at + len(word)))
        at += len(word)

    def joined(place: int) -> bool:
        """True for a word that continues the name before it: capital, and nothing but a space between."""
        word = read.words[place]
        gap = text[spans[place - 1][1] : spans[place][0]]
        return gap == " " and (word[0].isupper() or word[0].isdigit()) and not word.startswith("http")

    found: list[_Span] = []
    place = 0
    while place < len(kinds):
        start = place
        place += 1
        if not kinds[start] & {"name", "known"} or read.words[start].startswith("http"):
            continue
        while start > 1 and read.words[start - 1][0].isupper() and joined(start):
            start -= 1
        while place < len(kinds) and joined(place):
            place += 1
        begin, stop = spans[start][0], spans[place - 1][1]
        name = text[begin:stop]
        plain = set(read.plain[start:place])
        owner = text[stop : stop + 1] == "/" and text[stop + 1 : stop + 2].isalnum()
        if (
            len(name) <= 60
            and not owner
            and any(c.isupper() or c.isdigit() for c in name)
            and plain.isdisjoint(listed("hosts") | listed("makers"))
            and not name.endswith(("'s", "’s"))
        ):
            found.append(_Span(name, start, place, begin, stop))
    return found
