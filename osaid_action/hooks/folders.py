"""Which folders of a repository a hook judges: where it runs, and each below with a manifest of its own."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TreeError
from ..manifest.of_tree import system_of
from ..repository.git import Git
from ..repository.listing import text_of
from ..repository.locate import find_repository

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Manifests below the folder that are looked for; a hook has seconds.
MOST = 20
_NAME = b"/osaid.toml"
_INDEX = ("ls-files", "-z", "--full-name")


def staged(folder: str) -> list[str]:
    """Folders with a manifest in the index, or in HEAD so that it can't be removed unseen."""
    return _below(folder, _INDEX, _of("HEAD"))


def pushed(folder: str, commit: str) -> list[str]:
    """Folders with a manifest in a commit; none where a tag names a file."""
    return _below(folder, _of(commit))


def _of(commit: str) -> tuple[str, ...]:
    return "ls-tree", "-r", "-z", "--name-only", "--full-tree", commit


def _below(folder: str, *lists: tuple[str, ...]) -> list[str]:
    """What is wrong with the repository is said by who opens it; no HEAD is a HEAD without manifests."""
    here = Path(folder).resolve()
    with contextlib.suppress(TreeError):
        top, bare = find_repository(here)
        if top is not None and not bare:
            prefix = os.fsencode("" if top == here else f"{here.relative_to(top).as_posix()}/")
            found: set[str] = set()
            with contextlib.closing(Git(top / ".git", top)) as git:
                for command in lists:
                    with contextlib.suppress(TreeError):
                        found.update(_with_manifest(git.run(*command), prefix))
            # What is judged is opened by its folder.
            return sorted(below for below in found if (here / below).is_dir())
    return []


def _with_manifest(names: bytes, prefix: bytes) -> Iterator[str]:
    """Folders of manifests that are not those of a test or of somebody else's project."""
    for name in names.split(b"\0"):
        # The root has a name without a slash.
        named = name.endswith(_NAME) and name.startswith(prefix)
        if named and (below := system_of(text_of(name[len(prefix) :]))):
            yield below
