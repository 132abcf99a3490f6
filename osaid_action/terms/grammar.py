"""What a sentence on terms says: of which elements, in what relation to which license. Pure.

A sentence names licenses or takes a freedom away. Around each name stand what it speaks of and how: given,
denied, promised, of the past, changed, with a rider, for a purpose, or of somebody else's work. What is no
plain grant is never read as one: it is unclear, and a person has to judge.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy
from . import wording as say
from .named import RANK, Name, expression_of, grouped, named_in, names_in, verdict_on, worst
from .spoken import (
    WHOLE,
    are_tied,
    elements,
    elements_of,
    first_of,
    is_of_another,
    left_out_of,
    listed_in,
    mentions_of,
    spans_of,
    subject_of,
    words_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PARENS = lazy(r"[(（][^()（）]{1,200}[)）]")
_SAME = lazy(
    r"(?i)\b(?:this|the following|the same|same|the above) (?:terms|licen[cs]e|agreement)"
    r"|licen[cs]e (?:applies|covers)|\b(?:this|that|it|which) (?:applies|holds|goes|covers)\b"
)
_PUBLIC_DOMAIN = lazy(r"(?i)\bin the public domain\b|\bpublic[- ]domain (?:text|data|works?)\b")
_NEAR, _NEAR_BEFORE, _NEAR_AFTER, _SHORT = 25, 40, 60, 60
#: Places of a sentence where it is tried whether it goes on to another thing.
_MOST_BREAKS = 12
_COLON = lazy(r"[*_`\s]{0,3}[:：]")


class Said(NamedTuple):
    """What is said of some elements: terms by name, or an unclear word, or a freedom taken away.

    clauses: kinds of freedom taken away, each with the words.
    """

    scope: tuple[str, ...]
    expression: str | None
    verdict: str
    clauses: tuple[tuple[str, str], ...] = ()


class Around(NamedTuple):
    """What stands around a sentence.

    title: of its section; named: ids that the section names; before: elements that the last sentence spoke
    of; own: words of the project's own name; nameless: nothing tells it, so any name may be its own;
    goes_on: it is the rest of a sentence that spoke of `before`; told: elements that the section spoke of;
    last: what was said last, of whatever it was.
    """

    title: str = ""
    named: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    nameless: bool = False
    goes_on: bool = False
    told: frozenset[str] = frozenset()
    last: Said | None = None

    def after(self, sentence: str, said: Sequence[Said]) -> Around:
        """What stands around what follows a sentence that said something."""
        spoken = elements(sentence)
        # A grant goes no further than to the next sentence.
        last = said[-1] if said else self.last if self.last and self.last.verdict == "restricted" else None
        return self._replace(before=spoken or self.before, told=self.told | set(spoken), last=last)

    @property
    def known(self) -> frozenset[str]:
        """The words by which another's name is told from the project's; empty where it can't be."""
        return frozenset() if self.nameless else self.own

    @property
    def titled(self) -> bool:
        """Whether the section is on terms."""
        return bool(say.TERMS_TITLE.search(self.title))

    @property
    def of_others(self) -> bool:
        """Whether the section is on what others made."""
        others = say.OTHERS_TITLE.search(self.title)
        return bool(others) and not (self.titled and not say.THIRD.search(self.title))


@lru_cache(maxsize=4_096)
def read(sentence: str, around: Around) -> tuple[Said, ...]:
    """What a sentence without markup says on terms, in a section that is not on what others made.

    What is said of nothing that is known has no scope: the next sentence may tell what it is of.
    """
    said: list[Said] = []
    asked = sentence.rstrip(" *_`.)）").endswith(("?", "？"))
    if asked and (say.QUESTION.match(sentence) or not sentence.isascii()):
        return ()
    for part in _parts(sentence):
        said += _read(part, around)
        around = around.after(part, said)._replace(goes_on=True)
    # Who asks grants nothing; "don't sell it, okay?" asks nothing.
    return tuple(one for one in said if one.verdict == "restricted" or not asked)


def _parts(sentence: str) -> Iterator[str]:
    """A sentence at its semicolons, and where an element stands with a colon: "Code: MIT Weights: ..."."""
    for part in re.split(
        r"[;；](?! ?(?:now )?(?:it|they)\b)|[·•]|\s\|\s|(?<=다)\.\s|(?<=[며고]),\s", sentence
    ):
        cuts = [0]
        start = last = -1
        for begin, end, _ in spans_of(part):
            tied = last >= 0 and are_tied(part[last:begin]) and not _COLON.match(part, last)
            start = start if tied else begin
            last = end
            if start > cuts[-1] and _COLON.match(part, end):
                cuts.append(start)
        yield from (part[one:other] for one, other in pairwise([*cuts, len(part)]))


def _read(sentence: str, around: Around) -> list[Said]:
    sentence = _PARENS.sub(lambda found: " " if say.PAST.search(found[0]) else found[0], sentence)
    if (offer := say.OFFER.search(sentence)) and say.COPYLEFT.search(sentence, 0, offer.start()):
        # What else is for sale takes nothing from who takes the first.
        if say.RATHER.search(sentence, 0, offer.start()):
            return []
        sentence = sentence[: offer.start()]
    spoken = say.ASIDE.sub(lambda found: " " * len(found[0]), sentence)
    spoken = say.ELSEWHERE.sub(lambda found: " " * len(found[0]), spoken)
    names = [name for name in names_in(sentence) if not _is_held(sentence, name, around.own)]
    listed = len(sentence) <= _SHORT and elements_of(around.title)
    if not (around.titled or listed or say.LICENSED.search(sentence)):
        names = [name for name in names if _is_given(spoken, name)]
    elif not say.LICENSED.search(sentence):
        names = [
            name
            for name in names
            if name.start <= _NEAR
            or _is_given(spoken, name)
            or say.GIVEN.search(spoken, max(0, name.start - _NEAR), name.end + _NEAR)
        ]
    said = _with_names(sentence, spoken, names, around) if names else _without_names(sentence, spoken, around)
    kept = list(said)
    given = {one.scope for one in kept if one.expression}
    # "Not X: they are Y."
    kept = [
        one
        for one in kept
        if one.expression or one.clauses or one.scope not in given or RANK.index(one.verdict) > 2
    ]
    return [_widened(one, spoken, around) for one in kept]


def _is_given(spoken: str, name: Name) -> bool:
    """Whether a license is said right behind an element: "the code is MIT", "weights under MIT"."""
    near = re.split(r"[.;]\s(?=[A-Z])", spoken[max(0, name.start - _NEAR_AFTER) : name.start])[-1]
    spans = spans_of(near)
    if not spans:
        return False
    if (its := say.ITS.search(near)) and not say.IT_IS.fullmatch(near, spans[-1][1]):
        # "The weights were made with much care; they are": many things, and the subject.
        begin, end, element = spans_of(spoken)[0]
        many = begin <= _NEAR and (element == "data" or spoken[:end].endswith("s"))
        if not (many and near[its.start() :].lower().startswith("they")):
            return False
    return bool(say.IS.search(near)) or bool(say.CALLED.fullmatch(near, spans[-1][1]))


def _is_held(text: str, name: Name, own: frozenset[str]) -> bool:
    """Whether a license in parentheses is of what is named before them, which is no element and not ours."""
    held = say.HELD.search(text, max(0, name.start - _NEAR_BEFORE), name.start)
    if not held or text[name.end :].lstrip()[:1] not in {")", "）"}:
        return False
    before = text[: name.start]
    named = own & words_of(held[1]) or elements_of(before) or named_in(before)
    return not (named or "©" in before or say.OF_TERMS.search(before))


def _widened(said: Said, spoken: str, around: Around) -> Said:
    """What is no plain grant reaches all that a loose word may stand for; a grant does not."""
    loose = say.LOOSE.search(spoken) or not elements_of(spoken)
    strict = any(
        element == "code" and not say.LOOSE.fullmatch(words) for element, words in mentions_of(spoken)
    )
    if said.expression is not None and said.verdict == "undetermined":
        # Which license is meant is open, and not what it is for.
        return said
    if said.scope == ("code",) and said.verdict in {"restricted", "undetermined"} and loose and not strict:
        return said._replace(scope=WHOLE if _names_itself(spoken, around.own) else around.before or WHOLE)
    return said


def of_cell(words: str, about: str, header: str, title: str) -> Said | None:
    """What a cell in a column of licenses says. about: the cells before it; header: of the first column."""
    names = names_in(words)
    about = say.WHERE.sub(" ", about)
    scope = next((some for some in map(elements_of, (about, header, title)) if some), ())
    if not scope and re.search(r"(?i)\b(?:name|size|version|variant|base)\b", header):
        scope = ("parameters",)
    clauses = tuple(_restrictions(words))
    if not scope or not (names or clauses):
        return None
    if clauses:
        return Said(scope, None, "restricted", clauses)
    expression, verdict = expression_of(words, names)
    changed = _is_changed(words[: names[0].start], words[names[-1].end :]) or say.RIDER.search(words)
    return Said(scope, None, "undetermined") if changed else Said(scope, expression, verdict)


def _with_names(text: str, spoken: str, names: list[Name], around: Around) -> Iterator[Said]:
    groups = list(grouped(text, names))
    begin = 0
    left = ""
    for number, group in enumerate(groups):
        first, last = group[0].start, group[-1].end
        end = groups[number + 1][0].start if number + 1 < len(groups) else _goes_on(spoken, last)
        if number + 1 < len(groups) and (broken := say.BREAKS.search(text, last, end)):
            end = broken.start()
        yield from _one(text, spoken, group, (begin, first, last, end), around, left)
        left = spoken[begin:first]
        begin = end
    if begin < len(text):
        yield from _without_names(text[begin:], spoken[begin:], around)


def _goes_on(spoken: str, last: int) -> int:
    """Where a sentence goes on, behind its last name, to what is banned of another thing; else its end."""
    if say.HARMLESS.search(spoken, last) or next(_restrictions(spoken[last:]), None) is None:
        return len(spoken)
    spans = [span for span in spans_of(spoken) if span[0] >= last]
    lists = [(one[1], other[0]) for one, other in pairwise(spans) if are_tied(spoken[one[1] : other[0]])]
    for broken in islice(say.BREAKS.finditer(spoken, last), _MOST_BREAKS):
        if any(begin <= broken.start() < end for begin, end in lists):
            continue
        more = spoken[broken.end() :]
        if say.USE_IT.search(more):
            break
        if next(_restrictions(more), None) and any(begin <= _NEAR_BEFORE for begin, _, _ in spans_of(more)):
            return broken.start()
    return len(spoken)


def _one(
    text: str, spoken: str, group: list[Name], at: tuple[int, int, int, int], around: Around, left: str
) -> Iterator[Said]:
    """What is said with one name, or some given together, by the words before and behind."""
    begin, first, last, end = at
    before, after = text[begin:first], text[last:end]
    if say.OTHERS.search(before) or is_of_another(before, around.known) or _is_elsewhere(before):
        return
    scope, out = _scope(spoken[begin:first], spoken[last:end], around, left)
    if say.ALONE.search(text[begin:end]):
        out = tuple(element for element in WHOLE if element not in scope)
    if (scope or out) and (reach := say.REACHES.search(after)):
        # "The license of the code does not cover the weights."
        end = last + reach.start()
        beyond = elements_of(spoken[last + reach.end() : at[3]])
        scope = tuple(one for one in elements_of(spoken[last:end]) if one not in beyond) if beyond else scope
        out = beyond or out
        end = end if beyond else at[3]
    if out:
        yield Said(out, None, "undetermined")
    if scope and (said := _related(text, (begin, first, last, end), scope, expression_of(text, group))):
        yield said


def _is_elsewhere(before: str) -> bool:
    """Whether what stands before a name is in another place, and nothing else is spoken of."""
    return bool(say.ELSEWHERE.search(before)) and not elements_of(say.ELSEWHERE.sub(" ", before))


def _related(
    text: str, at: tuple[int, int, int, int], scope: tuple[str, ...], terms: tuple[str, str]
) -> Said | None:
    """What is said of a scope by the relation in which a name stands to it; None where it is nothing now."""
    begin, first, last, end = at
    expression, verdict = terms
    before, after = text[begin:first], text[last:end]
    # What was, ends with its clause.
    lately = re.split(r"[;；]", before)[-1]
    if say.PAST.search(lately) or say.WAS.search(lately) or say.PAST.match(after.lstrip(" ,(")):
        return None
    whole = text[begin:end]
    clauses = () if say.HARMLESS.search(text) else tuple(_restrictions(whole))
    if clauses and not (say.OFFER.search(whole) and say.COPYLEFT.search(text)):
        return Said(scope, expression, "restricted", clauses)
    if _is_no_grant(before, after):
        return Said(scope, None, "undetermined")
    is_open = RANK.index(verdict) <= RANK.index("open")
    if say.PARTLY.search(before):
        return Said(scope, expression, "undetermined" if is_open else verdict)
    if say.RIDER.search(after[:_NEAR_AFTER]):
        # What is added takes nothing back, and some riders are known by name.
        known = verdict == "restricted" or re.search(r"(?i)commons clause|use polic|use-based", after)
        words = " ".join(whole.split())[:200]
        return (
            Said(scope, None, "restricted", (("rider", words),))
            if known
            else Said(scope, None, "undetermined")
        )
    return None if is_open and _is_made_from(before, scope) else Said(scope, expression, verdict)


def _is_no_grant(before: str, after: str) -> bool:
    """Whether a license is promised, denied, changed, or given but for some uses."""
    if say.FUTURE.search(before) or say.FUTURE.search(after):
        return True
    # A negation counts from where the clause begins.
    clause = before[max((before.rfind(mark) for mark in ";:；：—"), default=-1) + 1 :]
    return _is_denied(clause, after) or _excepts_uses(after) or _is_changed(before[-_NEAR_BEFORE:], after)


def _is_made_from(before: str, scope: tuple[str, ...]) -> bool:
    """Whether what is granted is not ours, but what ours was made from."""
    rest = say.MADE_FROM.sub(" ", before) if say.MADE_FROM.search(before) else before
    return rest != before and not set(scope) <= set(elements_of(rest))


def _is_denied(clause: str, after: str) -> bool:
    """Whether a grant is denied: before the name, or behind it where the verb stands last."""
    last = re.split(r"[,，;；.。]", after, maxsplit=1)[0]
    return bool(say.NOT.search(clause)) or (not last.isascii() and bool(say.NOT.search(last)))


def _excepts_uses(after: str) -> bool:
    """Whether uses of a thing are left out of a grant, and no thing."""
    left_out = say.EXCEPT.search(after)
    return bool(left_out and say.USES.search(after, left_out.end(), left_out.end() + _NEAR_BEFORE))


def _is_changed(near: str, after: str) -> bool:
    found = list(say.MODIFIED.finditer(near))
    return bool(found and not re.search(r"[,;.]", near[found[-1].end() :])) or bool(say.STYLED.match(after))


def _scope(before: str, after: str, around: Around, left: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(the elements that are spoken of, those that are left out). left: what stood before the last name."""
    before, out = left_out_of(before)
    after, more = left_out_of(after)
    out = tuple(dict.fromkeys((*out, *more)))
    scope = _spoken_of(before, after, around, left)
    return tuple(one for one, _ in say.ELEMENTS if one in scope and one not in out), out


def _spoken_of(before: str, after: str, around: Around, left: str) -> tuple[str, ...]:
    """The elements that a name is said of; () where it is another thing's."""
    if say.REST.search(before) and (rest := _rest(around, left)):
        return rest
    if scope := subject_of(before):
        alike = say.ALIKE.search(after)
        if too := _too(after):
            return (*scope, *too)
        return (*scope, *first_of(after[alike.end() :][:_NEAR_BEFORE])) if alike else scope
    if say.PERIPHERAL.search(before):
        return ()
    if scope := _behind(after):
        return scope
    if say.PERIPHERAL.search(after) and not before.strip(" -*:|"):
        return ()
    return _implied(before, around, left)


def _too(after: str) -> tuple[str, ...]:
    """The element of which the same is said behind a name: "the code is MIT, the model too"."""
    begins = say.LEADS.match(after)
    for begin, end, element in spans_of(after)[:1]:
        if begins and begin == begins.end() and say.TOO.match(after, end) and not say.NOT.search(after):
            return (element,)
    return ()


def _rest(around: Around, left: str) -> tuple[str, ...]:
    """What is left where only some elements were spoken of, and not the code; () where it was."""
    told = around.told | set(elements_of(left)) | set(around.before)
    return () if "code" in told or not told else tuple(one for one in WHOLE if one not in told)


def _behind(after: str) -> tuple[str, ...]:
    """The elements named behind a license: those before a "not", or else those that it is of."""
    if say.OTHERS.search(after):
        return ()
    denied = say.NOT.search(after)
    if not denied:
        return elements_of(after)
    if denied[0] == "değil":
        # It stands behind what it denies.
        return ()
    return elements_of(after[: denied.start()]) or elements_of(after[denied.end() :])


def _implied(before: str, around: Around, left: str) -> tuple[str, ...]:
    """The elements that are meant where none is named: spoken of before, or in the title, or the code."""
    if around.before and (around.goes_on or say.PRONOUN.search(before)):
        return around.before
    thing = say.NAMED.search(before)
    if thing and say.SIZED.match(before[thing.start(1) :].strip(" :,.is")):
        return ("parameters",)
    if titled := _of_title(around):
        return titled
    named = say.THING.search(before)
    another = named and around.own.isdisjoint(words_of(named[0]))
    if another or (left and re.search(r"[^\W\d_]{4}", before)):
        return ()
    return subject_of(left) or ("code",)


def _of_title(around: Around) -> tuple[str, ...]:
    return tuple(one for one in elements_of(around.title) if one != "documents")


def _without_names(text: str, spoken: str, around: Around) -> Iterator[Said]:
    scope = elements_of(spoken)
    same = say.LIKEWISE.search(text) if scope and not say.NOT.search(text) else None
    if around.last and same and not say.PERIPHERAL.search(text):
        less = say.LESS.search(text, same.end()) or say.EXCEPT.search(text) or say.FUTURE.search(text)
        if less and around.last.verdict != "restricted":
            return
        yield around.last._replace(scope=tuple(one for one in scope if one != "documents"))
        return
    if around.named and scope and _SAME.search(text):
        yield Said(scope, " AND ".join(around.named), worst([verdict_on(one) for one in around.named]))
    elif "data" in scope and _PUBLIC_DOMAIN.search(text):
        yield Said(("data",), "LicenseRef-Public-Domain", "open")
    elif say.HARMLESS.search(text):
        return
    elif say.FUTURE.search(text):
        planned = say.OF_TERMS.search(text) and not say.NO_PLAN.search(text)
        if planned and (scope or around.titled):
            yield Said(scope or around.before or WHOLE, None, "undetermined")
    elif clauses := _clauses(text, spoken, around):
        yield from _taken(text, spoken, clauses, around)
    elif subject := _unclear(text, spoken, around):
        yield Said(subject, None, "undetermined")


def _taken(text: str, spoken: str, clauses: tuple[tuple[str, str], ...], around: Around) -> Iterator[Said]:
    """What is said by freedoms that are taken away; of nothing where the sentence does not tell of what."""
    scope = elements_of(spoken)
    subject = _restricted(spoken, clauses[0][1], around)
    unknown = not subject and not scope and not is_of_another(text, around.known)
    if unknown and say.OF_FILE.search(spoken):
        subject = scope = ("parameters",)
    elif unknown and (around.titled or _names_itself(text, around.own)):
        subject = ("code",)
    if subject and around.before == subject and say.OPENS.match(spoken):
        scope = subject
    if (subject or unknown) and (scope or not say.PERIPHERAL.search(spoken)):
        # What something is meant for is advice, and may be more.
        yield Said(subject, None, "undetermined" if _is_advice(text) else "restricted", clauses)


def _clauses(text: str, spoken: str, around: Around) -> tuple[tuple[str, str], ...]:
    """The freedoms that a sentence takes away now, and of a thing of ours."""
    clauses = tuple(_restrictions(text, licensed=bool(say.LICENSED.search(text))))
    if say.OFFER.search(text) and (say.COPYLEFT.search(" ".join(around.named)) or not around.named):
        clauses = tuple(one for one in clauses if one[0] != "non-commercial")
    at = max(spoken.find(clauses[0][1][:12]), 0) if clauses else 0
    others = say.OTHERS.search(text) and not subject_of(spoken[max(0, at - _SHORT) : at])
    # "Don't sell the songs."
    after = spoken[at + len(clauses[0][1]) :].lstrip() if clauses else ""
    others = others or (say.THING.match(after) and not elements_of(spoken))
    return () if others or say.PAST.search(spoken, 0, at) else clauses


def _unclear(text: str, spoken: str, around: Around) -> tuple[str, ...]:
    """The elements of which a sentence says that terms are denied, or somebody else's."""
    scope = tuple(one for one in elements_of(spoken) if one != "documents")
    if say.LICENSED.search(text) and say.NOT.search(text) and say.DENIES.search(text):
        return scope
    theirs = say.NO_RIGHTS.search(text) or (say.THEIRS.search(text) and say.OF_TERMS.search(text))
    if not theirs or say.OTHERS.search(text) or say.NO_PLAN.search(text):
        return ()
    # A thing that is neither code nor weights is of the data.
    thing = around.titled and say.THING.search(spoken) and not say.PERIPHERAL.search(spoken)
    return scope or (("data",) if thing else ())


def _is_advice(text: str) -> bool:
    """Whether a thing is said to be meant for something, and not that it is for nothing else."""
    return bool(say.INTENDED.search(text) and not re.search(r"(?i)licen[cs]ed|permitted|allowed", text)) or (
        bool(say.SHARED_FOR.search(text)) and not re.search(r"(?i)\bonly\b|\bsolely\b|\bexclusively\b", text)
    )


def _restricted(spoken: str, words: str, around: Around) -> tuple[str, ...]:
    """What words restrict: what stands before them, else the first thing behind, else what was spoken of."""
    at = max(spoken.find(words[:12]), 0)
    if is_of_another(spoken[:at], around.known):
        return ()
    if around.before and say.OPENS.match(spoken):
        return around.before
    if subject := subject_of(spoken[:at]):
        return subject
    if say.PERIPHERAL.search(spoken[:at]):
        return ()
    if say.EVERYTHING.search(spoken, at):
        return WHOLE
    if subject := listed_in(spoken[at:]) or first_of(re.split(r"[,;.，；。]", spoken[at:], maxsplit=1)[0]):
        return subject
    if elements_of(spoken):
        return ()
    return _of_title(around) or (() if _names_itself(spoken, around.own) else around.before)


def _names_itself(text: str, own: frozenset[str]) -> bool:
    return bool(own & words_of(text))


def _restrictions(text: str, *, licensed: bool = False) -> Iterator[tuple[str, str]]:
    """The freedoms that a sentence takes away, each kind once with its words."""
    for kind, pattern in say.RESTRICTS:
        if found := pattern.search(text):
            yield kind, " ".join(found[0].split())[:160]
    if licensed:
        from ..licenses import identify

        for clause in identify(text).clauses:
            yield clause.category, clause.quote
