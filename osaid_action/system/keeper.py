"""The keeper of a clone: what the Hub holds of the bytes that pointers of Git LFS stand for, by digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url
from ..evidence.stand_ins import MOST_BYTES, lfs
from ..model import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..repository.tree import Tree
    from .web import WebFile

#: Pointers of a tree that are held against a listing.
_MOST = 100


class Pointer(NamedTuple):
    """What the text of a pointer says. digest: as listings of the Hub give it."""

    path: str
    digest: str
    size: int


def origin(tree: Tree) -> Reference | None:
    """The model on the Hub that a tree is a clone of, as its own remote says."""
    url = tree.git.origin if tree.git is not None else ""
    found = from_url(url.removesuffix(".git")) if url else None
    return Reference(url=found.url, kind=found.kind) if found and found.kind == "hf-model" else None


def pointers(tree: Tree, references: Iterable[Reference]) -> tuple[Pointer, ...]:
    """The pointers among the references of a component, read again for their sizes."""
    paths = [reference.path for reference in references if reference.kind == "lfs"][:_MOST]
    entries = [entry for path in dict.fromkeys(paths) if (entry := tree.entries.find(path)) is not None]
    read = ((entry.path, lfs(tree.read(entry, MOST_BYTES).data or b"")) for entry in entries)
    return tuple(Pointer(path, *told) for path, told in read if told is not None)


def held(files: Iterable[WebFile], wanted: Iterable[Pointer], *, is_origin: bool) -> Iterator[str]:
    """For the lock, "DIGEST PATH" of each file that a pointer stands for.

    is_origin: also of what is at the path of a pointer and is not it; elsewhere a name says nothing.
    """
    pointers = list(wanted)
    same = {(one.digest, one.size) for one in pointers}
    digests = {one.digest for one in pointers}
    paths = {one.path for one in pointers} if is_origin else set()
    for file in files:
        other = file.path in paths and file.digest not in digests
        if file.digest.startswith("sha256:") and (other or (file.digest, file.size) in same):
            yield f"{file.digest} {file.path}"
