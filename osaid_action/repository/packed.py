"""A zip or tar file as a tree: listed, and read member by member within bounds; nothing is unpacked to disk.

Only a compressed tar file is first written out as one plain file, which goes when the tree closes.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import stat
import struct
import tarfile
import tempfile
import time
import zipfile
import zlib
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from ..errors import TreeError
from .blob import Blob
from .listing import FILE, LINK, MAX_ENTRIES, MAX_NAME_BYTES, TOO_MUCH, Entry, is_path
from .tree import MOST_LINK, Tree, unfilled, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

#: Bytes that a compressed tar file may hold, and seconds for writing them out.
MOST_BYTES, MOST_SECONDS = 8 << 30, 300.0
#: What reads each kind of file, by the end of its name; None for those that are read as they are.
_OPENERS: dict[str, Callable[[IO[bytes]], Any] | None] = {
    ".zip": None,
    ".tar": None,
    ".tar.gz": gzip.open,
    ".tgz": gzip.open,
    ".tar.bz2": bz2.open,
    ".tbz2": bz2.open,
    ".tar.xz": lzma.open,
    ".txz": lzma.open,
}
_CHUNK = 1 << 20
#: What zipfile can read a little of; of other ways to compress it makes all that a piece of the file holds.
_BOUNDED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
#: Bytes that are read at once; a header may say that it has any number.
_MOST_AT_ONCE = 64 << 20
#: What reading a damaged or hostile archive may raise.
_FAULTS = (
    *(OSError, EOFError, ValueError, RuntimeError, NotImplementedError, OverflowError, struct.error),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, tarfile.TarError),
)


class Member(NamedTuple):
    """One file of an archive. start: up to so many bytes of it."""

    kind: str
    size: int
    start: Callable[[int], bytes]
    digest: str = ""


def is_packed(name: str) -> bool:
    """True for the name of a file that `packed` reads."""
    return _suffix(name) != ""


def is_zip(name: str) -> bool:
    """True for the name of a file that lists its members at its end, so that the rest need not be read."""
    return _suffix(name) == ".zip"


def _suffix(name: str) -> str:
    return next((suffix for suffix in _OPENERS if name.lower().endswith(suffix)), "")


def packed(path: Path) -> Tree:
    """The files of an archive; those below one single folder, as forges and Zenodo pack them. TreeError."""
    with ExitStack() as held:
        try:
            file = held.enter_context(path.open("rb"))
        except OSError as error:
            raise _unreadable(path.name, error) from None
        found = members(path.name, file, held, MOST_BYTES)
        tree = _PackedTree(path.name[: -len(_suffix(path.name))] or path.name, *found, held.pop_all())
        tree.add_limits(unfilled(tree))
        return tree


def members(name: str, file: IO[bytes], held: ExitStack, most: int) -> tuple[dict[str, Member], list[str]]:
    """The files of an archive by their paths, and what is to be said of others. TreeError.

    held: what is open while they are read. most: bytes that a compressed tar file may hold.
    """
    suffix = _suffix(name)
    try:
        if suffix == ".zip":
            found = list(_zipped(held.enter_context(zipfile.ZipFile(file))))
        else:
            plain = held.enter_context(_Modest(_plain(name, file, _OPENERS[suffix], most)))
            found = list(_tarred(tarfile.TarFile(fileobj=plain)))
    except _FAULTS as error:
        raise _unreadable(name, error) from None
    # As when it is unpacked, the last of two members with a name is the one that counts.
    kept = {path: member for path, member in found if is_path(path)}
    refused = len({path for path, _ in found}) - len(kept)
    said = [f"{refused:,} names in the archive that no file can have, not looked at"] if refused else []
    tops = {path.partition("/")[0] for path in kept}
    top = f"{tops.pop()}/" if len(tops) == 1 and all("/" in path for path in kept) else ""
    return {path.removeprefix(top): member for path, member in kept.items()}, said


def start_of(member: Member, limit: int) -> Blob:
    """Up to `limit` bytes from the start of a member."""
    try:
        data = member.start(limit)
    except _FAULTS as error:
        return Blob(None, member.size, f"damaged or locked in the archive: {type(error).__name__}")
    whole = len(data) == min(limit, member.size)
    return Blob(data, member.size) if whole else Blob(None, member.size, "cut short in the archive")


def target_of(link: Member) -> str | None:
    """Where a symbolic link leads, or None when that can't be told."""
    try:
        return link.start(MOST_LINK).decode() if link.kind == LINK else None
    except _FAULTS:
        return None


def _unreadable(name: str, error: BaseException) -> TreeError:
    return TreeError(f"{name} can't be read as an archive: {error or type(error).__name__}")


class _PackedTree(Tree):
    def __init__(self, name: str, found: dict[str, Member], limits: list[str], held: ExitStack) -> None:
        self._members = found
        super().__init__(name, (Entry(path, one.kind) for path, one in found.items()), limits=limits)
        self._held = held

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        for entry in entries:
            member = self._members.get(entry.path)
            if member is None or member.kind != FILE:
                yield unreadable(entry)
            else:
                yield start_of(member, limit)

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Sizes as the archive gives them."""
        found = (self._members.get(entry.path) for entry in entries)
        return [member.size if member and member.kind == FILE else None for member in found]

    def _target(self, link: Entry) -> str | None:
        member = self._members.get(link.path)
        return target_of(member) if member else None

    def close(self) -> None:
        """Close the archive."""
        self._held.close()


def _zipped(file: zipfile.ZipFile) -> Iterator[tuple[str, Member]]:
    """The members of a zip file, by the list at its end."""
    rows = file.infolist()
    _bounded(len(rows), sum(len(row.filename) for row in rows))
    for row in rows:
        # `is_dir` of older Pythons takes for granted that a name has a letter.
        if not row.filename.endswith("/"):
            kind = LINK if stat.S_ISLNK(row.external_attr >> 16) else FILE
            yield row.filename, Member(kind, row.file_size, _of_zip(file, row), f"crc32:{row.CRC:08x}")


def _of_zip(file: zipfile.ZipFile, row: zipfile.ZipInfo) -> Callable[[int], bytes]:
    def start(limit: int) -> bytes:
        if row.compress_type not in _BOUNDED:
            raise NotImplementedError
        with file.open(row) as member:
            return member.read(limit)

    return start


class _Modest(io.RawIOBase):
    """A file of which nobody reads more at once than fits in memory."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """As of any file. tarfile.TarError."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise tarfile.ReadError(f"a part of more than {_MOST_AT_ONCE >> 20} MiB")
        return self._file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """As of any file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As of any file."""
        return self._file.tell()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _tarred(file: tarfile.TarFile) -> Iterator[tuple[str, Member]]:
    """The members of a plain tar file; a hard link is the file that it leads to, where that came before."""
    names = 0
    known: dict[str, Member] = {}
    for number, row in enumerate(file):
        names += len(row.name)
        _bounded(number, names)
        path = row.name.removeprefix("./")
        if row.isreg():
            known[path] = Member(FILE, row.size, _of_tar(file, row))
        elif row.issym():
            target = row.linkname.encode("utf-8", "surrogateescape")
            known[path] = Member(LINK, len(target), lambda limit, target=target: target[:limit])  # type: ignore[misc]
        elif row.islnk() and (other := known.get(row.linkname.removeprefix("./"))):
            known[path] = other
    yield from known.items()


def _of_tar(file: tarfile.TarFile, row: tarfile.TarInfo) -> Callable[[int], bytes]:
    def start(limit: int) -> bytes:
        member = file.extractfile(row)
        return member.read(limit) if member is not None else b""

    return start


def _bounded(count: int, names: int) -> None:
    if count > MAX_ENTRIES or names > MAX_NAME_BYTES:
        raise TreeError(TOO_MUCH)


def _plain(name: str, file: IO[bytes], opener: Callable[[IO[bytes]], Any] | None, most: int) -> IO[bytes]:
    """A tar file, written out where it is compressed. TreeError."""
    if opener is None:
        return file
    until, size = time.monotonic() + MOST_SECONDS, 0
    plain = tempfile.TemporaryFile(prefix="osaid-")  # noqa: SIM115 - closed with the tree
    try:
        with opener(file) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                size += len(chunk)
                if size > most or time.monotonic() > until:
                    raise TreeError(
                        f"{name} holds more than {most >> 20:,} MiB, or takes more than "
                        f"{MOST_SECONDS:,.0f} seconds to read"
                    )
                plain.write(chunk)
    except BaseException:
        plain.close()
        raise
    plain.seek(0)
    return plain
