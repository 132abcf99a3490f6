"""A plain folder as a tree: every file below it, save what belongs to version control or was installed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import TreeError
from .disk import Disk
from .listing import FILE, LINK, MAX_ENTRIES, MAX_NAME_BYTES, TOO_MUCH, Entry, text_of
from .locate import folder_name
from .tree import Tree, unfilled, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from .blob import Blob

_REPOSITORY_FOLDERS = {".git", ".hg", ".svn"}
_INSTALLED_FOLDERS = {".mypy_cache", ".tox", ".venv", "__pycache__", "node_modules"}


class FolderTree(Tree):
    """Entries that are files of one folder."""

    on_disk = True

    def __init__(
        self, folder: Path, entries: Iterable[Entry], limits: Iterable[str], fallback: str = ""
    ) -> None:
        super().__init__(folder_name(folder), entries, limits=limits)
        self.fallback = fallback
        self._disk = Disk(folder)

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        for entry in entries:
            blob = self._disk.read(entry.path, limit) if entry.kind == FILE else None
            yield unreadable(entry) if blob is None else blob

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """All that an entry holds, piece by piece. TreeError where it can't be had to its end."""
        return self._disk.pieces(entry.path) if entry.kind == FILE else super().pieces(entry)

    def _target(self, link: Entry) -> str | None:
        return self._disk.target(link.path)

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes; None for what is no file."""
        return [self._disk.size(entry.path) if entry.kind == FILE else None for entry in entries]


def plain_folder(folder: Path, fallback: str = "") -> FolderTree:
    """Every regular file and link below a folder. fallback: why it is not read as git sees it. TreeError."""
    entries: list[Entry] = []
    notes = [fallback] if fallback else []
    skipped: set[str] = set()
    waiting, length = [""], 0
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(f"{folder}/{prefix}") as found:
                items = [item for item in found if item.name not in _REPOSITORY_FOLDERS]
        except OSError as error:
            if not prefix:
                raise TreeError(f"{folder.name} can't be listed: {error.strerror}") from error
            notes.append(f"{text_of(os.fsencode(prefix))}: {error.strerror}")
            continue
        folders = {item.name for item in items if item.is_dir(follow_symlinks=False)}
        skipped |= folders & _INSTALLED_FOLDERS
        waiting += [f"{prefix}{name}/" for name in folders - _INSTALLED_FOLDERS]
        # Sockets, pipes and devices are not part of any tree, and git would not list them either.
        entries += [
            Entry(text_of(os.fsencode(prefix + item.name)), LINK if item.is_symlink() else FILE)
            for item in items
            if item.is_symlink() or item.is_file(follow_symlinks=False)
        ]
        length += len(prefix) * len(items)
        if len(entries) > MAX_ENTRIES or length > MAX_NAME_BYTES:
            raise TreeError(TOO_MUCH)
    if skipped:
        notes.append("folders not looked into: " + ", ".join(sorted(skipped)))
    tree = FolderTree(folder, entries, notes, fallback)
    tree.add_limits(unfilled(tree))
    return tree
