"""A cache that somebody else may write is left alone: who writes it would set verdicts."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo
from program import called
from systems import whole

from osaid_action.repository.cache import default_path, of_others

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="Windows closes a profile to others")


def writable_folder(cache: Path) -> None:
    cache.parent.chmod(0o777)


def writable_file(cache: Path) -> None:
    cache.chmod(0o666)


def linked(cache: Path) -> None:
    cache.rename(cache.parent.parent / "elsewhere")
    cache.symlink_to(cache.parent.parent / "elsewhere")


def linked_hard(cache: Path) -> None:
    (cache.parent.parent / "elsewhere").hardlink_to(cache)


def of_another_user(cache: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a file away")
    os.chown(cache, 65534, 65534)


def folder_of_another_user(cache: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(cache.parent, 65534, 65534)


def flipped(cache: Path) -> None:
    """Answers as somebody would like them."""
    with sqlite3.connect(cache) as file:
        rows = file.execute("SELECT key, answer FROM answers").fetchall()
        flips = [(answer.replace('"incomplete"', '"complete"'), key) for key, answer in rows]
        file.executemany("UPDATE answers SET answer = ? WHERE key = ?", flips)
    file.close()


@pytest.mark.parametrize(
    "open_up",
    [writable_folder, writable_file, linked, linked_hard, of_another_user, folder_of_another_user],
)
def test_left_alone(repo: Repo, open_up: Callable[[Path], None], capsys: pytest.CaptureFixture[str]) -> None:
    files = whole()
    del files["train.py"]
    repo.commit(files)
    honest = called(capsys, "check", str(repo))
    assert "INCOMPLETE" in honest.stdout
    cache = default_path()
    assert cache is not None
    flipped(cache)
    assert "INCOMPLETE" not in called(capsys, "check", str(repo)).stdout, "the bait does not bite"
    open_up(cache)
    before = cache.read_bytes()
    again = called(capsys, "check", str(repo), "--verbose")
    assert "INCOMPLETE" in again.stdout
    assert "cache not used: others may write" in again.stderr
    assert cache.read_bytes() == before


def test_nothing_is_written_behind_a_link(
    repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty file is what a new cache is made of."""
    cache, behind = default_path(), tmp_path / "behind"
    assert cache is not None
    behind.touch()
    cache.parent.mkdir(parents=True, mode=0o700)
    cache.symlink_to(behind)
    repo.commit(whole())
    called(capsys, "check", str(repo))
    assert behind.read_bytes() == b""


def test_an_own_cache_is_used(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit(whole())
    called(capsys, "check", str(repo))
    cache = default_path()
    assert cache is not None
    assert cache.stat().st_size
    assert of_others(cache) == ""
