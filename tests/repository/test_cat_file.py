"""Blobs: bounded, in order, and a reason for those that are not here or damaged."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened, paths, reason

from osaid_action.errors import UsageError


@pytest.fixture
def partial(repo: Repo, tmp_path: Path, trap: str) -> Repo:
    """A bare clone without its large blobs, whose remote would run a program when asked for them."""
    repo.commit({f"big-{i}": f"{i}" * 5000 for i in range(5)} | {f"small-{i}": f"{i}" for i in range(5)})
    clone = repo.clone(tmp_path / "partial", "--bare", "--filter=blob:limit=1k")
    clone.git("config", "remote.origin.url", f"ext::{trap}")
    clone.git("config", "protocol.ext.allow", "always")
    return clone


@pytest.mark.parametrize("old_style", [False, True])
def test_partial_clone(partial: Repo, old_style: bool) -> None:
    if old_style:  # Up to git 2.23, the remote was named here, where `-c` has no say.
        partial.git("config", "extensions.partialClone", "origin")
    with opened(partial) as tree:
        found = contents(tree)
        assert {path for path, data in found.items() if data is None} == {f"big-{i}" for i in range(5)}
        assert [found[f"small-{i}"] for i in range(5)] == [b"%d" % i for i in range(5)]
        assert reason(tree, "big-0") == "not in this partial or damaged clone"
        assert [tree.size(entry) for entry in tree.entries] == [None] * 5 + [1] * 5
        with pytest.raises(UsageError):
            tree.at("1" * 40)


def test_clone_without_any_blob(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1", "b/c": "2"})
    clone = repo.clone(tmp_path / "none", "--filter=blob:none", "--no-checkout")
    shutil.move(repo.path, tmp_path / "away")
    with opened(clone, revision="HEAD") as tree:
        assert contents(tree) == {"a": None, "b/c": None}
    clone.git("read-tree", "HEAD")
    with opened(clone, staged=True) as tree:
        assert contents(tree) == {"a": None, "b/c": None}


@pytest.mark.parametrize("damage", ["missing", "empty", "garbage", "truncated"])
def test_damaged_blobs_are_unreadable(repo: Repo, damage: str) -> None:
    repo.commit({"a": "1", "b": "2" * 9000, "c": "3", "huge": "4" * 9000})
    for name in ("b", "huge"):
        oid = repo.git("rev-parse", f"HEAD:{name}")
        file = repo.path / ".git/objects" / oid[:2] / oid[2:]
        whole = file.read_bytes()
        file.unlink()
        if damage != "missing":
            file.write_bytes({"empty": b"", "garbage": b"x" * 99, "truncated": whole[:-12]}[damage])
    with opened(repo, revision="HEAD") as tree:
        blobs = dict(zip(paths(tree), tree.read_many(tree.entries, 9000), strict=True))
        assert {path: blob.data for path, blob in blobs.items() if blob.data} == {"a": b"1", "c": b"3"}
        assert blobs["b"].reason
        assert tree.read(tree.entries[1], 100).data in (None, b"2" * 100)
    with opened(repo) as tree:
        assert contents(tree)["a"] == b"1"


def test_a_tree_that_calls_a_commit_a_file(repo: Repo) -> None:
    commit = repo.commit({"a": "1", "b": "2"})
    listing = repo.git("ls-tree", "HEAD").replace(repo.git("rev-parse", "HEAD:a"), commit)
    done = subprocess.run(
        ["git", "hash-object", "-t", "tree", "-w", "--stdin", "--literally"],
        cwd=repo.path,
        input=b"".join(
            b"100644 %s\0%s" % (name.encode(), bytes.fromhex(fields.split()[2]))
            for fields, name in (row.split("\t") for row in listing.splitlines())
        ),
        capture_output=True,
        check=True,
    )
    hostile = repo.git("commit-tree", "-m", "x", done.stdout.decode().strip())
    with opened(repo, revision=hostile) as tree:
        assert contents(tree) == {"a": None, "b": b"2"}


def test_limits_of_reading(repo: Repo) -> None:
    repo.commit({"empty": "", "exact": "x" * 100, "over": "x" * 101, "huge": b"h" * 5_000_000})
    for options in ({}, {"revision": "HEAD"}):
        with opened(repo, **options) as tree:
            for _ in range(2):
                blobs = dict(zip(paths(tree), tree.read_many(tree.entries, 100), strict=True))
                assert {path: len(blob.data or b"") for path, blob in blobs.items()} == {
                    "empty": 0,
                    "exact": 100,
                    "huge": 100,
                    "over": 100,
                }
                assert {path: blob.size for path, blob in blobs.items()} == {
                    "empty": 0,
                    "exact": 100,
                    "huge": 5_000_000,
                    "over": 101,
                }
                assert [path for path, blob in blobs.items() if blob.truncated] == ["huge", "over"]
            assert tree.read(tree.entries[0], 0).data == b""


def test_readers_that_take_turns_or_stop_half_way(repo: Repo) -> None:
    files = {f"{i:03}": f"{i}" * 50_000 for i in range(200)}
    repo.commit(files)
    with opened(repo, revision="HEAD") as tree:
        for entry, blob in zip(tree.entries[:70], tree.read_many(tree.entries, 500_000), strict=False):
            assert blob.data == str(files[entry.path]).encode()
        half = tree.read_many(tree.entries, 500_000)
        next(half)
        both = zip(tree.read_many(tree.entries, 10), tree.read_many(tree.entries[::-1], 500_000), strict=True)
        for i, (one, other) in enumerate(both):
            assert one.data == (str(i) * 10)[:10].encode()
            assert len(other.data or b"") == 50_000 * len(str(199 - i))
        assert (next(half).data or b"")[:2] == b"11"
        del half


def test_many_files(repo: Repo) -> None:
    """20,000 files without a checkout, through the stream that `git fast-import` takes."""
    big = b"x" * 300_000
    stream = [b"commit refs/heads/main\ncommitter A <a@b> 0 +0000\ndata 1\nx\n"]
    for i in range(20_000):
        data = big if i % 2000 == 0 else b"%d" % i
        stream.append(b"M 100644 inline f%d/g/%d.txt\ndata %d\n%s\n" % (i % 100, i, len(data), data))
    repo.fast_import(b"".join(stream))
    start = time.perf_counter()
    with opened(repo, revision="main") as tree:
        blobs = list(tree.read_many(tree.entries, 1_000_000))
    assert len(blobs) == 20_000
    assert sum(blob.size or 0 for blob in blobs) == sum(len(blob.data or b"") for blob in blobs) > 3_000_000
    assert time.perf_counter() - start < 10


def test_no_process_is_left(repo: Repo) -> None:
    repo.commit({"a": "1"})
    with opened(repo, revision="HEAD") as tree:
        contents(tree)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if children.exists():
        assert children.read_text(encoding="utf-8").strip() == ""
    assert stat.S_ISDIR(repo.path.stat().st_mode)
