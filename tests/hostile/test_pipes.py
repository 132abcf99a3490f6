"""Named pipes where git or a command expects a file are waited at by nobody."""

from __future__ import annotations

import os
import subprocess
import time

import pytest
from gitrepo import Repo
from program import run
from systems import whole
from trees import opened

from osaid_action.errors import TreeError
from osaid_action.repository import cat_file
from osaid_action.repository import git as git_module
from osaid_action.repository.target import open_tree


def pipe_at(repo: Repo, name: str) -> None:
    path = repo.path / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


@pytest.mark.parametrize(
    "name",
    [".gitignore", ".gitattributes", "sub/.gitignore", ".git/index", ".git/info/exclude", ".git/packed-refs"],
)
def test_git(repo: Repo, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "1", "sub/b": "2"})
    repo.write("sub/new", "3")
    pipe_at(repo, name)
    with pytest.raises(subprocess.TimeoutExpired):  # the bait bites
        subprocess.run(["git", "status"], cwd=repo.path, timeout=1, capture_output=True, check=False)
    monkeypatch.setattr(git_module, "PATIENCE", 0.3)
    start = time.monotonic()
    with pytest.raises(TreeError, match=f"{name} is a named pipe"):
        open_tree(str(repo))
    assert time.monotonic() - start < 10


def test_an_object(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "1"})
    oid = repo.git("rev-parse", "HEAD:a")
    pipe_at(repo, f".git/objects/{oid[:2]}/{oid[2:]}")
    monkeypatch.setattr(cat_file, "ANSWERS_TIMEOUT", 0.5)
    with opened(repo, revision="HEAD") as tree, pytest.raises(TreeError, match="no answer"):
        tree.read(tree.entries[0], 9)


@pytest.mark.parametrize(
    "arguments",
    [
        ("hook", "manifest"),
        ("check", "--no-cache"),
        ("declare", "weights", "a.bin"),
        ("waive", "D1", "--reason", "x", "--until", "2030-01-01"),
        ("init", "--workflow", "--dry-run", "--no-cache"),
        ("init", "--pre-commit", "--dry-run", "--no-cache"),
        ("license", "LICENSE"),
        ("review", ".", "--record", "--by", "Ada", "--worksheet", "sheet.md"),
    ],
    ids=" ".join,
)
def test_commands(repo: Repo, arguments: tuple[str, ...]) -> None:
    repo.commit(whole())
    repo.write("a.bin", "x")
    for name in ("osaid.toml", "LICENSE", "sheet.md", ".github/workflows/x.yml", ".pre-commit-config.yaml"):
        pipe_at(repo, name)
    subprocess.run(["timeout", "20", "true"], check=True)
    start = time.monotonic()
    done = run(*arguments, cwd=repo.path)
    assert time.monotonic() - start < 20
    assert "Traceback" not in done.stderr
