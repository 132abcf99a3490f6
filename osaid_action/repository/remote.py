"""Repositories elsewhere as trees: `github:OWNER/NAME`, git URLs, and what was fetched from there."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from ..errors import TreeError, UsageError
from ..escape import without_secrets
from ..progress import tell
from .git import Git, typed
from .git_tree import GitTree, Place, commit_tree
from .locate import name_in

#: Blobs above this size are left out of a clone of a remote target; they read as unreadable.
CLONE_BLOB_LIMIT = "4m"
#: Seconds and bytes that fetching may take: what the user names, and a place that a manifest names.
CLONE_BOUNDS = (1_800.0, 16 << 30)
FETCH_BOUNDS = (300.0, 2 << 30)
_SHAPE = ("--depth=1", "--no-tags", "--no-recurse-submodules", f"--filter=blob:limit={CLONE_BLOB_LIMIT}")


def is_remote(target: str) -> bool:
    """True for places such as `github:OWNER/NAME`, and for git URLs, unless a file is called so."""
    # One letter before the colon is a drive.
    found = re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|git@[\w.-]+:", target)
    return found is not None and not os.path.exists(target)  # noqa: PTH110 - most targets are no such words


def clone(url: str, revision: str | None, *, folder: str = "") -> GitTree:
    """A shallow fetch without large blobs, into a temporary folder that goes when the tree closes.

    folder: the part of the repository that is meant; a link to one file means the whole.
    """
    revision = _fetchable(url, revision)
    # What comes before the host or after the path can be a password.
    shown = without_secrets(url)
    # The import takes as long as all others of this module, and most runs don't need it.
    from tempfile import TemporaryDirectory

    tell(f"fetching {shown}", waits=True)
    holder = TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True)
    try:
        bare = Path(holder.name)
        _make_bare(bare)
        try:
            git = Git(bare)
            git.in_the_users_name()
            git.fetch(typed(url), typed(revision), *_SHAPE, bounds=CLONE_BOUNDS)
        except TreeError as error:
            words = str(error).replace(url, shown)
            raise TreeError(f"{shown} could not be fetched at {revision}: {words}") from error
        # Opened anew, because the fetch has made it a partial clone.
        place = _place(url, bare)
        if not folder:
            return commit_tree(place, "FETCH_HEAD", holder)
        prefix = _prefix(place, folder)
        return commit_tree(
            Place(place.git, f"{place.name}/{prefix}".rstrip("/"), prefix), "FETCH_HEAD", holder
        )
    except BaseException:
        holder.cleanup()
        raise


def newest(url: str, revision: str | None) -> str:
    """The commit that a repository has at a revision, or at its HEAD; "" where it names none. TreeError."""
    revision = _fetchable(url, revision)
    if re.fullmatch(r"[0-9a-f]{40,64}", revision):
        return revision
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True) as holder:
        _make_bare(Path(holder))
        git = Git(Path(holder))
        git.in_the_users_name()
        rows = git.listed_at(typed(url), revision)
    # An annotated tag stands twice, the commit it names behind.
    found = {name: oid for oid, name in rows}
    for name in (revision, f"refs/tags/{revision}^{{}}", f"refs/tags/{revision}", f"refs/heads/{revision}"):
        if name in found:
            return found[name]
    return ""


def fetched(
    url: str, revision: str, folder: Path, *, approve: Callable[[str], tuple[str, dict[str, str], str]]
) -> GitTree:
    """One commit of a repository that an untrusted file names, shallow and without large blobs, in `folder`.

    approve: given the https URL that is to be asked, gives the one to ask in its place, settings of git's
    for it and a header that opens it, or ""; it may raise. Only https, and whatever the user's own
    `url.<base>.insteadOf` leads to.
    """
    _make_bare(folder)
    git = Git(folder)
    real = git.rewritten(url)
    own = re.match(r"(file|ssh)://|/", real) if real != url else None
    final, settings, login = (url, {}, "") if own else approve(real)
    git.without_secrets(settings)
    git.with_login(final, login)
    protocols = f"https:{own[1] or 'file'}" if own else "https"
    git.fetch(final, revision, *_SHAPE, protocols=protocols, bounds=FETCH_BOUNDS)
    git.close()
    return kept(url, "FETCH_HEAD", folder)


def kept(url: str, revision: str, folder: Path) -> GitTree:
    """A commit of a repository that was fetched into `folder` before."""
    return commit_tree(_place(url, folder), revision)


def _place(url: str, folder: Path) -> Place:
    name = name_in(url) or url.rstrip("/").removesuffix(".git").rpartition("/")[2]
    return Place(Git(folder), name, "")


def _fetchable(url: str, revision: str | None) -> str:
    """The revision to fetch. UsageError for what a fetch can't be asked for."""
    if not re.match(r"(?:https|ssh|file)://|git@", url):
        raise UsageError(f"{without_secrets(url)!r}: only https, ssh and file URLs are fetched")
    wanted = revision or "HEAD"
    # Anything else is a range, a refspec or an option, none of which a remote can look up.
    if not re.fullmatch(r"[^\s:^~?*\[\\+-][^\s:^~?*\[\\]*", wanted):
        raise UsageError(f"{wanted!r} can't be fetched: name a branch, a tag or a full commit id")
    return wanted


def _prefix(place: Place, folder: str) -> str:
    """What the paths of a folder of a fetched commit start with. UsageError."""
    folder = folder.strip("/")
    kind = place.git.run("ls-tree", "-z", "--full-tree", "FETCH_HEAD", "--", folder).split(b" ")[1:2]
    if not kind:
        raise UsageError(f"no folder {folder!r} at that commit of {place.name}")
    return f"{folder}/" if kind == [b"tree"] else ""


def _make_bare(folder: Path) -> None:
    """The least that git takes for a repository; `git init` would add templates and take a process."""
    for name in ("objects", "refs"):
        (folder / name).mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
