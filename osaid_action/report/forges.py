"""Where the forge that a repository was fetched from shows a file of the commit that was checked."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..escape import shown
from ..patterns import lazy

if TYPE_CHECKING:
    from ..model import Target

#: By host: what stands before a view of a repository, the view of a file, and how it is shown as written.
_FORGES = {
    "github.com": ("", "blob", "?plain=1"),
    "gitlab.com": ("-/", "blob", "?plain=1"),
    "codeberg.org": ("", "src/commit", "?display=source"),
}
_REPOSITORY = lazy(r"https://([a-z.]{1,20})((?:/[\w-][\w.-]{0,99}){2,20})/?\Z", re.ASCII)
_COMMIT = lazy(r"[0-9a-f]{40,64}\Z")
#: What a forge shows as a page, which has no lines.
_RENDERED = (".adoc", ".ipynb", ".markdown", ".md", ".org", ".rst")


def commit_page(target: Target) -> str:
    """The page of the commit; "" where none is known, or what was checked is not what it holds."""
    base, before, *_ = _forge(target)
    return f"{base}{before}commit/{target.commit}" if base else ""


def file_page(target: Target, path: str, line: int | None = None) -> str:
    """The page of a file at the commit, at a line of it; "" where none is known."""
    base, before, view, written = _forge(target)
    whole = posixpath.normpath(f"{target.folder}{path}")
    # What is elsewhere is named by its place, which has a colon.
    strange = ":" in path or path.startswith("/") or whole.split("/")[0] == ".." or shown(path) != path
    if not base or not path or strange:
        return ""
    at = f"{written if path.lower().endswith(_RENDERED) else ''}#L{line}" if line else ""
    return f"{base}{before}{view}/{target.commit}/{quote(whole)}{at}"


def _forge(target: Target) -> tuple[str, str, str, str]:
    """The page of the repository, with a slash at its end, and how its forge names views; "" for none."""
    found = _REPOSITORY.match(target.origin)
    if target.dirty or not found or found[1] not in _FORGES or not _COMMIT.match(target.commit or ""):
        return "", "", "", ""
    name = found[2].removesuffix(".git")
    if found[1] != "gitlab.com" and name.count("/") != 2:
        return "", "", "", ""
    return (f"https://{found[1]}{name}/", *_FORGES[found[1]])
