"""Which folders of a repository a hook judges: where it runs, and each below with a manifest of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..repository.places import OWN, place_of
from ..repository.target import open_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Manifests below the folder that are looked for; a hook has seconds.
MOST = 20
_NAME = "/osaid.toml"


def staged(folder: str) -> list[str]:
    """Folders with a manifest in the index, or in HEAD so that it can't be removed unseen. TreeError."""
    with open_tree(folder, staged=True) as tree:
        found = set(_with_manifest(path for path, _ in tree.entries.names()))
        if tree.commit:
            with tree.at("HEAD") as before:
                found.update(_with_manifest(path for path, _ in before.entries.names()))
    return _there(folder, found)


def pushed(folder: str, commit: str) -> list[str]:
    """Folders with a manifest in a commit; none where a tag names a file. TreeError."""
    try:
        with open_tree(folder, revision=commit) as tree:
            return _there(folder, set(_with_manifest(path for path, _ in tree.entries.names())))
    except UsageError:
        return []


def _with_manifest(paths: Iterable[str]) -> Iterator[str]:
    """Folders of manifests that are not those of a test or of somebody else's project."""
    for path in paths:
        if path.endswith(_NAME):
            below = path.removesuffix(_NAME).removesuffix("/.github")
            if below != ".github" and place_of(below) in OWN:
                yield below


def _there(folder: str, found: set[str]) -> list[str]:
    """Those that are checked out: what is judged is opened by its folder."""
    return sorted(below for below in found if Path(folder, below).is_dir())
