"""From TARGET to a tree: a work tree, the index, a commit, a plain folder, or a repository elsewhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from .folder import plain_folder
from .git import Git
from .git_tree import Place, commit_tree
from .index import index_tree
from .listing import text_of
from .locate import find_repository, name_of
from .remote import clone, is_remote
from .work_tree import work_tree

if TYPE_CHECKING:
    from .tree import Tree


def open_tree(target: str, *, staged: bool = False, revision: str | None = None) -> Tree:
    """The tree that TARGET names; UsageError when it does not exist, TreeError when it can't be read.

    target: a folder, a bare repository, a zip or tar file, or a git URL.
    staged: the index as it would be committed. revision: a commit, read without a checkout.
    """
    if staged and revision is not None:
        raise UsageError("--staged and --rev contradict each other")
    if is_remote(target):
        if staged:
            raise UsageError("--staged needs a local repository")
        return clone(target, revision)
    try:
        return _open_local(target, staged=staged, revision=revision)
    except OSError as error:
        raise TreeError(f"{target}: {error.strerror}") from error


def _open_local(target: str, *, staged: bool, revision: str | None) -> Tree:
    folder = Path(target)
    if not folder.is_dir():
        return _open_file(folder, listed=not staged and revision is None)
    folder = folder.resolve()
    top, bare = find_repository(folder)
    listed = not staged and revision is None
    if top is None:
        if listed:
            return plain_folder(folder)
        raise UsageError(f"{target} is not in a git repository, so --staged and --rev have nothing to read")
    if bare and staged:
        raise UsageError(f"{target} is a bare repository, which has no index; use --rev")
    try:
        return _repository_tree(folder, top, bare=bare, staged=staged, revision=revision)
    except _NoGitError as error:
        if bare or not listed:
            raise
        # Without a git that works, a folder is still a folder.
        return plain_folder(folder, f"git is not usable here ({error}): ignored files count too")


def _open_file(file: Path, *, listed: bool) -> Tree:
    """The tree in a zip or tar file. UsageError for any other."""
    from .packed import is_packed, packed  # most targets are folders

    if not file.is_file():
        raise UsageError(f"no such folder: {file}")
    if not is_packed(file.name):
        raise UsageError(f"no such folder: {file}; pass the folder that holds it")
    if not listed:
        raise UsageError(f"{file} is not in a git repository, so --staged and --rev have nothing to read")
    return packed(file)


class _NoGitError(TreeError):
    """Git is not installed, or does not take this for a repository."""


def _repository_tree(folder: Path, top: Path, *, bare: bool, staged: bool, revision: str | None) -> Tree:
    prefix = "" if top == folder else text_of(os.fsencode(folder.relative_to(top).as_posix())) + "/"
    try:
        git = Git(top) if bare else Git(top / ".git", top)
    except TreeError as error:
        raise _NoGitError(str(error)) from error
    place = Place(git, name_of(git, folder, prefix), prefix)
    try:
        if bare or revision is not None:
            tree = commit_tree(place, "HEAD" if revision is None else revision)
            if prefix and not tree.entries:
                raise UsageError(f"no folder {prefix.rstrip('/')!r} in commit {tree.commit}")
            return tree
        return index_tree(place, top) if staged else work_tree(place, folder, top)
    except UsageError:
        raise
    except TreeError as error:
        try:
            git.run("rev-parse", "--git-dir")
        except TreeError:
            raise _NoGitError(str(error)) from error
        raise
