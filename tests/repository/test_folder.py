"""Plain folders, and what only looks like a repository."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened, paths

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository.target import open_tree


def test_plain_folder(tmp_path: Path) -> None:
    for name in ("a", "x/b", ".hidden", "node_modules/m/index.js", "__pycache__/a.pyc", ".svn/entries"):
        path = tmp_path / "plain" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    with opened(tmp_path / "plain") as tree:
        assert contents(tree) == {".hidden": b".hidden", "a": b"a", "x/b": b"x/b"}
        assert (tree.name, tree.commit, tree.dirty, tree.git) == ("plain", None, False, None)
        assert tree.limits == ("folders not looked into: __pycache__, node_modules",)
        with pytest.raises(UsageError, match="not in a git repository"):
            tree.at("HEAD")
    for options in ({"staged": True}, {"revision": "HEAD"}):
        with pytest.raises(UsageError, match="not in a git repository"):
            open_tree(str(tmp_path / "plain"), **options)


def test_folder_that_only_looks_like_a_repository(tmp_path: Path) -> None:
    for name in ("HEAD/x", "objects/y", "refs/z"):
        (tmp_path / "names" / name).parent.mkdir(parents=True)
        (tmp_path / "names" / name).touch()
    with opened(tmp_path / "names") as tree:
        assert paths(tree) == ["HEAD/x", "objects/y", "refs/z"]
    shutil.rmtree(tmp_path / "names/HEAD")
    (tmp_path / "names/HEAD").write_text("of state", encoding="utf-8")
    with opened(tmp_path / "names/refs") as tree:
        assert paths(tree) == ["z"]
    (tmp_path / "names/HEAD").unlink()
    os.mkfifo(tmp_path / "names/HEAD")
    with opened(tmp_path / "names") as tree:
        assert paths(tree) == ["objects/y", "refs/z"]


@pytest.mark.parametrize(
    "damage", ["file to nowhere", "garbage file", "garbage HEAD", "empty folder", "bad config"]
)
def test_damaged_repository_is_a_plain_folder(repo: Repo, damage: str) -> None:
    repo.commit({"a": "1"})
    repo.write("sub/b", "2")
    dot_git = repo.path / ".git"
    if damage == "garbage HEAD":
        (dot_git / "HEAD").write_bytes(b"\0garbage")
    elif damage == "bad config":
        (dot_git / "config").write_text("[[[", encoding="utf-8")
    else:
        shutil.rmtree(dot_git)
        if damage == "empty folder":
            dot_git.mkdir()
        else:
            dot_git.write_text("gitdir: /no/where\n" if "nowhere" in damage else "?", encoding="utf-8")
    with opened(repo) as tree:
        assert contents(tree) == {"a": b"1", "sub/b": b"2"}
        assert len(tree.limits) == (damage != "empty folder")
        assert str(repo) not in "".join(tree.limits)
    with pytest.raises(TreeError):
        open_tree(str(repo), staged=True)


def test_without_git(repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "1", "x/b": "2"})
    bare = repo.clone(tmp_path / "bare", "--bare")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    with opened(repo) as tree:
        assert contents(tree) == {"a": b"1", "x/b": b"2"}
        [limit] = tree.limits
        assert limit.startswith("git is not usable here (git could not be started: No such file")
    for target, options in ((repo, {"staged": True}), (repo, {"revision": "HEAD"}), (bare, {})):
        with pytest.raises(TreeError, match="git could not be started") as caught:
            open_tree(str(target), **options)
        assert not isinstance(caught.value, UsageError)
    with pytest.raises(TreeError, match="git could not be started"):
        open_tree(repo.url)
