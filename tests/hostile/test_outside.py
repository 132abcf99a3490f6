"""Paths in git's own lists that lead out of the tree are not followed, and that is said."""

from __future__ import annotations

import hashlib
import json
import struct
from pathlib import Path

import pytest
from gitrepo import Repo
from program import called
from systems import MIT, whole
from trees import contents, opened, paths

from osaid_action.repository.disk import Disk
from osaid_action.repository.listing import is_outside


def index_of(repo: Repo, *names: bytes) -> None:
    """Write an index by hand: git itself refuses such names."""
    blob = bytes.fromhex(repo.git("rev-parse", "HEAD:a"))
    data = struct.pack(">4sLL", b"DIRC", 2, len(names))
    for name in sorted(names):
        row = struct.pack(">10L", 0, 0, 0, 0, 0, 0, 0o100644, 0, 0, 0) + blob
        row += struct.pack(">H", min(len(name), 0xFFF)) + name
        data += row + b"\0" * (8 - len(row) % 8)
    (repo.path / ".git/index").write_bytes(data + hashlib.sha1(data).digest())


def tree_of(repo: Repo, *names: bytes) -> str:
    """Write a commit by hand whose tree has files and folders of these names."""
    blob = bytes.fromhex(repo.git("rev-parse", "HEAD:a"))
    inner = raw(repo, b"100644 LICENSE\0" + blob)
    rows = b"".join(b"40000 %s\0" % name + bytes.fromhex(inner) for name in sorted(names))
    return repo.git("commit-tree", "-m", "x", raw(repo, b"100644 a\0" + blob + rows))


def raw(repo: Repo, data: bytes) -> str:
    path = repo.path / ".git/tree"
    path.write_bytes(data)
    return repo.git("hash-object", "-t", "tree", "-w", "--literally", str(path))


def test_index(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.commit({"a": "1"})
    outside = tmp_path / "secret"
    outside.mkdir()
    (outside / "LICENSE").write_text(MIT, encoding="utf-8")
    names = (
        b"../secret/LICENSE",
        b"x/../../../secret/LICENSE",
        b"%s/LICENSE" % bytes(outside),
        b".git/config",
    )
    index_of(repo, b"a", *names)
    assert repo.git("ls-files", "--full-name").count("secret") == 3, "the bait does not bite"
    for options in ({}, {"staged": True}):
        with opened(repo, **options) as tree:
            assert contents(tree) == {"a": b"1"}
            assert "4 paths in git's list" in tree.limits[-1]
    monkeypatch.chdir(repo.path)
    report = json.loads(called(capsys, "check", "--no-cache", "--format", "json").stdout)
    assert report["licenses"] == []
    assert any("../secret/LICENSE" in limit for limit in report["limits"])


def test_commit(repo: Repo) -> None:
    repo.commit({"a": "1"})
    commit = tree_of(repo, b"..", b".git", b".GIT", b".", b"fine", b"..fine", b".gitignored")
    assert "../LICENSE" in repo.git("ls-tree", "-r", "--name-only", commit), "the bait does not bite"
    with opened(repo, revision=commit) as tree:
        assert paths(tree) == ["..fine/LICENSE", ".gitignored/LICENSE", "a", "fine/LICENSE"]
        [limit] = tree.limits
        assert limit.startswith("4 paths in git's list, which no checkout can have")
        assert limit.endswith(": ./LICENSE, ../LICENSE, .GIT/LICENSE, ...")
        assert tree.entries.find("a") is not None  # though the tree is not in order
        assert tree.at("HEAD").limits == ()


@pytest.mark.parametrize(
    ("path", "outside"),
    [
        *(
            (path, True)
            for path in ("..", "../a", "a/..", "a/../b", "/a", "a//b", "a/", ".", "./a", ".git/x")
        ),
        *((path, True) for path in (".GIT/config", "sub/.git", "a\n/../b", "")),
        *(
            (path, False)
            for path in ("a", "a/b", "...", "..a/b", "a../b", ".github/x", ".gitmodules", "x.git/a")
        ),
    ],
)
def test_which_paths(path: str, outside: bool) -> None:
    assert is_outside([b"fine", path.encode(), b"too"]) is outside


def test_disk(tmp_path: Path) -> None:
    (tmp_path / "in/sub").mkdir(parents=True)
    (tmp_path / "out").write_text("secret", encoding="utf-8")
    disk = Disk(tmp_path / "in")
    assert Path(f"{tmp_path}/in/../out").read_text("utf-8") == "secret", "the bait does not bite"
    for path in ("../out", "sub/../../out", "sub/..", ".."):
        assert (disk.read(path, 9), disk.size(path)) == (None, None)


def test_files_above_the_target_are_read_from_disk(repo: Repo) -> None:
    repo.commit({**whole(), "sub/deep/a": "1"})
    repo.write("LICENSE", "changed")
    repo.write("sub/NOTICE", "new")
    with opened(repo.path / "sub/deep") as tree:
        above = {entry.path: tree.read(entry, 99).data for entry in tree.above}
        assert (above["../../LICENSE"], above["../NOTICE"]) == (b"changed", b"new")
        assert tree.size(next(e for e in tree.above if e.path == "../NOTICE")) == 3
