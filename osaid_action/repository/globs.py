"""Which paths of a tree a pattern names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def matching(pattern: str, paths: list[str]) -> tuple[str, ...]:
    """Files and submodules that a declared path, folder or glob names."""
    plain = pattern.rstrip("/")
    if plain in ("", "."):
        return tuple(paths)
    exact = tuple(path for path in paths if path == plain or path.startswith(plain + "/"))
    if exact or not re.search(r"[*?\[]", pattern):
        return exact
    return tuple(ignored(["/" + pattern.lstrip("/")], paths))


def ignored(patterns: Sequence[str], paths: list[str]) -> Iterable[str]:
    """The paths that patterns as in `.gitignore` match."""
    from pathspec import GitIgnoreSpec  # only where a manifest has patterns

    return GitIgnoreSpec.from_lines(patterns).match_files(paths)
