"""A terminal's colors and its 80 columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTH = 80
_COLORS = {"good": "32", "bad": "31", "part": "33", "quiet": "2", "strong": "1"}


class Paint:
    """Words in the color of a tone, or as they are where colors are off."""

    def __init__(self, on: bool) -> None:
        self._on = on

    def __call__(self, tone: str, text: str) -> str:
        return f"\033[{_COLORS[tone]}m{text}\033[0m" if self._on and text else text


def wrapped(indent: str, text: str, first: str | None = None) -> Iterator[str]:
    """Text in lines of at most 80 columns; a word longer than a line stays whole."""
    lead = indent if first is None else first
    line = lead
    width = len(indent)
    for word in text.split(" "):
        if width + len(word) > WIDTH and width > len(indent):
            yield line.rstrip()
            line, width = indent, len(indent)
        line += word + " "
        width += len(word) + 1
    yield line.rstrip()
