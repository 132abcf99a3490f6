"""The files of a tree by path and by suffix, before any of them is read."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from heapq import merge
from itertools import chain
from typing import TYPE_CHECKING

from ..repository.listing import FILE, GITLINK
from ..repository.places import ROLES, WOVEN, words
from ..repository.tree import Tree
from .file import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_PICTURES = words("png jpg jpeg gif svg webp bmp tif tiff ico css mp4 woff woff2 ttf")
#: Rows that are sorted rather than merged: that is quicker, and takes memory for all of them.
_FEW = 50_000
#: Files that stay once they were made, read or not: some 600 bytes each, and every probe asks for them anew.
_MOST_HELD = 20_000


def no_text(suffix: str) -> bool:
    """True for suffixes of neither text nor pictures; "" and unheard-of ones are such."""
    return suffix not in ROLES and suffix not in _PICTURES


class Catalog(Mapping[str, File]):
    """The files of a tree by path, made when they are asked for; what was kept, and the first many, stay.

    excluded: paths that count as not there; declared: those that the manifest names as the project's own.
    """

    def __init__(
        self, tree: Tree, excluded: frozenset[str] = frozenset(), declared: frozenset[str] = frozenset()
    ) -> None:
        self._entries = tree.entries
        self._excluded = excluded
        self.declared = declared
        self.submodules: list[str] = []
        self._kept: dict[str, File] = {}
        self._paths: list[str] = []
        self._rows = self._sorted_by_suffix()
        for path in declared:
            # A test's fixture stays one, whoever names it.
            file = self.get(path)
            if file is not None:
                self.keep((file,))
                if file.place in {"vendored", "docs", "example"}:
                    file.place = "main"

    def __getitem__(self, path: str) -> File:
        if path in self._kept:
            return self._kept[path]
        entry = self._entries.find(path)
        if entry is None or entry.kind != FILE or path in self._excluded:
            raise KeyError(path)
        return File(entry)

    def __iter__(self) -> Iterator[str]:
        return (e.path for e in self._entries if e.kind == FILE and e.path not in self._excluded)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def keep(self, files: Iterable[File]) -> None:
        """Hold on to files that were read, with what was seen in them."""
        self._kept.update((file.path, file) for file in files)

    def _sorted_by_suffix(self) -> dict[str, array[int]]:
        """Rows of the listing by suffix; a name that is a role of its own counts as one."""
        rows: dict[str, array[int]] = {}
        few = len(self._entries) <= _MOST_HELD
        for row, (path, kind) in enumerate(self._entries.names()):
            if few:
                self._paths.append(path)
            if kind == FILE and path not in self._excluded:
                name = path[path.rfind("/") + 1 :].lower()
                stem, _, suffix = name.rpartition(".")
                suffix = suffix if stem else name if name in ROLES else ""
                if suffix not in rows:
                    rows[suffix] = array("I")
                rows[suffix].append(row)
            elif kind == GITLINK:
                self.submodules.append(path)
        return rows

    def with_suffix(
        self, suffix: Callable[[str], object], like: Callable[[str], object] | None = None
    ) -> Iterator[File]:
        """Files by path, of a wanted suffix (in lower case, "" for none) and with a wanted path."""
        wanted = [rows for name, rows in self._rows.items() if suffix(name)]
        few = sum(map(len, wanted)) < _FEW
        path_of = self._paths.__getitem__ if self._paths else self._entries.path
        for row in sorted(chain(*wanted)) if few else merge(*wanted):
            path = path_of(row)
            if like is None or like(path):
                file = self._kept.get(path) or File(self._entries[row])
                if len(self._kept) < _MOST_HELD:
                    self._kept[path] = file
                yield file

    def of_role(self, role: str) -> Iterator[File]:
        """The project's own files of a role; documents that run count as code as well."""
        plain = role == "doc"  # READMEs and the like have no suffix
        more = WOVEN if role == "code" else frozenset[str]()
        wanted = self.with_suffix(
            lambda suffix: ROLES.get(suffix) == role or suffix in more or (plain and not suffix)
        )
        return (file for file in wanted if (file.role == role or file.suffix in more) and file.own)
