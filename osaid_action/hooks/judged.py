"""What git hooks judge: the index against HEAD, and the commits of a push against what the remote has.

All of it is read from git's objects. A push may leave a work tree behind that has nothing to do with
what is pushed, so neither the work tree nor the names of files that a hook runner passes have a say.
"""

from __future__ import annotations

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

#: Remote refs whose commits nobody checks out as the project.
_NOT_JUDGED = ("refs/notes/", "refs/stash")


class Pushed(NamedTuple):
    """One ref that is pushed. has: what the remote has under that name, as far as anybody says."""

    name: str
    commit: str
    has: str = ""


def staged(folder: str, examine: Callable[..., Report]) -> Judged:
    """The index against HEAD, which does not exist before the first commit. TreeError."""
    with open_tree(folder, staged=True) as tree:
        return _judge(tree, "HEAD" if tree.commit else "", examine)


def pushed(
    folder: str, refs: Iterable[Pushed], remote: str, examine: Callable[..., Report]
) -> Iterator[Judged]:
    """Each ref against what the remote has: by its name, else the newest commit known there. TreeError."""
    for ref in refs:
        try:
            tree = open_tree(folder, revision=ref.commit)
        except UsageError:
            if ref.name.startswith("refs/tags/"):
                continue  # A tag may name a file or a folder.
            raise
        with tree:
            assert tree.git is not None, "a revision is read from a repository"
            base = _known_to(tree.git, tree.commit or "", remote, ref.has)
            if base != tree.commit:
                yield _judge(tree, base, examine)._replace(name=ref.name)


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


def _known_to(git: Git, commit: str, remote: str, has: str) -> str:
    """The commit to compare a pushed one with; "" where the remote has none of its history."""
    if has:
        try:
            return git.commit(has)
        except UsageError:
            pass  # Somebody else pushed it, and it was not fetched.
    known = f"--remotes={remote}" if f"remote.{remote}.url" in git.settings else "--remotes"
    rows = git.run("rev-list", "--date-order", "--boundary", commit, "--not", known).decode().split()
    if not rows:
        return commit
    return next((row[1:] for row in rows if row.startswith("-")), "")


def _judge(tree: Tree, base: str, examine: Callable[..., Report]) -> Judged:
    if not base:
        return Judged(examine(tree))
    with tree.at(base) as before:
        now = examine(tree, before=before)
        try:
            was = examine(before)
        except TreeError as error:
            # A commit that mends what can't be judged must not be stopped for it.
            return Judged(now, note=f"{base[:10]} can't be judged, so nothing was compared: {error}")
        report = recall.against(was, now)
        gone = _gone(was, before, tree) if not report.gate.passed else {}
    return Judged(report, was, base, gone)


def _gone(was: Report, before: Tree, now: Tree) -> dict[str, str]:
    """Paths that the base's report rests on and that are not in the tree, with where their contents are."""
    paths = {evidence.path for item in was.items for evidence in item.evidence}
    paths |= {row.path for row in was.licenses}
    lost = {
        path: entry.oid or ""
        for path in sorted(paths)
        if now.entries.find(path) is None and (entry := before.entries.find(path)) is not None
    }
    wanted = set(filter(None, lost.values()))
    if not wanted:
        return dict.fromkeys(lost, "")
    new = {e.oid: e.path for e in now.entries if e.oid in wanted and before.entries.find(e.path) is None}
    return {path: new.get(oid, "") for path, oid in lost.items()}
