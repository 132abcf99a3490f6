"""What is compared with what, from every kind of checkout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from action_run import TOKEN, Run
from events import payload, pull_request
from fake_github import FakeGitHub
from systems import whole

if TYPE_CHECKING:
    from gitrepo import Repo


def test_merge_commit_is_compared_with_its_first_parent(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    """What landed on the base since the branch began is no doing of the branch."""
    repo, start = system
    repo.git("switch", "--quiet", "--create", "branch")
    head = repo.commit({"notes.md": "x"})
    repo.git("switch", "--quiet", "main")
    repo.git("rm", "--quiet", "evaluate.py")
    repo.commit()
    repo.git("merge", "--quiet", "--no-edit", "branch")
    done = run(repo.path, "pull_request", pull_request(start, head))
    assert (done.code, done.outputs["delta"]) == (0, "none")
    assert not any("/compare/" in request.path for request in fake.requests)


def test_branch_checkout_is_compared_with_the_merge_base(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, start = system
    repo.git("switch", "--quiet", "--create", "branch")
    head = repo.commit({"notes.md": "x"})
    repo.git("switch", "--quiet", "main")
    repo.git("mv", "train.py", "elsewhere.py")
    tip = repo.commit({"more.md": "x"})
    repo.git("switch", "--quiet", "branch")
    fake.merge_base = start
    assert run(repo.path, "pull_request", pull_request(tip, head)).outputs["delta"] == "none"
    assert any(request.path.endswith(f"/compare/{tip}...{head}") for request in fake.requests)


def test_base_is_fetched_for_a_checkout_of_depth_one(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit({f"models/one/{name}": text for name, text in whole().items()})
    repo.git("rm", "--quiet", "models/one/train.py")
    head = repo.commit()
    fake.serve(repo)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1")
    before = (checkout.path / ".git" / "config").read_text()
    done = run(checkout.path, "pull_request", pull_request(base, head), path="models/one")
    assert (done.code, done.outputs["delta"]) == (1, "worse")
    assert "▼ train.py is gone\n  - **[C2](" in done.summary
    asked = [request for request in fake.requests if "git-upload-pack" in request.path]
    assert asked
    assert {request.token for request in asked} == {TOKEN}
    # Nothing is left in the checkout: not the commit, not a setting.
    assert (checkout.path / ".git" / "config").read_text() == before
    checkout.git("cat-file", "-e", base, fail=True)


def test_folder_that_the_base_had_not_yet(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit({"README.md": "# Models\n"})
    head = repo.commit({f"models/one/{name}": text for name, text in whole().items()})
    fake.serve(repo)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1")
    for workspace in (repo.path, checkout.path):
        done = run(workspace, "pull_request", pull_request(base, head), path="models/one")
        assert (done.code, done.outputs["delta"]) == (0, "better"), done.log


def test_base_of_a_partial_clone_is_read_whole(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    fake.merge_base = base = repo.commit(whole())
    head = repo.commit({"train.py": "print('a trainer no more')\n"})
    fake.serve(repo)
    checkout = repo.clone(tmp_path / "checkout", "--filter=blob:none")
    done = run(checkout.path, "pull_request", pull_request(base, head))
    assert "not seen there any more: optimizer step" in done.summary


def test_checkout_of_the_base_is_no_verdict_on_the_change(
    run: Callable[..., Run], fake: FakeGitHub, system: tuple[Repo, str]
) -> None:
    repo, base = system
    repo.git("switch", "--quiet", "--create", "branch")
    repo.git("rm", "--quiet", "train.py")
    head = repo.commit()
    fake.merge_base = base
    value = pull_request(base, head)
    assert run(repo.path, "pull_request_target", value).outputs["delta"] == "worse"
    repo.git("switch", "--quiet", "main")
    done = run(repo.path, "pull_request_target", value)
    assert (done.code, done.outputs["delta"]) == (0, "unknown")
    assert "checks out the base itself" in done.summary


@pytest.mark.parametrize("reason", ["offline", "gone", "no-git"])
def test_base_that_cannot_be_had_is_said(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path, reason: str
) -> None:
    base = repo.commit(whole())
    head = repo.commit({"notes.md": "x"})
    checkout = repo.clone(tmp_path / "checkout", "--depth=1").path
    fake.merge_base = base
    if reason == "no-git":
        checkout = tmp_path / "plain"
        for name, text in whole().items():
            path = checkout / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
    value = pull_request(base, head)
    done = run(checkout, "pull_request", value, offline="true" if reason == "offline" else "false")
    assert (done.code, done.outputs["delta"]) == (0, "unknown")
    assert "Not known: the base could not be read" in done.summary
    assert any("What got worse could not be established" in line for line in done.commands)
    assert bool(fake.requests) == (reason != "offline")


def test_release_that_is_not_in_the_checkout_is_fetched(
    run: Callable[..., Run], fake: FakeGitHub, repo: Repo, tmp_path: Path
) -> None:
    repo.commit(whole())
    repo.git("tag", "v1")
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    fake.serve(repo)
    checkout = repo.clone(tmp_path / "checkout", "--depth=1", "--no-tags")
    done = run(checkout.path, "release", payload("release", release__tag_name="v1"))
    assert (done.code, done.outputs["missing"]) == (0, "[]")
