"""A terminal's colors and its width."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Columns of what is no terminal, and the bounds within which lines are good to read.
WIDTH, NARROWEST, WIDEST = 80, 60, 110
#: How much of a line is left empty rather than break a word, and the least that is told beside a place.
_WORD, _TOLD = 20, 30
_CODE = re.compile(r"\033\[\d+m")
#: Of the colors of a terminal, those that are read on any background; yellow and cyan are lost on white.
_COLORS = {"good": "32", "bad": "31", "part": "1", "quiet": "2", "strong": "1"}


class Screen:
    """What a report is written for: with color or without, and so many columns wide."""

    def __init__(self, *, color: bool = False, width: int = WIDTH) -> None:
        self._color = color
        self.width = max(NARROWEST, min(width, WIDEST))

    def paint(self, tone: str, text: str) -> str:
        """Words in the color of a tone, or as they are where colors are off."""
        return f"\033[{_COLORS[tone]}m{text}\033[0m" if self._color and text else text

    def wrapped(self, indent: str, text: str, first: str | None = None) -> Iterator[str]:
        """Text in lines that fit; a word longer than a line, such as a URL, stays whole on its own."""
        return self.joined(indent, text.split(" "), first)

    def command(self, indent: str, words: Sequence[str]) -> Iterator[str]:
        """A command in lines that a shell reads as one."""
        lines = list(self.joined(indent + "  ", words, indent, room=2))
        yield from (f"{line} \\" for line in lines[:-1])
        yield lines[-1]

    def joined(
        self, indent: str, words: Sequence[str], first: str | None = None, room: int = 0
    ) -> Iterator[str]:
        """Words in lines that fit, none of them broken. room: columns left free at the end."""
        line = indent if first is None else first
        taken, empty = columns(line), True
        gap = ""
        for word in words:
            wide = columns(word)
            # Two spaces stand between columns; at the end of a line they are none.
            if not word:
                gap += "" if empty else " "
                continue
            if not empty and taken + len(gap) + wide > self.width - room:
                yield line.rstrip()
                line, taken, empty, gap = indent, columns(indent), True, ""
            line += gap + word
            taken += len(gap) + wide
            empty, gap = False, " "
        yield line.rstrip()

    def cut(self, text: str) -> str:
        """Text in one line, its end left out where it does not fit, after a word or a part of a path."""
        if columns(text) <= self.width:
            return text
        kept, taken = "", 2 if "“" in text else 1
        for char in text:
            taken += columns(char)
            if taken > self.width:
                break
            kept += char
        end = max(kept.rfind(" "), kept.rfind("/") + 1)
        # A scheme alone tells nothing of an address.
        whole = end > len(kept) - _WORD and not kept[:end].endswith("//")
        kept = (kept[:end] if whole else kept).rstrip(" “") + "…"
        return kept + "”" * (kept.count("“") - kept.count("”"))

    def seen(self, indent: str, where: str, why: str) -> Iterator[str]:
        """A place and what was seen there: in a line, or in two where the place leaves it little room."""
        line = f"{indent}{where}  {why}"
        if columns(line) <= self.width or columns(indent + where) + _TOLD < self.width:
            yield self.cut(line)
        else:
            yield self.cut(indent + where)
            yield self.cut(f"{indent}  {why}")

    def fitted(self, text: str, whole: tuple[str, ...] = ()) -> Iterator[str]:
        """Lines that fit; what continues one stands below it, two columns further in.

        whole: how lines begin that stay as they are, for they hold what is to be copied.
        """
        for line in text.splitlines():
            told = line.lstrip()
            indent = line[: len(line) - len(told)]
            yield from [line] if told.startswith(whole) else self.wrapped(f"{indent}  ", told, first=indent)


def columns(text: str) -> int:
    """How many columns of a terminal a text takes; its colors take none."""
    text = _CODE.sub("", text)
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text
    )
