"""The manifest of a tree: where it may be, and what is said when it can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from ..model import MANIFESTS, Manifest
from ..repository.places import OWN, place_of

if TYPE_CHECKING:
    from ..repository.tree import Tree

_BYTES = 1_048_577


def system_of(path: str) -> str:
    """The folder below the root that a manifest at a path is of, or "".

    A manifest in a test or in somebody else's project is of no system here.
    """
    folder, _, name = f"/{path}".rpartition("/")
    below = (
        folder.removesuffix("/.github").lstrip("/")
        if name == MANIFESTS[0] and not path.startswith("../")
        else ""
    )
    return below if below and place_of(below) in OWN else ""


def read_manifest(tree: Tree, at: str = "") -> Manifest:
    """What the manifest declares; TreeError when there is one that can't be read.

    at: its path, where it is not a usual one. ConfigError for one that does not hold to its schema.
    """
    entries = {path: entry for path in ((at,) if at else MANIFESTS) if (entry := tree.entries.find(path))}
    if not entries:
        if at:
            raise UsageError(f"no manifest {at!r} in this tree")
        return Manifest()
    from . import read  # most trees have no manifest

    def contents(name: str) -> bytes | None:
        if name not in entries:
            return None
        blob = tree.read(entries[name], _BYTES)
        # A pyproject.toml is there for other reasons; what only osaid reads must not be passed over.
        if blob.data is None and name != "pyproject.toml":
            raise TreeError(f"{name} can't be read: {blob.reason}")
        return blob.data

    return (read.parse(at, contents(at) or b"") or Manifest()) if at else read.find(contents)
