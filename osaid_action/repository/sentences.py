"""Sentences of prose, each with the line it starts on."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ITEM = lazy(r"\s{0,20}(?:[-*+•]|\d{1,9}[.)]|\||>|<(?:li|tr|td|p)\b)")
_END = lazy(
    r"(?<=[.!?。！？])[\"')\]*]{0,9}\s{1,20}(?=[\"'(\[*`]{0,9}"
    r"(?:[A-Z0-9]|[^\x00-\x7f]))|(?<=[。！？])"
)
_NUMBER = lazy(r"\d{1,9}[.)]")


def sentences(prose: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Sentences of numbered lines; wrapped lines are joined, items are not."""
    for first, _, sentence in spans(prose):
        yield first, sentence


def spans(prose: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Sentences with the lines on which each begins and ends."""
    block: list[tuple[int, str]] = []
    for number, line in (*prose, (0, "")):
        if block and (number != block[-1][0] + 1 or _ITEM.match(line)):
            yield from _split(block)
            block = []
        block.append((number, line))


def _split(block: list[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Split joined lines at ends of sentences, keeping track of where each line began."""
    parts, starts, length = [], [], 0
    for number, line in block:
        starts.append((length, number))
        parts.append(line.strip() + " ")
        length += len(parts[-1])
    text = "".join(parts)
    at = 0
    for end in [*(m.start() for m in _END.finditer(text)), len(text)]:
        sentence = text[at:end].strip()
        if _NUMBER.fullmatch(sentence) and end < len(text):
            continue  # the number of an item belongs to it
        if sentence:
            first, last = (starts[bisect_right(starts, (n, 1 << 60)) - 1][1] for n in (at, max(at, end - 1)))
            yield first, last, sentence
        while text[end : end + 1].isspace():
            end += 1
        at = end
