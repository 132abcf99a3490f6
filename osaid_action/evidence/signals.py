"""What is looked for in a text: signals, each of patterns for one line, and where they were seen.

Trying hundreds of patterns on every line would take minutes. So a pattern is tried only on lines that hold
one of its literals, and a literal is looked for only in texts that have its words: most files have those of
a few dozen of a thousand. They are looked for in the order of the patterns, until enough lines were seen.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy, prepared

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .literals import Look

#: A line of code that tells something is not longer.
MAX_LINE = 1_000
#: Lines of one file tried for one signal, and sightings counted; a hostile file must not cost minutes.
MOST_TRIES, MOST_COUNTED = 2_000, 12

COMMENTS = ("#", "//", "*", "--", '"""', "'''", ">>>", "%%", ";;")
SHELL_COMMENTS = ("#", "::")
#: "#" begins `#include`, `#pragma` and `#[derive]` there, and "*" the use of a pointer; "%" is MATLAB's.
C_COMMENTS = ("//", "/*", "* ", "*/", "%")

_LETTERS = string.ascii_letters.encode()
#: Every byte that is no letter becomes a space, and every letter a small one.
_PLAIN = bytes(byte | 32 if byte in _LETTERS else 32 for byte in range(256))


class Signal(NamedTuple):
    """Patterns for one line; one that matches is enough.

    kinds: for a family of signals, the pattern that sorts what was matched into its named groups;
    each is a signal of its own, called `name-group`.
    quoted: whether words inside quotation marks count; code that a tool looks for or prints does not run.
    """

    name: str
    patterns: tuple[re.Pattern[str], ...]
    kinds: re.Pattern[str] | None = None
    quoted: bool = True
    #: Sources of what has to match in one line, for each pattern.
    sources: tuple[tuple[str, ...], ...] = ()

    def looks(self) -> Iterator[tuple[int, Look]]:
        """Where each pattern, by number, may match: what a build prepared, or else worked out now."""
        ready = prepared("looks")
        for number, sources in enumerate(self.sources):
            some = ready.get(sources)
            if some is None:
                from .literals import looks

                some = looks(*sources)
            for look in some:
                yield number, look

    def names(self, numbers: Iterable[int], line: str) -> tuple[str, ...]:
        """The signals that some of the patterns see in a line."""
        if self.kinds is None:
            for number in numbers:
                found = self.patterns[number].search(line)
                if found and (self.quoted or not _in_quotes(line[: found.start()])):
                    return (self.name,)
            return ()
        words = (found.groups() for number in numbers for found in self.patterns[number].finditer(line))
        kinds = {_kind(self.kinds, next(filter(None, groups))) for groups in words}
        return tuple(f"{self.name}-{kind}" for kind in kinds if kind is not None)


@lru_cache(maxsize=8_192)
def _kind(kinds: re.Pattern[str], word: str) -> str | None:
    """The group of a family that a word belongs to; the same names come up again and again."""
    found = kinds.fullmatch(word)
    return found.lastgroup if found else None


def _in_quotes(before: str) -> bool:
    """True when a quotation mark is open at the end of a part of a line."""
    return any(before.count(mark) % 2 for mark in "\"'`")


class Hit(NamedTuple):
    """Where a signal was seen first, and on how many lines (counting stops at MOST_COUNTED)."""

    line: int
    text: str
    seen: int


def signal(name: str, *patterns: str) -> Signal:
    """A signal of patterns; each has a literal in which case counts."""
    return Signal(name, tuple(map(lazy, patterns)), sources=tuple((one,) for one in patterns))


def running(name: str, *patterns: str) -> Signal:
    """A signal of code that runs: not inside quotation marks."""
    return signal(name, *patterns)._replace(quoted=False)


def family(name: str, kinds: Mapping[str, tuple[str, ...]], *patterns: str) -> Signal:
    """Signals that share where they stand: each pattern has a group, and a kind is what the group may be."""
    known = "|".join(f"(?P<{kind}>{'|'.join(names)})" for kind, names in kinds.items())
    sources = tuple((one, known) for one in patterns)
    return signal(name, *patterns)._replace(kinds=lazy(known), sources=sources)


_Sought = tuple[int, tuple[int, ...], str, frozenset[bytes], tuple[frozenset[bytes], ...]]


class Scanner:
    """Looks for signals in one text after another, and remembers which words matter."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        self._signals = tuple(signals)
        #: What is looked for, by number: its signal and patterns, its needle, the words that all must stand,
        #: and those of which one must.
        self._looks: list[
            tuple[int, tuple[int, ...], str, frozenset[bytes], tuple[frozenset[bytes], ...]]
        ] = []
        self._always: list[int] = []
        #: Numbers by the word that tells most; words by their first two letters, and those that stand alone.
        self._by_word: dict[bytes, list[int]] = {}
        self._roots: dict[bytes, set[bytes]] = {}
        self._whole: set[bytes] = set()
        self._known: set[bytes] = set()
        self._telling: dict[bytes, frozenset[bytes]] = {}

    def _prepare(self) -> None:
        """Done at the first text: where all is remembered, there is none."""
        for at, one in enumerate(self._signals):
            alike: dict[Look, list[int]] = {}
            for which, look in one.looks():
                alike.setdefault(look, []).append(which)
            for look, some in alike.items():
                self._add(at, tuple(dict.fromkeys(some)), look)

    def _add(self, at: int, which: tuple[int, ...], look: Look) -> None:
        number = len(self._looks)
        needle, text_words, others_words = look
        words = [word.encode() for word in text_words]
        others = tuple(frozenset(word.encode() for word in some) for some in others_words)
        self._looks.append((at, which, needle, frozenset(words[:-1]), others))
        (self._by_word.setdefault(words[-1], []) if words else self._always).append(number)
        for word in chain(words, *others):
            if word.endswith(b" "):
                self._whole.add(word[:-1])
            else:
                self._roots.setdefault(word[:2], set()).add(word)

    def scan(self, text: str, comments: tuple[str, ...] = COMMENTS) -> tuple[dict[str, Hit], bool]:
        """(the signals seen in a text, whether a bound cut it short). Comment lines don't count."""
        if not self._looks:
            self._prepare()
        every: dict[str, dict[int, str]] = {}
        cut = False
        for at, needles in self._promising(text).items():
            seen, more = _sightings(text, self._signals[at], needles, comments)
            cut = cut or more
            for name, lines in seen.items():
                every.setdefault(name, {}).update(lines)
        return {name: _hit(text, lines) for name, lines in every.items()}, cut

    def _promising(self, text: str) -> dict[int, dict[str, list[int]]]:
        """Signals, by place, with those of their needles whose words the text holds, and their patterns."""
        words = set(_words(text))
        for word in words - self._known:
            if roots := frozenset(self._within(word)):
                self._telling[word] = roots
        self._known |= words
        present = frozenset[bytes]().union(*(self._telling[word] for word in words & self._telling.keys()))
        numbers = {number for word in present & self._by_word.keys() for number in self._by_word[word]}
        promising: dict[int, dict[str, list[int]]] = {}
        for number in sorted(numbers.union(self._always)):
            at, which, needle, rest, others = self._looks[number]
            if rest <= present and not any(map(present.isdisjoint, others)):
                promising.setdefault(at, {}).setdefault(needle, []).extend(which)
        return promising

    def _within(self, word: bytes) -> Iterator[bytes]:
        """The roots that stand anywhere in a word, and the word itself where it counts as a whole."""
        if word in self._whole:
            yield word + b" "
        for at in range(len(word) - 1):
            for root in self._roots.get(word[at : at + 2], ()):
                if word.startswith(root, at):
                    yield root


def _hit(text: str, lines: dict[int, str]) -> Hit:
    first = min(lines)
    return Hit(text.count("\n", 0, first) + 1, lines[first].strip()[:200], len(lines))


def _words(text: str) -> list[bytes]:
    """Runs of ASCII letters, in lower case."""
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN).split()


def _sightings(
    text: str, one: Signal, needles: Mapping[str, list[int]], comments: tuple[str, ...]
) -> tuple[dict[str, dict[int, str]], bool]:
    """(lines by offset for each name of a signal, whether there were too many to try).

    needles: the literals to look for, each with the numbers of the patterns that it may show.
    """
    tried: set[int] = set()
    futile: dict[str, set[int]] = {}
    seen: dict[str, dict[int, str]] = {}
    for needle, which in needles.items():
        at = text.find(needle)
        while at >= 0 and (one.kinds or len(seen.get(one.name, ())) < MOST_COUNTED):
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if start not in tried and len(tried) == MOST_TRIES:
                return seen, True
            tried.add(start)
            line = text[start : min(end, start + MAX_LINE)]
            past = futile.setdefault(line, set())
            # Each pattern is tried on a line once, whichever of its needles leads there.
            fresh = [number for number in which if number not in past]
            if fresh:
                names = () if line.lstrip().startswith(comments) else one.names(fresh, line)
                for name in names:
                    seen.setdefault(name, {})[start] = line
                if not names:
                    past.update(fresh)
            at = text.find(needle, end)
    return seen, False
