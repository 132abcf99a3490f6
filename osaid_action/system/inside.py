"""What is in the archives that a place lists: records of code are nearly always one.

A small archive is asked for as a whole. Of a large zip the list at its end is, and then the parts that hold
what is read. Nothing of a large tar file can be told without all of it.
"""

from __future__ import annotations

import io
import threading
from typing import IO, TYPE_CHECKING, cast
from zipfile import BadZipFile

from ..errors import TreeError
from ..escape import shown
from ..repository.packed import is_packed, is_zip, members
from .policy import PlaceError
from .web import MOST_FILES, WebFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import ExitStack

    from ..repository.packed import Member
    from .net import Net

#: Archives of one place that are looked into, the small ones first, and bytes of those that are read whole.
MOST_ARCHIVES = 4
MOST_WHOLE = 32 << 20
#: Bytes of a large archive that are asked for at once, and most of them, as for the list of its members.
_PART = 256 << 10
_MOST_AT_ONCE = 4 << 20
#: Bytes that a compressed tar file may hold.
_MOST_PLAIN = 512 << 20


def inside(listed: list[WebFile], net: Net, held: ExitStack) -> tuple[list[WebFile], list[str], bool]:
    """The files in the archives of a listing; what is to be said of others; whether these are all.

    held: what is open while they are read.
    """
    archives = sorted(
        (one for one in listed if is_packed(one.path)), key=lambda one: (one.size or 0, one.path)
    )
    whole, said, found = MOST_WHOLE, [], []
    for archive in archives[:MOST_ARCHIVES]:
        size = archive.size or 0
        small = size <= whole
        if not size or not (small or is_zip(archive.path)):
            said.append(f"{archive.path}: not looked into, {'too large' if size else 'of no known size'}")
            continue
        whole -= size if small else 0
        try:
            file = (
                io.BytesIO(_all(archive, size, net))
                if small
                else cast("IO[bytes]", _Parts(archive, size, net))
            )
            kept, limits = members(archive.path.rpartition("/")[2], file, held, _MOST_PLAIN)
        except (PlaceError, TreeError) as failure:
            said.append(f"{archive.path}: not looked into, {failure}")
            continue
        said += [f"{archive.path}: {limit}" for limit in limits]
        found.append((archive, kept))
    if len(archives) > MOST_ARCHIVES:
        said.append(f"{len(archives) - MOST_ARCHIVES:,} more archives, not looked into")
    alone = len(archives) == 1 and not _clash(listed, found[0][1] if found else {})
    files = [file for archive, kept in found for file in _files(archive, kept, alone=alone)]
    room = MOST_FILES - len(listed)
    if len(files) > room:
        said.append(f"more than {MOST_FILES:,} files with those in archives: the rest was not looked at")
    return files[:room], said, len(found) == len(archives) and len(files) <= room


def _clash(listed: list[WebFile], kept: dict[str, Member]) -> bool:
    """True where a place lists a name that stands at the top of its archive too."""
    return not {file.path.partition("/")[0] for file in listed}.isdisjoint(
        path.partition("/")[0] for path in kept
    )


def _files(archive: WebFile, kept: dict[str, Member], *, alone: bool) -> Iterator[WebFile]:
    """The files of an archive, below its name unless it is the only one."""
    folder = "" if alone else f"{archive.path}/"
    for path, member in kept.items():
        if shown(path) == path:
            yield WebFile(f"{folder}{path}", archive.url, member.size, member.digest, member)


def _all(archive: WebFile, size: int, net: Net) -> bytes:
    answer = net.get(archive.url, limit=size)
    if len(answer.data) != size or answer.size not in {None, size}:
        raise PlaceError("failed", f"not of the {size:,} bytes that its listing says")
    return answer.data


class _Parts(io.RawIOBase):
    """A file at an address, of which no more is asked for than the parts that are read."""

    def __init__(self, archive: WebFile, size: int, net: Net) -> None:
        self._url, self._size, self._net = archive.url, size, net
        self._at = 0
        self._parts: dict[int, bytes] = {}
        self._lock = threading.Lock()

    def seekable(self) -> bool:
        """As of a file on disk."""
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any file; OSError before its start."""
        at = offset + {0: 0, 1: self._at, 2: self._size}[whence]
        if at < 0:
            raise OSError("before the start of the file")
        self._at = at
        return at

    def tell(self) -> int:
        """As of any file."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """As of any file. PlaceError, zipfile.BadZipFile."""
        with self._lock:
            end = self._size if size < 0 else min(self._at + size, self._size)
            if end - self._at > _MOST_AT_ONCE:
                raise BadZipFile(f"a part of more than {_MOST_AT_ONCE >> 20} MiB")
            wanted = range(self._at // _PART, -(-end // _PART)) if end > self._at else range(0)
            missing = [number for number in wanted if number not in self._parts]
            if missing:
                self._ask(missing[0], missing[-1] + 1)
            data = b"".join(self._parts[number] for number in wanted)
            start = self._at - wanted.start * _PART
            data = data[start : start + max(end - self._at, 0)]
            self._at += len(data)
            return data

    def _ask(self, first: int, end: int) -> None:
        """Parts that follow one another, by one request."""
        start, stop = first * _PART, min(end * _PART, self._size)
        answer = self._net.get(self._url, first=start, limit=stop - start)
        if len(answer.data) != stop - start or answer.size not in {None, self._size}:
            raise PlaceError("failed", f"not of the {self._size:,} bytes that its listing says")
        for number in range(first, end):
            at = (number - first) * _PART
            self._parts[number] = answer.data[at : at + _PART]
