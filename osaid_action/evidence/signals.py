"""What is looked for in a text: signals, each of patterns for one line, and where they were seen.

Trying hundreds of patterns on every line would take minutes. So a pattern is tried only on lines that hold
the literals it can't do without. They are tried in the order of the patterns, until enough lines were seen.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from ..built import prepared
from ..patterns import lazy
from .occurrences import EDGE, Literals, Look

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator, Mapping

    from .occurrences import Occurrences

#: A line of code that tells something is not longer.
MAX_LINE = 1_000
#: Lines of one file tried for one signal, and sightings counted; a hostile file must not cost minutes.
MOST_TRIES, MOST_COUNTED = 2_000, 12

COMMENTS = ("#", "//", "*", "--", '"""', "'''", ">>>", "%%", ";;")
SHELL_COMMENTS = ("#", "::")
#: "#" begins `#include`, `#pragma` and `#[derive]` there, and "*" the use of a pointer; "%" is MATLAB's.
C_COMMENTS = ("//", "/*", "* ", "*/", "%")


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
                yield number, Look(*look)

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


class _Sought(NamedTuple):
    """What is looked for: the patterns of a signal, by number, that may match where a look says."""

    signal: int
    patterns: tuple[int, ...]
    look: Look


class Scanner:
    """Looks for signals in one text after another."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        self._signals = tuple(signals)
        self._sought: list[_Sought] = []

    def _prepare(self) -> None:
        """Done at the first text: where all is remembered, there is none."""
        for at, one in enumerate(self._signals):
            alike: dict[Look, list[int]] = {}
            for which, look in one.looks():
                alike.setdefault(look, []).append(which)
            self._sought += (_Sought(at, tuple(dict.fromkeys(some)), look) for look, some in alike.items())
        #: Numbers of what is sought, by the needle as it stands in texts.
        self._by_needle: dict[str, list[int]] = {}
        for number, (_, _, look) in enumerate(self._sought):
            self._by_needle.setdefault(look.needle.replace(EDGE, ""), []).append(number)
        beside = chain.from_iterable(chain(*look.beside) for _, _, look in self._sought)
        self._literals = Literals(chain(self._by_needle, beside))

    def scan(self, text: str, comments: tuple[str, ...] = COMMENTS) -> tuple[dict[str, Hit], bool]:
        """(the signals seen in a text, whether a bound cut it short). Comment lines don't count."""
        if not self._sought:
            self._prepare()
        there = self._literals.within(text)
        numbers = sorted(n for needle in there if needle in self._by_needle for n in self._by_needle[needle])
        every: dict[str, dict[int, str]] = {}
        cut = False
        for at, some in groupby(numbers, lambda number: self._sought[number].signal):
            sought = [self._sought[number] for number in some]
            seen, more = _sightings(there, self._signals[at], sought, comments)
            cut = cut or more
            for name, lines in seen.items():
                every.setdefault(name, {}).update(lines)
        return {name: _hit(lines) for name, lines in every.items()}, cut


def _hit(lines: dict[int, str]) -> Hit:
    first = min(lines)
    return Hit(first + 1, lines[first].strip()[:200], len(lines))


def _sightings(
    there: Occurrences, one: Signal, sought: Iterable[_Sought], comments: tuple[str, ...]
) -> tuple[dict[str, dict[int, str]], bool]:
    """(lines by number for each name of a signal, whether there were too many to try)."""
    by_needle: dict[str, list[_Sought]] = {}
    for some in sought:
        by_needle.setdefault(some.look.needle, []).append(some)
    tried: set[int] = set()
    futile: dict[str, set[int]] = {}
    seen: dict[str, dict[int, str]] = {}
    for alike in by_needle.values():
        for number, which in sorted(_candidates(there, alike).items()):
            if not one.kinds and len(seen.get(one.name, ())) >= MOST_COUNTED:
                break
            if number not in tried and len(tried) == MOST_TRIES:
                return seen, True
            tried.add(number)
            line = there.line(number, MAX_LINE)
            past = futile.setdefault(line, set())
            # Each pattern is tried on a line once, whichever of its needles leads there.
            fresh = [pattern for pattern in which if pattern not in past]
            if fresh:
                names = () if line.lstrip().startswith(comments) else one.names(fresh, line)
                for name in names:
                    seen.setdefault(name, {})[number] = line
                if not names:
                    past.update(fresh)
    return seen, False


def _candidates(there: Occurrences, sought: Iterable[_Sought]) -> dict[int, list[int]]:
    """The lines where something of one needle may match, with the patterns that may."""
    found: dict[int, list[int]] = {}
    for _, patterns, look in sought:
        lines = there.lines(look.needle)
        for some in look.beside:
            if not lines:
                break
            lines &= there.any_of(some)
        for number in lines:
            found.setdefault(number, []).extend(patterns)
    return found
