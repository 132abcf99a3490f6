"""Git repositories on any host: git+https places, and the projects' pages on forges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import github
from .names import OWNER, pinned, unless_default
from .urls import taken_apart

if TYPE_CHECKING:
    from ..model import Reference


#: Forges with a prefix of their own, as `github:` has.
SHORT = {"gitlab:": "gitlab.com", "codeberg:": "codeberg.org"}


def place(text: str) -> Reference:
    """git+https://host/path[@rev][#path], gitlab:... or codeberg:...; pip's #subdirectory= is understood."""
    example = "git+https://host/owner/name.git@rev#path"
    prefix, colon, rest = text.partition(":")
    if host := SHORT.get(f"{prefix.lower()}{colon}"):
        example, text = f"{prefix}:owner/name@rev#path", f"git+https://{host}/{rest}"
        if "/" not in rest.partition("#")[0].partition("@")[0]:
            raise ValueError(f"expected {example}")
    rest, _, path = text[len("git+") :].partition("#")
    url = taken_apart(rest)
    if url is None or url.scheme != "https" or not url.path.strip("/") or url.query:
        raise ValueError(f"expected {example}")
    address, _, revision = url.path.partition("@")
    folder = re.search(r"(?:^|&)subdirectory=([^&]+)", path)
    path = folder[1] if folder else "" if re.match(r"egg=", path) else path
    if url.site == "github.com" and not url.port:
        parts = [part for part in address.split("/") if part]
        if len(parts) != 2:
            raise ValueError(f"expected {example}")
        return github.repository(*parts, revision=revision or None, path=path)
    return pinned("git", f"git+https://{url.host}{url.port}{address.rstrip('/')}", revision or None, path)


def forge_page(host: str, parts: list[str]) -> Reference | None:
    """A project's page on a forge; GitLab sets its own pages apart with "-"."""
    revision, path = None, ""
    if "-" in parts:
        mark = parts.index("-")
        parts, rest = parts[:mark], parts[mark + 1 :]
        if rest[:1] in (["tree"], ["blob"], ["raw"]) and len(rest) >= 2:
            revision, path = unless_default(rest[1]), "/".join(rest[2:])
    elif host != "gitlab.com":
        parts = parts[:2]
    if len(parts) < 2 or not all(OWNER.fullmatch(part.partition("@")[0]) for part in parts):
        return None
    name, _, suffix = "/".join(parts).partition("@")
    return pinned("git", f"git+https://{host}/{name}", suffix or revision, path)
