"""A tree of too many names ends early, and deep folders are read like others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from program import called
from systems import MIT, TRAIN, whole
from trees import opened, paths

from osaid_action.errors import TreeError
from osaid_action.repository import git as git_module
from osaid_action.repository import listing, processes
from osaid_action.repository.places import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def bomb(repo: Repo, levels: int) -> str:
    """A commit of 10 to the power of `levels` paths, in a few hundred bytes."""
    blob = repo.git("rev-parse", "HEAD:LICENSE")
    rows = "".join(f"100644 blob {blob}\tf{n}.py\n" for n in range(10))
    for _ in range(levels):
        done = subprocess.run(
            ["git", "mktree"], cwd=repo.path, input=rows.encode(), stdout=subprocess.PIPE, check=True
        )
        tree = done.stdout.decode().strip()
        rows = "".join(f"040000 tree {tree}\td{n}\n" for n in range(10))
    return repo.git("commit-tree", "-m", "x", tree)


def test_git_bomb(repo: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    commit = repo.commit(whole())
    small, large = bomb(repo, 3), bomb(repo, 9)
    assert len(repo.git("ls-tree", "-r", "--name-only", small).split("\n")) == 1000, "the bait does not bite"
    monkeypatch.setattr(listing, "MAX_ENTRIES", 20_000)
    monkeypatch.chdir(repo.path)
    start = time.monotonic()
    with opened(repo, revision=large) as tree, pytest.raises(TreeError, match="too much to judge"):
        len(tree.entries)
    done = called(capsys, "check", "--no-cache", "--rev", large)
    assert (done.returncode, "too much to judge" in done.stderr) == (3, True)
    done = called(capsys, "check", "--no-cache", "--base", large)
    assert (done.returncode, "too much to judge" in done.stderr) == (3, True)
    monkeypatch.setenv("PRE_COMMIT", "1")
    monkeypatch.setenv("PRE_COMMIT_FROM_REF", commit)
    monkeypatch.setenv("PRE_COMMIT_TO_REF", large)
    assert called(capsys, "hook", "push", "--no-cache").returncode == 3
    assert time.monotonic() - start < 30
    with opened(repo, revision=small) as tree:
        assert len(tree.entries) == 1000


def test_other_lists_end_too(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({f"f{n}": "" for n in range(20)})
    plain = tmp_path / "plain"
    plain.mkdir()
    for n in range(20):
        (plain / f"f{n}").touch()
    for name in ("MAX_ENTRIES", "MAX_NAME_BYTES"):
        with monkeypatch.context() as few:
            few.setattr(listing, name, 15)
            few.setattr(f"osaid_action.repository.folder.{name}", 15)
            for target, options in (
                (repo, {}),
                (repo, {"staged": True}),
                (repo, {"revision": "HEAD"}),
                (plain, {}),
            ):
                if target is plain and name == "MAX_NAME_BYTES":
                    continue  # names at the top cost nothing
                with pytest.raises(TreeError, match="too much to judge"), opened(target, **options) as tree:
                    len(tree.entries)
    with monkeypatch.context() as few:
        few.setattr(git_module, "MOST_OUTPUT", 100)
        with pytest.raises(TreeError, match="too long"):
            opened(repo, staged=True).__enter__()


def add(repo: Repo, path: str) -> None:
    """Commit a file under a path that no system opens at once, to the branch `deep`."""
    blob = repo.git("rev-parse", "HEAD:train.py")
    head = "commit refs/heads/deep\ncommitter A <a@b> 0 +0000\ndata 1\nx\nfrom refs/heads/main^0\n"
    repo.fast_import(f"{head}M 100644 {blob} {path}\n\n".encode())


def test_paths_that_nobody_can_open(repo: Repo) -> None:
    repo.commit({"train.py": TRAIN})
    add(repo, "/".join(["x" * 200] * 25))
    with opened(repo, revision="deep") as tree:
        assert paths(tree) == ["train.py"]
        assert tree.limits[0].startswith("1 path in git's list")


def test_a_greedy_git_is_stopped(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A status against a commit of so many paths would fill the memory."""
    if not Path("/proc/self/statm").exists():
        pytest.skip("no /proc here")
    repo.commit(whole())
    repo.git("update-ref", "HEAD", bomb(repo, 8))
    monkeypatch.setattr(processes, "MOST_MEMORY", 64 << 20)
    start = time.monotonic()
    with pytest.raises(TreeError, match=r"GiB of memory|too long"):
        opened(repo).__enter__()
    assert time.monotonic() - start < 30


@pytest.fixture
def swept(repo: Repo) -> Iterator[None]:
    """Remove what pytest itself would fail to."""
    yield
    subprocess.run(["rm", "-rf", "a"], cwd=repo.path, check=True)


@pytest.mark.usefixtures("swept")
@pytest.mark.parametrize("depth", [600, 1900])
def test_deep_folders(
    repo: Repo, depth: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert depth * 2 > sys.getrecursionlimit(), "the bait does not bite"
    repo.commit({"LICENSE": MIT, "train.py": TRAIN})
    add(repo, "a/" * depth + "train.py")
    monkeypatch.chdir(repo.path)
    done = called(capsys, "check", "--no-cache", "--rev", "deep", "--format", "json")
    assert json.loads(done.stdout)["subject"] == "model"
    here = repo.path
    # Step by step, because no system opens so long a path at once.
    for _ in range(depth):
        Path("a").mkdir()
        os.chdir("a")
    Path("train.py").write_text(TRAIN, encoding="utf-8")
    os.chdir(here)
    for git in (True, False):
        if not git:
            (repo.path / ".git").rename(repo.path.parent / "away")
        report = json.loads(called(capsys, "check", "--no-cache", "--format", "json").stdout)
        assert report["subject"] == "model"
        assert [row["path"] for row in report["licenses"]] == ["LICENSE"]


def test_a_place_deep_down() -> None:
    assert place_of("a/" * 5000 + "tests") == "test"
    assert place_of("vendor/" + "a/" * 5000) == "vendored"
