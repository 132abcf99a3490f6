"""A work tree: what git would commit of it, read from disk without following links."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from gitrepo import Repo, conflicted
from trees import contents, kinds, opened, paths, reason

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository.listing import FILE, GITLINK, LINK, Entry
from osaid_action.repository.target import open_tree

MakeRepo = Callable[..., Repo]
ROOT = Path(__file__).parents[2]


def test_work_tree_is_what_git_add_all_would_commit(repo: Repo) -> None:
    commit = repo.commit({name: name for name in ("same", "changed", "gone", "removed", "kept", "run.sh")})
    repo.write(".gitignore", "*.log\nbuild/\n")
    repo.write("changed", "new words")
    repo.write("new/untracked", "hello")
    repo.write("x.log", "ignored")
    repo.write("build/out", "ignored")
    repo.write("staged", "staged")
    (repo.path / "gone").unlink()
    (repo.path / "run.sh").chmod(0o755)
    repo.git("rm", "--quiet", "removed")
    repo.git("rm", "--quiet", "--cached", "kept")
    repo.git("add", "staged")
    with opened(repo) as tree:
        assert contents(tree) == {
            ".gitignore": b"*.log\nbuild/\n",
            "changed": b"new words",
            "kept": b"kept",
            "new/untracked": b"hello",
            "run.sh": b"run.sh",
            "same": b"same",
            "staged": b"staged",
        }
        assert (tree.commit, tree.dirty, tree.above, tree.limits) == (commit, True, (), ())
        known = {entry.path: entry.oid for entry in tree.entries}
        assert known == {path: repo.git("hash-object", "--", path) for path in known}
        assert all(tree.size(entry) == len(tree.read(entry, 99).data or b"") for entry in tree.entries)


def test_clean_work_tree_is_not_dirty(repo: Repo) -> None:
    commit = repo.commit({"a": "1"})
    os.utime(repo.path / "a", (1, 1))
    with opened(repo) as tree:
        assert (tree.commit, tree.dirty) == (commit, False)


def test_links_are_listed_and_never_followed(repo: Repo, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("secret", encoding="utf-8")
    repo.commit({"real": "real", "folder/file": "file", "swapped": "x", "moved/secret": "x"})
    links = {"to-file": "real", "to-folder": "folder", "dangling": "nowhere", "out": "../outside/secret"}
    links |= {"absolute": "/etc/passwd", "out-folder": str(outside)}
    for name, target in links.items():
        (repo.path / name).symlink_to(target)
    (repo.path / "swapped").unlink()
    (repo.path / "swapped").symlink_to("real")
    shutil.rmtree(repo.path / "moved")
    (repo.path / "moved").symlink_to(outside)
    expected = dict.fromkeys((*links, "swapped", "moved"), LINK) | {"real": FILE, "folder/file": FILE}
    with opened(repo) as tree:
        assert kinds(tree) == expected
        assert reason(tree, "absolute") == "a symbolic link, not followed"
        assert tree.size(Entry("moved/secret")) is None
        assert tree.read(Entry("moved/secret"), 99).data is None
        assert tree.read(Entry("out"), 99).data is None
    repo.commit()
    with opened(repo, revision="HEAD") as tree:
        assert kinds(tree) == expected
        assert reason(tree, "swapped") == "a symbolic link, not followed"
    shutil.rmtree(repo.path / ".git")
    with opened(repo) as tree:
        assert kinds(tree) == expected


def test_a_link_in_the_place_of_a_sparse_folder_is_not_followed(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"here/a": "a", "there/hostname": "from git"})
    repo.git("sparse-checkout", "set", "--no-cone", "/here/")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/hostname").write_text("from outside", encoding="utf-8")
    (repo.path / "there").symlink_to(tmp_path / "outside")
    with opened(repo) as tree:
        assert contents(tree) == {"here/a": b"a", "there": None}
        hidden = Entry("there/hostname", oid=repo.git("rev-parse", "HEAD:there/hostname"))
        assert tree.read(hidden, 99).data == b"from git"
        assert tree.size(hidden) == len("from git")


def test_pipes_and_sockets_are_no_files(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "a", "pipe": "was a file"})
    (repo.path / "pipe").unlink()
    os.mkfifo(repo.path / "pipe")
    os.mkfifo(repo.path / "untracked-pipe")
    monkeypatch.chdir(repo.path)  # The path of a socket may only be 100 bytes long.
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        with opened(repo) as tree:
            assert "untracked-pipe" not in paths(tree)
            assert tree.read(Entry("pipe"), 9).reason == "not a regular file"
            assert tree.read(Entry("socket"), 9).data is None
        shutil.rmtree(repo.path / ".git")
        with opened(repo) as tree:
            assert paths(tree) == ["a"]


def test_an_unreadable_file_says_why(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "a"})

    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    with opened(repo) as tree:
        assert tree.entries
        monkeypatch.setattr(os, "open", refuse)
        assert reason(tree, "a") == "Permission denied"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
def test_folders_of_somebody_else(repo: Repo) -> None:
    repo.commit({"a": "a"})
    repo.write("private/b", "b")
    (repo.path / "private").chmod(0)
    ours = [folder for folder in (repo.path, *repo.path.parents) if folder.stat().st_uid == os.geteuid()]
    for folder in ours[: ours.index(Path(tempfile.gettempdir()).resolve())]:
        folder.chmod(folder.stat().st_mode | 0o055)
    code = (
        "import os, sys; from osaid_action.repository.target import open_tree; os.setuid(65534)\n"
        "t = open_tree(sys.argv[1]); print([e.path for e in t.entries], t.limits); t.close()"
    )
    command = [sys.executable, "-c", code, str(repo)]

    def run() -> str:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()

    assert run() == "['a'] (\"could not open directory 'private/': Permission denied\",)"
    shutil.rmtree(repo.path / ".git")
    assert run() == "['a'] ('private/: Permission denied',)"
    command[-1] += "/private"
    with pytest.raises(subprocess.CalledProcessError) as caught:
        run()
    assert "TreeError" in caught.value.stderr
    assert "Permission denied" in caught.value.stderr


def test_a_file_in_the_place_of_a_folder_and_the_reverse(repo: Repo) -> None:
    repo.commit({"file": "1", "folder/a": "2"})
    (repo.path / "file").unlink()
    repo.write("file/inner", "3")
    shutil.rmtree(repo.path / "folder")
    repo.write("folder", "4")
    with opened(repo) as tree:
        assert contents(tree) == {"file/inner": b"3", "folder": b"4"}


def test_a_repository_inside_that_is_no_submodule(repo: Repo) -> None:
    repo.commit({"a": "a"})
    Repo(repo.path / "inner").commit({"b": "b"})
    with opened(repo) as tree:
        assert paths(tree) == ["a"]
        assert tree.limits == ("inner/: another repository inside this one, not looked into",)
        assert not tree.dirty
    with opened(repo.path / "inner") as tree:
        assert paths(tree) == ["b"]


def test_submodule(repo: Repo, make_repo: MakeRepo, tmp_path: Path) -> None:
    library = make_repo("library")
    library.commit({"lib.py": "1", "deep/x": "2"})
    repo.commit({"a": "a", "LICENSE": "MIT"})
    repo.git("submodule", "--quiet", "add", library.url, "third/library")
    repo.commit()
    expected = {".gitmodules": FILE, "LICENSE": FILE, "a": FILE, "third/library": GITLINK}
    for options in ({}, {"staged": True}, {"revision": "HEAD"}):
        with opened(repo, **options) as tree:
            assert kinds(tree) == expected
            assert reason(tree, "third/library") == "a submodule, not in this tree"
            assert tree.size(tree.entries[-1]) is None
    with opened(repo.path / "third/library") as tree:
        assert contents(tree) == {"lib.py": b"1", "deep/x": b"2"}
    with opened(repo.path / "third/library/deep") as tree:
        assert (paths(tree), [entry.path for entry in tree.above]) == (["x"], ["../lib.py"])
    without = repo.clone(tmp_path / "without")
    with opened(without) as tree:
        assert kinds(tree) == expected
        assert not tree.dirty
    with pytest.raises(TreeError, match="submodule that is not checked out"):
        open_tree(str(without.path / "third/library"))


def test_linked_work_tree(repo: Repo, tmp_path: Path) -> None:
    first = repo.commit({"a": "1"})
    repo.commit({"a": "2", "b": "2"})
    repo.git("worktree", "add", "--quiet", "--detach", str(tmp_path / "other"), first)
    (tmp_path / "other/c").write_text("3", encoding="utf-8")
    with opened(tmp_path / "other") as tree:
        assert contents(tree) == {"a": b"1", "c": b"3"}
        assert tree.commit == first
        assert contents(tree.at("main")) == {"a": b"2", "b": b"2"}
    with opened(tmp_path / "other", staged=True) as tree:
        assert paths(tree) == ["a"]


@pytest.mark.parametrize(
    "form", [("--no-cone", "/in/"), ("--cone", "in"), ("--cone", "--sparse-index", "in")]
)
def test_sparse_checkout_reads_the_rest_from_git(repo: Repo, form: tuple[str, ...]) -> None:
    files = {"in/a": "1", "out/deep/b": "2", "out/c": "3"}
    repo.commit(files)
    repo.git("sparse-checkout", "set", *form)
    assert not (repo.path / "out").exists()
    with opened(repo) as tree:
        assert contents(tree) == {name: text.encode() for name, text in files.items()}
        assert [tree.size(entry) for entry in tree.entries] == [1, 1, 1]
        assert not tree.dirty
    with opened(repo, staged=True) as tree:
        assert paths(tree) == sorted(files)


def test_intent_to_add_is_in_the_work_tree_and_not_staged(repo: Repo) -> None:
    repo.commit({"a": "a", "really-empty": ""})
    repo.write("later", "words")
    repo.write("also-empty", "")
    repo.git("add", "--intent-to-add", "later", "also-empty")
    with opened(repo) as tree:
        assert contents(tree) == {"a": b"a", "also-empty": b"", "later": b"words", "really-empty": b""}
    with opened(repo, staged=True) as tree:
        assert contents(tree) == {"a": b"a", "really-empty": b""}
    (repo.path / "later").unlink()
    with opened(repo) as tree:
        assert "later" not in paths(tree)


def test_merge_conflict(repo: Repo) -> None:
    conflicted(repo)
    repo.git("merge", "--quiet", "side", fail=True)
    with opened(repo) as tree:
        found = contents(tree)
        assert found.pop("both", b"") not in (b"", None)
        assert found == {"calm": b"calm", "ours": b"main", "theirs": b"side"}
        assert [limit.partition(":")[0] for limit in tree.limits] == ["both", "ours", "theirs"]
    with opened(repo, staged=True) as tree:
        assert contents(tree)["both"] == b"main"
        assert tree.limits[0] == "both: in conflict, read as our side"
    (repo.path / "both").unlink()
    repo.write("folder/a", "a")
    with opened(repo) as tree:
        assert "both" not in paths(tree)
    with opened(repo.path / "folder") as tree:
        assert tree.limits == ()


def test_rebase_in_progress(repo: Repo) -> None:
    conflicted(repo)
    onto = repo.git("rev-parse", "side")
    repo.git("rebase", "--quiet", "side", fail=True)
    with opened(repo) as tree:
        assert tree.commit == onto
        assert "calm" in paths(tree)


def test_before_the_first_commit(repo: Repo) -> None:
    with opened(repo) as tree:
        assert (tree.entries, tree.commit, tree.dirty) == ((), None, False)
    repo.write("a", "a")
    repo.write("b", "b")
    repo.git("add", "a")
    with opened(repo) as tree:
        assert (paths(tree), tree.commit, tree.dirty) == (["a", "b"], None, True)
    with opened(repo, staged=True) as tree:
        assert (paths(tree), tree.commit) == (["a"], None)
    with pytest.raises(UsageError, match="no commit 'HEAD'"):
        open_tree(str(repo), revision="HEAD")


def test_detached_head(repo: Repo) -> None:
    first = repo.commit({"a": "1"})
    repo.commit({"a": "2"})
    repo.git("checkout", "--quiet", "--detach", first)
    with opened(repo) as tree:
        assert (contents(tree), tree.commit, tree.dirty) == ({"a": b"1"}, first, False)
