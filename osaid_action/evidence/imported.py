"""Which files of the tree a Python file imports, one step far."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..repository.tree import Tree

_BYTES = 200_000
_MOST = 200
_IMPORT = lazy(
    r"(?m)^[ \t]{0,20}(?:from[ \t]{1,4}(\.{0,6}[\w.]{0,120})[ \t]{1,4}import[ \t]{1,4}\(?([\w, \t]{1,200})"
    r"|import[ \t]{1,4}([\w., \t]{1,200}))"
)
#: Where the packages of a repository are, besides beside the file and at its root.
_ROOTS = ("", "src/", "lib/")


def imported(tree: Tree, path: str) -> tuple[str, ...]:
    """The files of the tree that a Python file imports; none for another language."""
    entry = tree.entries.find(path) if path.endswith(".py") else None
    blob = tree.read(entry, _BYTES) if entry is not None else None
    if blob is None or not blob.data:
        return ()
    text = blob.data.decode("utf-8", "replace")
    folder = posixpath.dirname(path)
    found: dict[str, None] = {}
    for module in _modules(text):
        for place in _places(module, folder):
            if place != path and tree.entries.find(place) is not None:
                found.setdefault(place)
                break
        if len(found) >= _MOST:
            break
    return tuple(found)


def _modules(text: str) -> Iterator[str]:
    """The modules that a text imports, each also as the package with a module of that name in it."""
    for start, names, plain in _IMPORT.findall(text):
        if start:
            yield start
            joint = "" if start.endswith(".") else "."
            yield from (f"{start}{joint}{name.split()[0]}" for name in names.split(",") if name.strip())
        else:
            yield from (name.split()[0] for name in plain.split(",") if name.strip())


def _places(module: str, folder: str) -> Iterator[str]:
    """Where a module may be, the likeliest first."""
    name = module.lstrip(".")
    above = len(module) - len(name)
    inner = name.replace(".", "/")
    if above:
        for _ in range(above - 1):
            folder = posixpath.dirname(folder)
        bases = [f"{folder}/" if folder else ""]
    else:
        bases = [f"{folder}/", *_ROOTS] if folder else list(_ROOTS)
    for base in bases:
        if inner:
            yield f"{base}{inner}.py"
            yield f"{base}{inner}/__init__.py"
