"""`open_tree` on real repositories: what is listed, what can be read, and that nothing runs."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from program import run

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository import git as git_module
from osaid_action.repository.listing import FILE, GITLINK, LINK, Entry
from osaid_action.repository.remote import is_remote
from osaid_action.repository.target import open_tree
from osaid_action.repository.tree import Tree

MakeRepo = Callable[..., Repo]
ROOT = Path(__file__).parents[2]


def kinds(tree: Tree) -> dict[str, str]:
    return {entry.path: entry.kind for entry in tree.entries}


def paths(tree: Tree) -> list[str]:
    return [entry.path for entry in tree.entries]


def contents(tree: Tree) -> dict[str, bytes | None]:
    return {
        entry.path: blob.data
        for entry, blob in zip(tree.entries, tree.read_many(tree.entries, 1000), strict=True)
    }


def reason(tree: Tree, path: str) -> str:
    entry = next(entry for entry in tree.entries if entry.path == path)
    blob = tree.read(entry, 1000)
    assert blob.data is None
    return blob.reason


@contextmanager
def opened(target: object, **options: object) -> Iterator[Tree]:
    with open_tree(str(target), **options) as tree:  # type: ignore[arg-type]
        yield tree


# Work tree


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
        known = {entry.path for entry in tree.entries if entry.oid}
        assert known == {"same", "staged"}
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


def conflicted(repo: Repo) -> None:
    """both: changed on both sides; ours and theirs: changed there and deleted on the other side."""
    repo.commit({"both": "base", "ours": "base", "theirs": "base", "calm": "calm"})
    repo.git("checkout", "--quiet", "-b", "side")
    (repo.path / "ours").unlink()
    repo.commit({"both": "side", "theirs": "side"})
    repo.git("checkout", "--quiet", "main")
    (repo.path / "theirs").unlink()
    repo.commit({"both": "main", "ours": "main"})


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


# A folder inside a repository


def test_folder_with_the_files_above(repo: Repo) -> None:
    repo.commit({"LICENSE": "MIT", "x/NOTICE": "n", "x/y/z": "z", "x/other/LICENSE": "no", "xx/y": "no"})
    repo.write("x/y/new", "new")
    (repo.path / "x/link").symlink_to("NOTICE")
    above = {"../../LICENSE": b"MIT", "../NOTICE": b"n"}
    repo.git("add", "x/link")
    for options in ({}, {"staged": True}, {"revision": "HEAD"}):
        with opened(repo.path / "x/y", **options) as tree:
            assert paths(tree) == (["new", "z"] if not options else ["z"])
            assert {entry.path: tree.read(entry, 9).data for entry in tree.above} == above
            assert all(tree.size(entry) == len(above[entry.path]) for entry in tree.above)
            assert tree.name == "y"


def test_folder_that_is_not_in_the_commit(repo: Repo) -> None:
    before = repo.commit({"LICENSE": "MIT"})
    repo.commit({"new/a": "a"})
    with pytest.raises(UsageError, match="no folder 'new' in commit"):
        open_tree(str(repo.path / "new"), revision=before)
    with opened(repo.path / "new") as tree:
        base = tree.at(before)
        assert (base.entries, base.commit) == ((), before)
        assert [entry.path for entry in base.above] == ["../LICENSE"]


def test_folder_that_git_ignores_is_read_as_it_is(repo: Repo) -> None:
    repo.commit({".gitignore": "models/\n"})
    repo.write("models/one/README.md", "card")
    with opened(repo.path / "models/one") as tree:
        assert contents(tree) == {"README.md": b"card"}
        assert tree.limits == ("git ignores this folder: it was read as a plain one",)


@pytest.mark.parametrize("inside", [".git", ".git/hooks", ".git/refs/heads"])
def test_target_inside_git_itself(repo: Repo, inside: str) -> None:
    repo.commit({"a": "a"})
    with pytest.raises(UsageError, match=r"inside git's own folder: pass the folder that holds \.git"):
        open_tree(str(repo.path / inside))


def test_target_that_is_no_folder(repo: Repo) -> None:
    repo.commit({"a": "a"})
    for target in ("a", "nothing", "a/b", "bad\0name"):
        with pytest.raises(UsageError, match="no such folder"):
            open_tree(str(repo.path / target))
    with pytest.raises(UsageError, match="contradict"):
        open_tree(str(repo), staged=True, revision="HEAD")


# Index


def test_staged_is_the_index(repo: Repo) -> None:
    repo.commit({"a": "1", "b": "1", "c": "1"})
    repo.write("a", "staged")
    repo.git("add", "a")
    repo.write("a", "not staged")
    repo.write("new", "untracked")
    repo.git("rm", "--quiet", "--cached", "b")
    (repo.path / "c").unlink()
    with opened(repo, staged=True) as tree:
        assert contents(tree) == {"a": b"staged", "c": b"1"}
        assert tree.dirty
        assert contents(tree.at("HEAD")) == {"a": b"1", "b": b"1", "c": b"1"}


DUMP = (
    "#!/bin/sh\nPYTHONPATH={root} exec {python} -c '"
    "from osaid_action.repository.target import open_tree as o\n"
    'with o("{target}", staged=True) as t: b = list(t.read_many(t.entries, 99))\n'
    'print([(e.path, x.data) for e, x in zip(t.entries, b)], file=open("{out}", "w"))\'\n'
)


@pytest.mark.parametrize("linked", [False, True])
def test_staged_inside_a_hook(repo: Repo, make_repo: MakeRepo, tmp_path: Path, linked: bool) -> None:
    elsewhere = make_repo("elsewhere")
    elsewhere.commit({"its": "own"})
    repo.commit({"a": "1", "b": "1"})
    where = repo
    if linked:
        repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"))
        where = Repo.__new__(Repo)
        where.path = tmp_path / "linked"
    hook = repo.write(".git/hooks/pre-commit")
    hook.chmod(0o755)
    out = tmp_path / "out"

    def seen(*commit: str, target: object = ".") -> str:
        hook.write_text(
            DUMP.format(root=ROOT, python=sys.executable, target=target, out=out), encoding="utf-8"
        )
        where.git("commit", "--quiet", "-m", "x", *commit)
        return out.read_text(encoding="utf-8").strip()

    where.write("a", "2")
    where.write("b", "2")
    where.git("add", "b")
    assert seen("a") == "[('a', b'2'), ('b', b'1')]"
    where.write("a", "3")
    assert seen() == "[('a', b'2'), ('b', b'2')]"
    assert seen("-a") == "[('a', b'3'), ('b', b'2')]"
    where.write("a", "4")
    assert seen("-a", target=elsewhere) == "[('its', b'own')]"


# Commits


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
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repo.path, input=stream, check=True)
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


# Objects that are not here


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[str]:
    """A program that must never run."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/SPRUNG\n", encoding="utf-8")
    program.chmod(0o755)
    yield str(program)
    assert not (tmp_path / "SPRUNG").exists()


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
        assert reason(tree, "big-0") == "not in this clone (a partial, shallow or damaged one)"
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


def test_damaged_tree_is_an_error(repo: Repo) -> None:
    repo.commit({"x/a": "1"})
    oid = repo.git("rev-parse", "HEAD:x")
    (repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
    with open_tree(str(repo), revision="HEAD") as tree, pytest.raises(TreeError) as caught:
        assert not tree.entries
    assert not isinstance(caught.value, UsageError)
    assert run("check", str(repo), "--rev", "HEAD").returncode == 3


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


def test_alternates(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    clone = tmp_path / "shared"
    repo.git("clone", "--quiet", "--bare", "--shared", ".", str(clone))
    with opened(clone) as tree:
        assert contents(tree) == {"a": b"1"}
    shutil.rmtree(repo.path)
    with pytest.raises(TreeError):
        open_tree(str(clone))


# Names


STRANGE = [
    b"new\nline",
    b"tab\there",
    b'quo"te',
    b"-rf",
    b":(glob)*",
    b"\xff\xfe",
    b"\xc3\xa9",
    b" lead",
    b"a\\b",
    b"?? x",
]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_strange_names(repo: Repo) -> None:
    for name in (*STRANGE, b":(glob)folder/" + STRANGE[5]):
        path = Path(repo.path / os.fsdecode(name))
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(name)
    expected = {os.fsdecode(name): name for name in (*STRANGE, b":(glob)folder/" + STRANGE[5])}

    def check(folder: Path) -> None:
        with opened(folder) as tree:
            assert contents(tree) == expected

    check(repo.path)  # untracked
    repo.commit()
    check(repo.path)
    for options in ({"staged": True}, {"revision": "HEAD"}):
        with opened(repo, **options) as tree:
            assert contents(tree) == expected
            assert paths(tree) == sorted(expected)
    for name in STRANGE:
        (repo.path / os.fsdecode(name)).write_bytes(name * 2)
    with opened(repo) as tree:
        assert contents(tree)["new\nline"] == b"new\nline" * 2
    with opened(repo.path / ":(glob)folder") as tree:
        assert contents(tree) == {os.fsdecode(STRANGE[5]): b":(glob)folder/" + STRANGE[5]}
    shutil.rmtree(repo.path / ".git")
    with opened(repo) as tree:
        assert set(paths(tree)) == set(expected)


NAME = st.binary(min_size=1, max_size=12).filter(
    lambda name: (
        not set(name) & {0, 0x2F} and name.lower() not in (b".", b"..") and b"git" not in name.lower()
    )
)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
@settings(
    max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(names=st.sets(st.lists(NAME, min_size=1, max_size=2).map(tuple), min_size=1, max_size=5))
def test_any_name(tmp_path_factory: pytest.TempPathFactory, names: set[tuple[bytes, ...]]) -> None:
    repo = Repo(tmp_path_factory.mktemp("names"))
    folders = {name[0] for name in names if len(name) == 2}
    wanted = {os.fsdecode(b"/".join(name)) for name in names if len(name) == 2 or name[0] not in folders}
    for name in wanted:
        repo.write(name, os.fsencode(name))
    repo.git("add", "--all")
    expected = {name: os.fsencode(name) for name in wanted}
    with opened(repo) as tree:
        assert contents(tree) == expected
    with opened(repo, staged=True) as tree:
        assert contents(tree) == expected


# Size


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
    subprocess.run(["git", "fast-import", "--quiet"], cwd=repo.path, input=b"".join(stream), check=True)
    start = time.perf_counter()
    with opened(repo, revision="main") as tree:
        blobs = list(tree.read_many(tree.entries, 1_000_000))
    assert len(blobs) == 20_000
    assert sum(blob.size or 0 for blob in blobs) == sum(len(blob.data or b"") for blob in blobs) > 3_000_000
    assert time.perf_counter() - start < 10


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


# Nothing runs


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


# Without a repository, or without git


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


def test_damaged_index_is_an_error(repo: Repo) -> None:
    repo.commit({"a": "1"})
    (repo.path / ".git/index").write_bytes(b"garbage" * 20)
    for options in ({}, {"staged": True}):
        with pytest.raises(TreeError, match="index file"):
            open_tree(str(repo), **options)  # type: ignore[arg-type]


def test_an_empty_git_folder_does_not_hide_the_repository_around_it(repo: Repo) -> None:
    repo.commit({"LICENSE": "1", "sub/a": "2"})
    (repo.path / "sub/.git").mkdir()
    with opened(repo.path / "sub") as tree:
        assert paths(tree) == ["a"]
        assert [entry.path for entry in tree.above] == ["../LICENSE"]


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


# Remotes


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders go; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("allow_filter", ["true", "false"])
def test_remote(repo: Repo, temporary: Path, allow_filter: str) -> None:
    first = repo.commit({"a": "1"})
    commit = repo.commit({"a": "2", "large": b"x" * (5 << 20)})
    repo.git("config", "uploadpack.allowFilter", allow_filter)
    with opened(repo.url) as tree:
        assert (tree.name, tree.commit, tree.dirty) == ("repo", commit, False)
        assert tree.read(tree.entries[0], 99).data == b"2"
        large = tree.read(tree.entries[1], 99)
        assert large.data == (None if allow_filter == "true" else b"x" * 99)
        assert list(temporary.iterdir())
        with pytest.raises(UsageError, match="shallow"):
            tree.at(first)


@pytest.fixture
def github(repo: Repo, tmp_path: Path) -> Repo:
    """`github:ada/model` reaches this repository."""
    repo.git("config", "--global", f"url.{tmp_path.as_uri()}/.insteadOf", "https://github.com/")
    return Repo(tmp_path / "ada/model.git", "--bare")


def test_github_form(repo: Repo, github: Repo, temporary: Path) -> None:
    first = repo.commit({"a": "1"})
    repo.git("tag", "-a", "-m", "x", "v1")
    repo.git("branch", "feature/x")
    second = repo.commit({"a": "2"})
    repo.git("push", "--quiet", str(github), "--all")
    repo.git("push", "--quiet", str(github), "--tags")
    for form, commit in {
        "github:ada/model": second,
        "github:ada/model.git": second,
        "github:ada/model@main": second,
        "github:ada/model@v1": first,
        "github:ada/model@feature/x": first,
        f"github:ada/model@{first}": first,
        "https://github.com/ada/model": second,
    }.items():
        with opened(form) as tree:
            assert (tree.name, tree.commit) == ("ada/model", commit)
    with opened("github:ada/model", revision="v1") as tree:
        assert tree.commit == first
    for form, words in {
        "github:ada/nothing": "https://github.com/ada/nothing.git could not be fetched at HEAD: .*nothing",
        "github:ada/model@nope": "could not be fetched at nope: couldn't find remote ref nope",
        f"github:ada/model@{'1' * 40}": "could not be fetched at 1111",
    }.items():
        with pytest.raises(TreeError, match=words) as caught:
            open_tree(form)
        assert not isinstance(caught.value, UsageError)


def test_progress_goes_to_standard_error(
    repo: Repo, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    repo.commit({"a": "1"})
    open_tree(repo.url).close()
    assert capfd.readouterr() == ("", "")
    open_tree(repo.url, progress=True).close()
    out, err = capfd.readouterr()
    assert out == ""
    assert f"Fetching {repo.url}" in err


def test_interrupt_while_fetching(repo: Repo, temporary: Path, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    slow = tmp_path / "slow.sh"
    slow.write_text("#!/bin/sh\nexec sleep 5\n", encoding="utf-8")
    slow.chmod(0o755)
    repo.git("config", "--global", "uploadpack.packObjectsHook", str(slow))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            open_tree(repo.url)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@pytest.mark.parametrize(
    "target",
    [
        "http://github.com/a/b",
        "git://github.com/a/b",
        "s3://bucket/a",
        "ftp://host/a",
        "github:a",
        "github:a/b/c",
        "github:a/b@--upload-pack=x",
        "github:a/b@+main:main",
        "github:a/b@",
        "github:a/b@a b",
        "ext::sh -c 'touch SPRUNG'",
        "-oProxyCommand=touch SPRUNG",
        "--upload-pack=touch SPRUNG",
    ],
)
def test_refused_targets(
    target: str, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        open_tree(target)
    assert not Path("SPRUNG").exists()


def test_host_that_looks_like_an_option(temporary: Path, trap: str) -> None:
    for target in (f"ssh://-oProxyCommand={trap}/a/b", f"ssh://-oProxyCommand={trap}@host/a/b"):
        with pytest.raises(TreeError):
            open_tree(target)


def test_options_that_do_not_go_with_a_remote() -> None:
    with pytest.raises(UsageError, match="needs a local repository"):
        open_tree("github:a/b", staged=True)
    with pytest.raises(UsageError, match="already names 'v1'"):
        open_tree("github:a/b@v1", revision="v2")


def test_is_remote() -> None:
    assert all(
        map(is_remote, ("github:a/b", "https://h/a/b", "git@h:a/b", "ssh://h/a", "git+ssh://h/a", "s3://b"))
    )
    assert not any(map(is_remote, (".", "a/b", "/a", "C:/a", "C:\\a", "a:b", "")))


# Name


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://github.com/ada/model.git", "ada/model"),
        ("https://ada:ghp_SECRET@github.com/ada/model", "ada/model"),
        ("https://ghp_SECRET@host/model", "repo"),
        ("ssh://git:SECRET@host:22/ada/model.git/", "ada/model"),
        ("ssh://SECRET@host/model", "repo"),
        ("git@github.com:ada/model.git", "ada/model"),
        ("SECRET@host:model", "repo"),
        ("https://host/group/sub/model", "sub/model"),
        ("https://host/ada/model.git?token=SECRET", "ada/model"),
        ("https://host/ada/model#SECRET", "ada/model"),
        ("https://ada:SEC/RET@host/model", "repo"),
        ("file:///home/ada/model", "repo"),
        ("/home/ada/model", "repo"),
        ("../model", "repo"),
        ("C:\\ada\\model", "repo"),
        ("", "repo"),
    ],
)
def test_name(repo: Repo, url: str, name: str) -> None:
    repo.commit({"a": "1", "sub/b": "2"})
    repo.git("config", "remote.origin.url", url)
    with opened(repo) as tree:
        assert tree.name == name
        assert tree.at("HEAD").name == name
    with opened(repo.path / "sub") as tree:
        assert tree.name == "sub"


def test_credentials_stay_out_of_messages(temporary: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TreeError) as caught:
        open_tree("file://ada:SECRET@localhost/nothing", progress=True)
    assert "SECRET" not in str(caught.value) + "".join(capfd.readouterr())


def test_import_is_quick() -> None:
    """Modules that cost milliseconds and that most runs don't need."""
    code = "import sys; import osaid_action.repository.target; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"tempfile", "random", "shutil", "dataclasses", "inspect"} & set(done.stdout.split())


def test_no_process_is_left(repo: Repo) -> None:
    repo.commit({"a": "1"})
    with opened(repo, revision="HEAD") as tree:
        contents(tree)
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    if children.exists():
        assert children.read_text(encoding="utf-8").strip() == ""
    assert stat.S_ISDIR(repo.path.stat().st_mode)
