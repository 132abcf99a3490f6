"""Texts on which a regular expression would take long, made from the expression itself."""

from __future__ import annotations

import re
import sys
import time
from functools import cache
from math import log
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from expressions import Expression

if sys.version_info >= (3, 11):
    from re import _compiler, _parser
else:
    import sre_compile as _compiler
    import sre_parse as _parser

#: A character of each kind that a set may ask for.
PALETTE = "a-._ 1A/[(*`<!#|:,\"'=~+@%&\\{}>])$\n\t\u4e2d\u00e9\u3002"
#: A repeat of at most so many is no reason for concern.
FEW = 64
#: What may follow so that the expression fails after all.
TAILS = ("", "\0")
#: What is tried first: repeats on which only what is exponential takes long, and a text that shows the rest.
SHORT, ALREADY, FIRST = (12, 20, 32, 96, 256), 2e-3, 2_048
#: CPU seconds that a character of a text may take before more is asked.
QUIET = 0.8e-6
#: Sizes that a suspect is measured at, until a text takes this long; what is bounded is linear in the end.
SIZES, ENOUGH = (2_048, 8_192, 32_768), 0.25
#: Growth that is not that of the text any more, where it costs more than noise; and what is too much anyway.
STEEP, COSTLY, TOO_MUCH = 1.5, 4e-6, 60e-6
#: Growth like a square, which no bound explains that patterns have here.
SQUARE = 1.8
#: Units that are tried of a set where not all are.
SOME = 5


class Growth(NamedTuple):
    """How the time grows with a text: its exponent at the largest sizes, CPU seconds a character there."""

    exponent: float
    rate: float

    @property
    def too_fast(self) -> bool:
        return self.rate > TOO_MUCH or (self.exponent > STEEP and self.rate > COSTLY)


def pumps(source: str | bytes, flags: int, *, every: bool = True) -> list[tuple[str, str, str]]:
    """(before, what is repeated, after): what each repeat of an expression repeats, and each start of one.

    every: with each character that a set may ask for, and each end; else with some.
    """
    tree = _parser.parse(source, flags)
    made: set[tuple[str, str, str]] = set()
    for before, body in _repeats(list(tree), ""):
        units = sorted(_units(body), key=lambda unit: (PALETTE + unit).index(unit))
        for unit in units if every else units[:: len(units) // SOME + 1]:
            for tail in TAILS if every else TAILS[-1:]:
                made |= {(before, unit, tail), ("", before + unit, tail)}
                made |= {("", unit, tail)} if every else set()
    return sorted(made)


def _repeats(items: list[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """Each repeat without a small bound, with an example of what stands before it."""
    for op, value in items:
        name = str(op)
        if name.endswith("_REPEAT"):
            _, most, body = value
            if most > FEW:
                yield before, list(body)
            yield from _repeats(list(body), before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _repeats(list(branch), before)
        elif name in {"SUBPATTERN", "ATOMIC_GROUP", "ASSERT", "ASSERT_NOT"}:
            inner = value if name == "ATOMIC_GROUP" else value[-1]
            yield from _repeats(list(inner), before)
        before += _example([(op, value)])


def _units(body: list[Any]) -> set[str]:
    """Examples of what is repeated: each branch of it, and for a set a character of each kind."""
    if len(body) == 1 and str(body[0][0]) in {"IN", "ANY", "NOT_LITERAL", "CATEGORY"}:
        return {char for char in PALETTE if _fits(body[0], char)}
    if len(body) == 1 and str(body[0][0]) in {"SUBPATTERN", "BRANCH"}:
        inner = body[0][1][-1]
        branches = inner if str(body[0][0]) == "BRANCH" else [inner]
        return {unit for branch in branches for unit in _units(list(branch))}
    return {text for char in "a- ." if (text := _example(body, char))}


def _example(items: list[Any], liked: str = "a") -> str:
    """A text that the items match, made of a character that is liked where it fits."""
    text = ""
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            text += chr(value)
        elif name in {"IN", "ANY", "NOT_LITERAL", "CATEGORY"}:
            text += next(
                (char for char in (*liked, *PALETTE, *_named(value)) if _fits((op, value), char)), ""
            )
        elif name == "BRANCH":
            text += _example(list(value[1][0]), liked)
        elif name == "SUBPATTERN":
            text += _example(list(value[-1]), liked)
        elif name == "ATOMIC_GROUP":
            text += _example(list(value), liked)
        elif name.endswith("_REPEAT"):
            text += _example(list(value[2]), liked) * value[0]
    return text


def _named(members: Any) -> Iterator[str]:
    """Characters that a set names, or that its ranges begin with."""
    for op, value in members if isinstance(members, list) else ():
        if str(op) in {"LITERAL", "RANGE"}:
            yield chr(value if isinstance(value, int) else value[0])


def _fits(item: tuple[Any, Any], char: str) -> bool:
    return _one(repr(item), (item,)).fullmatch(char) is not None


_KNOWN: dict[str, re.Pattern[str]] = {}


def _one(key: str, items: tuple[Any, ...]) -> re.Pattern[str]:
    """A pattern of one item of a tree."""
    if key not in _KNOWN:
        tree = _parser.parse("")
        tree.data = list(items)
        _KNOWN[key] = _compiler.compile(tree, re.DOTALL)
    return _KNOWN[key]


@cache
def _compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    return re.compile(source, flags)


def growth(one: Expression, pump: tuple[str, str, str]) -> Growth:
    """How the time of an expression grows with a pump: 1 is linear, or quick whatever it is."""
    for times in SHORT:
        size = min(times * len(pump[1]), FIRST)
        most = max(ALREADY, size * TOO_MUCH)
        if _taken(one, pump, size) > most and (least := _taken(one, pump, size, 3)) > most:
            return Growth(float("inf"), least / size)
    first = _taken(one, pump, FIRST)
    if first < QUIET * FIRST:
        return Growth(1.0, first / FIRST)
    if first > TOO_MUCH * FIRST and (first := _taken(one, pump, FIRST, 2)) > TOO_MUCH * FIRST:
        return Growth(log(first / max(_taken(one, pump, FIRST // 4, 3), 1e-6), 4), first / FIRST)
    before, exponent = first, 1.0
    for size in SIZES[1:]:
        now = _taken(one, pump, size)
        exponent = log(max(now, 1e-6) / max(before, 1e-6), 4)
        if not Growth(exponent, now / size).too_fast:
            return Growth(exponent, now / size)
        # What is only noise does not come again; what is bounded grows like a square up to its bound.
        before = min(before, _taken(one, pump, size // 4, 3))
        now = min(now, _taken(one, pump, size, 2))
        exponent = log(max(now, 1e-6) / max(before, 1e-6), 4)
        if now > ENOUGH or (exponent > SQUARE and now > ENOUGH / 4):
            break
        before = now
    return Growth(exponent, now / size)


def _taken(one: Expression, pump: tuple[str, str, str], size: int, tries: int = 1) -> float:
    """CPU seconds for a text of a size, the least of some tries."""
    found = _compiled(one.source, one.flags)
    before, unit, after = pump
    text: Any = before + unit * (size // len(unit) + 1) + after
    text = text.encode("utf-8") if isinstance(one.source, bytes) else text
    asked = [getattr(found, how) for how in sorted(one.asked)]
    return min(_seconds(lambda: [_ended(ask(text)) for ask in asked]) for _ in range(tries))


def _ended(found: Any) -> None:
    """Go through all matches where there may be many."""
    for _ in found if hasattr(found, "__next__") else ():
        pass


def _seconds(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start
