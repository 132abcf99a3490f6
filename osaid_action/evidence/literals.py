"""What a text must hold for a pattern to match in it: literals, worked out from the parsed pattern.

A needle is a literal of which a matching line holds at least one; words are runs of ASCII letters that
the text around it must have somewhere. Letters whose case is ignored are no literals.
"""

from __future__ import annotations

import re
import string
import sys
from functools import cache
from itertools import product
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, NamedTuple

if sys.version_info >= (3, 11):
    from re import _constants as sre
    from re import _parser as parser
else:
    import sre_constants as sre
    import sre_parse as parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Most strings that a part of a pattern is written out as, and most characters of a class.
MOST_STRINGS, MOST_CHARACTERS = 24, 4
#: A literal of so many characters tells enough, whatever is beside it.
TELLING = 5
#: Words that most texts have.
COMMON = frozenset(
    {
        "bool",
        "class",
        "def",
        "float",
        "for",
        "from",
        "function",
        "import",
        "int",
        "return",
        "self",
        "str",
        "void",
    }
)
#: Stands in a literal where no letter can be.
_EDGE = "\0"
_LETTERS = frozenset(string.ascii_letters)
_WORD = re.compile("[A-Za-z]+")
_LETTERS_OF_ANY = re.compile(r"[^\W\d_]+")

Strings = frozenset[str]
#: Words in lower case; a space after one that is no part of a longer word.
Words = tuple[str, ...]


class Look(NamedTuple):
    """Where a pattern may match: on lines with the needle, in texts with all the words and one of each others."""

    needle: str
    words: Words
    others: tuple[Words, ...]


class _Part(NamedTuple):
    """A part of a pattern. strings: all that it matches, None for too many; required: sets, each with one in it."""

    strings: Strings | None
    required: tuple[Strings, ...] = ()
    edge: bool = False


_ANYTHING = _Part(None)
_NOTHING = _Part(frozenset({""}))
_BOUNDARY = _Part(frozenset({_EDGE}))


def looks(*sources: str) -> tuple[Look, ...]:
    """The looks for a line in which all of the patterns match; () when they have no literal."""
    required = [one for source in sources for one in _required_by(source)]
    if not required:
        return ()
    needles = min(required, key=_cost)
    others = tuple(dict.fromkeys(filter(None, (_one_of(one) for one in required if one is not needles))))
    return tuple(Look(literal.replace(_EDGE, ""), _words(literal), others) for literal in sorted(needles))


@cache
def _required_by(source: str) -> tuple[Strings, ...]:
    return tuple(_required(_parts(iter(parser.parse(source)), 0)))


def _required(part: _Part) -> Iterator[Strings]:
    """Sets of literals of which any match holds one, without what tells nothing."""
    for strings in (*part.required, *([part.strings] if part.strings else [])):
        plain = {_plain(literal) for literal in strings}
        if "" not in plain:
            yield _shared(plain) or frozenset(s for s in plain if not _tells_less(s, plain))


def _tells_less(literal: str, others: Iterable[str]) -> bool:
    """True for a literal with another one in it: wherever it stands, the other does too."""
    marked = re.sub("(?<=[A-Za-z])(?=[^A-Za-z])|(?<=[^A-Za-z])(?=[A-Za-z])", _EDGE, literal)
    marked = marked.replace(_EDGE * 2, _EDGE)
    return any(other != literal and (other in literal or other in marked) for other in others)


def _shared(strings: set[str]) -> Strings:
    """The one literal that all begin or end with, if it is telling."""
    start = commonprefix(list(strings))
    end = commonprefix([literal[::-1] for literal in strings])[::-1]
    longest = _plain(max(start, end, key=len))
    return frozenset({longest}) if len(longest) >= TELLING else frozenset()


def _plain(literal: str) -> str:
    """A literal with an edge only where it makes its first or last letters a whole word."""
    bare = literal.replace(_EDGE, "")
    left, right = literal.startswith(_EDGE), literal.endswith(_EDGE)
    if bare.isascii() and bare.isalpha():
        left = right = left and right
    return _EDGE * (left and bare[:1] in _LETTERS) + bare + _EDGE * (right and bare[-1:] in _LETTERS)


def _cost(strings: Strings) -> float:
    """How many lines there may be to look at, very roughly: few and long words cost little."""
    lengths = (
        max((1.5 if w in COMMON else len(w.encode()) for w in _LETTERS_OF_ANY.findall(s)), default=-2)
        for s in strings
    )
    return sum(4.0 ** -min(length, 6) for length in lengths)


def _words(literal: str) -> Words:
    """The words of a literal, the longest last."""
    found: list[str] = []
    for word in _WORD.finditer(literal):
        if len(word[0]) > 1:
            whole = word.start() > 0 and word.end() < len(literal)
            found.append(word[0].lower() + " " * whole)
    return tuple(sorted(found, key=len))


def _one_of(strings: Strings) -> Words:
    """Words of which a text must have one; () when that says nothing."""
    words = [_words(literal) for literal in sorted(strings)]
    return tuple(dict.fromkeys(some[-1] for some in words)) if all(words) else ()


def _parts(items: Iterable[tuple[Any, Any]], flags: int) -> _Part:
    """A sequence: neighboring strings are joined, until something in between can be anything."""
    run: Strings = frozenset({""})
    required: list[Strings] = []
    whole = True
    for op, value in items:
        part = _part(op, value, flags)
        if part.strings is None:
            edge = _EDGE if part.edge else ""
            required += [frozenset(s + edge for s in run), *part.required]
            run, whole = frozenset({edge}), False
        elif len(run) * len(part.strings) > MOST_STRINGS:
            required.append(run)
            run, whole = part.strings, False
        else:
            run = frozenset(a + b for a, b in product(run, part.strings))
    return _Part(run) if whole else _Part(None, (*required, run))


def _part(op: Any, value: Any, flags: int) -> _Part:
    if op is sre.LITERAL:
        return _characters({chr(value)}, flags)
    if op is sre.IN:
        return _class(value, flags)
    if op is sre.AT:
        return _NOTHING if value is sre.AT_NON_BOUNDARY else _BOUNDARY
    if op in {sre.ASSERT, sre.ASSERT_NOT}:
        return _BOUNDARY if op is sre.ASSERT_NOT and _is_any_letter(value[1], flags) else _NOTHING
    if op is sre.SUBPATTERN:
        return _parts(value[3], (flags | value[1]) & ~value[2])
    if op is sre.BRANCH:
        return _branch([_parts(items, flags) for items in value[1]])
    if op in _REPEATS:
        return _repeat(*value, flags)
    return _parts(value, flags) if op is _ATOMIC else _ANYTHING


_REPEATS = {sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None)}
_ATOMIC = getattr(sre, "ATOMIC_GROUP", object())


def _characters(some: set[str], flags: int) -> _Part:
    if flags & re.IGNORECASE and any(c.lower() != c.upper() for c in some):
        return _ANYTHING
    return _Part(frozenset(some)) if len(some) <= MOST_CHARACTERS else _Part(None, edge=not some & _LETTERS)


def _class(items: list[tuple[Any, Any]], flags: int) -> _Part:
    some: set[str] = set()
    for op, value in items:
        if op is sre.LITERAL:
            some.add(chr(value))
        elif op is sre.RANGE and value[1] < 128:
            some.update(map(chr, range(value[0], value[1] + 1)))
        elif op is sre.CATEGORY and value in {sre.CATEGORY_SPACE, sre.CATEGORY_DIGIT}:
            some.update(string.whitespace if value is sre.CATEGORY_SPACE else string.digits)
        else:
            return _ANYTHING
    return _characters(some, flags)


def _is_any_letter(items: Any, flags: int) -> bool:
    """True for a class with all ASCII letters in it."""
    if len(items) != 1 or items[0][0] is not sre.IN:
        return False
    kinds = items[0][1]
    ranges = {value for op, value in kinds if op is sre.RANGE}
    small, large = (97, 122) in ranges, (65, 90) in ranges
    letters = (small or large) if flags & re.IGNORECASE else (small and large)
    return kinds[0][0] is not sre.NEGATE and (letters or (sre.CATEGORY, sre.CATEGORY_WORD) in kinds)


def _branch(parts: list[_Part]) -> _Part:
    if all(part.strings is not None for part in parts):
        strings = frozenset[str]().union(*(part.strings or () for part in parts))
        return _Part(strings) if len(strings) <= MOST_STRINGS else _Part(None, (strings,))
    best = [min(_required(part), key=_cost, default=frozenset({""})) for part in parts]
    return _Part(None, (frozenset[str]().union(*best),))


def _repeat(least: int, most: int, items: Any, flags: int) -> _Part:
    part = _parts(items, flags)
    if part.strings is None:
        # What is there at least once is required, and so is its edge.
        return _Part(None, part.required, part.edge) if least else _ANYTHING
    if most > 2 or len(part.strings) > MOST_CHARACTERS:
        return _Part(None, (part.strings,)) if least else _ANYTHING
    times = [frozenset(map("".join, product(part.strings, repeat=n))) for n in range(least, most + 1)]
    return _Part(frozenset[str]().union(*times))
