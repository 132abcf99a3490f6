"""The names in a tree, kept in columns: some 70 bytes an entry where a list of objects takes 400.

A repository of half a million files is listed within a hundred megabytes so. Entries are made
when they are asked for; the order is that of git, by the bytes of the path.
"""

from __future__ import annotations

import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple, overload

from ..errors import TreeError
from ..patterns import lazy
from ..ruleset import blake2b

FILE, LINK, GITLINK = "file", "link", "gitlink"
_KINDS = (FILE, LINK, GITLINK)
_CODES = {kind: code for code, kind in enumerate(_KINDS)}
#: A tree that holds more is not read: a verdict on a part of it would be none on the whole.
MAX_ENTRIES, MAX_NAME_BYTES = 2_000_000, 512 << 20
TOO_MUCH = f"more than {MAX_ENTRIES:,} files, or {MAX_NAME_BYTES >> 20} MiB of names: too much to judge"
#: Bytes of a path. No system opens a longer one by its name.
MAX_PATH = 4_096
#: Paths that no checkout can have, and that lead out of it: with parts that are "..", ".git" or empty.
_SEPARATOR, _COLON = (rb"/\\", b"|:") if os.name == "nt" else (b"/", b"")
_OUTSIDE = lazy(
    rb"(?i)(?:^|[%(s)b\0])(?:\.{0,2}|\.git)(?=[%(s)b\0]|\Z)%(c)b" % {b"s": _SEPARATOR, b"c": _COLON}
)
_NAMED = 3
_MODES = {b"120000": _CODES[LINK], b"160000": _CODES[GITLINK]}


class Entry(NamedTuple):
    """A name in the tree: POSIX path relative to the target (bytes that are not UTF-8 escaped).

    oid: the blob git holds with these contents; None when only the disk has them.
    """

    path: str
    kind: str = FILE
    oid: str | None = None


def entry_of(mode: str, oid: str | None, path: str) -> Entry:
    """The entry of a path by the mode that git has for it."""
    return Entry(path, _KINDS[_MODES.get(mode.encode(), 0)], oid)


def is_outside(paths: Iterable[bytes]) -> bool:
    """True when one of some paths leads out of the tree or into git's own folder, or is no path."""
    return _OUTSIDE.search(b"\0".join(paths)) is not None


def is_path(path: str) -> bool:
    """True for a path that somebody else names, and that a checkout could have."""
    try:
        data = bytes_of(path)
    except UnicodeEncodeError:
        return False
    return b"\0" not in data and len(data) <= MAX_PATH and not is_outside([data])


class Listing(Sequence[Entry]):
    """Entries in order of their paths' bytes, which is how git sorts them.

    refused: how many paths of git were left out, because they lead elsewhere or are too long.
    """

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.refused = 0
        self._refused: list[str] = []
        self._is_sorted = True
        ordered = sorted((bytes_of(entry.path), entry) for entry in entries)
        #: Path `n` ends where path `n + 1` begins; an object id of zeros stands for none.
        self._paths = bytearray()
        self._ends = array("Q", [0])
        self._kinds = bytearray()
        self._oids = bytearray()
        self._width = next((len(entry.oid) // 2 for _, entry in ordered if entry.oid), 20)
        self._append(
            [path for path, _ in ordered],
            [_CODES[entry.kind] for _, entry in ordered],
            [entry.oid for _, entry in ordered],
        )

    def _append(self, paths: list[bytes], kinds: list[int], oids: list[str | None]) -> None:
        self._ends.extend(accumulate(map(len, paths), initial=self._ends.pop()))
        self._paths += b"".join(paths)
        self._kinds += bytes(kinds)
        if len(self) > MAX_ENTRIES or len(self._paths) > MAX_NAME_BYTES:
            raise TreeError(TOO_MUCH)
        nothing = "0" * (2 * self._width)
        self._oids += bytes.fromhex("".join([oid or nothing for oid in oids]))

    def extend(self, rows: list[bytes], oid_field: int) -> None:
        """Add rows `MODE ... OID ...<tab>PATH` of git that follow in order; oid_field counts from 0."""
        split = self._kept([row.partition(b"\t") for row in rows])
        oids: list[str | None] = [head.split(b" ")[oid_field].decode() for head, _, _ in split]
        if not self and oids:
            self._width = len(oids[0] or "") // 2
        paths = [path for _, _, path in split]
        follow = [self._path(len(self) - 1), *paths] if self else paths
        self._is_sorted = self._is_sorted and follow == sorted(follow)
        self._append(paths, [_MODES.get(head[:6], 0) for head, _, _ in split], oids)

    def in_order(self) -> Listing:
        """This listing in order, which git's own is unless a tree was made by hand."""
        if self._is_sorted:
            return self
        result = Listing(self)
        result.refused, result._refused = self.refused, self._refused
        return result

    def _kept(self, rows: list[tuple[bytes, bytes, bytes]]) -> list[tuple[bytes, bytes, bytes]]:
        """Rows without those whose paths are refused."""
        paths = [path for _, _, path in rows]
        if not paths or (max(map(len, paths)) <= MAX_PATH and not is_outside(paths)):
            return rows
        kept = []
        for row in rows:
            if len(row[2]) <= MAX_PATH and not is_outside([row[2]]):
                kept.append(row)
                continue
            self.refused += 1
            if len(self._refused) < _NAMED:
                self._refused.append(text_of(row[2][:80]))
        return kept

    @property
    def limits(self) -> tuple[str, ...]:
        """What to say of paths that were refused."""
        if not self.refused:
            return ()
        more = ", ..." if self.refused > len(self._refused) else ""
        count = f"{self.refused:,} path{'s' if self.refused > 1 else ''}"
        why = "which no checkout can have, not looked at"
        return (f"{count} in git's list, {why}: {', '.join(self._refused)}{more}",)

    def __len__(self) -> int:
        return len(self._kinds)

    def __iter__(self) -> Iterator[Entry]:
        return map(self._entry, range(len(self)))

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, at: int | slice) -> Entry | tuple[Entry, ...]:
        if isinstance(at, slice):
            return tuple(map(self._entry, range(*at.indices(len(self)))))
        return self._entry(range(len(self))[at])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Iterable) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a tuple, and grows while it is made

    def path(self, row: int) -> str:
        """The path in one row."""
        return text_of(self._path(row))

    def names(self) -> Iterator[tuple[str, str]]:
        """Path and kind of every entry."""
        return zip(map(self.path, range(len(self))), map(_KINDS.__getitem__, self._kinds), strict=True)

    def _path(self, row: int) -> bytes:
        return bytes(self._paths[self._ends[row] : self._ends[row + 1]])

    def _entry(self, row: int) -> Entry:
        oid = self._oids[row * self._width : (row + 1) * self._width]
        return Entry(text_of(self._path(row)), _KINDS[self._kinds[row]], oid.hex() if any(oid) else None)

    def _row(self, path: bytes) -> int:
        """Where a path is, or would be."""
        return bisect_left(range(len(self)), path, key=self._path)

    def find(self, path: str) -> Entry | None:
        """The entry of a path, or None."""
        row = self._row(bytes_of(path))
        entry = self._entry(row) if row < len(self) else None
        return entry if entry and entry.path == path else None

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.find(path) is not None

    def below(self, folder: str) -> Iterator[Entry]:
        """Entries in a folder and its folders."""
        start = bytes_of(folder) + b"/"
        return map(self._entry, range(self._row(start), self._row(start[:-1] + b"0")))  # "0" follows "/"

    def changed(self, changes: dict[str, Entry | None]) -> Listing:
        """This listing with some entries replaced, added, or (None) left out."""
        if not changes:
            return self
        result = Listing()
        result.refused, result._refused = self.refused, self._refused
        result._width = self._width if self else Listing(filter(None, changes.values()))._width
        row = 0
        for path, entry in sorted((bytes_of(path), entry) for path, entry in changes.items()):
            there = self._row(path)
            result._copy(self, row, there)
            row = there + (there < len(self) and self._path(there) == path)
            if entry is not None:
                result._append([path], [_CODES[entry.kind]], [entry.oid])
        result._copy(self, row, len(self))
        return result

    def _copy(self, other: Listing, first: int, last: int) -> None:
        begin, shift = other._ends[first], len(self._paths)
        self._paths += other._paths[begin : other._ends[last]]
        self._ends.extend(at - begin + shift for at in other._ends[first + 1 : last + 1])
        self._kinds += other._kinds[first:last]
        self._oids += other._oids[first * self._width : last * self._width]

    def digest(self) -> str | None:
        """A digest of every path, kind and object id; None when the contents of some are not known to git."""
        if any(not any(self._oids[at : at + self._width]) for at in range(0, len(self._oids), self._width)):
            return None
        digest = blake2b(b"%d %d" % (len(self), self._width), digest_size=20)
        for column in (self._ends.tobytes(), self._kinds, self._oids, self._paths):
            digest.update(column)
        return digest.hexdigest()


def text_of(data: bytes) -> str:
    """Text that keeps every byte: what is not UTF-8 is escaped."""
    return data.decode("utf-8", "surrogateescape")


def bytes_of(text: str) -> bytes:
    """The bytes `text_of` was given."""
    return text.encode("utf-8", "surrogateescape")
