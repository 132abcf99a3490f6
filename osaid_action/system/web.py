"""Files that a listing on the web names, as a tree: probes read the starts of those they need, no more."""

from __future__ import annotations

import contextlib
import posixpath
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from ..repository.blob import Blob
from ..repository.git_tree import shared, split
from ..repository.listing import FILE, LINK, Entry, is_path, text_of
from ..repository.packed import start_of, target_of
from ..repository.tree import MOST_LINK, Tree, unreadable
from .policy import PlaceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import ExitStack

    from ..repository.packed import Member
    from .net import Net

#: Files in one listing; the rest is said, and not looked at.
MOST_FILES = 20_000
_AT_ONCE = 4


class WebFile(NamedTuple):
    """A file of a listing, or a member of an archive in it. digest: as given, such as "sha256:...".

    kind, oid: those of its entry.
    """

    path: str
    url: str
    size: int | None = None
    digest: str = ""
    member: Member | None = None
    kind: str = FILE
    oid: str | None = None


class WebTree(Tree):
    """A tree whose contents are asked for over the web, each file's start at most once for a length.

    folder: the part of the listing that is meant, with a slash at its end; "" for all of it.
    """

    def __init__(
        self,
        name: str,
        files: Iterable[WebFile],
        net: Net,
        *,
        commit: str | None = None,
        token: str | None = None,
        limits: Iterable[str] = (),
        held: ExitStack | None = None,
        folder: str = "",
    ) -> None:
        listed = {file.path: file for file in files}
        self.files = {path: file for path, file in listed.items() if is_path(path)}
        refused = len(listed) - len(self.files)
        more = [f"{refused:,} names in the listing that no file can have, not looked at"] if refused else []
        entries = [
            Entry(path, file.member.kind if file.member else file.kind, file.oid)
            for path, file in self.files.items()
        ]
        super().__init__(name, entries, commit=commit, limits=[*limits, *more])
        self.folder = folder
        self._whole = split(self._entries, folder)
        self._patterns: tuple[str, ...] = ()
        self._entries, self._above = self._whole.entries, self._whole.above
        self._open = held
        self._net = net
        self._login = f"Bearer {token}" if token else None
        self._held: dict[str, Blob] = {}

    @property
    def above(self) -> tuple[Entry, ...]:
        """Files in the folders above the target (paths start with "../"), for licenses in view."""
        return tuple(sorted(self._above))

    def share(self, patterns: Iterable[str]) -> None:
        """Take in the files of the repository beside the target that patterns with "../" name."""
        self._patterns = tuple(dict.fromkeys((*self._patterns, *patterns)))
        listed = shared(self._whole, self.folder, self._patterns)
        self._entries, self._above = listed.entries, listed.above

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        lacking = {}
        for entry in entries:
            file = self._file(entry)
            if file and entry.kind == FILE and not _is_enough(self._held.get(file.path), limit):
                lacking[file.path] = file
        if lacking:
            self._held.update(zip(lacking, self.starts(list(lacking.values()), limit), strict=True))
        for entry in entries:
            yield self._known(entry, limit)

    def _known(self, entry: Entry, limit: int) -> Blob:
        file = self._file(entry)
        if file is None:
            return Blob(None, None, "not in the listing")
        if entry.kind != FILE:
            return unreadable(entry)
        held = self._held[file.path]
        return held if held.data is None else Blob(held.data[:limit], held.size)

    def _file(self, entry: Entry) -> WebFile | None:
        path = posixpath.normpath(self.folder + entry.path) if self.folder else entry.path
        return self.files.get(path)

    def starts(self, files: Sequence[WebFile], limit: int) -> Iterable[Blob]:
        """Up to `limit` bytes from the start of each file; some are asked for at once."""
        with ThreadPoolExecutor(min(_AT_ONCE, len(files))) as pool:
            return list(pool.map(lambda file: self._asked(file, limit), files))

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Sizes as the listing gives them."""
        return [file.size if (file := self._file(entry)) else None for entry in entries]

    def sha256(self, entry: Entry) -> str:
        """The SHA-256 that the listing gives, else of what is there. TreeError where neither is known."""
        file = self._file(entry)
        algorithm, _, digest = file.digest.partition(":") if file else ("", "", "")
        return digest if algorithm == "sha256" else super().sha256(entry)

    def _asked(self, file: WebFile, limit: int) -> Blob:
        if file.size == 0:
            return Blob(b"", 0)
        try:
            if file.member:
                return start_of(file.member, limit)
            answer = self._net.get(file.url, limit=min(limit, file.size or limit), login=self._login)
        except PlaceError as failure:
            return Blob(None, file.size, str(failure))
        size = file.size if file.size is not None else answer.size
        if file.size is not None and answer.size is not None and answer.size != file.size:
            return Blob(
                None, file.size, f"{file.path}: {answer.size:,} bytes, its listing says {file.size:,}"
            )
        return Blob(answer.data, size)

    def _target(self, link: Entry) -> str | None:
        file = self._file(link)
        if file is None:
            return None
        if file.member:
            with contextlib.suppress(PlaceError):
                return target_of(file.member)
        data = next(iter(self.starts([file], MOST_LINK))).data if file.kind == LINK else None
        return None if data is None else text_of(data)

    def close(self) -> None:
        """Let go of what archives are read with."""
        if self._open is not None:
            self._open.close()

    def bytes_at(self, path: str, first: int, size: int) -> bytes | None:
        """Some bytes of one file, or None when they can't be had."""
        file = self.files[path]
        try:
            data = self._net.get(file.url, first=first, limit=size, login=self._login).data
        except PlaceError:
            return None
        return data if len(data) == size else None


def _is_enough(held: Blob | None, limit: int) -> bool:
    """Whether there is nothing more to ask for."""
    return held is not None and (held.data is None or len(held.data) >= limit or not held.truncated)
