"""Texts on which a regular expression would take long, made from the expression itself."""

from __future__ import annotations

import re
import sys
import time
from functools import cache
from math import log2
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
#: What is tried first: a text on which only what is exponential takes long, and one that shows the rest.
SHORT, FIRST = 20, 2_048
#: CPU seconds that a character of a text may take before more is asked.
QUIET = 1.5e-6
#: Sizes that a suspect is measured at, until a text takes this long; what is bounded is linear in the end.
SIZES, ENOUGH = (1_024, 2_048, 4_096, 8_192, 16_384, 32_768, 65_536), 0.25
#: Growth that is no longer that of the text.
STEEP = 1.5


class Growth(NamedTuple):
    """How the time grows with a text: its exponent at the largest sizes, and CPU seconds a character there."""

    exponent: float
    rate: float


def pumps(source: str | bytes, flags: int) -> list[tuple[str, str, str]]:
    """(before, what is repeated, after): what each repeat of an expression repeats, and each start of one."""
    tree = _parser.parse(source, flags)
    made: set[tuple[str, str, str]] = set()
    for before, body in _repeats(list(tree), ""):
        for unit in _units(body):
            for tail in TAILS:
                made |= {(before, unit, tail), ("", before + unit, tail), ("", unit, tail)}
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
            text += next((char for char in liked + PALETTE if _fits((op, value), char)), "")
        elif name == "BRANCH":
            text += _example(list(value[1][0]), liked)
        elif name == "SUBPATTERN":
            text += _example(list(value[-1]), liked)
        elif name == "ATOMIC_GROUP":
            text += _example(list(value), liked)
        elif name.endswith("_REPEAT"):
            text += _example(list(value[2]), liked) * value[0]
    return text


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
    if _taken(one, pump, SHORT) > 2e-3 and (least := _taken(one, pump, SHORT, 3)) > 2e-3:
        return Growth(float("inf"), least / SHORT)
    first = _taken(one, pump, FIRST)
    if first < QUIET * FIRST:
        return Growth(1.0, first / FIRST)
    found = _at_length(one, pump)
    # A second look: what is only noise does not come twice.
    return min(found, _at_length(one, pump)) if found.exponent > STEEP else found


def _at_length(one: Expression, pump: tuple[str, str, str]) -> Growth:
    before = _taken(one, pump, SIZES[0], 3)
    exponent, rate = 1.0, before / SIZES[0]
    for size in SIZES[1:]:
        now = _taken(one, pump, size, 3)
        exponent, rate = log2(max(now, 1e-6) / max(before, 1e-6)), now / size
        if now > ENOUGH:
            break
        before = now
    return Growth(exponent, rate)


def _taken(one: Expression, pump: tuple[str, str, str], size: int, tries: int = 1) -> float:
    """CPU seconds for a text of a size, the least of some tries."""
    found = _compiled(one.source, one.flags)
    before, unit, after = pump
    text: Any = before + unit * (size // len(unit) + 1) + after
    text = text.encode("utf-8") if isinstance(one.source, bytes) else text
    if one.anchored:
        return min(_seconds(lambda: (found.match(text), found.fullmatch(text))) for _ in range(tries))
    return min(_seconds(lambda: sum(1 for _ in found.finditer(text))) for _ in range(tries))


def _seconds(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start
