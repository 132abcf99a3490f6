"""A tree of files to look at, wherever it is: names first, and contents one entry at a time, bounded.

What can't be read says why instead of raising.
"""

from __future__ import annotations

import posixpath
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from ..errors import TreeError, UsageError
from .blob import Blob
from .listing import FILE, GITLINK, LINK, Entry, Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from typing_extensions import Self

    from ..model import License
    from .git import Git

#: Bytes of `.gitmodules` that are read, and submodules that are named.
GITMODULES_BYTES, _NAMED = 512 * 1024, 3
#: Links that lead to links, and bytes that one may hold.
_MOST_LINKS, MOST_LINK = 5, 4_096
#: Bytes of a file that are held at once, where it can't be read piece by piece.
_MOST_WHOLE = 64 << 20
_UNREADABLE_KINDS = {LINK: "a symbolic link, not followed", GITLINK: "a submodule, not in this tree"}


class Tree(ABC):
    """A listing and the means to read it. Use as a context manager.

    Each kind of tree says how it is read (`_blobs`) and how large its files are (`sizes`).

    name: the same on every machine where the remote says it, else the folder's.
    commit: what HEAD or the revision names; None before the first commit and outside git.
    dirty: the entries may differ from that commit's.
    gaps: how many reads gave nothing so far.
    stated: the terms that its keeper states beside its files, as the record of an archive does.
    card: the front matter of its card, as its keeper tells it.
    kept_as: "model" or "dataset", where its keeper has such sections, as the Hub does.
    whole: false where only some of the files could be listed, so that nothing is known to be missing.
    git: the repository, or None outside git.
    on_disk: true for a work tree or a plain folder, which files can be written to.
    fallback: why a folder of a repository was read as a plain one, or "".
    folder: the folder of the repository that it is, with a slash at its end; "" for all of it.
    """

    git: Git | None = None
    on_disk = False
    whole = True
    fallback = ""
    folder = ""

    def __init__(
        self,
        name: str,
        entries: Iterable[Entry] = (),
        *,
        commit: str | None = None,
        dirty: bool = False,
        limits: Iterable[str] = (),
    ) -> None:
        self.name = name
        self._entries = entries if isinstance(entries, Listing) else Listing(entries)
        self.commit = commit
        self.dirty = dirty
        self._limits = tuple(limits)
        self.gaps = 0
        self.stated: tuple[License, ...] = ()
        self.kept_as = ""
        self.card: Mapping[str, Any] | None = None

    @property
    def entries(self) -> Listing:
        """What the target holds, in order of the paths."""
        return self._entries

    @property
    def limits(self) -> tuple[str, ...]:
        """What cut the listing short."""
        return self._limits

    def add_limits(self, words: Iterable[str]) -> None:
        """Say more of what a report on this tree can't tell."""
        self._limits += tuple(words)

    @property
    def above(self) -> tuple[Entry, ...]:
        """Files in the folders above the target (paths start with "../"), for licenses in view."""
        return ()

    def share(self, patterns: Iterable[str]) -> None:  # noqa: B027 - outside git, nothing is beside a tree
        """Take in the files of the repository beside the target that patterns with "../" name."""

    def identity(self) -> str | None:
        """Text that two trees share only when a report on them is the same; None when that can't be known."""
        return None

    def contents(self) -> str | None:
        """Text that two trees share only when reports on them differ in the commit alone; None as above."""
        return None

    def at(self, revision: str) -> Tree:
        """The same folder of the same repository at another commit; empty where it was not there yet.

        Shares git with this tree, so close this one last.
        """
        raise UsageError(f"{self.name} is not in a git repository, so there is no {revision!r} to read")

    def read(self, entry: Entry, limit: int) -> Blob:
        """Up to `limit` bytes from the start of one entry."""
        return next(self.read_many([entry], limit))

    def read_many(self, entries: Iterable[Entry], limit: int) -> Iterator[Blob]:
        """Up to `limit` bytes from the start of each entry, in order."""
        for blob in self._blobs(list(entries), limit):
            self.gaps += blob.data is None
            yield blob

    @abstractmethod
    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        """What each entry begins with, in order."""

    def behind(self, link: Entry) -> Entry | None:
        """The file of this tree that a symbolic link leads to; None when it leads out of it, or to no file.

        Only names are compared: nothing is followed on disk.
        """
        entry: Entry | None = link
        for _ in range(_MOST_LINKS):
            if entry is None or entry.kind != LINK:
                return entry if entry is not None and entry.kind == FILE else None
            target = self._target(entry)
            if not target or target.startswith("/") or "\\" in target:
                return None
            path = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), target))
            above = path.startswith("../")
            entry = (
                next((e for e in self.above if e.path == path), None) if above else self.entries.find(path)
            )
        return None

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """All that an entry holds, piece by piece. TreeError where it can't be had to its end."""
        blob = self.read(entry, _MOST_WHOLE)
        if blob.data is None or blob.truncated:
            raise TreeError(blob.reason or f"more than {_MOST_WHOLE >> 20} MiB, not read to its end")
        yield blob.data

    def sha256(self, entry: Entry) -> str:
        """The SHA-256 of what an entry holds, in hexadecimal digits. TreeError where it can't be known."""
        import hashlib  # most runs need none

        made = hashlib.sha256()
        for piece in self.pieces(entry):
            made.update(piece)
        return made.hexdigest()

    def stored(self, oid: str, limit: int) -> Blob | None:  # noqa: ARG002 - trees outside git have no store
        """The start of what Git LFS keeps under a SHA-256 in this clone; None when it is not here."""
        return None

    def _target(self, link: Entry) -> str | None:  # noqa: ARG002 - trees without links need none
        """What a symbolic link holds, or None when that can't be told."""
        return None

    def size(self, entry: Entry) -> int | None:
        """Size in bytes, or None when it can't be known without the network."""
        return self.sizes([entry])[0]

    @abstractmethod
    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes, or None."""

    def close(self) -> None:  # noqa: B027 - most trees hold nothing open
        """Let go of what the tree is read with."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def unreadable(entry: Entry) -> Blob:
    """What reading an entry gives that is no file, or no longer there."""
    return Blob(None, None, _UNREADABLE_KINDS.get(entry.kind, "not on disk"))


def unfilled(tree: Tree) -> tuple[str, ...]:
    """What to say of submodules that a copy made without git lacks."""
    entry = tree.entries.find(".gitmodules")
    data = tree.read(entry, GITMODULES_BYTES).data if entry else None
    if not data:
        return ()
    from ..addresses import submodules  # most trees have none
    from .text import decode

    paths = sorted({path.strip("/") for path, _ in submodules(decode(data))})
    absent = [path for path in paths if next(tree.entries.below(path), None) is None]
    if not absent:
        return ()
    more = ", ..." if absent[_NAMED:] else ""
    named = ", ".join(path[:80] for path in absent[:_NAMED])
    return (f"{len(absent):,} of the submodules not in this copy, so not looked at: {named}{more}",)
