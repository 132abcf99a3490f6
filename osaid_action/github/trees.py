"""The tree that is checked and the one it is compared with: from the checkout, else fetched."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from ..errors import TreeError, UsageError
from ..repository.fetch import FETCHED, beside
from ..repository.listing import text_of
from ..repository.target import open_tree
from ..repository.tree import Tree
from .api import GitHubError
from .step import Step

#: Events that are a change of commits. Others may look at what an earlier step wrote.
_CHANGES = frozenset({"pull_request", "pull_request_target", "push", "merge_group"})


def checked(step: Step) -> AbstractContextManager[Tree]:
    """The commit that is checked out, a release's, or the one asked for. UsageError, TreeError.

    Of a change only what git holds counts: what a checkout or a build made of it in the folder does not.
    """
    folder, tag = _folder(step), step.context.tag
    if not folder.is_dir():
        hint = "; has the repository been checked out?" if step.inputs.path == "." else ""
        raise UsageError(f"path: there is no folder {step.inputs.path!r} in the workspace{hint}")
    revisions = [step.inputs.rev] if step.inputs.rev else []
    if tag and not step.inputs.rev:
        revisions = [f"refs/tags/{tag}", *filter(None, [step.runner.commit])]
    for revision in revisions:
        with contextlib.suppress(UsageError):
            return open_tree(str(folder), revision=revision)
    if revisions:
        return _fetched(step, revisions[0])
    if step.context.event in _CHANGES:
        with contextlib.suppress(UsageError):
            return open_tree(str(folder), revision="HEAD")
    return open_tree(str(folder))


def base(step: Step, tree: Tree) -> AbstractContextManager[Tree] | None:
    """The tree to compare with; None where there is none to look for. TreeError."""
    revision = step.inputs.base or _start(step, tree)
    if not revision or revision == "none":
        return None
    if tree.git is None:
        raise TreeError("the folder is not in a git repository")
    context = step.context
    if context.event == "pull_request_target" and context.head not in (tree.commit, *_parents(tree)[1:]):
        raise TreeError("pull_request_target checks out the base itself")
    # A partial clone has the commits, but not what their files hold.
    partial = any(key.endswith((".promisor", ".partialclonefilter")) for key in tree.git.settings)
    if step.inputs.offline or not partial:
        with contextlib.suppress(UsageError):
            return tree.at(revision)
    return _fetched(step, revision, as_base=True)


def _folder(step: Step) -> Path:
    return step.runner.inside(step.inputs.path, "path")


@contextlib.contextmanager
def _fetched(step: Step, revision: str, *, as_base: bool = False) -> Iterator[Tree]:
    runner = step.runner
    if step.inputs.offline:
        raise TreeError(f"{revision} is not in this checkout, and offline asks for no fetch")
    if not runner.repository:
        raise TreeError(f"{revision} is not in this checkout, and no repository is named to fetch it from")
    url = f"{runner.server}/{runner.repository}"
    with beside(_folder(step), revision, url, step.inputs.token) as there:
        if as_base:
            # Through the empty work tree, so that a folder that was not there yet is an empty one.
            with open_tree(there) as empty, empty.at(FETCHED) as tree:
                yield tree
        else:
            with open_tree(there, revision=FETCHED) as tree:
                yield tree


def _start(step: Step, tree: Tree) -> str:
    """The commit that this event's changes start from.

    Of a merge commit, as GitHub checks out for pull requests, it is the first parent. Else it is what
    base and head last had in common, so that what landed on the base since does not count.
    """
    context = step.context
    if context.pull is None or not context.base:
        return context.base
    parents = _parents(tree)
    if len(parents) == 2 and parents[1] == context.head:
        return parents[0]
    if context.merge_base:
        return context.merge_base
    if step.github is not None and context.head:
        with contextlib.suppress(GitHubError):
            return step.github.merge_base(context.base, context.head)
    return context.base


def _parents(tree: Tree) -> list[str]:
    """Parents of the commit that is checked out; a shallow clone knows their names too."""
    if tree.git is None or tree.commit is None:
        return []
    head = text_of(tree.git.run("cat-file", "commit", tree.commit)).partition("\n\n")[0]
    return [line.removeprefix("parent ") for line in head.split("\n") if line.startswith("parent ")]
