"""A repository that is committed as files takes the place of nothing."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from events import pull_request
from gitrepo import Repo
from program import called
from systems import whole
from trees import opened, paths

from osaid_action.errors import UsageError
from osaid_action.github import action
from osaid_action.manifest import edit
from osaid_action.repository import fetch
from osaid_action.repository.locate import find_repository


class Pull(NamedTuple):
    """A pull request that removes the license and the code, and commits a repository that has them."""

    repo: Repo
    base: str
    head: str
    embedded: str


@pytest.fixture
def pull(repo: Repo, make_repo: Callable[..., Repo]) -> Pull:
    base = repo.commit(whole())
    bare = repo.clone(make_repo("x").path.parent / "bare", "--bare")
    embedded = bare.git("rev-parse", "HEAD")
    repo.git("switch", "--quiet", "--create", "branch")
    repo.git("rm", "--quiet", "LICENSE", "train.py", "model.py")
    for name in ("HEAD", "config", "packed-refs"):
        shutil.copy(bare.path / name, repo.path / name)
    for name in ("objects", "refs"):
        shutil.copytree(bare.path / name, repo.path / name)
    (repo.path / "refs/keep").touch()
    head = repo.commit()
    # The bait: a reader that takes the folder itself for a repository gets what was removed.
    listed = repo.git("--git-dir=.", "ls-tree", "--name-only", "HEAD").split("\n")
    assert {"LICENSE", "train.py", "model.py"} <= set(listed)
    return Pull(repo, base, head, embedded)


#: What makes git take a folder for a repository, and no more.
DUMMY = {"HEAD": "ref: refs/heads/main\n", "objects/x": "x", "refs/x": "x"}


def test_the_checkout_is_read(pull: Pull) -> None:
    for options in ({}, {"staged": True}, {"revision": "HEAD"}):
        with opened(pull.repo, **options) as tree:
            assert tree.commit == pull.head
            assert "HEAD" in paths(tree)
            assert "LICENSE" not in paths(tree)
    inside = pull.repo.path / "objects"
    with opened(inside) as tree:
        assert tree.commit == pull.head


def test_commands(pull: Pull, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(pull.repo.path)
    done = called(capsys, "check", "--no-cache", "--base", pull.base, "--fail-on", "regression")
    assert done.returncode == 1
    assert "LICENSE" in done.stdout
    assert called(capsys, "diff", "--no-cache", pull.base).stdout.count("▼") >= 3
    assert called(capsys, "check", "--no-cache", "--rev", "HEAD", "--fail-on", "terms").returncode == 1


def test_hooks_stay_on(
    repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.commit({**whole(), **DUMMY})
    # The bait: git takes the folder itself for a repository when it is told to.
    assert repo.git("--git-dir=.", "rev-parse", "--absolute-git-dir") == str(repo)
    monkeypatch.chdir(repo.path)
    assert called(capsys, "hook", "check", "--no-cache").returncode == 0
    repo.git("rm", "--quiet", "--cached", "LICENSE")
    stopped = called(capsys, "hook", "check", "--no-cache")
    assert (stopped.returncode, "LICENSE" in stopped.stdout) == (1, True)


def test_the_action(
    pull: Pull, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    event, output = tmp_path / "event.json", tmp_path / "output"
    event.write_text(json.dumps(pull_request(pull.base, pull.head)), encoding="utf-8")
    code = action.main(
        {
            "GITHUB_WORKSPACE": str(pull.repo.path),
            "GITHUB_EVENT_NAME": "pull_request",
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary"),
            "RUNNER_TEMP": str(tmp_path / "runner"),
            "OSAID_OFFLINE": "true",
            "OSAID_BASE": pull.base,
        }
    )
    assert code == 1
    assert "worse" in output.read_text("utf-8")


def test_one_answer_everywhere(pull: Pull, tmp_path: Path) -> None:
    top = pull.repo.path
    sub = top / "refs"
    assert {find_repository(folder) for folder in (top, sub, sub / "heads")} == {(top, False)}
    assert edit.find(sub).folder == top
    with fetch.beside(top, pull.base, pull.repo.url) as there:
        shared = Path(there, ".git/objects/info/alternates").read_text("utf-8")
        assert shared == f"{top}/.git/objects\n"


def test_only_what_is_named_by_itself_is_a_bare_repository(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    bare = repo.clone(tmp_path / "alone.git", "--bare").path
    assert find_repository(bare) == (bare, True)
    assert find_repository(bare / "refs") == (None, False)
    inner = repo.clone(repo.path / "inner.git", "--bare").path
    assert find_repository(inner) == (repo.path, False)
    with pytest.raises(UsageError, match="inside git's own folder"):
        find_repository(repo.path / ".git/refs")
