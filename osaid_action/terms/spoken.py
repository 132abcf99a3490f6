"""What a sentence on terms speaks of: the elements of a system, what is left out, and other people's things."""

# ruff: noqa: E501  (a pattern is read whole, on its line)

from __future__ import annotations

import re
from functools import lru_cache

from ..patterns import lazy
from . import wording as say

#: Everything that terms may be stated for here.
WHOLE = ("parameters", "data", "code")
#: Mentions of elements in one sentence that are read.
_MOST = 100
_NEAR_BEFORE, _NEAR_AFTER, _SHORT = 40, 60, 60
#: Where the words end that leave something out.
_ENDS = lazy(
    r"[,;，；]|(?<=[^s]) (?:is|are|ist|sind|est|sont|está|están|estão|è|sono|can|may|comes?|falls?|applies|apply"
    r"|unterliegt|steht|stehen|fällt|gilt|wird|werden|se|queda)\b"
)
#: What joins the last thing of a list.
_LAST = lazy(r"(?i)\b(?:and|or|nor|und|oder|noch|et|ou|ni|y|o|e|né|и|или)\b|和|或|と|및")
_AND = lazy(
    r"(?i)[,、，/&+]|\b(?:and|as well as|along with|together with|or|nor|und|sowie|et|ainsi que|y|e|como|als auch|así como|bem como|nonché|oltre|и"
    r"|а также)\b|和|与|及|および|と|も|並びに|와|과|، ?| و"
)
#: A common noun names nobody's thing: whose it is, is to be told by the section.
_COMMON = lazy(r"(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll) [a-z]")
#: What stands between two things that are one subject.
_TIED = lazy(
    r"(?i)[,、，/&+ ()-]{0,4}(?:(?:and|as well as|along with|together with|or|nor|und|sowie|et|ainsi que|y|e|así como|bem como"
    r"|nonché|como|als auch|oltre|it[s']|и|а также|和|与|及|以及|および|と|及び|および|並びに|も|와|과|및|و|ال|the|our|all|its|their|associated|trained"
    r"|pre-?trained|released|model|die|der|das|les?|la|los|las|os|as|i|gli|of|for|in|this|that|del|della|des?|du|do|da"
    r"|訓練済み|学習済み|の|의|예측|trainierten?|entraînée?s?|entrenados?|treinad[oa]s?|addestrat[oi]|обученн\w{1,3}"
    r"|[\w`./'-]{1,24})[,、，/&+ ()-]{0,3}){0,5}"
)


def elements(sentence: str) -> tuple[str, ...]:
    """The elements that a sentence speaks of."""
    spoken = say.ASIDE.sub(lambda found: " " * len(found[0]), sentence)
    # What is left out, or not reached, is what one goes on about.
    left_out = say.EXCEPT.search(spoken) or say.REACHES.search(spoken)
    return (elements_of(spoken[left_out.end() :]) if left_out else ()) or elements_of(spoken)


def is_of_another(before: str, own: frozenset[str]) -> bool:
    """Whether what stands before is said of somebody else's thing, by its name or in a clause of its own."""
    relative = max(say.RELATIVE.finditer(before), key=lambda found: found.start(), default=None)
    if relative and not elements_of(
        before[max(0, relative.start() - _SHORT) : relative.start()].rpartition(",")[2]
    ):
        return not re.search(
            r"(?i)licen[cs]e|terms", before[max(0, relative.start() - _NEAR_BEFORE) : relative.start()]
        )
    owner = say.POSSESSIVE.search(before)
    if (
        owner
        and own
        and own.isdisjoint(words_of(owner[1]))
        and elements_of(before[owner.end() :][:_NEAR_BEFORE])
    ):
        return True
    if elements_of(before):
        return False
    named = say.NAMED.search(before)
    if named and _COMMON.match(named[1]):
        return False
    words = words_of(named[1]) if named else set()
    return bool(named) and bool(own) and own.isdisjoint(words) and words.isdisjoint(say.NO_THING)


def words_of(text: str) -> set[str]:
    """The words of a text in lower case."""
    return set(re.findall(r"[^\W_]{2,40}", text.lower()))


def first_of(text: str) -> tuple[str, ...]:
    """The element named first."""
    return tuple(element for _, _, element in spans_of(text)[:1])


def listed_in(text: str) -> tuple[str, ...]:
    """The elements of a list that ends in "or" or "and", and of which nothing else is said; () for no list."""
    found: list[str] = []
    joined, last = "", -1
    for begin, end, element in spans_of(text):
        if last >= 0 and not are_tied(text[last:begin]):
            break
        joined = text[last:begin] if last >= 0 else ""
        found.append(element)
        last = end
    is_list = len(found) > 1 and _LAST.search(joined) and not _ENDS.match(text, last)
    return tuple(element for element, _ in say.ELEMENTS if element in found) if is_list else ()


def left_out_of(text: str) -> tuple[str, tuple[str, ...]]:
    """(the words without what they leave out, the elements left out)."""
    found = say.EXCEPT.search(text)
    if not found:
        return text, ()
    if not found[0].isascii() and not found[0].isalpha():
        return text, ()
    ends = _ENDS.search(text, found.end())
    cjk = found[0][:1] in "を以제除"
    if cjk:
        start = max((text.rfind(mark, 0, found.start()) for mark in "，、。,은는"), default=-1) + 1
        stop = ends.start() if found[0] == "除" and ends else found.end()
        return text[:start] + text[stop:], elements_of(text[start:stop])
    stop = ends.start() if ends else len(text)
    return text[: found.start()] + text[stop:], elements_of(text[found.end() : stop])


def elements_of(text: str) -> tuple[str, ...]:
    """The elements that words name, in the order in which they are told."""
    if say.EVERYTHING.search(text):
        return WHOLE
    if say.REST.search(text):
        return ("parameters", "data")
    named = {element for element, _ in mentions_of(text)}
    return tuple(element for element, _ in say.ELEMENTS if element in named)


@lru_cache(maxsize=256)
def spans_of(text: str) -> tuple[tuple[int, int, str], ...]:
    """(begin, end, element) of each mention; of two that overlap the longer one, as "model card"."""
    every = sorted(
        (found.start() - found.end(), found.start(), found.end(), element)
        for element, pattern in say.ELEMENTS
        for found in pattern.finditer(text)
    )
    kept: list[tuple[int, int, str]] = []
    for _, begin, end, element in every[:_MOST]:
        if all(end <= first or last <= begin for first, last, _ in kept):
            kept.append((begin, end, element))
    kept.sort()
    # "The model in this project" is the model.
    return tuple(
        one
        for at, one in enumerate(kept)
        if not (
            at
            and one[2] == "code"
            and one[0] - kept[at - 1][1] <= _NEAR_BEFORE
            and say.WITHIN.search(text, kept[at - 1][1], one[0])
        )
    )


def mentions_of(text: str) -> list[tuple[str, str]]:
    """(element, the words) of each mention, in order."""
    return [(element, text[begin:end]) for begin, end, element in spans_of(text)]


def subject_of(before: str) -> tuple[str, ...]:
    """The elements named last before a name, with those joined to them."""
    if say.EVERYTHING.search(before) or say.REST.search(before):
        return elements_of(before)
    mentions = spans_of(before)
    near: list[str] = []
    start = None
    for first, last, element in reversed(mentions):
        between = before[last:start] if start is not None else ""
        joined = element in near or are_tied(between)
        if start is not None and not joined:
            break
        near.append(element)
        start = min(first, start) if start is not None else first
    return tuple(element for element, _ in say.ELEMENTS if element in near)


def are_tied(between: str) -> bool:
    """Whether two things are one subject by what stands between them: next to each other, or joined."""
    if len(between) > _NEAR_AFTER or say.AGAINST.search(between):
        return False
    return len(between.split()) <= 1 or bool(_AND.search(between) and _TIED.fullmatch(between.strip()))
