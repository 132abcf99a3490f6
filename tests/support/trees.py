"""What a tree holds, in the plain values that tests compare."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from osaid_action.flow.targets import open_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from osaid_action.repository.tree import Tree


def kinds(tree: Tree) -> dict[str, str]:
    return {entry.path: entry.kind for entry in tree.entries}


def paths(tree: Tree) -> list[str]:
    return [entry.path for entry in tree.entries]


def contents(tree: Tree) -> dict[str, bytes | None]:
    return {
        entry.path: blob.data
        for entry, blob in zip(tree.entries, tree.read_many(tree.entries, 1000), strict=True)
    }


def reason(tree: Tree, path: str) -> str:
    entry = next(entry for entry in tree.entries if entry.path == path)
    blob = tree.read(entry, 1000)
    assert blob.data is None
    return blob.reason


@contextmanager
def opened(target: object, **options: object) -> Iterator[Tree]:
    with open_target(str(target), **options) as tree:  # type: ignore[arg-type]
        yield tree
