"""What is looked for in a text: signals, each a pattern for one line, and where they were seen.

Trying hundreds of patterns on every line would take minutes. So a pattern is tried only on lines
that hold one of its literal needles, and a needle is looked for only in texts whose words hold
the needle's own: most files have a few dozen needles' words of four hundred.
"""

from __future__ import annotations

import re
import string
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy

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
            kind = _kind(self.kinds, next(filter(None, found.groups())))
            if kind is not None:
                yield f"{self.name}-{kind}"


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


def signal(name: str, needles: str, *alternatives: str, gate: str = "") -> Signal:
    """A signal of alternatives, each of which may start with (?i).

    Needles and roots are separated by spaces, and a needle's own space is written as ␣. A needle after
    "=" is looked for only in texts that have it as a whole word.
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
        #: What is looked for together, by number: its signal, its needles, the roots that all must stand.
        self._looks: list[tuple[int, tuple[str, ...], frozenset[bytes]]] = []
        self._always: list[int] = []
        #: Numbers by the root that tells most; roots by their first two letters, and whole words.
        self._by_root: dict[bytes, list[int]] = {}
        self._roots: dict[bytes, set[bytes]] = {}
        self._whole: set[bytes] = set()
        for at, one in enumerate(self._signals):
            for needle in one.needles if not one.gate else ():
                self._add(at, (needle.removeprefix("="),), (needle,))
            if one.gate:
                self._add(at, one.needles, one.gate)
        self._known: set[bytes] = set()
        self._telling: dict[bytes, frozenset[bytes]] = {}

    def _add(self, at: int, needles: tuple[str, ...], roots: tuple[str, ...]) -> None:
        number = len(self._looks)
        told = [sorted((w for w in _words(root) if len(w) > 1), key=len) for root in roots]
        rest = frozenset(told[0][:-1]) if len(told) == 1 else frozenset()
        self._looks.append((at, needles, rest))
        for words, root in zip(told, roots, strict=True):
            if not words:
                self._always.append(number)
                continue
            whole = root.startswith("=")
            # A whole word is told apart from the root by the space after it.
            self._by_root.setdefault(words[-1] + b" " * whole, []).append(number)
            self._whole |= {words[-1]} if whole else set()
            for word in words[:-1] if whole else words:
                self._roots.setdefault(word[:2], set()).add(word)

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
            if roots := frozenset(self._within(word)):
                self._telling[word] = roots
        self._known |= words
        present = frozenset[bytes]().union(*(self._telling[word] for word in words & self._telling.keys()))
        numbers = {number for root in present & self._by_root.keys() for number in self._by_root[root]}
        promising: dict[int, list[str]] = {}
        for number in sorted(numbers.union(self._always)):
            at, needles, rest = self._looks[number]
            if rest <= present:
                promising.setdefault(at, []).extend(needles)
        return promising

    def _within(self, word: bytes) -> Iterator[bytes]:
        """The roots that stand anywhere in a word, and the word itself where it counts as a whole."""
        if word in self._whole:
            yield word + b" "
        for at in range(len(word) - 1):
            for root in self._roots.get(word[at : at + 2], ()):
                if word.startswith(root, at):
                    yield root


def _words(text: str) -> list[bytes]:
    """Runs of ASCII letters, in lower case."""
    return text.encode("utf-8", "surrogatepass").translate(_PLAIN).split()


def _sightings(
    text: str, one: Signal, needles: list[str], comments: tuple[str, ...]
) -> tuple[dict[str, dict[int, str]], bool]:
    """(lines by offset for each name of a signal, whether there were too many to try)."""
    tried: set[int] = set()
    futile: set[str] = set()
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
                if line not in futile:
                    names = () if line.lstrip().startswith(comments) else tuple(one.names(line))
                    for name in names:
                        seen.setdefault(name, {})[start] = line
                    if not names:
                        futile.add(line)
            at = text.find(needle, end)
    return seen, False
