"""Files that a listing on the web names, as a tree: probes read the starts of those they need, no more."""

from __future__ import annotations

import contextlib
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from ..repository.blob import Blob
from ..repository.listing import FILE, Entry, is_path
from ..repository.packed import start_of, target_of
from ..repository.tree import Tree
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
    """A file of a listing, or a member of an archive in it. digest: as given, such as "sha256:..."."""

    path: str
    url: str
    size: int | None = None
    digest: str = ""
    member: Member | None = None


class WebTree(Tree):
    """A tree whose contents are asked for over the web, each file's start at most once for a length."""

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
    ) -> None:
        listed = {file.path: file for file in files}
        self.files = {path: file for path, file in listed.items() if is_path(path)}
        refused = len(listed) - len(self.files)
        more = [f"{refused:,} names in the listing that no file can have, not looked at"] if refused else []
        kinds = {path: file.member.kind for path, file in self.files.items() if file.member}
        entries = [Entry(path, kinds.get(path, FILE)) for path in self.files]
        super().__init__(name, entries, commit=commit, limits=[*limits, *more])
        self._open = held
        self._net = net
        self._login = f"Bearer {token}" if token else None
        self._held: dict[str, Blob] = {}

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        """Some are asked for at once."""
        if entries:
            with ThreadPoolExecutor(min(_AT_ONCE, len(entries))) as pool:
                yield from pool.map(lambda entry: self._start(entry, limit), entries)

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Sizes as the listing gives them."""
        return [self.files[entry.path].size if entry.path in self.files else None for entry in entries]

    def sha256(self, entry: Entry) -> str:
        """The SHA-256 that the listing gives, else of what is there. TreeError where neither is known."""
        file = self.files.get(entry.path)
        algorithm, _, digest = file.digest.partition(":") if file else ("", "", "")
        return digest if algorithm == "sha256" else super().sha256(entry)

    def _start(self, entry: Entry, limit: int) -> Blob:
        file = self.files.get(entry.path)
        if file is None or entry.kind != FILE:
            return Blob(None, None, "not in the listing")
        held = self._held.get(file.path)
        if held is not None and (held.data is None or len(held.data) >= limit or not held.truncated):
            return held if held.data is None else Blob(held.data[:limit], held.size)
        blob = self._asked(file, limit)
        self._held[file.path] = blob
        return blob

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
        file = self.files.get(link.path)
        with contextlib.suppress(PlaceError):
            return target_of(file.member) if file and file.member else None
        return None

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
