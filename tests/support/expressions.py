"""Every regular expression of the package: those of modules, of their data, and those written in calls."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, NamedTuple

import osaid_action
from osaid_action.patterns import LazyPattern

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What is asked of a pattern that is only ever tried at the start of a text.
AT_THE_START = frozenset({"match", "fullmatch"})
_FUNCTIONS = AT_THE_START | {"search", "split", "sub", "subn", "findall", "finditer"}
ANYWHERE = frozenset({"finditer"})
_LAZY = """
from importlib import import_module
from pkgutil import walk_packages
import osaid_action
from osaid_action.patterns import LazyPattern
for module in walk_packages(osaid_action.__path__, "osaid_action."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
print(sorted(LazyPattern.known, key=repr))
"""


class Expression(NamedTuple):
    """A regular expression, and what it is asked: "match", "fullmatch" or both; else "finditer" for all."""

    source: str | bytes
    flags: int
    asked: frozenset[str] = ANYWHERE


@cache
def expressions() -> tuple[Expression, ...]:
    """Every regular expression of the package, in a fixed order."""
    trees = {}
    for module in walk_packages(osaid_action.__path__, "osaid_action."):
        if not module.name.endswith("__main__"):
            loaded = import_module(module.name)
            trees[module.name] = ast.parse(Path(str(loaded.__file__)).read_text("utf-8"))
    asked = {name: _methods(tree) for name, tree in trees.items()}
    uses: dict[tuple[str | bytes, int], frozenset[str]] = {}
    for name in trees:
        for called, value in vars(sys.modules[name]).items():
            for key in _keys(value):
                uses[key] = uses.get(key, frozenset()) | {how for who, how in asked[name] if who == called}
    found = {Expression(*key, _asked(uses.get(key, ANYWHERE))) for key in _lazy() | uses.keys()}
    for name, tree in trees.items():
        found.update(_in_calls(tree, vars(sys.modules[name])))
    return tuple(sorted(found, key=repr))


def _lazy() -> set[tuple[str | bytes, int]]:
    """The lazy patterns of a process that has the package alone: tests make some, too."""
    done = subprocess.run([sys.executable, "-c", _LAZY], stdout=subprocess.PIPE, text=True, check=True)
    return set(ast.literal_eval(done.stdout))


def _asked(uses: frozenset[str]) -> frozenset[str]:
    return uses if uses and uses <= AT_THE_START else ANYWHERE


def _keys(value: object) -> Iterator[tuple[str | bytes, int]]:
    """Source and flags of each pattern that a module has, by itself or in a table."""
    if isinstance(value, LazyPattern):
        yield value._key
    elif isinstance(value, re.Pattern):
        yield value.pattern, value.flags & ~re.UNICODE
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _keys(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _keys(inner)


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


def _in_calls(tree: ast.AST, names: dict[str, object]) -> Iterator[Expression]:
    """First arguments of `re.sub`, `re.search` and the like, where they are written out or have a name."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if getattr(node.func.value, "id", "") != "re" or node.func.attr not in _FUNCTIONS:
            continue
        first = node.args[0]
        source = first.value if isinstance(first, ast.Constant) else names.get(getattr(first, "id", ""))
        if isinstance(source, (str, bytes)):
            named = {
                getattr(re, one.attr, 0)
                for given in (*node.args[1:], *(word.value for word in node.keywords))
                for one in ast.walk(given)
                if isinstance(one, ast.Attribute)
            }
            flags = sum(int(flag) for flag in named if isinstance(flag, re.RegexFlag))
            yield Expression(source, flags, _asked(frozenset({node.func.attr})))
