"""What is looked for in a text: signals, each a pattern for one line, and where they were seen.

Trying hundreds of patterns on every line would take minutes. So a pattern is tried only on lines
that hold one of its literal needles, and a needle is looked for only in texts whose words hold
the needle's own: most files have a few dozen needles' words of four hundred.
"""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, NamedTuple

from .patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: A line of code that tells something is not longer.
MAX_LINE = 1_000
#: Lines of one file tried for one signal, and sightings counted; a hostile file must not cost minutes.
MOST_TRIES, MOST_COUNTED = 2_000, 12

COMMENTS = ("#", "//", "*", "--", '"""', "'''", ">>>", "%%", ";;")
SHELL_COMMENTS = ("#", "::")
#: "#" begins `#include`, `#pragma` and `#[derive]` there, and "*" the use of a pointer.
C_COMMENTS = ("//", "/*", "* ", "*/")

_LETTERS = string.ascii_letters.encode()
#: Every byte that is no letter becomes a space, and every letter a small one.
_PLAIN = bytes(byte | 32 if byte in _LETTERS else 32 for byte in range(256))


class Signal(NamedTuple):
    """A pattern for one line, tried only where one of the literal needles stands.

    gate: roots of words of which the text must hold one; () for the needles' own words. A root after
    "=" is a whole word: runs of letters in lower case, so that `base_lr` holds "=lr".
    kinds: for a family of signals, the pattern that sorts what was matched into its named groups;
    each is a signal of its own, called `name-group`.
    quoted: whether words inside quotation marks count; code that a tool looks for or prints does not run.
    """

    name: str
    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    gate: tuple[str, ...] = ()
    kinds: re.Pattern[str] | None = None
    quoted: bool = True

    def names(self, line: str) -> Iterator[str]:
        """The signals that a line shows."""
        if self.kinds is None:
            found = self.pattern.search(line)
            if found and (self.quoted or not _in_quotes(line[: found.start()])):
                yield self.name
            return
        for found in self.pattern.finditer(line):
            kind = self.kinds.fullmatch(next(filter(None, found.groups())))
            if kind is not None:
                yield f"{self.name}-{kind.lastgroup}"


def _in_quotes(before: str) -> bool:
    """True when a quotation mark is open at the end of a part of a line."""
    return any(before.count(mark) % 2 for mark in "\"'`")


class Hit(NamedTuple):
    """Where a signal was seen first, and on how many lines (counting stops at MOST_COUNTED)."""

    line: int
    text: str
    seen: int


def signal(name: str, needles: str, *alternatives: str, gate: str = "") -> Signal:
    """A signal of alternatives, each of which may start with (?i).

    Needles and roots are separated by spaces, and a needle's own space is written as ␣.
    """
    joined = "|".join(f"(?i:{a[4:]})" if a.startswith("(?i)") else a for a in alternatives)
    literals = tuple(n.replace("␣", " ") for n in needles.split())
    return Signal(name, literals, lazy(joined), tuple(gate.split()))


def running(name: str, needles: str, *alternatives: str, gate: str = "") -> Signal:
    """A signal of code that runs: not inside quotation marks."""
    return signal(name, needles, *alternatives, gate=gate)._replace(quoted=False)


def family(name: str, needles: str, kinds: re.Pattern[str], *alternatives: str, gate: str = "") -> Signal:
    """A family of signals: each alternative has a group, and `kinds` says what the group's words are."""
    return signal(name, needles, *alternatives, gate=gate)._replace(kinds=kinds)


class Scanner:
    """Looks for signals in one text after another, and remembers which words matter."""

    def __init__(self, signals: Iterable[Signal]) -> None:
        self._signals = tuple(signals)
        #: Needles by number, each with its signal; a gated signal's needles share one number.
        self._needles: list[tuple[int, tuple[str, ...]]] = []
        #: Numbers that no word gives away, those of whole words, and those of roots by their first letters.
        self._always: set[int] = set()
        self._whole: dict[bytes, set[int]] = {}
        self._roots: dict[bytes, list[tuple[bytes, int]]] = {}
        for at, one in enumerate(self._signals):
            if one.gate:
                self._add(at, one.needles, one.gate)
            else:
                for needle in one.needles:
                    self._add(at, (needle,), (needle,))
        self._known: set[bytes] = set()
        self._telling: dict[bytes, set[int]] = {}

    def _add(self, at: int, needles: tuple[str, ...], roots: tuple[str, ...]) -> None:
        number = len(self._needles)
        self._needles.append((at, needles))
        for root in roots:
            word = max(_words(root), key=len, default=b"")
            if len(word) < 2:
                self._always.add(number)
            elif root.startswith("="):
                self._whole.setdefault(word, set()).add(number)
            else:
                self._roots.setdefault(word[:2], []).append((word, number))

    def scan(self, text: str, comments: tuple[str, ...] = COMMENTS) -> tuple[dict[str, Hit], bool]:
        """(the signals seen in a text, whether a bound cut it short). Comment lines don't count."""
        hits: dict[str, Hit] = {}
        cut = False
        for at, needles in self._promising(text).items():
            seen, more = _sightings(text, self._signals[at], needles, comments)
            cut = cut or more
            for name, lines in seen.items():
                first = min(lines)
                hits[name] = Hit(text.count("\n", 0, first) + 1, lines[first].strip()[:200], len(lines))
        return hits, cut

    def _promising(self, text: str) -> dict[int, list[str]]:
        """Signals, by place, with those of their needles whose words the text holds."""
        words = set(_words(text))
        for word in words - self._known:
            if numbers := self._whole.get(word, set()).union(self._within(word)):
                self._telling[word] = numbers
        self._known |= words
        numbers = self._always.union(*(self._telling[word] for word in words & self._telling.keys()))
        promising: dict[int, list[str]] = {}
        for number in sorted(numbers):
            at, needles = self._needles[number]
            promising.setdefault(at, []).extend(needles)
        return promising

    def _within(self, word: bytes) -> Iterator[int]:
        """Numbers of the roots that stand anywhere in a word."""
        for at in range(len(word) - 1):
            for root, number in self._roots.get(word[at : at + 2], ()):
                if word.startswith(root, at):
                    yield number


def _words(text: str) -> list[bytes]:
    """Runs of ASCII letters, in lower case."""
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN).split()


def _sightings(
    text: str, one: Signal, needles: list[str], comments: tuple[str, ...]
) -> tuple[dict[str, dict[int, str]], bool]:
    """(lines by offset for each name of a signal, whether there were too many to try)."""
    tried: set[int] = set()
    seen: dict[str, dict[int, str]] = {}
    for needle in needles:
        at = text.find(needle)
        while at >= 0 and (one.kinds or len(seen.get(one.name, ())) < MOST_COUNTED):
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            if start not in tried:
                if len(tried) == MOST_TRIES:
                    return seen, True
                tried.add(start)
                line = text[start : min(end, start + MAX_LINE)]
                if not line.lstrip().startswith(comments):
                    for name in one.names(line):
                        seen.setdefault(name, {})[start] = line
            at = text.find(needle, end)
    return seen, False
