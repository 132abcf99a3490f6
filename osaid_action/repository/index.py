"""The git index as a tree: what the next commit would hold."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .git_tree import GitTree, Place, below, split
from .listing import Entry, Listing, bytes_of, entry_of, is_outside, text_of
from .locate import find_repository

if TYPE_CHECKING:
    from .git import Git

LIST_INDEX = ("ls-files", "-s", "-z", "--full-name")
#: The empty tree for the empty blob, in SHA-1 and SHA-256: git knows both without storing them.
_EMPTY_TREE: dict[str | None, str] = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813": (
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
    ),
}


def indexed(git: Git) -> Listing:
    """The entries of the index; of a path in conflict, our side of the merge."""
    listing = Listing()
    sides: dict[str, dict[str, Entry]] = {}
    for rows in git.rows(*LIST_INDEX):
        # The stage stands before the tab; a path has one entry, or up to three in a conflict.
        torn = [row for row in rows if row[row.index(b"\t") - 1] != ord("0")]
        for row in torn:
            fields, _, path = text_of(row).partition("\t")
            mode, oid, stage = fields.split(" ")
            sides.setdefault(path, {})[stage] = entry_of(mode, oid, path)
        whole = [row for row in rows if row[row.index(b"\t") - 1] == ord("0")] if torn else rows
        listing.extend(whole, oid_field=1)
    return listing.changed(
        {
            path: side.get("2") or next(iter(side.values()))
            for path, side in sides.items()
            if not is_outside([bytes_of(path)])
        }
    )


def index_tree(place: Place, top: Path) -> GitTree:
    """The tree of the index of a repository whose work tree is at `top`. TreeError."""
    git = place.git
    index = _index_of_hook(top)
    if index is not None:
        git.use_index(index)
    entries = indexed(git)
    conflicts = sorted({row.partition("\t")[2] for row in git.names("ls-files", "-u", "-z", "--full-name")})
    empty = {entry.path: entry.oid for entry in entries if entry.oid in _EMPTY_TREE}
    if empty:
        # `git add -N` puts an empty file into the index that no commit would hold.
        compare = ("diff-index", "--cached", "--name-only", "-z", "--ita-invisible-in-index")
        kept = set(git.names(*compare, _EMPTY_TREE[next(iter(empty.values()))]))
        entries = entries.changed(dict.fromkeys(empty.keys() - kept))
    both = split(entries, place.prefix)
    commit = None
    with contextlib.suppress(UsageError):
        commit = git.commit("HEAD")
    limits = [f"{path}: in conflict, read as our side" for path in below(conflicts, place.prefix)]
    return GitTree(place, lambda: both, commit=commit, dirty=True, limits=limits)


def _index_of_hook(top: Path) -> str | None:
    """The index that git names to the hook we run in, unless TARGET is another repository than the hook's."""
    with contextlib.suppress(OSError, UsageError):
        if find_repository(Path.cwd())[0] == top:
            return os.environ.get("GIT_INDEX_FILE")
    return None
