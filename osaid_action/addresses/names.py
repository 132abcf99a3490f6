"""What all addresses of repositories have in common: owner, name, revision, and a path inside."""

from __future__ import annotations

from ..model import Reference
from ..patterns import lazy
from .paths import path_fault

OWNER = lazy(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
NAME = lazy(r"\.*[A-Za-z0-9_-][A-Za-z0-9_.-]*")
# A leading dash would read as an option to git; two dots as a range.
_REVISION = lazy(r"(?!.*\.\.)[A-Za-z0-9_][A-Za-z0-9_./+-]*")
_DEFAULT_BRANCHES = ("main", "master", "HEAD")


def split(text: str, example: str) -> tuple[str, str | None, str]:
    """NAME[@REVISION][#PATH] as its three parts. ValueError."""
    rest, hash_, path = text.partition("#")
    name, at, revision = rest.partition("@")
    if at and not _REVISION.fullmatch(revision):
        raise ValueError(f"expected a revision after the @, as in {example}")
    if hash_ and path_fault(path):
        raise ValueError(f"expected a path after the #, as in {example}; {path_fault(path)}")
    return name, revision or None, path


def pinned(kind: str, url: str, revision: str | None, path: str = "") -> Reference:
    """A reference into a repository; revisions and paths that could harm are refused here. ValueError."""
    if revision is not None and not _REVISION.fullmatch(revision):
        raise ValueError("expected a branch, tag or commit after the @")
    if path and path_fault(path):
        raise ValueError(f"expected a path after the #; {path_fault(path)}")
    return Reference(url=f"{url}#{path}" if path else url, kind=kind, revision=revision)


def unless_default(revision: str) -> str | None:
    """A default branch pins nothing, so naming it says no more than naming none."""
    return None if revision in _DEFAULT_BRANCHES else revision
