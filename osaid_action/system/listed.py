"""What a place elsewhere lists: a digest of it for the lock, and which files differ from those of before."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ..errors import TreeError
from ..model import AT_COMMITS
from ..repository.matches import Paths
from .policy import PlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Reference, Seen
    from ..repository.tree import Tree
    from .net import Net

#: Files of a kind of change that are named; more are counted.
_MOST_NAMED = 4


class Listed(NamedTuple):
    """A file of a listing. digest: of its contents, as the listing or git tells it."""

    path: str
    digest: str | None
    size: int | None


def files(tree: Tree, within: Iterable[str]) -> list[Listed]:
    """The files of a tree that are among some paths; an archive's digest tells what is in it."""
    told = getattr(tree, "files", {})
    kept = {path for path in within if path not in told or told[path].member is None}
    entries = [entry for entry in tree.entries if entry.path in kept]
    return [
        Listed(entry.path, told[entry.path].digest if entry.path in told else entry.oid, size)
        for entry, size in zip(entries, tree.sizes(entries), strict=True)
    ]


def within(tree: Tree, path: str) -> tuple[str, ...]:
    """The paths of a tree at a path that a place names; all for ""."""
    return Paths(name for name, _ in tree.entries.names()).named(path or ".")


def digest(tree: Tree, rows: Iterable[Listed]) -> str:
    """A digest of names and contents."""
    made = hashlib.sha256()
    told = getattr(tree, "files", {})
    for row in rows:
        size = row.size if row.path in told else ""
        made.update(f"{row.path}\0{row.digest}\0{size}\n".encode("utf-8", "surrogateescape"))
    return f"sha256:{made.hexdigest()}"


def path_of(reference: Reference) -> str:
    """The path that a place names in what it is in; "" for all of it."""
    return reference.url.partition("#")[2] if reference.kind not in {"url", "release-asset"} else ""


def changed(reference: Reference, before: Seen, now: Seen, net: Net) -> str:
    """Which files of a place are not what they were, in words; "" where that can't be told any more.

    The lock holds no names: the commit of before is listed anew.
    """
    if reference.kind not in AT_COMMITS or not before.resolved or before.resolved == now.resolved:
        return ""
    rows = []
    for seen in (before, now):
        try:
            with _tree(reference, seen.resolved, net) as tree:
                rows.append(files(tree, within(tree, path_of(reference))))
        except (PlaceError, TreeError):
            return ""
    return compared(*rows)


def _tree(reference: Reference, commit: str, net: Net) -> Tree:
    if reference.kind in {"github", "git"}:
        from . import git

        return git.fetch(reference, commit, net)[0]
    from . import hub

    return hub.look(reference, commit, net).tree


def compared(before: Iterable[Listed], now: Iterable[Listed]) -> str:
    """Which files were removed, added or changed, in words: the first few of each."""
    old, new = {row.path: row for row in before}, {row.path: row for row in now}
    kinds = {
        "removed": old.keys() - new.keys(),
        "added": new.keys() - old.keys(),
        "changed": {path for path in old.keys() & new.keys() if old[path].digest != new[path].digest},
    }
    return "; ".join(f"{kind} {_few(sorted(paths))}" for kind, paths in kinds.items() if paths)


def _few(paths: list[str]) -> str:
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
