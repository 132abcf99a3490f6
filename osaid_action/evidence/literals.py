"""What a text must hold for a pattern to match in it: literals, worked out from the parsed pattern.

Letters whose case is ignored are no literals, and neither is what a look-around sees.
"""

from __future__ import annotations

import math
import re
import string
import sys
from functools import cache
from itertools import product
from os.path import commonprefix
from typing import TYPE_CHECKING, Any, NamedTuple

from ..patterns import lazy
from .occurrences import EDGE, Look, Strings

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
#: Words that most programs have.
COMMON = frozenset(
    (
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
    )
)
#: Letters from which on a literal is looked for beside another: shorter ones stand everywhere.
TELLING = 3
_LETTERS = frozenset(string.ascii_letters)
_WORD_OF_ANY = lazy(r"[^\W\d_]+")
_TURNS = lazy("(?<=[A-Za-z])(?=[^A-Za-z\0])|(?<=[^A-Za-z\0])(?=[A-Za-z])")


class _Part(NamedTuple):
    """A part of a pattern.

    strings: all that it matches, None where that is too much. required: sets of which any match holds one.
    edge: whether it begins and ends with something else than an ASCII letter.
    """

    strings: Strings | None
    required: tuple[Strings, ...] = ()
    edge: bool = False


_ANYTHING = _Part(None)
_EMPTY = _Part(("",))
_BOUNDARY = _Part((EDGE,))
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, getattr(sre, "POSSESSIVE_REPEAT", None))


def looks(*sources: str) -> tuple[Look, ...]:
    """The looks that find every line in which all of the patterns match; () when they have no literal."""
    required = [strings for source in sources for strings in _required_by(source)]
    if not required:
        return ()
    needles = min(required, key=_cost)
    beside = [
        some for some in dict.fromkeys(required) if some != needles and min(map(_telling, some)) >= TELLING
    ]
    return tuple(
        Look(needle, tuple(some for some in beside if not any(map(needle.__contains__, some))))
        for needle in needles
    )


@cache
def _required_by(source: str) -> tuple[Strings, ...]:
    parsed = parser.parse(source)
    return tuple(_required(_sequence(parsed, parsed.state.flags)))


def _required(part: _Part) -> Iterator[Strings]:
    """Literals of which any match holds one, set by set, without those that tell nothing."""
    for strings in (*part.required, *([part.strings] if part.strings else [])):
        plain = _unique(map(_plain, strings))
        if "" not in plain:
            yield min(tuple(s for s in plain if not _has_another(s, plain)), _shared(plain), key=_cost)


def _unique(strings: Iterable[str]) -> Strings:
    return tuple(dict.fromkeys(strings))


def _plain(literal: str) -> str:
    """A literal with an edge only where it makes the first or last letters a word that stands alone."""
    bare = literal.replace(EDGE, "")
    left, right = literal.startswith(EDGE), literal.endswith(EDGE)
    if bare.isascii() and bare.isalpha():
        left = right = left and right
    return EDGE * (left and bare[:1] in _LETTERS) + bare + EDGE * (right and bare[-1:] in _LETTERS)


def _shared(strings: Strings) -> Strings:
    """The one literal that all begin or end with, if there is one."""
    start = commonprefix(strings)  # noqa: RUF071 - of characters
    end = commonprefix([literal[::-1] for literal in strings])[::-1]  # noqa: RUF071
    longest = _plain(max(start, end, key=len))
    return (longest,) if longest else strings


def _has_another(literal: str, strings: Strings) -> bool:
    """True where a shorter one stands in a literal, and so is found where the literal is."""
    edged = _TURNS.sub(EDGE, literal)
    return any(other != literal and (other in literal or other in edged) for other in strings)


def _cost(strings: Strings) -> float:
    """How many lines there may be to look at, very roughly: few and long words cost little."""
    return sum(math.pow(4, -min(_telling(literal), 8)) for literal in strings)


def _telling(literal: str) -> float:
    """The number of letters; words that all programs have tell little, and no word next to nothing."""
    found = [word[0] for word in _WORD_OF_ANY.finditer(literal)]
    return sum(1.5 if word in COMMON else len(word.encode()) for word in found) if found else -2


def _sequence(items: Any, flags: int) -> _Part:
    """Neighboring strings are joined, until something in between can be anything."""
    run: Strings = ("",)
    required: list[Strings] = []
    whole = True
    for op, value in items:
        part = _part(op, value, flags)
        if part.strings is None:
            edge = EDGE * part.edge
            required += [tuple(s + edge for s in run), *part.required]
            run, whole = (edge,), False
        elif len(run) * len(part.strings) > MOST_STRINGS:
            required.append(run)
            run, whole = part.strings, False
        else:
            run = _unique(map("".join, product(run, part.strings)))
    return _Part(run) if whole else _Part(None, (*required, run))


def _part(op: Any, value: Any, flags: int) -> _Part:
    if op is sre.LITERAL:
        return _one_character([chr(value)], flags)
    if op is sre.IN:
        return _class(value, flags)
    if op is sre.AT:
        return _EMPTY if value is sre.AT_NON_BOUNDARY else _BOUNDARY
    if op is sre.ASSERT or op is sre.ASSERT_NOT:
        return _BOUNDARY if op is sre.ASSERT_NOT and _is_any_letter(value[1], flags) else _EMPTY
    if op is sre.SUBPATTERN:
        _, more, less, items = value
        return _sequence(items, (flags | more) & ~less)
    if op is sre.BRANCH:
        return _branch([_sequence(items, flags) for items in value[1]])
    if op in _REPEATS:
        least, most, items = value
        return _repeat(least, most, _sequence(items, flags))
    return _ANYTHING


def _one_character(some: list[str], flags: int) -> _Part:
    if flags & re.IGNORECASE and any(c.lower() != c.upper() for c in some):
        return _ANYTHING
    return _Part(tuple(some)) if len(some) <= MOST_CHARACTERS else _Part(None, edge=_LETTERS.isdisjoint(some))


def _class(items: Any, flags: int) -> _Part:
    some: list[str] = []
    for op, value in items:
        if op is sre.LITERAL:
            some.append(chr(value))
        elif op is sre.RANGE and value[1] < 128:
            some += map(chr, range(value[0], value[1] + 1))
        elif op is sre.CATEGORY and value in {sre.CATEGORY_SPACE, sre.CATEGORY_DIGIT}:
            # Stand for all spaces or digits, which are too many to be written out.
            some += string.whitespace if value is sre.CATEGORY_SPACE else string.digits
        else:
            return _ANYTHING
    return _one_character(some, flags)


def _is_any_letter(items: Any, flags: int) -> bool:
    """True for a class that has all ASCII letters."""
    if len(items) != 1 or items[0][0] is not sre.IN:
        return False
    value = items[0][1]
    if value[0][0] is sre.NEGATE:
        return False
    found = {(ord("a"), ord("z")), (ord("A"), ord("Z"))} & {what for op, what in value if op is sre.RANGE}
    return len(found) > (not flags & re.IGNORECASE) or (sre.CATEGORY, sre.CATEGORY_WORD) in value


def _branch(parts: list[_Part]) -> _Part:
    strings = _unique(string for part in parts for string in part.strings or ())
    if all(part.strings for part in parts) and len(strings) <= MOST_STRINGS:
        return _Part(strings)
    best = [min(_required(part), key=_cost, default=("",)) for part in parts]
    return _Part(None, (_unique(string for some in best for string in some),))


def _repeat(least: int, most: int, part: _Part) -> _Part:
    if part.strings and most <= 2 and len(part.strings) <= MOST_CHARACTERS:
        times = [product(part.strings, repeat=n) for n in range(least, most + 1)]
        return _Part(_unique("".join(some) for one in times for some in one))
    if not least:
        return _ANYTHING
    return part if part.strings is None else _Part(None, (part.strings,))
