"""What a user names is fetched within bounds of time and size too."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from gitrepo import Repo

from osaid_action import progress
from osaid_action.errors import TreeError
from osaid_action.repository import fetch, remote
from osaid_action.repository.target import open_tree


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize("by", [None, lambda *_: None])
def test_a_server_without_an_end(
    repo: Repo,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    by: progress.Listener | None,
) -> None:
    repo.commit({"a": "1"})
    slow = tmp_path / "slow.sh"
    slow.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
    slow.chmod(0o755)
    repo.git("config", "--global", "uploadpack.packObjectsHook", str(slow))
    monkeypatch.setattr(remote, "CLONE_BOUNDS", (1.0, 1 << 30))
    start = time.monotonic()
    with pytest.raises(TreeError, match="no answer within"), progress.heard(by):
        open_tree(repo.url)
    assert time.monotonic() - start < 15
    assert list(temporary.iterdir()) == []


def test_a_server_that_sends_too_much(repo: Repo, temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({f"f{n}": os.urandom(1 << 20) for n in range(24)})
    monkeypatch.setattr(remote, "CLONE_BOUNDS", (60.0, 1 << 20))
    with pytest.raises(TreeError, match="more than 1,048,576 bytes, not fetched"):
        open_tree(repo.url)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(
    ("bounds", "words"),
    [((30, 1 << 20), "more than 1,048,576 bytes"), ((1, 1 << 40), "took more than 1 sec")],
)
def test_what_a_shallow_checkout_lacks_is_fetched_within_bounds(
    repo: Repo,
    temporary: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    bounds: tuple[int, int],
    words: str,
) -> None:
    base = repo.commit({f"f{n}": os.urandom(1 << 20) for n in range(24)})
    for n in range(24):
        repo.git("rm", "-q", f"f{n}")
    repo.commit({"a": "1"})
    checkout = repo.clone(tmp_path / "checkout", "--depth=1")
    if bounds[0] == 1:
        slow = tmp_path / "slow.sh"
        slow.write_text("#!/bin/sh\nexec sleep 30\n", encoding="utf-8")
        slow.chmod(0o755)
        repo.git("config", "--global", "uploadpack.packObjectsHook", str(slow))
    monkeypatch.setattr(fetch, "TIMEOUT", bounds[0])
    monkeypatch.setattr(fetch, "MOST_BYTES", bounds[1])
    with pytest.raises(TreeError, match=words), fetch.beside(checkout.path, base, repo.url):
        pass
    assert list(temporary.iterdir()) == []
