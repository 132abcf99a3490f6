"""Commits as trees: revisions, bare and shallow repositories, damaged ones, and both hashes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo
from program import run
from trees import contents, opened

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository.target import open_tree

MakeRepo = Callable[..., Repo]


def test_folder_that_is_not_in_the_commit(repo: Repo) -> None:
    before = repo.commit({"LICENSE": "MIT"})
    repo.commit({"new/a": "a"})
    with pytest.raises(UsageError, match="no folder 'new' in commit"):
        open_tree(str(repo.path / "new"), revision=before)
    with opened(repo.path / "new") as tree:
        base = tree.at(before)
        assert (base.entries, base.commit) == ((), before)
        assert [entry.path for entry in base.above] == ["../LICENSE"]


def test_revisions(repo: Repo) -> None:
    first = repo.commit({"a": "1"})
    repo.git("tag", "light")
    repo.git("tag", "-a", "-m", "words", "heavy")
    second = repo.commit({"a": "2"})
    repo.write("untracked")
    bare = repo.clone(repo.path.parent / "bare.git", "--bare")
    for target in (repo, bare):
        for revision in ("light", "heavy", "HEAD~1", "main^", first, first[:10], "refs/tags/light"):
            with opened(target, revision=revision) as tree:
                assert (contents(tree), tree.commit, tree.dirty) == ({"a": b"1"}, first, False)
        with opened(target, revision="main") as tree:
            assert tree.commit == second


@pytest.mark.parametrize(
    "revision",
    [
        "HEAD^{tree}",
        "HEAD:a",
        "garbage",
        "--help",
        "-q",
        "",
        " ",
        "HEAD~9",
        "a..b",
        "HEAD\nHEAD",
        "x\0y",
        "0" * 40,
        "é",
    ],
)
def test_what_is_no_commit(repo: Repo, revision: str) -> None:
    repo.commit({"a": "1"})
    for target in (repo, repo.clone(repo.path.parent / "bare", "--bare")):
        with pytest.raises(UsageError, match="no commit"):
            open_tree(str(target), revision=revision)
    with opened(repo) as tree, pytest.raises(UsageError, match="no commit"):
        tree.at(revision)


def test_ambiguous_abbreviation(repo: Repo) -> None:
    stream = b"".join(
        b"commit refs/heads/main\ncommitter A <a@b> %d +0000\ndata 1\nx\n" % second for second in range(2000)
    )
    repo.fast_import(stream)
    short = [oid[:4] for oid in repo.git("rev-list", "main").split()]
    twice = next(start for start in short if short.count(start) > 1)
    with pytest.raises(UsageError, match="no commit"):
        open_tree(str(repo), revision=twice)


def test_bare_repository(repo: Repo, tmp_path: Path) -> None:
    commit = repo.commit({"a": "1", "x/b": "2"})
    bare = repo.clone(tmp_path / "model.git", "--bare")
    with opened(bare) as tree:
        assert (contents(tree), tree.commit, tree.dirty) == ({"a": b"1", "x/b": b"2"}, commit, False)
        assert tree.name == "model"
    with pytest.raises(UsageError, match="bare repository, which has no index"):
        open_tree(str(bare), staged=True)
    with pytest.raises(UsageError, match="no commit 'HEAD'"):
        open_tree(str(Repo(tmp_path / "empty.git", "--bare")))


def test_shallow_clone(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit({"a": "1"})
    repo.commit({"a": "2"})
    shallow = repo.clone(tmp_path / "shallow", "--depth=1")
    with opened(shallow) as tree:
        assert contents(tree) == {"a": b"2"}
        for revision in ("HEAD~1", first):
            with pytest.raises(UsageError, match="shallow clone holds only its newest commits"):
                tree.at(revision)


def test_damaged_tree_is_an_error(repo: Repo) -> None:
    repo.commit({"x/a": "1"})
    oid = repo.git("rev-parse", "HEAD:x")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with open_tree(str(repo), revision="HEAD") as tree, pytest.raises(TreeError) as caught:
        assert not tree.entries
    assert not isinstance(caught.value, UsageError)
    assert run("check", str(repo), "--rev", "HEAD").returncode == 3


def test_alternates(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    clone = tmp_path / "shared"
    repo.git("clone", "--quiet", "--bare", "--shared", ".", str(clone))
    with opened(clone) as tree:
        assert contents(tree) == {"a": b"1"}
    shutil.rmtree(repo.path)
    with pytest.raises(TreeError):
        open_tree(str(clone))


def test_sha256_repository(make_repo: MakeRepo) -> None:
    repo = make_repo("modern", "--object-format=sha256")
    commit = repo.commit({"a": "1", "empty": ""})
    repo.write("later", "2")
    repo.git("add", "-N", "later")
    with opened(repo) as tree:
        assert contents(tree) == {"a": b"1", "empty": b"", "later": b"2"}
        assert tree.commit == commit
        assert contents(tree.at("HEAD")) == {"a": b"1", "empty": b""}
    with opened(repo, staged=True) as tree:
        assert contents(tree) == {"a": b"1", "empty": b""}
