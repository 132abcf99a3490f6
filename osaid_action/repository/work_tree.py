"""A work tree: what `git add --all` would commit, read from disk."""

from __future__ import annotations

import contextlib
import posixpath
from typing import TYPE_CHECKING

from ..errors import TreeError
from ..ruleset import blake2b
from .blob import Blob
from .disk import Disk
from .folder import FolderTree, plain_folder
from .git_tree import GitTree, Listed, Place, below, split
from .index import LIST_INDEX, indexed
from .listing import FILE, GITLINK, LINK, Entry, bytes_of, entry_of, is_outside, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from .git import Git

#: The paths that have a filter: all but those that have none.
_LIST_FILTERED = ("ls-files", "-z", "--full-name", "--", ":(exclude,attr:!filter)")
_LIST_CHANGES = (
    "status",
    "--porcelain=v2",
    "-z",
    "--branch",
    "--no-ahead-behind",
    "--no-renames",
    "--untracked-files=all",
    "--ignore-submodules=all",
)
#: What a row of `ls-files -v -s -z` begins with where git compares the path with the disk.
_ASKED = b"HMRCK?"


#: Files that git does not have as they are on disk, and their bytes, that are held so that they have an id.
_MOST_HELD, _MOST_HELD_BYTES = 200, 8 << 20


class WorkTree(GitTree):
    """Entries that are files of a folder; what only git's objects have is read from there.

    held: the contents of files, by the path from the top, as they were when their ids were worked out.
    """

    on_disk = True

    def __init__(
        self,
        place: Place,
        top: Path,
        listed: Callable[[], Listed],
        *,
        commit: str | None,
        dirty: bool,
        limits: Iterable[str],
        contents: str | None,
        held: Mapping[str, bytes],
    ) -> None:
        super().__init__(place, listed, commit=commit, dirty=dirty, limits=limits, contents=contents)
        self._disk = Disk(top)
        self._held = held

    def _place_of(self, entry: Entry) -> str:
        """The path of an entry from the top, which those above the target are named away from."""
        path = self._place.prefix + entry.path
        return posixpath.normpath(path) if entry.path.startswith("../") else path

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        for entry in entries:
            path = self._place_of(entry)
            if (data := self._held.get(path)) is not None:
                yield Blob(data[:limit], len(data))
                continue
            blob = self._disk.read(path, limit) if entry.kind == FILE else None
            if blob is None:
                # Outside the cone of a sparse checkout, only git's objects have a tracked file.
                [blob] = super()._blobs([entry], limit)
            yield blob

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """All that an entry holds, piece by piece. TreeError where it can't be had to its end."""
        path = self._place_of(entry)
        on_disk = entry.kind == FILE and path not in self._held and self._disk.size(path) is not None
        return self._disk.pieces(path) if on_disk else super().pieces(entry)

    def _target(self, link: Entry) -> str | None:
        return self._disk.target(self._place_of(link)) or super()._target(link)

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes, or None."""
        entries = list(entries)
        sizes = [self._disk.size(self._place_of(entry)) if entry.kind == FILE else None for entry in entries]
        others = [number for number, size in enumerate(sizes) if size is None]
        for number, size in zip(others, super().sizes([entries[n] for n in others]), strict=True):
            sizes[number] = size
        return sizes


def work_tree(place: Place, folder: Path, top: Path) -> WorkTree | FolderTree:
    """The tree of a folder of the work tree at `top`; a plain one where git ignores it. TreeError."""
    git = place.git
    with git.begun(*_LIST_CHANGES) as rest, git.begun(*_LIST_FILTERED) as filtered:
        contents, unasked = _of_index(git)
        rows, otherwise = rest(), filtered()
    disk = Disk(top)
    unasked = [path for path in unasked if disk.size(path) is not None]
    commit, dirty, repositories, conflicts = None, bool(unasked), [], []
    # What a filter made (Git LFS: the weights themselves) is not the blob that git holds.
    otherwise = [path for path in otherwise if disk.size(path) is not None]
    changes: dict[str, Entry | None] = {path: Entry(path) for path in (*otherwise, *unasked)}
    for row in rows:
        if row.startswith("# "):
            commit = row[13:] if row.startswith("# branch.oid ") and row[13:] != "(initial)" else commit
        elif row.startswith("? ") and row.endswith("/"):
            repositories.append(row[2:])
        else:
            dirty = True
            changes.update(_change(row, disk))
            conflicts += [row.split(" ", 10)[10]] if row.startswith("u ") else []
    # The list of the index says which paths those were.
    changes = {path: entry for path, entry in changes.items() if not is_outside([bytes_of(path)])}
    held = _contents(changes, disk) if commit else {}
    changes.update((path, _identified(path, data, commit or "")) for path, data in held.items())

    def listed() -> Listed:
        return split(indexed(git).changed(changes), place.prefix)

    limits = [f"{path}: in conflict, read as it is on disk" for path in below(conflicts, place.prefix)]
    limits += [
        f"{path}: another repository inside this one, not looked into"
        for path in below(repositories, place.prefix)
    ]
    limits += git.warnings
    tree = WorkTree(
        place,
        top,
        listed,
        commit=commit,
        dirty=dirty,
        limits=limits,
        contents=None if changes else contents,
        held=held,
    )
    if place.prefix and not tree.entries:
        submodule = indexed(git).find(place.prefix.rstrip("/"))
        if submodule is not None and submodule.kind == GITLINK:
            raise TreeError(
                f"{submodule.path} is a submodule that is not checked out (git submodule update --init)"
            )
        if _is_ignored(place):
            return plain_folder(folder, "git ignores this folder: it was read as a plain one")
    return tree


def _contents(changes: Mapping[str, Entry | None], disk: Disk) -> dict[str, bytes]:
    """The contents of the files that changed, where these are few: with them, a report has an identity."""
    changed = [path for path, entry in changes.items() if entry is not None]
    held: dict[str, bytes] = {}
    left = _MOST_HELD_BYTES
    for path in changed if len(changed) <= _MOST_HELD else ():
        entry, size = changes[path], disk.size(path)
        small = entry is not None and entry.kind == FILE and size is not None and size <= left
        blob = disk.read(path, left + 1) if small else None
        if blob is None or blob.data is None or len(blob.data) > left:
            return {}
        left -= len(blob.data)
        held[path] = blob.data
    return held


def _identified(path: str, data: bytes, commit: str) -> Entry:
    """A file by the id that git would give its contents."""
    import hashlib  # most trees have no changes

    made = hashlib.new("sha256" if len(commit) == 64 else "sha1", usedforsecurity=False)
    made.update(b"blob %d\0" % len(data) + data)
    return Entry(path, FILE, made.hexdigest())


def _of_index(git: Git) -> tuple[str, list[str]]:
    """A digest of the index, and the paths in it that git was told not to compare with the disk.

    Of these (`--assume-unchanged`, `--skip-worktree`) it says nothing, whatever is on disk.
    """
    digest, paths = blake2b(digest_size=20), []
    for rows in git.rows(*LIST_INDEX, "-v"):
        digest.update(b"\0".join(rows) + b"\0")
        paths += [text_of(row.partition(b"\t")[2]) for row in rows if row[0] not in _ASKED]
    return digest.hexdigest(), paths


def _change(row: str, disk: Disk) -> dict[str, Entry | None]:
    """What is on disk where it is not what the index has, by one row of `status --porcelain=v2`."""
    if row.startswith("? "):
        path = row[2:]
        return {path: Entry(path, LINK if disk.is_link(path) else FILE)}
    if row.startswith("u "):
        *_, mode, _, _, _, path = row.split(" ", 10)
        state = "U"
    else:
        _, states, _, _, _, mode, _, _, path = row.split(" ", 8)
        state = states[1]
    if mode == "000000":
        return {path: None}
    return {} if state == "." else {path: entry_of(mode, None, path)}


def _is_ignored(place: Place) -> bool:
    with contextlib.suppress(TreeError):
        place.git.run("check-ignore", "--quiet", "--", f"./{place.prefix}")
        return True
    return False
