"""Words that stand beside or inside a license without being terms: copyright lines, names, titles, notices.

Every rule here is a closed list or a test that ordinary words fail, because whatever is explained here is
reported as clean.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ..patterns import lazy
from .scripts import CASED, is_body, may_be_uncased_name, plain, script_of
from .statement_words import (
    ATTRIBUTION,
    BODIES,
    CHOICE,
    CHOOSING,
    FAMILIES,
    FORMS,
    HEADINGS,
    JOINING,
    LINKING,
    MARKS,
    NAMING,
    NEVER,
    NOTICE,
    OF_ATTRIBUTION,
    PHRASES,
    PLACEHOLDER,
    PLACEHOLDERS,
    POLICIES,
    STEWARDS,
    TRIM,
    WHOLE,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .index import Index
    from .text import Words


YEAR = lazy(r"(?:19|20)\d\d(?:s|x)?|(?:19|20)xx|yyyy|present|now|today|year|years")
_VERSION, _EMPTY = lazy(r"v?\d"), lazy(r"\n[ \t#*/>|;-]*\n")
_DATE, _DAY = lazy(r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)"), 8
_NUMERAL = lazy(r"[ivx]{1,5}|\d{1,2}|[a-z]")
_LINK = lazy(
    r"(?:https?|ftp)://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:com|org|net|io|ai|edu|gov|html?)(?:/[^\s<>\"')\]]*)?(?![\w])",
    re.IGNORECASE,
)

#: Where one word begins in several that are written as one, and how many such a name may have.
_HUMPS, _HUMPED, _HANDLE = lazy(r"(?<=[^\W\d_])_|(?<=[a-zà-öø-ÿа-я])[A-ZÀ-ÖØ-ÞА-Я]"), 2, 12
#: Words of the names of persons and of bodies, and single letters in a name.
_OF_PERSON, _OF_BODY, _INITIALS = 4, 8, 4
#: Letters of the longest word that a full stop may shorten.
_ABBREVIATED = 4
#: Words of the longest copyright line, and of a name that need not begin with capitals.
_LONGEST, _SHORT = 40, 3
#: Words in the path of an address, and in its host.
_STEPS, _LABELS = 2, 5
#: Words in small letters that a line of names may hold.
_SMALL = 2
#: Words of the name of what a part was taken from.
_NAMES = 3
#: Ordinary words in the name of a body.
_ORDINARY = 3
#: A repository as a name: owner/name.
_REPOSITORY = lazy(r"[\w.-]{1,40}/[\w.-]{1,60}")
#: Characters of the longest title in one line.
_TITLE = 40
#: The words of an id without its version.
_SHORT_NAME = lazy(r"[a-z]+")
#: What stands between two names.
_APART = lazy(r"(?i)[,;/|&+<>()\[\]]|\b(?:and|by|und|et|y|e)\b")
#: What turns the direction of writing; the end of a sentence.
_DIRECTION = lazy("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STOP = lazy("[.!?;:。！？；：।۔]\\s|[。！？；]")


def _segments(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The words ``first`` to ``last`` line by line."""
    start = first
    line = words.line(first)
    for i in range(first + 1, last + 1):
        at = words.line(i) if i < last else -1
        if at != line:
            yield start, i
            start, line = i, at


def _runs(places: list[int]) -> Iterator[list[int]]:
    """Places that follow one another, together."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _says_nothing(link: str) -> bool:
    """Whether an address only leads somewhere: its own words are few, and none of terms."""
    from .text import words

    tokens = set(words(link))
    if not tokens.isdisjoint(STEWARDS):
        return True
    host, _, path = link.partition("://")[2].partition("/") if "://" in link else link.partition("/")
    return (
        link.isascii()
        and len(words(path)) <= _STEPS
        and len(words(host)) <= _LABELS
        and tokens.isdisjoint(POLICIES)
    )


def base(identifier: str) -> str:
    """An id without what it says of later versions."""
    return identifier.removesuffix("-only").removesuffix("-or-later").removesuffix("+")


class Statements:
    """Explains words of one file. ``holders`` collects the names that its copyright lines give."""

    def __init__(self, words: Words, index: Index) -> None:
        self.words = words
        self.index = index
        self.holders: set[str] = set()
        self._links: list[tuple[int, int]] | None = None

    def _raw(self, i: int) -> str:
        return self.words.source[self.words.starts[i] : self.words.ends[i]]

    def _in_link(self, i: int) -> bool:
        if self._links is None:
            found = _LINK.finditer(self.words.source)
            self._links = [match.span() for match in found if _says_nothing(match.group())]
        if not self._links:
            return False
        from bisect import bisect_right

        place = bisect_right(self._links, (self.words.starts[i], 1 << 30)) - 1
        return place >= 0 and self.words.ends[i] <= self._links[place][1]

    def is_link(self, first: int, last: int) -> bool:
        """Whether all the words are parts of addresses that say nothing by themselves."""
        return all(self._in_link(i) for i in range(first, last))

    def is_name(self, first: int, last: int, limit: int = 16) -> bool:
        """Whether the words can only be the name of a person or body, in running text."""
        if not 0 < last - first <= limit or _DIRECTION.search(self._between(first, last)):
            return False
        handle = _REPOSITORY.fullmatch(self._between(first, last)) is not None
        ordinary = strange = 0
        for i in range(first, last):
            word = self.words.tokens[i]
            raw = self._raw(i)
            if word in self.holders or word in JOINING or self._in_link(i) or word in ("copyright", "s"):
                continue
            if word in LINKING and self._links_body(i):
                continue
            if word in NEVER or not script_of(raw):
                return False
            if word in BODIES:
                continue
            if not self.index.is_word(word):
                # No copyright line gives it: a few words may be a name all the same.
                strange += 1
                continue
            ordinary += 1
            if not handle and (not raw[0].isupper() or (raw.isupper() and len(raw) > 1)):
                return False
        return ordinary <= 3 and (strange <= 2 or handle)

    @staticmethod
    def is_placeholder(removed: Sequence[str]) -> bool:
        """Whether template words stand for a year or a name that a file fills in."""
        text = " ".join(removed)
        return len(removed) <= 12 and PLACEHOLDER.fullmatch(text) is not None

    def copyright_lines(self, first: int, last: int, opened: bool = False) -> bool:
        """Whether every line of the words is a copyright statement, and remember the names if so.

        ``opened`` says that the statement began before the words, on their line.
        """
        holders: set[str] = set()
        for start, end in _segments(self.words, first, last) if first < last else ():
            if not self._copyright_line(start, end, holders, opened=opened and start == first):
                return False
        self.holders |= holders
        return True

    def _copyright_line(self, first: int, last: int, holders: set[str], *, opened: bool = False) -> bool:
        """Whether a line bears the mark of a copyright statement, and nothing else but names and dates."""
        if last - first > _LONGEST or _DIRECTION.search(self._between(first, last)):
            return False
        tokens = self.words.tokens
        marked = opened or self._opened(first) or self._goes_on(first)
        said = self._said(first, last)
        marked = marked or any(tokens[i] in MARKS or i in said for i in range(first, last))
        rest = [i for i in range(first, last) if i not in said and not self._is_plain(i, first)]
        return marked and self._are_names(rest, holders)

    def _is_plain(self, i: int, first: int) -> bool:
        """Whether a word is a mark, a date, an address, a placeholder or a word that joins names."""
        word = self.words.tokens[i]
        return (
            word in MARKS
            or YEAR.fullmatch(word) is not None
            or (word.isdigit() and len(word) <= 2 and i > 0 and self._is_year(i - 1))
            or (word.isdigit() and self._in_date(i))
            or word in JOINING
            or word in PLACEHOLDERS
            or (word == "portions" and i == first)
            or self._in_link(i)
        )

    def _in_date(self, i: int) -> bool:
        """Whether a number is part of a day written in numbers."""
        start, end = self.words.starts[i], self.words.ends[i]
        around = _DATE.finditer(self.words.source, max(0, start - _DAY), end + _DAY)
        return any(found.start() <= start and end <= found.end() for found in around)

    def _is_year(self, i: int) -> bool:
        return YEAR.fullmatch(self.words.tokens[i]) is not None

    def _said(self, first: int, last: int) -> set[int]:
        """The words of a line that belong to its closed phrases: "all rights reserved", "and others"."""
        text = " ".join(self.words.tokens[first:last])
        return {
            first + text.count(" ", 0, at)
            for found in PHRASES.finditer(text)
            for at in range(found.start(), found.end())
        }

    def _are_names(self, rest: list[int], holders: set[str]) -> bool:
        """Whether words can only be names: few ordinary ones, one script, no second sentence."""
        words = self.words
        scripts = {i: script_of(self._raw(i)) for i in rest}
        east = [i for i in rest if scripts[i] == "CJK"]
        others = [i for i in rest if scripts[i] not in {"CJK", "NONE"}]
        if not all(is_body("".join(words.tokens[i] for i in run)) for run in _runs(east)):
            return False
        if any(
            not scripts[i]
            or words.tokens[i].isdigit()
            or (plain(words.tokens[i]) in NEVER and not self._is_form(i))
            for i in rest
        ) or any(self._ends_sentence(i, following) for i, following in pairwise(rest)):
            return False
        holders.update(words.tokens[i] for i in rest)
        names = list(self._names(others))
        small = sum(len(self._between(n[0], n[-1] + 1).split()) for n in names if self._is_small(n))
        return small <= _SMALL and all(map(self._is_one_name, names))

    def _names(self, rest: list[int]) -> Iterator[list[int]]:
        """Words of a line in one name each: what stands between commas, addresses, "and" and the like."""
        name: list[int] = []
        for i in rest:
            between = self.words.source[self.words.ends[name[-1]] : self.words.starts[i]] if name else ""
            apart = _APART.search(between) and self.words.tokens[i] not in FORMS
            if name and (apart or any(c.isdigit() for c in between)):
                yield name
                name = []
            name.append(i)
        if name:
            yield name

    def _is_small(self, name: list[int]) -> bool:
        """Whether a name has words that begin with small letters, and is no body's."""
        return BODIES.isdisjoint(self.words.tokens[i] for i in name) and any(self._is_lower(i) for i in name)

    def _is_lower(self, i: int) -> bool:
        raw = self._raw(i)
        return (
            len(raw) > 1
            and script_of(raw) in CASED
            and not raw[0].isupper()
            and self.words.tokens[i] not in BODIES | LINKING
        )

    def _is_one_name(self, name: list[int]) -> bool:
        """Whether words are one name: with what makes it a body's, or hardly an ordinary word in it."""
        scripts = {script_of(self._raw(i)) for i in name}
        if scripts - CASED:
            return len(scripts) == 1 and may_be_uncased_name(self._between(name[0], name[-1] + 1))
        tokens = [self.words.tokens[i] for i in name]
        if sum(len(self._raw(i)) == 1 for i in name) > _INITIALS or self._is_run_together(name):
            return False
        if len(self._between(name[0], name[-1] + 1).split()) > (
            _OF_BODY if not BODIES.isdisjoint(tokens) else _OF_PERSON
        ):
            return False
        closes = next((at for at, word in enumerate(tokens) if word in FORMS), None)
        if closes is not None and any(len(word) > 1 and word not in BODIES for word in tokens[closes + 1 :]):
            return False
        linking = [i for i in name if self.words.tokens[i] in LINKING]
        if not all(self._links_body(i) for i in linking):
            return False
        plain = [i for i in name if self.words.tokens[i] not in BODIES | LINKING and len(self._raw(i)) > 1]
        ordinary = sum(self.index.is_word(self.words.tokens[i]) for i in plain)
        if ordinary > (1 if BODIES.isdisjoint(tokens) else _ORDINARY):
            return False
        lower = sum(map(self._is_lower, name))
        # A name in small letters is one word, or that of a body.
        body = closes is not None or (self._raw(name[0])[0].isupper() and not BODIES.isdisjoint(tokens))
        return not lower or (body and len(name) <= _SHORT + 1 and lower <= _SMALL) or self._is_handle(name)

    def _is_run_together(self, name: list[int]) -> bool:
        """Whether several words are written as one: a sentence, and no handle."""
        whole = self._between(name[0], name[-1] + 1)
        return any(len(_HUMPS.findall(chunk)) > _HUMPED for chunk in whole.split() if len(chunk) > _HANDLE)

    def _is_handle(self, name: list[int]) -> bool:
        """Whether a name is one word without spaces."""
        return len(self._between(name[0], name[-1] + 1).split()) == 1

    def _links_body(self, i: int) -> bool:
        """Whether a word such as "for" stands behind what makes a body's name: "Institute for"."""
        return i > 0 and self.words.tokens[i - 1] in BODIES

    def _is_form(self, i: int) -> bool:
        """Whether a word is the form of a Nordic company, that is a word of English as well: AS."""
        return self._raw(i) == "AS"

    def _ends_sentence(self, i: int, following: int) -> bool:
        """Whether a sentence ends between two words; not after an abbreviation or an initial."""
        for k in range(i, following):
            if self._in_link(k) and self._in_link(k + 1):
                continue
            gap = self.words.source[self.words.ends[k] : self.words.starts[k + 1]]
            short = len(self.words.tokens[k]) <= _ABBREVIATED or self.words.tokens[k] in BODIES
            if _STOP.search(gap) and not (short and gap.lstrip()[:1] == "."):
                return True
        return False

    def _between(self, first: int, last: int) -> str:
        return self.words.source[self.words.starts[first] : self.words.ends[last - 1]]

    def _opened(self, first: int) -> bool:
        """Whether a line's words begin inside a statement: the word before them, on the line, opens it."""
        words = self.words
        return first > 0 and words.line(first - 1) == words.line(first) and words.tokens[first - 1] in MARKS

    def _goes_on(self, first: int) -> bool:
        """Whether the line before is a statement that goes on: it ends with a comma or a joining word."""
        words = self.words
        if not first or words.line(first - 1) < words.line(first) - 1:
            return False
        gap = words.source[words.ends[first - 1] : words.starts[first]].lstrip(" \t")
        return gap[:1] in {",", "&"} or (words.tokens[first - 1] in {"and", "by"} and gap[:1] == "\n")

    def is_heading(self, first: int, last: int, ids: set[str]) -> bool:
        """Whether the words announce the license that was found, and nothing else."""
        if last - first > 24:
            return False
        text = " ".join(self.words.tokens[first:last])
        if text in HEADINGS:
            return True
        match = NOTICE.fullmatch(text)
        kind = match["kind"] if match else None
        if kind and self.index.is_word(kind) and kind not in WHOLE:
            # "the evaluation code" is a part of it.
            return False
        name = match.group("name") if match else text
        return self.names(name, ids)

    def in_heading(self, first: int, last: int, ids: set[str]) -> bool:
        """Whether the words are part of a line that as a whole announces the license."""
        line = self.words.line(first)
        while first and self.words.line(first - 1) == line:
            first -= 1
        while last < len(self.words.tokens) and self.words.line(last) == line:
            last += 1
        return self.is_heading(first, last, ids)

    def in_capitals(self, i: int) -> bool:
        """Whether a word stands in a line of few words, all in capitals: a title."""
        start = self.words.lines[self.words.line(i) - 1]
        line = self.words.source[start : start + _TITLE].partition("\n")[0]
        return line.isupper() and len(line) < _TITLE

    def names(self, name: str, ids: set[str]) -> bool:
        """Whether a phrase names one of the ids, or the family of one."""
        from .names import normalize_id

        name = TRIM.sub("", name).strip()
        found = normalize_id(name) or normalize_id(name + " license")
        for identifier in ids if found is None else ():
            # "Open Data Commons Attribution License (ODC-By) v1.0"
            short = " ".join(_SHORT_NAME.findall(base(identifier).lower()))
            found = found or normalize_id(f" {name} ".replace(f" {short} ", " "))
        if found is not None:
            return base(found) in {base(identifier) for identifier in ids}
        family = FAMILIES.get(name)
        return family is not None and any(identifier.startswith(family) for identifier in ids)

    def unexplained(self, first: int, last: int, ids: set[str]) -> list[tuple[int, int]]:
        """The runs of words that are neither copyright statements nor headings nor addresses."""
        if last <= first:
            return []
        if self.is_heading(first, last, ids):
            return []
        runs: list[tuple[int, int]] = []
        for start, end in _segments(self.words, first, last):
            holders: set[str] = set()
            if self._numbering(start, end) or self.is_link(start, end) or self.is_heading(start, end, ids):
                continue
            if self._copyright_line(start, end, holders):
                self.holders |= holders
                continue
            if runs and runs[-1][1] == start:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return [run for run in runs if not (self.is_heading(*run, ids) or self._is_attribution(*run))]

    def _is_attribution(self, first: int, last: int) -> bool:
        """Whether words only say where a part came from, or that others' things are under their terms."""
        words = self.words.tokens[first:last]
        if len(words) > _LONGEST or not ATTRIBUTION.fullmatch(" ".join(words)):
            return False
        if "own" in words:
            return True
        at = words.index("from")
        inner = [i for i in range(first + 1, first + at - 2) if self.words.tokens[i] not in OF_ATTRIBUTION]
        names = [word for word in words[at + 1 :] if word not in OF_ATTRIBUTION]
        return (
            len(names) <= _NAMES
            and NEVER.isdisjoint(names)
            and all(self._is_identifier(i) and self.words.tokens[i] not in NEVER for i in inner)
        )

    def _is_identifier(self, i: int) -> bool:
        """Whether a word is a part of a name of code: with a sign of one before or behind it."""
        source, start, end = self.words.source, self.words.starts[i], self.words.ends[i]
        return any(sign in "_./`()" for sign in (source[start - 1 : start], source[end : end + 1]) if sign)

    def choices(self, first: int, last: int) -> list[tuple[int, int]]:
        """The paragraphs that leave a choice between licenses, and say nothing else."""
        return [run for run in self._paragraphs(first, last) if self._is_choice(*run)]

    def _paragraphs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        start = first
        for i in range(first + 1, last):
            if self.words.line(i) > self.words.line(i - 1) + 1 and self._is_blank(i):
                yield start, i
                start = i
        if start < last:
            yield start, last

    def _is_blank(self, i: int) -> bool:
        """Whether an empty line stands before a word."""
        return bool(_EMPTY.search(self.words.source[self.words.ends[i - 1] : self.words.starts[i]]))

    def _is_choice(self, first: int, last: int) -> bool:
        words = self.words.tokens[first:last]
        return (
            len(words) <= _LONGEST + _LONGEST
            and CHOICE.search(" ".join(words)) is not None
            and all(word in CHOOSING or word in NAMING or _VERSION.fullmatch(word) for word in words)
        )

    def beside(self, first: int, last: int, ids: set[str]) -> bool:
        """Whether some of the words are not explained even as what may stand before or after a license."""
        return any(not self.in_heading(*run, ids) for run in self.unexplained(first, last, ids))

    def _numbering(self, first: int, last: int) -> bool:
        return last - first <= 2 and all(_NUMERAL.fullmatch(word) for word in self.words.tokens[first:last])
