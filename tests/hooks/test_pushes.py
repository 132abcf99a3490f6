"""`git push` stopped and let through by the hook for real: under pre-commit, under prek, and by git alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from hooked import Done, Project
from systems import MIT, ROOT, TRAIN, whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="hooks are those of a POSIX shell")


def stopped(project: Project, *args: str, words: str) -> None:
    done = project.git("push", *args)
    assert done.code != 0, done.said
    assert words in done.said, done.said
    assert "To skip this once: SKIP=osaid-push git push" in done.said


def test_push_of_what_is_worse_is_stopped(pushing: Project) -> None:
    pushing.passes("push", "--set-upstream", "origin", "main")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    stopped(pushing, words="✗ train.py is gone")
    pushing.repo.write("train.py", TRAIN)
    pushing.repo.commit()
    pushing.passes("push")


def test_push_judges_what_is_pushed_and_not_the_work_tree(pushing: Project) -> None:
    pushing.passes("push", "origin", "main")
    pushing.repo.git("switch", "--quiet", "--create=bad")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    # The bad branch is checked out, and the good one is pushed.
    pushing.repo.git("branch", "good", "main")
    pushing.repo.git("switch", "--quiet", "good")
    pushing.repo.write("notes.md", "Nothing.\n")
    pushing.repo.commit()
    pushing.repo.git("switch", "--quiet", "bad")
    pushing.passes("push", "origin", "good")
    # The good branch is checked out, and the bad one is pushed.
    pushing.repo.git("switch", "--quiet", "main")
    stopped(pushing, "origin", "bad", words="✗ train.py is gone")


def test_first_push_to_an_empty_remote(pushing: Project) -> None:
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    # There is nothing to be worse than.
    pushing.passes("push", "origin", "main")


def test_strict_first_push_judges_the_commit(
    make_project: Callable[..., Project], make_repo: Callable[..., Repo]
) -> None:
    made = make_project("osaid-push", args="[--fail-on, incomplete]")
    made.repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    made.repo.commit({"LICENSE": MIT, "train.py": TRAIN})
    made.repo.git("switch", "--quiet", "--create=whole")
    made.repo.commit(whole())
    stopped(made, "origin", "main", words="✗ C5 Inference code")
    made.passes("push", "origin", "whole")


def test_deleted_branches_and_tags(pushing: Project) -> None:
    pushing.passes("push", "origin", "main", "main:refs/heads/other")
    pushing.passes("push", "origin", ":other")
    pushing.repo.git("tag", "--annotate", "--message=1.0", "v1.0")
    pushing.passes("push", "origin", "v1.0")
    pushing.repo.git("tag", "a-file", pushing.head("HEAD:train.py"))
    pushing.passes("push", "origin", "v1.0", "--force")
    pushing.repo.git("rm", "--quiet", "train.py")
    pushing.repo.commit()
    pushing.repo.git("tag", "v1.1")
    stopped(pushing, "origin", "v1.1", words="✗ train.py is gone")


def with_git_hook(repo: Repo) -> None:
    """Put `osaid hook push` of this checkout where git looks for its pre-push hook."""
    text = f'exec env PYTHONPATH="{ROOT}" "{sys.executable}" -m osaid_action hook push "$@"'
    repo.write(".git/hooks/pre-push", f"#!/bin/sh\n{text}\n").chmod(0o755)


def several_refs(project: Project) -> Done:
    """Push a good branch, a bad one and a tag of a file in one go; the bad one has to stop it."""
    project.passes("push", "origin", "main")
    repo = project.repo
    repo.git("switch", "--quiet", "--create=a-good")
    repo.write("notes.md", "Nothing.\n")
    repo.commit()
    repo.git("tag", "a-file", project.head("HEAD:train.py"))
    repo.git("switch", "--quiet", "--create=bad", "main")
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    repo.git("switch", "--quiet", "main")
    done = project.git("push", "origin", "a-good", "bad", "a-file")
    assert done.code != 0, done.said
    assert "bad, against" in done.said
    assert "a-good, against" not in done.said
    project.passes("push", "origin", "a-good", "a-file")
    project.passes("push", "origin", ":a-good")
    return done


def test_git_alone_hands_over_every_ref(make_repo: Callable[..., Repo]) -> None:
    """Without a runner, `osaid hook push` is git's own hook and judges each of several refs."""
    repo = make_repo("alone")
    repo.commit(whole())
    repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    with_git_hook(repo)
    assert "To skip this once: git push --no-verify" in several_refs(Project(repo, {})).said


def test_a_runner_keeps_gits_own_hook_and_so_every_ref_is_judged(
    make_project: Callable[..., Project], make_repo: Callable[..., Repo]
) -> None:
    """A runner tells its hooks of one ref; a hook that was there before it was installed hears of all."""
    repo = make_repo("project")
    with_git_hook(repo)
    project = make_project("osaid-push", repo=repo)
    repo.commit(whole())
    repo.git("remote", "add", "origin", make_repo("remote", "--bare").url)
    several_refs(project)
