"""What is said where nothing could be judged: in the summary, and where an older verdict stands."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from action_run import Run
from events import finished, pull_request
from fake_github import FakeGitHub
from systems import whole

from osaid_action.report.comment import Frame, digest
from osaid_action.report.refusal import render

if TYPE_CHECKING:
    from pathlib import Path

    from gitrepo import Repo

BROKEN = "[components]\ntraining-code = 3\n[componets.x]\n"


def test_no_older_verdict_is_left_standing(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    fake.merge_base = base
    repo.git("rm", "--quiet", "evaluate.py")
    run(repo.path, "pull_request", pull_request(base, repo.commit()))
    [one] = fake.comments.values()
    manifest = str(whole()["osaid.toml"])
    broken = run(repo.path, "pull_request", pull_request(base, repo.commit({"osaid.toml": BROKEN})))
    assert (broken.code, broken.outputs["passed"], broken.outputs["exit-code"]) == (2, "false", "2")
    assert broken.outputs["comment-url"] == one["html_url"]
    for said in (one["body"], broken.summary):
        assert "### ✗ This pull request could not be judged" in said
        assert "- osaid.toml:" in said and "components.training-code" in said
        assert "C3" not in said
    # Of another commit it says so; said again of the same, nothing is written.
    head = repo.commit({"notes.md": "x"})
    run(repo.path, "pull_request", pull_request(base, head))
    assert f"commit `{head[:10]}`" in one["body"]
    writes = len(fake.writes())
    run(repo.path, "pull_request", pull_request(base, head))
    assert len(fake.writes()) == writes
    mended = run(repo.path, "pull_request", pull_request(base, repo.commit({"osaid.toml": manifest})))
    assert (mended.code, mended.outputs["comment-url"]) == (1, one["html_url"])
    assert "**[C3](" in one["body"]
    assert list(fake.comments.values()) == [one]


@pytest.mark.parametrize(
    ("comment", "written"), [("changes", 0), ("never", 0), ("failure", 1), ("always", 1)]
)
def test_only_who_asked_for_it_hears_of_it_in_a_comment_of_its_own(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str], comment: str, written: int
) -> None:
    repo, base = system
    value = pull_request(base, repo.commit({"osaid.toml": BROKEN}))
    done = run(repo.path, "pull_request", value, comment=comment)
    assert (done.code, len(fake.comments)) == (2, written)
    assert "could not be judged" in done.summary


def test_a_tree_that_cant_be_read(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    value = pull_request(base, base)
    done = run(repo.path, "pull_request", value, rev="f" * 40, comment="always")
    assert (done.code, done.outputs["passed"]) == (3, "false")
    assert done.outputs.keys() == {"passed", "exit-code", "comment-url"}
    [one] = fake.comments.values()
    assert "not found" in one["body"] and "not found" in done.summary


def test_a_run_of_a_fork_that_left_no_report(
    run: Callable[..., Run], fake: FakeGitHub, tmp_path: Path
) -> None:
    """As of a fork whose manifest is broken, or a run that was stopped."""
    workspace = tmp_path / "second"
    workspace.mkdir()
    pull = fake.example("get /repos/{owner}/{repo}/pulls")[0]
    pull["number"] = 9
    pull["head"] |= {"label": "eve:patch", "sha": "c" * 40}
    fake.pulls.append(pull)
    done = run(workspace, "workflow_run", finished("c" * 40), report="osaid-report.json", comment="always")
    assert (done.code, done.outputs["passed"]) == (0, "false")
    [one] = fake.comments.values()
    assert one["html_url"] == done.outputs["comment-url"]
    assert "has left no report" in one["body"]
    assert not any(line.startswith("::error") for line in done.commands)


def test_words_of_strangers_act_nowhere_and_are_bounded() -> None:
    hostile = "osaid.toml:1: @acme/all <img src=x> [a](http://b) ![x](y) \u202e " + "x" * 9_000
    body = render([hostile] * 1_000, Frame(what="this pull request", key="k" * 16), "c" * 40)
    assert len(body) < 65_536
    assert "<img" not in body and "@acme" not in body and "](" not in body and "\u202e" not in body
    assert "and 970 more" in body
    later = Frame(what="this pull request", key="k" * 16, date="2027-01-01")
    assert digest(body) == digest(render([hostile] * 1_000, later, "c" * 40)) != ""
