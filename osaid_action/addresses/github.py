"""Repositories and release files on GitHub."""

from __future__ import annotations

import re

from ..model import Reference
from .hosts import GITHUB_PAGES
from .names import NAME, OWNER, pinned, split, unless_default

_VIEWS = ("tree", "blob", "raw", "blame", "edit")


def place(text: str) -> Reference:
    """github:owner/name[@rev][#path]."""
    example = "github:owner/name@rev#path"
    name, revision, path = split(text.split(":", 1)[1], example)
    parts = name.split("/")
    if len(parts) != 2:
        raise ValueError(f"expected {example}")
    return repository(*parts, revision=revision, path=path)


def repository(owner: str, name: str, *, revision: str | None = None, path: str = "") -> Reference:
    """The reference to a repository. ValueError."""
    name = name.removesuffix(".git")
    if not (OWNER.fullmatch(owner) and NAME.fullmatch(name)):
        raise ValueError("expected github:owner/name@rev#path")
    return pinned("github", f"github:{owner}/{name}", revision, path)


def page(parts: list[str]) -> Reference | None:
    """github.com/owner/name and the pages below it that show code, files or releases."""
    if len(parts) < 2 or parts[0].lower() in GITHUB_PAGES:
        return None
    owner, (name, _, revision), rest = parts[0], parts[1].partition("@"), parts[2:]
    view = rest[0] if rest else ""
    if view == "releases" and len(rest) >= 4 and rest[1] == "download":
        url = f"https://github.com/{owner}/{name}/releases/download/{'/'.join(rest[2:])}"
        return Reference(url=url, kind="release-asset", revision=None if rest[2] == "latest" else rest[2])
    if view in _VIEWS and len(rest) >= 2:
        return repository(owner, name, revision=unless_default(rest[1]), path="/".join(rest[2:]))
    if view == "commit" and len(rest) >= 2:
        return repository(owner, name, revision=rest[1])
    if view == "archive" and len(rest) >= 2:
        tag = re.sub(r"^refs/(?:tags|heads)/|\.(?:zip|tar\.gz)$", "", "/".join(rest[1:]))
        return repository(owner, name, revision=unless_default(tag))
    if view == "releases":
        return repository(owner, name, revision="/".join(rest[2:]) or None if rest[1:2] == ["tag"] else None)
    return None if view else repository(owner, name, revision=revision or None)


def raw(parts: list[str]) -> Reference | None:
    """raw.githubusercontent.com/owner/name/rev/path (also refs/heads/rev)."""
    if len(parts) < 4:
        return None
    rest = parts[4:] if parts[2] == "refs" else parts[2:]
    return repository(
        parts[0], parts[1], revision=unless_default(rest[0]) if rest else None, path="/".join(rest[1:])
    )
