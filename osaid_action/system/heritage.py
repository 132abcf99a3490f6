"""What Software Heritage keeps, by its API: https://archive.softwareheritage.org/api/1/.

Who gives no name may ask 120 times an hour, so few folders are listed, those at the top first; of a tree that
has more, nothing is known to be missing.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from .policy import PlaceError
from .records import Archive, at, listed, tree, whole
from .web import WebFile

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

API = "https://archive.softwareheritage.org/api/1"
#: Folders that are listed.
MOST_FOLDERS = 40
_LINK = 0o120000
_KINDS = {"rev": "revision", "rel": "release", "snp": "snapshot"}
_TARGETS = {"directory": "dir", "revision": "rev", "release": "rel", "content": "cnt"}
#: Steps from a release to what it stands for.
_MOST_STEPS = 5


def look(reference: Reference, revision: str, net: Net) -> Archive:
    """What an identifier stands for, which never changes. PlaceError."""
    del revision
    place = reference.url.partition("#")[0]
    kind, found, name = _core(place)
    for _ in range(_MOST_STEPS):
        if kind in {"cnt", "dir"}:
            break
        kind, found = _step(place, kind, found, net)
    if kind == "cnt":
        return Archive(tree(place, [_content(found, name or "file", None)], net, packed=False), place)
    if kind != "dir":
        raise PlaceError("failed", f"{place}: leads to no folder")
    files, cut, all_ = _files(place, found, net)
    return Archive(tree(place, files, net, cut, whole=all_, packed=False), place)


def _core(place: str) -> tuple[str, str, str]:
    """The kind, the hash and the name of a place."""
    core, _, path = place.partition(";path=/")
    _, _, kind, found = core.split(":")
    return kind, found, path


def _step(place: str, kind: str, found: str, net: Net) -> tuple[str, str]:
    """What a revision, a release or a snapshot leads to."""
    told = net.json(f"{API}/{_KINDS[kind]}/{found}/")
    if kind == "rev":
        target: tuple[object, object] = ("directory", at(told, "directory"))
    elif kind == "rel":
        target = at(told, "target_type"), at(told, "target")
    else:
        target = _head(at(told, "branches"))
    if not isinstance(target[0], str) or target[0] not in _TARGETS or not _is_hash(target[1]):
        raise PlaceError("failed", f"{place}: the answer does not say what it leads to")
    return _TARGETS[target[0]], str(target[1])


def _head(branches: object) -> tuple[object, object]:
    """What the HEAD of a snapshot leads to, which may be the name of a branch."""
    name = "HEAD"
    for _ in range(_MOST_STEPS):
        kind, target = at(branches, name, "target_type"), at(branches, name, "target")
        if kind != "alias" or not isinstance(target, str):
            break
        name = target
    return kind, target


def _files(place: str, top: str, net: Net) -> tuple[list[WebFile | None], list[str], bool]:
    """The files of a folder; what is to be said of others; whether these are all."""
    left, files = deque([("", top)]), list[WebFile | None]()
    links = others = 0
    for _ in range(MOST_FOLDERS):
        if not left:
            break
        folder, found = left.popleft()
        for row in listed(net.json(f"{API}/directory/{found}/"), place):
            name, target, kind = at(row, "name"), at(row, "target"), at(row, "type")
            if not isinstance(name, str) or "/" in name or not _is_hash(target):
                files.append(None)
            elif kind == "dir":
                left.append((f"{folder}{name}/", target))
            elif kind == "file" and at(row, "perms") != _LINK:
                files.append(_content(target, f"{folder}{name}", whole(at(row, "length"))))
            else:
                links += kind == "file"
                others += kind == "rev"
    cut = (
        [f"more than {MOST_FOLDERS} folders: {len(left):,} and what is in them were not looked at"]
        if left
        else []
    )
    cut += [f"{links:,} symbolic links, not looked at"] if links else []
    cut += [f"{others:,} submodules, not looked at"] if others else []
    return files, cut, not left and not others


def _content(found: str, path: str, size: int | None) -> WebFile:
    return WebFile(path, f"{API}/content/sha1_git:{found}/raw/", size, f"git:{found}")


def _is_hash(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9a-f]{40}", value) is not None
