"""Texts on which a regular expression would take long, made from the expression itself."""

from __future__ import annotations

import ast
import re
import sys
import time
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any, NamedTuple

import osaid_action
from osaid_action.patterns import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
SIZES = (16, 24, 32, 256, 2048, 8192)
#: Seconds below which a time tells nothing.
FLOOR = 0.005
#: Growth that is no longer that of the text, and a time after which no larger text is tried.
STEEP = 2.9
ENOUGH = 0.25


class Expression(NamedTuple):
    """A regular expression, and whether it is only ever tried at the start of a text."""

    source: str | bytes
    flags: int
    anchored: bool = False


def expressions() -> set[Expression]:
    """Every regular expression of the package: the lazy ones, and those written in calls."""
    trees = {}
    for module in walk_packages(osaid_action.__path__, "osaid_action."):
        if not module.name.endswith("__main__"):
            loaded = import_module(module.name)
            trees[module.name] = ast.parse(Path(str(loaded.__file__)).read_text("utf-8"))
    asked = {name: _methods(tree) for name, tree in trees.items()}
    anchored: dict[tuple[str | bytes, int], bool] = {}
    for name in trees:
        for called, value in vars(sys.modules[name]).items():
            key = _key(value)
            if key:
                uses = {how for who, how in asked[name] if who == called}
                anchored[key] = uses <= {"match", "fullmatch"} and anchored.get(key, True)
    found = {Expression(*key, anchored.get(key, False)) for key in LazyPattern.known | anchored.keys()}
    return found.union(*map(_in_calls, trees.values()))


def _key(value: object) -> tuple[str | bytes, int] | None:
    """Source and flags of a pattern that a module has."""
    if isinstance(value, LazyPattern):
        return value._key
    return (value.pattern, value.flags & ~re.UNICODE) if isinstance(value, re.Pattern) else None


def _methods(tree: ast.AST) -> set[tuple[str, str]]:
    """(name, attribute) of names that are asked for one; "" as the attribute of names that stand alone."""
    holders = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    found = {
        (node.value.id, node.attr)
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    alone = {
        (node.id, "")
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in holders
    }
    return found | alone


def _in_calls(tree: ast.AST) -> Iterator[Expression]:
    """First arguments of `re.sub`, `re.search` and the like, where they are written out."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        first = node.args[0]
        if (
            getattr(node.func.value, "id", "") == "re"
            and isinstance(first, ast.Constant)
            and node.func.attr != "compile"
        ):
            named = {
                getattr(re, one.attr, 0)
                for given in (*node.args[1:], *(word.value for word in node.keywords))
                for one in ast.walk(given)
                if isinstance(one, ast.Attribute)
            }
            flags = sum(int(flag) for flag in named if isinstance(flag, re.RegexFlag))
            yield Expression(first.value, flags, node.func.attr in {"match", "fullmatch"})


def pumps(source: str | bytes, flags: int) -> set[tuple[str, str, str]]:
    """(before, what is repeated, after): what each repeat of an expression repeats, and each start of one."""
    tree = _parser.parse(source, flags)
    made: set[tuple[str, str, str]] = set()
    for before, body in _repeats(list(tree), ""):
        for unit in _units(body):
            for tail in TAILS:
                made |= {(before, unit, tail), ("", before + unit, tail), ("", unit, tail)}
    return made


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


def growth(one: Expression, pump: tuple[str, str, str]) -> float:
    """By what factor the time grows where the text doubles, in the end: 2 for what is linear, or quick."""
    found = _compiled(one.source, one.flags)
    before, unit, after = pump

    def taken(size: int, runs: int) -> float:
        text: Any = before + unit * (size // len(unit) + 1) + after
        text = text.encode("utf-8") if isinstance(one.source, bytes) else text
        if one.anchored:
            return min(_seconds(lambda: (found.match(text), found.fullmatch(text))) for _ in range(runs))
        return min(_seconds(lambda: sum(1 for _ in found.finditer(text))) for _ in range(runs))

    last, size_before = 1e-5, SIZES[0]
    for size in SIZES:
        now = taken(size, 1)
        if now > FLOOR and now > 1.6 * last * size / size_before:
            less, more = taken(size // 2, 3), taken(size, 3)
            # What is bounded grows like a square up to its bound.
            while more > STEEP * less and more < ENOUGH:
                size *= 2
                less, more = more, taken(size, 3)
            if more > STEEP * less:
                return more / less
        last, size_before = max(now, 1e-5), size
    return 2.0


def _seconds(act: Callable[[], object]) -> float:
    start = time.thread_time()
    act()
    return time.thread_time() - start
