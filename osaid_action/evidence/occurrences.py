"""Where literals stand in a text, many at once: by one automaton where the package for it is installed.

Without it they are looked for one by one, but only those whose words the text has: most texts have those of a
few dozen of a thousand. Both ways find the same.
"""

from __future__ import annotations

import io
import string
from bisect import bisect_right
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

#: Stands in a literal where no ASCII letter can be.
EDGE = "\0"
#: Alternatives, each once, in the order they are written in.
Strings = tuple[str, ...]
_LETTERS = string.ascii_letters.encode()
#: Every byte that is no letter becomes a space, and every letter a small one.
_PLAIN = bytes(byte | 32 if byte in _LETTERS else 32 for byte in range(256))
_IS_LETTER = frozenset(string.ascii_letters)


class Look(NamedTuple):
    """One place where a pattern may match: a line with the needle and, of each set beside it, one literal.

    In a literal, EDGE stands before or after it where no ASCII letter can be.
    """

    needle: str
    beside: tuple[Strings, ...]


class Literals:
    """Looks for literals in one text after another."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._plain = tuple(dict.fromkeys(literal.replace(EDGE, "") for literal in literals))
        self._starts = automaton(self._plain) or OneByOne(self._plain).starts

    def within(self, text: str) -> Occurrences:
        """Where they stand in a text."""
        return Occurrences(text, self._starts(text))


def automaton(literals: tuple[str, ...]) -> Callable[[str], dict[str, list[int]]] | None:
    """What finds where each literal that stands in a text does, in order; None without the package for it."""
    try:
        from ahocorasick_rs import AhoCorasick, MatchKind
    except ImportError:
        return None
    matches = AhoCorasick(literals, MatchKind.Standard, store_patterns=False).find_matches_as_indexes

    def starts(text: str) -> dict[str, list[int]]:
        found: dict[int, list[int]] = {}
        for number, start, _ in matches(text, overlapping=True):
            if number in found:
                found[number].append(start)
            else:
                found[number] = [start]
        return {literals[number]: some for number, some in found.items()}

    return starts


class OneByOne:
    """Looks for those literals whose words a text has, and remembers which words matter."""

    def __init__(self, literals: Iterable[str]) -> None:
        self._always: list[str] = []
        #: Literals with the words they need, by the longest; words by their first two letters.
        self._by_word: dict[bytes, list[tuple[str, frozenset[bytes]]]] = {}
        self._roots: dict[bytes, set[bytes]] = {}
        self._known: set[bytes] = set()
        self._telling: dict[bytes, frozenset[bytes]] = {}
        for literal in literals:
            words = sorted((word for word in _words(literal) if len(word) > 1), key=len)
            if not words:
                self._always.append(literal)
                continue
            self._by_word.setdefault(words[-1], []).append((literal, frozenset(words)))
            for word in words:
                self._roots.setdefault(word[:2], set()).add(word)

    def starts(self, text: str) -> dict[str, list[int]]:
        """Where each literal that stands in a text does, in order."""
        words = set(_words(text))
        for word in words - self._known:
            if roots := frozenset(self._within(word)):
                self._telling[word] = roots
        self._known |= words
        present = frozenset[bytes]().union(*(self._telling[word] for word in words & self._telling.keys()))
        likely = (
            literal
            for word in present & self._by_word.keys()
            for literal, needed in self._by_word[word]
            if needed <= present
        )
        found = {literal: list(_each(text, literal)) for literal in chain(self._always, likely)}
        return {literal: some for literal, some in found.items() if some}

    def _within(self, word: bytes) -> Iterator[bytes]:
        """The roots that stand anywhere in a word."""
        for at in range(len(word) - 1):
            for root in self._roots.get(word[at : at + 2], ()):
                if word.startswith(root, at):
                    yield root


class Occurrences:
    """Where literals stand in one text, by lines: each line is known by its number, from 0."""

    def __init__(self, text: str, starts: dict[str, list[int]]) -> None:
        self._text = text
        self._starts = starts
        self._lines: dict[str, frozenset[int]] = {}
        self._any: dict[tuple[str, ...], frozenset[int]] = {}
        # The quickest way to lines that end at a line feed alone.
        self._each = io.StringIO(text, newline="\n").readlines()
        self._begins = [0, *accumulate(map(len, self._each))]

    def __iter__(self) -> Iterator[str]:
        return iter(self._starts)

    def lines(self, literal: str) -> frozenset[int]:
        """The lines in which a literal stands."""
        found = self._lines.get(literal)
        if found is None:
            plain = literal.replace(EDGE, "")
            starts: Iterable[int] = self._starts.get(plain, ())
            if len(plain) < len(literal):
                starts = self._at_edges(starts, literal, plain)
            found = self._lines[literal] = frozenset(bisect_right(self._begins, at) - 1 for at in starts)
        return found

    def any_of(self, literals: tuple[str, ...]) -> frozenset[int]:
        """The lines in which one of some literals stands."""
        found = self._any.get(literals)
        if found is None:
            found = self._any[literals] = frozenset[int]().union(*map(self.lines, literals))
        return found

    def line(self, number: int, most: int) -> str:
        """The start of a line."""
        return self._each[number][:most].removesuffix("\n")

    def _at_edges(self, starts: Iterable[int], literal: str, plain: str) -> Iterator[int]:
        left, right = literal.startswith(EDGE), literal.endswith(EDGE)
        text, size = self._text, len(plain)
        for at in starts:
            if left and at and text[at - 1] in _IS_LETTER:
                continue
            if right and text[at + size : at + size + 1] in _IS_LETTER:
                continue
            yield at


def _each(text: str, literal: str) -> Iterator[int]:
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + 1)


def _words(text: str) -> list[bytes]:
    """Runs of ASCII letters, in lower case."""
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN).split()
