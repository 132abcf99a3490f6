"""Checkpoints that are folders: of Orbax in OCDBT, and of T5X or Orbax as arrays in Zarr."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from .named import is_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..survey import Survey

_LIKE = lazy(
    r"(?:^|/)(?:manifest\.ocdbt|_CHECKPOINT_METADATA|d/[0-9a-f]{32}|\.zarray|zarr\.json|c|\d{1,9}(?:\.\d{1,9}){0,9})$"
)
_PROCESS = lazy(r"(?:^|/)ocdbt\.process_\d{1,9}$")
_MARKS = ("checkpoint", "_METADATA", "_CHECKPOINT_METADATA")
#: Folders between a checkpoint's mark and an array.
_MOST_DEEP = 6
_SUFFIXES = frozenset({"", "ocdbt", "json", "c"})
_WHOLE, _PART, _NONE = 92, 40, 0


class Kept(NamedTuple):
    """A checkpoint: its first file of numbers (else what names it), how sure that is, and what it is.

    score: 0 where none of the numbers are here.
    """

    file: File
    score: int
    why: str


def folders(survey: Survey) -> Iterator[Kept]:
    """Every checkpoint that is a folder, told by the listing alone."""
    manifests: dict[str, File] = {}
    shards: dict[str, list[File]] = defaultdict(list)
    arrays: dict[str, File] = {}
    chunks: dict[str, File] = {}
    described: list[File] = []
    for file in survey.with_suffix(lambda suffix: suffix in _SUFFIXES or suffix.isdigit(), _LIKE.search):
        if not is_own(file):
            continue
        if file.name == "manifest.ocdbt":
            manifests.setdefault(_PROCESS.sub("", file.folder), file)
        elif file.name == "_CHECKPOINT_METADATA":
            described.append(file)
        elif file.name in {".zarray", "zarr.json"}:
            arrays[file.folder] = file
        elif len(file.name) == 32:
            shards[_PROCESS.sub("", file.folder.rpartition("/")[0])].append(file)
        else:
            # A scalar's one chunk in Zarr 3 is called "c", as is the folder of others.
            chunks.setdefault(_array_of(file.path if file.name == "c" else file.folder), file)
    zarrs = _by_parent(survey, arrays)
    for folder, manifest in manifests.items():
        yield _ocdbt(manifest, shards.get(folder, []))
    for inner in zarrs.values():
        yield _zarr(inner, arrays, chunks)
    yield from _bare(described, [*manifests, *zarrs])


def _array_of(folder: str) -> str:
    """The folder of the array that a chunk belongs to; chunks may lie in a folder for each dimension."""
    while folder.rpartition("/")[2].isdigit():
        folder = folder.rpartition("/")[0]
    return folder.removesuffix("/c")


def _ocdbt(manifest: File, shards: list[File]) -> Kept:
    if not shards:
        return Kept(manifest, _NONE, "the manifest of an Orbax checkpoint, whose shards (d/) are not here")
    return Kept(shards[0], _WHOLE, f"an Orbax checkpoint, {_count(len(shards), 'shard')}")


def _by_parent(survey: Survey, arrays: dict[str, File]) -> dict[str, list[str]]:
    """Folders of arrays by the checkpoint that they are in; those of an optimizer don't count."""
    found: dict[str, list[str]] = defaultdict(list)
    groups = {folder.rpartition("/")[0] for folder in arrays}  # have a description of their own in Zarr 3
    for folder in arrays.keys() - groups:
        above, names = folder, []
        for _ in range(_MOST_DEEP):
            above, slash, name = above.rpartition("/")
            names.append(name)
            if any(f"{above}{slash}{mark}" in survey.by_path for mark in _MARKS):
                if not any(name.startswith(("state.", "opt_state")) for name in names):
                    found[above].append(folder)
                break
    return {folder: sorted(found[folder]) for folder in sorted(found)}


def _zarr(inner: list[str], arrays: dict[str, File], chunks: dict[str, File]) -> Kept:
    full = [folder for folder in inner if folder in chunks]
    why = f"a checkpoint of {_count(len(inner), 'Zarr array')}"
    if not full:
        return Kept(arrays[inner[0]], _NONE, f"{why}, whose numbers are not here")
    if len(full) < len(inner):
        return Kept(chunks[full[0]], _PART, f"{why}, of which {len(full)} have their numbers here")
    return Kept(chunks[full[0]], _WHOLE, why)


def _bare(described: list[File], kept: list[str]) -> Iterator[Kept]:
    """Checkpoints of which only the description is here."""
    above = {folder[:at] for folder in kept for at in (0, *_ends(folder))}
    for file in described:
        if file.folder not in above:
            yield Kept(file, _NONE, "the description of an Orbax checkpoint, whose arrays are not here")


def _ends(folder: str) -> Iterator[int]:
    yield len(folder)
    yield from (at for at, letter in enumerate(folder) if letter == "/")


def _count(number: int, name: str) -> str:
    return f"{number:,} {name}{'s' if number != 1 else ''}"
