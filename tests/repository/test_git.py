"""Nothing that a repository or the environment names runs, or points elsewhere."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened, paths

from osaid_action.errors import TreeError
from osaid_action.repository import git as git_module
from osaid_action.repository.target import open_tree

MakeRepo = Callable[..., Repo]


def use_everything(target: object) -> None:
    for options in ({}, {"staged": True}, {"revision": "HEAD"}):
        with opened(target, **options) as tree:
            assert contents(tree)["a.txt"]
            tree.at("HEAD")
            [tree.size(entry) for entry in tree.entries]


def test_nothing_that_the_configuration_names_runs(repo: Repo, trap: str, tmp_path: Path) -> None:
    repo.commit(
        {".gitattributes": "* filter=evil diff=evil merge=evil\n", "a.txt": "1", "b.txt": "1", "empty": ""}
    )
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in (
        "post-index-change",
        "reference-transaction",
        "post-checkout",
        "pre-auto-gc",
        "fsmonitor-watchman",
    ):
        for folder in (hooks, repo.path / ".git/hooks"):
            shutil.copy(trap, folder / hook)
    for key in (
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "filter.with.dots.clean",
        "core.fsmonitor",
        "core.sshCommand",
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.alternateRefsCommand",
        "core.gitProxy",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "merge.evil.driver",
        "pager.status",
        "pager.ls-tree",
        "credential.helper",
        "gpg.program",
        "uploadpack.packObjectsHook",
    ):
        repo.git("config", key, trap)
    for command in ("status", "ls-files", "cat-file", "rev-parse", "ls-tree"):
        repo.git("config", f"alias.{command}", f"!{trap}")
    repo.git("config", "filter.evil.required", "true")
    repo.git("config", "core.hooksPath", str(hooks))
    repo.git("config", "core.worktree", "/etc")
    time.sleep(0.02)
    for name in ("a.txt", "b.txt"):
        os.utime(repo.path / name, (1, 1))  # git has to compare the contents
    repo.write("b.txt", "2")
    repo.write("new.txt", "3")
    index = (repo.path / ".git/index").read_bytes()
    use_everything(repo)
    assert (repo.path / ".git/index").read_bytes() == index


def test_a_filter_that_cannot_be_switched_off(repo: Repo, trap: str) -> None:
    repo.commit({".gitattributes": "* filter=a=b\n", "a.txt": "1"})
    repo.git("config", "filter.a=b.clean", trap)
    os.utime(repo.path / "a.txt", (1, 1))
    with opened(repo) as tree:
        assert "can't be switched off" in tree.limits[0]
        assert "a.txt" in paths(tree)
    with pytest.raises(TreeError, match="can't be switched off"):
        open_tree(str(repo), staged=True)


def test_environment_that_points_elsewhere(
    repo: Repo, make_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a.txt": "1"})
    other = make_repo("other")
    other.commit({"other": "2"})
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git/index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.path / ".git/objects"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.bare")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    use_everything(repo)


def test_a_configuration_that_never_ends(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "1"})
    os.mkfifo(repo.path / "pipe")
    repo.git("config", "include.path", str(repo.path / "pipe"))
    monkeypatch.setattr(git_module, "SETTINGS_TIMEOUT", 0.2)
    with opened(repo) as tree:
        assert tree.limits == (
            "git is not usable here (git gave no answer within 0.2 seconds): ignored files count too",
        )
        assert paths(tree) == ["a"]
    with pytest.raises(TreeError, match="no answer"):
        open_tree(str(repo), revision="HEAD")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can give files away")
def test_repository_of_another_user(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a.txt": "1"})
    bare = repo.clone(tmp_path / "bare", "--bare")
    user = Path(os.environ["GIT_CONFIG_GLOBAL"])
    before = user.read_bytes()
    for top in (repo.path, bare.path):
        for path in (top, *top.rglob("*")):
            os.chown(path, 12345, 12345, follow_symlinks=False)
    assert "dubious ownership" in repo.git("status", fail=True)
    use_everything(repo)
    with opened(bare) as tree:
        assert contents(tree) == {"a.txt": b"1"}
    assert user.read_bytes() == before
    assert [path.name for path in user.parent.iterdir()] == [".gitconfig"]
