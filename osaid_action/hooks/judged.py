"""What git hooks judge: the index against HEAD, and the commits of a push against what the remote has.

All of it is read from git's objects. A push may leave a work tree behind that has nothing to do with
what is pushed, so neither the work tree nor the names of files that a hook runner passes have a say.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..errors import TreeError, UsageError
from ..flow import recall
from ..report.hook import Judged
from ..repository.target import open_tree

if TYPE_CHECKING:
    from ..model import Report
    from ..repository.git import Git
    from ..repository.tree import Tree

#: Commits that one is compared with.
_MOST_BASES = 4
#: Remote refs whose commits nobody checks out as the project.
_NOT_JUDGED = ("refs/notes/", "refs/stash")


class Pushed(NamedTuple):
    """One ref that is pushed. has: what the remote has under that name, as far as anybody says."""

    name: str
    commit: str
    has: str = ""


def staged(folder: str, examine: Callable[..., Report]) -> Judged:
    """The index against HEAD, which does not exist before the first commit, and what is merged. TreeError."""
    with open_tree(folder, staged=True) as tree:
        return _judge(tree, ["HEAD", *_merged(tree)] if tree.commit else [], examine)


def pushed(
    folder: str, refs: Iterable[Pushed], remote: str, examine: Callable[..., Report]
) -> Iterator[Judged]:
    """Each ref against what the remote has: by its name, and the newest commits known there. TreeError."""
    for ref in refs:
        try:
            tree = open_tree(folder, revision=ref.commit)
        except UsageError:
            if ref.name.startswith("refs/tags/"):
                continue  # A tag may name a file or a folder.
            raise
        with tree:
            assert tree.git is not None, "a revision is read from a repository"
            bases = _known_to(tree.git, tree.commit or "", remote, ref.has)
            if tree.commit not in bases:
                yield _judge(tree, bases, examine)._replace(name=ref.name)


def refs_of(environment: Mapping[str, str], lines: Iterable[str]) -> list[Pushed]:
    """What is pushed: by pre-commit's and prek's variables, else by the lines that git writes to the hook.

    Those two runners keep git's lines to themselves, name one ref only, and on the first push to an
    empty remote say only its name.
    """
    if environment.get("PRE_COMMIT"):
        name = environment.get("PRE_COMMIT_LOCAL_BRANCH", "")
        commit = environment.get("PRE_COMMIT_TO_REF") or name or "HEAD"
        return [Pushed(name or commit, commit, environment.get("PRE_COMMIT_FROM_REF", ""))]
    refs = []
    for line in filter(str.strip, lines):
        fields = line.rsplit(maxsplit=3)
        if len(fields) != 4:
            raise UsageError(f"expected the lines that git gives to a pre-push hook, got {line[:60]!r}")
        name, commit, there, has = fields
        # Zeros stand for a ref that is deleted here, or not there yet.
        if set(commit) != {"0"} and not there.startswith(_NOT_JUDGED):
            refs.append(Pushed(name, commit, "" if set(has) == {"0"} else has))
    return refs


def _merged(tree: Tree) -> list[str]:
    """The commits that a merge under way brings in."""
    assert tree.git is not None, "an index is git's"
    try:
        return [tree.git.commit("MERGE_HEAD")]
    except UsageError:
        return []


def _known_to(git: Git, commit: str, remote: str, has: str) -> list[str]:
    """The commits to compare a pushed one with; none where the remote has none of its history.

    What any ref of the remote has already, as after a rebase on it, is not this push's doing.
    """
    bases = []
    if has:
        # Else somebody else pushed it, and it was not fetched.
        with contextlib.suppress(UsageError):
            bases.append(git.commit(has))
    known = f"--remotes={remote}" if f"remote.{remote}.url" in git.settings else "--remotes"
    rows = git.run("rev-list", "--date-order", "--boundary", commit, "--not", known).decode().split()
    newest = [row[1:] for row in rows if row.startswith("-")] if rows else [commit]
    return list(dict.fromkeys([*bases, *newest]))[:_MOST_BASES]


def _judge(tree: Tree, bases: list[str], examine: Callable[..., Report]) -> Judged:
    if not bases:
        return Judged(examine(tree))
    with contextlib.ExitStack() as open_:
        before = [open_.enter_context(tree.at(base)) for base in bases]
        now = examine(tree, before=before[0])
        was = []
        for one, base in zip(before, bases, strict=True):
            try:
                was.append((examine(one), one))
            except TreeError as error:
                # A commit that mends what can't be judged must not be stopped for it.
                return Judged(now, note=f"{base[:10]} can't be judged, so nothing was compared: {error}")
        return Judged(recall.held_to(was, now, tree), was[0][0], bases[0])
