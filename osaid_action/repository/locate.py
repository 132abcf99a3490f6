"""Which repository holds a folder, and what the two are called."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from ..errors import UsageError
from .listing import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from .git import Git

#: What folders are called that hold whatever was checked out, copied or mounted there.
TELLS_NOTHING = {"repo", "repository", "src", "source", "code", "checkout", "clone", "project", "workspace"}


def find_repository(folder: Path) -> tuple[Path | None, bool]:
    """The folder of the repository that holds `folder`, and whether it is bare.

    A `.git` on the way up comes first, as for git. What else looks like a repository may be committed
    files, so it counts only where it is `folder` itself and no `.git` is there or above it.
    UsageError for a folder inside `.git`.
    """
    for place in (folder, *folder.parents):
        dot_git = place / ".git"
        # Like git, walk on past an empty `.git`; a damaged one is this folder's own.
        if dot_git.is_file() or os.path.lexists(dot_git / "HEAD"):
            if dot_git == folder or dot_git in folder.parents:
                raise UsageError(f"{folder} is inside git's own folder: pass the folder that holds .git")
            return place, False
    return (folder, True) if _is_git_directory(folder) else (None, False)


def _is_git_directory(folder: Path) -> bool:
    """True for what git takes for a repository, and not for a folder that holds such names."""
    head = folder / "HEAD"
    if not head.is_file() or not (folder / "objects").is_dir() or not (folder / "refs").is_dir():
        return False
    with head.open("rb") as file:
        return re.match(rb"ref: |[0-9a-f]{40}", file.read(40)) is not None


def name_of(git: Git, folder: Path, prefix: str) -> str:
    """A name that is the same on every machine: the remote's, else the folder's."""
    return folder_name(folder) if prefix else name_in(git.origin) or folder_name(folder)


def folder_name(folder: Path) -> str:
    """A folder's name, with that of the folder above where it says nothing of what is in it."""
    own = text_of(os.fsencode(folder.name)).removesuffix(".git") or "/"
    above = text_of(os.fsencode(folder.parent.name))
    return f"{above}/{own}" if above and own.lower() in TELLS_NOTHING else own


def name_in(url: str) -> str:
    """OWNER/NAME from the URL of a repository on a host, or "", without looking at credentials."""
    found = re.match(r"(?:[a-z][a-z0-9+.-]*://[^/]+/|[^/:]+:(?!//))([^?#]+)", url)
    words = found[1].rstrip("/").removesuffix(".git").split("/") if found else []
    name = "/".join(words[-2:]) if len(words) > 1 and all(words[-2:]) else ""
    # A password that holds a slash looks like a part of the path.
    return "" if "@" in name else name
