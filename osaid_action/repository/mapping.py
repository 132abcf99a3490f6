"""A tree made of names and the bytes they stand for: no disk, no git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError
from .blob import Blob
from .listing import FILE, MAX_PATH, Entry, bytes_of, is_path, text_of
from .tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


def tree_of(files: Mapping[str, bytes], name: str, *, listed: Iterable[str] = ()) -> Tree:
    """The tree of some files by their POSIX paths. UsageError for a path that no tree could hold.

    listed: paths of which no more is known than that a file is there, as far as a tree could hold them.
    """
    for path in files:
        if why := _refused(path):
            raise UsageError(f"{path!r}: {why}")
        folder = path
        while folder := folder.rpartition("/")[0]:
            if folder in files:
                raise UsageError(f"{path!r}: {folder!r} is a file")
    return _MappingTree(dict(files), name, [path for path in listed if is_path(path)])


def _refused(path: str) -> str:
    """Why a path is none of a tree, or ""."""
    parts = path.split("/")
    if path.startswith("/"):
        return "not relative"
    if "" in parts:
        return "a part of the path is empty"
    if "." in parts or ".." in parts:
        return "leads elsewhere by '.' or '..'"
    if ".git" in map(str.lower, parts):
        return "inside git's own folder"
    if "\0" in path:
        return "holds a NUL"
    try:
        # Bytes that are not UTF-8 have one spelling, as in any listing.
        data = bytes_of(path)
    except UnicodeEncodeError:
        return "not the text of any file name"
    if len(data) > MAX_PATH:
        return "longer than the path of any file"
    return "" if text_of(data) == path else "not the text of any file name"


class _MappingTree(Tree):
    def __init__(self, files: dict[str, bytes], name: str, listed: list[str]) -> None:
        super().__init__(name, map(Entry, dict.fromkeys((*files, *listed))))
        self._files, self._listed = files, frozenset(listed)

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        for entry in entries:
            data = self._data(entry)
            why = "listed, not read" if entry.path in self._listed else "not in this tree"
            yield Blob(None, None, why) if data is None else Blob(data[:limit], len(data))

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes, or None."""
        return [None if (data := self._data(entry)) is None else len(data) for entry in entries]

    def _data(self, entry: Entry) -> bytes | None:
        return self._files.get(entry.path) if entry.kind == FILE else None
