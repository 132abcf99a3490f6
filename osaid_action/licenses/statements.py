"""Words that stand beside or inside a license without being terms: copyright lines, names, titles, notices.

Every rule here is a closed list or a test that ordinary words fail, because whatever is explained here is
reported as clean.
"""

from __future__ import annotations

import re

from ..patterns import lazy
from .statement_words import (
    BODIES,
    FAMILIES,
    HEADINGS,
    JOINING,
    MARKS,
    NEVER,
    NOTICE,
    PLACEHOLDER,
    PLACEHOLDERS,
    TRIM,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .index import Index
    from .text import Words


YEAR = lazy(r"(?:19|20)\d\d(?:s|x)?|(?:19|20)xx|yyyy|present|now|today|year|years")
_NUMERAL = lazy(r"[ivx]{1,5}|\d{1,2}|[a-z]")
_LINK = lazy(
    r"(?:https?|ftp)://[^\s<>\"')\]]+|www\.[^\s<>\"')\]]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\w.-])(?:[\w-]+\.)+(?:com|org|net|io|ai|edu|gov|html?)(?:/[^\s<>\"')\]]*)?(?![\w])",
    re.IGNORECASE,
)

#: More ordinary words than any statement may have.
_MANY = 99


def _segments(words: Words, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The words ``first`` to ``last`` line by line."""
    start = first
    line = words.line(first)
    for i in range(first + 1, last + 1):
        at = words.line(i) if i < last else -1
        if at != line:
            yield start, i
            start, line = i, at


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
            self._links = [match.span() for match in _LINK.finditer(self.words.source)]
        if not self._links:
            return False
        from bisect import bisect_right

        place = bisect_right(self._links, (self.words.starts[i], 1 << 30)) - 1
        return place >= 0 and self.words.ends[i] <= self._links[place][1]

    def is_link(self, first: int, last: int) -> bool:
        """Whether all the words are parts of addresses."""
        return all(self._in_link(i) for i in range(first, last))

    def is_name(self, first: int, last: int, limit: int = 16) -> bool:
        """Whether the words can only be the name of a person or body, in running text."""
        if not 0 < last - first <= limit:
            return False
        ordinary = 0
        for i in range(first, last):
            word = self.words.tokens[i]
            raw = self._raw(i)
            if word in self.holders or word in JOINING or self._in_link(i) or word in ("copyright", "s"):
                continue
            if word in NEVER:
                return False
            if word in BODIES:
                continue
            if not self.index.is_word(word):
                continue
            ordinary += 1
            if not raw[0].isupper() or (raw.isupper() and len(raw) > 1) or ordinary > 3:
                return False
        return True

    @staticmethod
    def is_placeholder(removed: Sequence[str]) -> bool:
        """Whether template words stand for a year or a name that a file fills in."""
        text = " ".join(removed)
        return len(removed) <= 12 and PLACEHOLDER.fullmatch(text) is not None

    def copyright_lines(self, first: int, last: int, opened: bool = False) -> bool:
        """Whether every line of the words is a copyright statement, and remember the names if so.

        ``opened`` says that the statement began before the words.
        """
        if last <= first:
            return True
        open_ = opened
        holders: set[str] = set()
        for start, end in _segments(self.words, first, last):
            if not self._copyright_line(start, end, open_, holders):
                return False
            open_ = True
        self.holders |= holders
        return True

    def _copyright_line(self, first: int, last: int, continued: bool, holders: set[str]) -> bool:
        """Whether a line is a copyright statement; at most a few ordinary words in it, as parts of names."""
        tokens = self.words.tokens
        marked = continued or self._opened(first)
        ordinary = 0
        i = first
        if tokens[i : i + 2] == ["spdx", "filecopyrighttext"]:
            marked = True
            i += 2
        while i < last:
            word = tokens[i]
            if tokens[i : i + 3] == ["all", "rights", "reserved"] and i + 3 <= last:
                marked = True
                i += 3
                continue
            if word in MARKS or (YEAR.fullmatch(word) and (i == first or marked)):
                marked = True
            elif word != "portions" or i > first:
                ordinary += self._strangeness(i, holders) if marked else _MANY
            if ordinary > (2 if continued else 4):
                return False
            i += 1
        return marked and last - first <= 40

    def _opened(self, first: int) -> bool:
        """Whether a line's words begin inside a statement: the word before them, on the line, opens it."""
        words = self.words
        return first > 0 and words.line(first - 1) == words.line(first) and words.tokens[first - 1] in MARKS

    def _strangeness(self, i: int, holders: set[str]) -> int:
        """How little a word fits a copyright statement: 0 names and the like, 1 ordinary words, else many."""
        word = self.words.tokens[i]
        if word.isdigit() or word in JOINING or word in PLACEHOLDERS or self._in_link(i):
            return 0
        if word in NEVER:
            return _MANY
        holders.add(word)
        if word in BODIES or not self.index.is_word(word):
            return 0
        return 1 if self._raw(i)[0].isupper() else _MANY

    def is_heading(self, first: int, last: int, ids: set[str]) -> bool:
        """Whether the words announce the license that was found, and nothing else."""
        if last - first > 24:
            return False
        text = " ".join(self.words.tokens[first:last])
        if text in HEADINGS:
            return True
        match = NOTICE.fullmatch(text)
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

    def names(self, name: str, ids: set[str]) -> bool:
        """Whether a phrase names one of the ids, or the family of one."""
        from .names import normalize_id

        name = TRIM.sub("", name).strip()
        found = normalize_id(name) or normalize_id(name + " license")
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
        open_ = False
        for start, end in _segments(self.words, first, last):
            holders: set[str] = set()
            if self._numbering(start, end) or self.is_link(start, end) or self.is_heading(start, end, ids):
                continue
            if self._copyright_line(start, end, open_, holders):
                self.holders |= holders
                open_ = True
                continue
            open_ = False
            if runs and runs[-1][1] == start:
                runs[-1] = (runs[-1][0], end)
            else:
                runs.append((start, end))
        return [run for run in runs if not self.is_heading(*run, ids)]

    def beside(self, first: int, last: int, ids: set[str]) -> bool:
        """Whether some of the words are not explained even as what may stand before or after a license."""
        return any(not self.in_heading(*run, ids) for run in self.unexplained(first, last, ids))

    def _numbering(self, first: int, last: int) -> bool:
        return last - first <= 2 and all(_NUMERAL.fullmatch(word) for word in self.words.tokens[first:last])
