"""Where files went between two trees: by what they hold, else by how much of it is the same, as git tells."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .listing import Entry
    from .tree import Tree

#: Files compared by their lines on either side, and bytes read of each.
_MOST, _BYTES = 50, 200_000
#: The share of bytes that makes two files one, as for git.
_ALIKE = 0.5


def moved(before: Tree, now: Tree, paths: Iterable[str]) -> dict[str, str]:
    """Those of some paths that were there before and are not now, each with where it is now, or ""."""
    found = (before.entries.find(path) for path in sorted(set(paths)))
    gone = [entry for entry in found if entry is not None and now.entries.find(entry.path) is None]
    if not gone:
        return {}
    new = [entry for entry in now.entries if before.entries.find(entry.path) is None]
    places = _by_contents(gone, new)
    left = [entry for entry in gone if not places[entry.path]][:_MOST]
    taken = set(places.values())
    places |= _by_lines(before, left, now, [entry for entry in new if entry.path not in taken])
    return places


def _by_contents(gone: list[Entry], new: list[Entry]) -> dict[str, str]:
    """Where git holds the same contents; of several places the one of the same name, else the first."""
    held: dict[str, list[str]] = {}
    wanted = {entry.oid for entry in gone if entry.oid}
    for entry in new:
        if entry.oid in wanted:
            held.setdefault(entry.oid or "", []).append(entry.path)
    places = {}
    for entry in gone:
        there = held.get(entry.oid or "", [])
        named = [path for path in there if _name(path) == _name(entry.path)]
        places[entry.path] = next(iter(named or there), "")
    return places


def _by_lines(before: Tree, gone: list[Entry], now: Tree, new: list[Entry]) -> dict[str, str]:
    """Where most of the lines are, among new files with the same ending."""
    endings = {_ending(entry.path) for entry in gone}
    near = [entry for entry in new if _ending(entry.path) in endings][:_MOST]
    if not near:
        return {}
    texts = {entry.path: lines for entry, lines in zip(near, _lines(now, near), strict=True) if lines}
    places: dict[str, str] = {}
    for entry, lines in zip(gone, _lines(before, gone), strict=True):
        shares = {
            path: _shared(lines, other)
            for path, other in texts.items()
            if _ending(path) == _ending(entry.path) and path not in places.values()
        }
        best = max(shares, key=shares.__getitem__, default="")
        if best and shares[best] >= _ALIKE:
            places[entry.path] = best
    return places


def _lines(tree: Tree, entries: list[Entry]) -> list[Counter[bytes]]:
    """The lines of each file, none for what is not text."""
    blobs = tree.read_many(entries, _BYTES)
    return [
        Counter(line.strip() for line in blob.data.split(b"\n") if line.strip())
        if blob.data and b"\0" not in blob.data
        else Counter()
        for blob in blobs
    ]


def _shared(one: Counter[bytes], other: Counter[bytes]) -> float:
    """The share of the bytes of the larger that is in both."""
    larger = max(_size(one), _size(other))
    return _size(one & other) / larger if larger else 0.0


def _size(lines: Counter[bytes]) -> int:
    return sum(len(line) * count for line, count in lines.items())


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _ending(path: str) -> str:
    name = _name(path)
    return name.rpartition(".")[2] if "." in name else ""
