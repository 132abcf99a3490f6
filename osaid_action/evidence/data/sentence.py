"""Where in a sentence the words of each class stand, in any language.

A sentence becomes sets of positions, one a class of words (a bit an occurrence), so that "these
words within so many of those" is a shift and an AND: the cost is linear whatever the text holds.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import either, lazy
from .words import Vocabulary, listed, vocabulary, weighing

if TYPE_CHECKING:
    from .heads import Rule

#: No sentence is read further than this.
MAX_SENTENCE = 1_000

_CJK = "\u3040-\u30ff\u3400-\u9fff"
_TOKEN = lazy(
    r"https?://[^\s<>\"'`)\]|}]{3,300}"
    r"|%|\d{1,20}(?:[.,'\u00a0\u202f]\d{1,12}){0,6}"
    rf"|[{_CJK}]{{1,300}}"
    rf"|[^\W\d_{_CJK}](?:[’'-]?[^\W_{_CJK}]){{0,60}}"
)
_WORD_MARKS = lazy(r"[^\W\d_]{1,30}")
_ELISION = lazy(r"(?i)^(?:[dlsnjc]|qu)['’](?=\w\w)")
_HAN_OR_KANA = lazy(rf"[{_CJK}]")
_PAPER_HOST = either(
    r"https?://(?:www\.)?(?:arxiv\.org|openreview\.net|aclanthology|[^/]{0,80}"
    r"(?:journals|wandb|shields\.io|colab|discord|twitter|x\.com))",
    r"\.(?:png|jpe?g|svg|gif|pdf|py|ipynb)$",
)
MODEL_PAGE = lazy(r"https?://huggingface\.co/(?!datasets/|spaces/)")
_HARDWARE = lazy(r"[ahvtl]\d{1,3}(?:\d{2,3}gbs?|gbs?)?|(?:rtx|tpu|mi|nvidia|gtx)\w{0,12}")
_MAGNITUDE = frozenset("kmbt")
_DEEDS = frozenset({"get", "take", "drop", "label"})
_WITH = frozenset({"using", "with", "through", "via"})
#: Endings of those who know a field.
_EXPERTS = ("ologists", "ologist", "icians", "iatrists")
_NAMEABLE = frozenset({"known", "from", "origin", "tool"})
#: Classes that the words before may change.
_BESIDE = _DEEDS | {"from", "by", "hanget", "name", "known"}
_MEANS = frozenset({"used", "use", "using", "script", "scripts", "code"})


class Reading(NamedTuple):
    """Where in a sentence words of each class stand: a bit a position."""

    masks: dict[str, int]

    def has(self, *kinds: str) -> bool:
        return any(kind in self.masks for kind in kinds)

    def at(self, kinds: str) -> int:
        found = 0
        for kind in kinds.split():
            found |= self.masks.get(kind, 0)
        return found

    def holds(self, rule: Rule) -> bool:
        first = self.at(rule.first)
        if not first or not rule.second:
            return bool(first)
        second = self.at(rule.second)
        return bool(second) and (
            _follows(first, second, rule.within)
            or (not rule.ordered and _follows(second, first, rule.within))
        )


def _follows(first: int, second: int, within: int) -> bool:
    reach = 0
    for distance in range(1, within + 1):
        reach |= first << distance
    return bool(reach & second)


#: What a document says is mostly what it said in the commit before.
_REMEMBERED = 4_096


@lru_cache(maxsize=_REMEMBERED)
def read(text: str, languages: tuple[str, ...], after: str = "") -> Reading:
    """The classes of words in a sentence; after: classes that stand before it, as in a list's opening."""
    return _read(sentence(text, languages, bool(after)), after)


@lru_cache(maxsize=_REMEMBERED)
def weighed(text: str, languages: tuple[str, ...], after: str = "") -> Reading:
    """The classes of words in a sentence with those that only weigh."""
    some = sentence(text, languages, bool(after))
    masks = _read(some, after).masks
    phrases = weighing(languages).phrases
    for at, (plain, word) in enumerate(zip(some.plain, some.words, strict=True)):
        for kind in some.weighs(at) if plain in phrases else _weighing(plain, word, languages):
            masks[kind] = masks.get(kind, 0) | 2 << at
    return Reading(masks)


def sentence(text: str, languages: tuple[str, ...], inside: bool) -> Sentence:
    """The words of a sentence; inside: it does not begin with its first word, which may be a name so."""
    words = _tokens(text[:MAX_SENTENCE], vocabulary(languages))
    return Sentence(words, [folded(word) for word in words], languages, inside)


def _read(sentence: Sentence, after: str) -> Reading:
    masks = dict.fromkeys(after.split(), 1)
    for at, (plain, word) in enumerate(zip(sentence.plain, sentence.words, strict=True)):
        settled = _settled(plain, word, sentence.languages)
        for kind in sentence.kinds(at) if settled is None else settled:
            masks[kind] = masks.get(kind, 0) | 2 << at
    return Reading(masks)


def _tokens(text: str, known: Vocabulary) -> list[str]:
    """Words, numbers and addresses; runs of Chinese or Japanese are cut at the terms that are known."""
    tokens: list[str] = []
    for found in _TOKEN.findall(text):
        if _HAN_OR_KANA.match(found):
            tokens += _cut(found, known.terms)
        else:
            tokens.append(found)
    return tokens


def _cut(run: str, terms: dict[str, tuple[str, ...]]) -> list[str]:
    parts: list[str] = []
    rest = at = 0
    while at < len(run):
        term = next((run[at : at + n] for n in range(8, 0, -1) if run[at : at + n] in terms), "")
        if term:
            parts += [run[rest:at]] * (at > rest) + [term]
            rest = at = at + len(term)
        else:
            at += 1
    return parts + [run[rest:]] * (len(run) > rest)


@lru_cache(maxsize=16_384)
def folded(token: str) -> str:
    """A word as the lists have it."""
    word = token.lower().replace("’", "'")
    if "'" in word:
        word = _ELISION.sub("", word).removesuffix("'s")
    return word.replace("-", "")


def is_hardware(word: str) -> bool:
    """True for what a folded word of hardware looks like: a100, rtx4090."""
    return bool(_HARDWARE.fullmatch(word))


def kinds_of(word: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The classes of a word by itself, with those that only weigh."""
    return _classes(folded(word), word, languages) | _weighing(folded(word), word, languages)


class Sentence(NamedTuple):
    """The words of a sentence as they stand and as the lists have them."""

    words: list[str]
    plain: list[str]
    languages: tuple[str, ...]
    inside: bool

    def kinds(self, at: int) -> set[str]:
        """The classes of one word: its own, those of its shape, and those its neighbors give it."""
        word = self.words[at]
        if word.startswith("http"):
            if _PAPER_HOST.search(word):
                return set()
            return {"name"} if MODEL_PAGE.match(word) else {"address", "name"}
        if word[0].isdigit():
            return _number(at, self.plain, self.languages)
        if word == "%":
            return {"percent"}
        kinds = set(_classes(self.plain[at], word, self.languages))
        for phrase, kind in vocabulary(self.languages).phrases.get(self.plain[at], ()):
            if _matches(phrase, self.plain, at):
                kinds.add(kind)
        kinds |= self._by_shape(at, kinds)
        return (kinds | self._by_neighbors(at, kinds)) - self._taken_back(at, kinds)

    def weighs(self, at: int) -> set[str]:
        """The classes of one word that only weigh."""
        known, word = weighing(self.languages), self.plain[at]
        kinds = set(_weighing(word, self.words[at], self.languages))
        kinds.update(kind for phrase, kind in known.phrases.get(word, ()) if _matches(phrase, self.plain, at))
        return kinds

    def _by_shape(self, at: int, kinds: set[str]) -> set[str]:
        word = self.words[at]
        if self.languages[-1] in {"zh", "ja"} and not word.isascii():
            unknown = not kinds and len(word) > 2
            return {"han"} if unknown else {"hanget"} if "get" in kinds else set()
        if self._is_name(at, kinds):
            return {"name"}
        if self.plain[at].endswith(_EXPERTS):
            return {"who"}
        if not kinds and word.endswith("s") and len(word) > 4 and word.isalpha() and word.islower():
            were = {"were", "are", "been"}.intersection(self.plain[at + 1 : at + 3])
            return {"plural", "pluralwere"} if were else {"plural"}
        return set()

    def _by_neighbors(self, at: int, kinds: set[str]) -> set[str]:
        word, more = self.plain[at], set()
        before = self.plain[max(0, at - 3) : at]
        leads = "from" in kinds or word in _WITH
        if leads and any("take" in _classes(w, w, self.languages) for w in before):
            more.add("takefrom")
        if "by" in kinds and before and "get" in _classes(before[-1], before[-1], self.languages):
            more.add("madeby")
        if word in _MEANS:
            onwards = pairwise(self.plain[at + 1 : at + 12])
            if any(to in {"to", "for"} and verb in listed("obtains") for to, verb in onwards):
                more.add("makes" if word.startswith("us") else "fetches")
        return more

    def _taken_back(self, at: int, kinds: set[str]) -> set[str]:
        """Classes that the words before deny: deeds done to models, what can be got, where things are."""
        before = self.plain[max(0, at - 4) : at]
        gone: set[str] = set()
        if kinds & _DEEDS and not listed("artifacts").isdisjoint(before):
            gone |= _DEEDS
        if before[-2:] in (["can", "be"], ["may", "be"]):
            gone |= {"get", "hanget"}
        if before[-1:] in (["on"], ["at"]) and self.plain[at] in listed("hosts"):
            gone |= {"name", "known"}
        return gone

    def _is_name(self, at: int, kinds: set[str]) -> bool:
        """True for what looks like a proper name: capitals or digits inside, or one no grammar asks for."""
        word, plain = self.words[at], self.plain[at]
        inside = word[1:]
        shaped = inside != inside.lower() and any(map(str.isupper, inside))
        shaped = shaped or (len(word) > 3 and not word.isalpha() and any(map(str.isdigit, word)))
        begins = word[0].isupper() and len(word) >= 2 and (at > 0 or self.inside)
        if not (shaped or begins):
            return False
        if plain in listed("common") or kinds - _NAMEABLE or is_hardware(plain):
            return False
        if any(following.lower() in listed("no_source") for following in self.words[at + 1 : at + 4]):
            return False
        if shaped:
            return True
        # German writes every noun with a capital; two in a row are a name.
        following = self.words[at + 1 : at + 2]
        return self.languages[-1] != "de" or any(w[0].isupper() and len(w) > 2 for w in following)


@lru_cache(maxsize=8_192)
def _classes(word: str, token: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The classes of a word by itself."""
    return _known(vocabulary(languages), word, token)


@lru_cache(maxsize=16_384)
def _settled(word: str, token: str, languages: tuple[str, ...]) -> frozenset[str] | None:
    """The classes of a word whatever stands beside it; None where they depend on that."""
    kinds = _classes(word, token, languages)
    if (
        not (token.isascii() and token.isalpha() and token.islower())
        or word in vocabulary(languages).phrases
        or word in _WITH | _MEANS
        or not kinds.isdisjoint(_BESIDE)
        or word.endswith(_EXPERTS)
        or word.startswith("http")
        or (not kinds and word.endswith("s"))
    ):
        return None
    return kinds


@lru_cache(maxsize=8_192)
def _weighing(word: str, token: str, languages: tuple[str, ...]) -> frozenset[str]:
    return _known(weighing(languages), word, token)


def _known(known: Vocabulary, word: str, token: str) -> frozenset[str]:
    kinds = {*known.whole.get(word, ()), *known.terms.get(token, ())}
    for length in range(2, len(word) + 1):
        kinds.update(known.stems.get(word[:length], ()))
    return frozenset(kinds)


def _matches(phrase: tuple[str, ...], plain: list[str], at: int) -> bool:
    """Whether a phrase goes on behind its first word, which stands there."""
    if at + len(phrase) > len(plain):
        return False
    for further in range(1, len(phrase)):
        part, word = phrase[further], plain[at + further]
        if not (word.startswith(part[:-1]) if part[-1] == "*" else word == part):
            return False
    return True


def _number(at: int, plain: list[str], languages: tuple[str, ...]) -> set[str]:
    """What a number is: a year, an amount of something, or nothing that counts."""
    word = plain[at]
    if len(word) == 4 and word.isdigit() and "1900" <= word <= "2100":
        return {"year"}
    following = plain[at + 1 : at + 7]
    large = sum(c.isdigit() for c in word) >= 3 and "." not in word[-3:]
    if following and following[0] in _MAGNITUDE:
        large, following = True, following[1:]
    if following and following[0] in {"万", "亿", "億"}:
        # Chinese and Japanese count with a word of each thing's own.
        counted = {kind for thing in following[1:4] for kind in _classes(thing, thing, languages)}
        return set() if "notunit" in counted else {"amount"}
    for place, after in enumerate(following[:5]):
        kinds = _classes(after, after, languages)
        if "notunit" in kinds or after[:1].isdigit():
            break
        if "unit" in kinds and (place <= 3 or large):
            return {"amount"}
        large = large or "many" in kinds
        if (
            large
            and place <= 2
            and after.endswith("s")
            and len(after) > 4
            and not kinds - {"stuff", "origin"}
        ):
            return {"amount"}
    return set()


def is_order(text: str, whole: bool) -> bool:
    """True when a sentence begins as an instruction does; whole: the document answers questions on data."""
    words = [] if text.lstrip(" *-_>\"'").startswith("`") else _WORD_MARKS.findall(text[:80])
    return bool(words) and (words[0].lower() in listed("orders") or (words[0] == "To" and not whole))
