"""Files that git was told not to compare are read from disk, with the cache and without it."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from gitrepo import Repo
from program import called
from systems import whole
from trees import contents, opened

CLOSED = "All rights reserved. You may not copy this.\n"


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_replaced_license(
    repo: Repo,
    flag: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    repo.commit(whole())
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def terms(*options: str) -> object:
        done = called(capsys, "check", "--format", "json", *options)
        report = json.loads(done.stdout)
        return [(row["path"], row["expression"]) for row in report["licenses"]], report["target"]["dirty"]

    assert terms() == ([("LICENSE", "MIT"), ("README.md", "MIT")], False)
    repo.git("update-index", flag, "LICENSE")
    repo.write("LICENSE", CLOSED)
    assert repo.git("status", "--porcelain") == "", "the bait does not bite"
    assert terms() == terms("--no-cache") == terms()
    assert ("LICENSE", "MIT") not in terms()[0]  # type: ignore[index]


def test_what_is_not_on_disk_is_read_from_git(repo: Repo) -> None:
    repo.commit({"here/a": "a", "there/b": "b"})
    repo.git("sparse-checkout", "set", "--no-cone", "/here/")
    with opened(repo) as tree:
        assert contents(tree) == {"here/a": b"a", "there/b": b"b"}
        assert (tree.dirty, tree.identity() is None) == (False, False)


def test_names_that_look_like_marks(repo: Repo) -> None:
    repo.commit({"h x\ty": "1", "S 100644 x": "2", "plain": "3"})
    repo.git("update-index", "--assume-unchanged", "h x\ty")
    repo.write("h x\ty", "new")
    with opened(repo) as tree:
        assert contents(tree) == {"h x\ty": b"new", "S 100644 x": b"2", "plain": b"3"}
        new = repo.git("hash-object", "--", "h x\ty")
        assert [entry.path for entry in tree.entries if entry.oid == new] == ["h x\ty"] and tree.dirty


def test_settings_that_make_git_look_less(repo: Repo) -> None:
    repo.commit({"LICENSE": "12345"})
    for key, value in (("core.checkStat", "minimal"), ("core.trustctime", "false")):
        repo.git("config", key, value)
    path = repo.path / "LICENSE"
    os.utime(path, (5, 5))
    repo.git("update-index", "--refresh")
    time.sleep(1.1)  # ctime is compared in seconds
    path.write_text("54321", encoding="utf-8")
    os.utime(path, (5, 5))
    assert repo.git("status", "--porcelain") == "", "the bait does not bite"
    with opened(repo) as tree:
        assert tree.dirty
