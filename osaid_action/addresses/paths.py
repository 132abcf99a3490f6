"""Which paths can name something in a tree."""

from __future__ import annotations

import re


def path_fault(path: str) -> str:
    """What keeps `path` from naming something in a tree (relative, POSIX), or "" when nothing does."""
    if not path.strip():
        return "it is empty"
    if not path.isprintable():
        return "it holds a control character"
    if "\\" in path:
        return "it holds a backslash"
    if path.startswith(("/", "~")):
        return "it is absolute"
    if re.match(r"[A-Za-z]:", path):
        return "it starts with a drive letter"
    if ".." in path.split("/"):
        return 'it leaves the tree with ".."'
    return ""
