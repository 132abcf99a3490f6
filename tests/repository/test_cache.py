"""What earlier runs saw: the same answer faster, and never a wrong one."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from headers import gguf
from program import run

from osaid_action import ruleset
from osaid_action.evidence import facts
from osaid_action.flow import examine as check
from osaid_action.flow import recall
from osaid_action.repository import cache, work_tree
from osaid_action.repository.cache import Cache, default_path
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from gitrepo import Repo

    from osaid_action.evidence.file import File
    from osaid_action.model import Report

TODAY = "2026-01-01"
LOOP = "import torch\nloss = f(x)\nloss.backward()\noptimizer.step()\n"
FILES = {"LICENSE": "MIT\n", "README.md": "# M\n\nA language model.\n", "train.py": LOOP, "a.py": "x = 1\n"}


def examined(repo: Repo, path: Path | None, **options: str | bool) -> Report:
    with Cache(path) as kept, open_tree(str(repo), **options) as tree:  # type: ignore[arg-type]
        return recall.examine(tree, policy=None, fail_on=None, today=TODAY, cache=kept)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "cache.sqlite"


def _refuse(*_: object, **__: object) -> None:
    raise AssertionError("nothing is worked out twice")


def _reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of files that are looked into from now on."""
    read: list[str] = []
    plain = facts.read

    def reading(file: File, *rest: object) -> facts.Facts:
        read.append(file.path)
        return plain(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(facts, "read", reading)
    return read


@pytest.mark.parametrize("options", [{}, {"staged": True}, {"revision": "HEAD"}])
def test_the_second_run_recalls_the_report(
    repo: Repo, path: Path, monkeypatch: pytest.MonkeyPatch, options: dict[str, str | bool]
) -> None:
    repo.commit(FILES)
    fresh = examined(repo, None, **options)
    first = examined(repo, path, **options)
    monkeypatch.setattr(check, "examine", _refuse)
    assert examined(repo, path, **options) == first == fresh
    with pytest.raises(AssertionError, match="twice"):
        examined(repo, None, **options)


def test_what_changed_is_seen_and_the_rest_not_read_again(
    repo: Repo, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(FILES)
    examined(repo, path)
    repo.write("train.py", "x = 2\n")
    read = _reads(monkeypatch)
    assert examined(repo, path) == examined(repo, None)
    assert read == ["train.py", "a.py", "train.py"], "one with the cache, all without"
    repo.commit(FILES | {"train.py": "x = 3\n"})
    read.clear()
    report = examined(repo, path)
    assert read == ["train.py"]
    assert {c.id: c.here for c in report.components}["training-code"] == "missing"


def test_options_and_dates_are_part_of_the_question(repo: Repo, path: Path) -> None:
    repo.commit(FILES)
    asked = [
        {"policy": policy, "fail_on": fail_on, "today": today}
        for policy in ("strict", "working")
        for fail_on in ("never", "terms")
        for today in (TODAY, "2026-01-02")
    ]
    reports = []
    for _ in range(2):
        for question in asked:
            with Cache(path) as kept, open_tree(str(repo)) as tree:
                reports.append(recall.examine(tree, **question, cache=kept))  # type: ignore[arg-type]
    assert [(r.policy, r.gate.fail_on) for r in reports] == [(q["policy"], q["fail_on"]) for q in asked * 2]
    assert reports[: len(asked)] == reports[len(asked) :]


def test_the_same_blob_is_not_read_for_base_and_head(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    base = repo.commit(FILES)
    repo.commit(FILES | {"new.py": "y = 1\n"})
    read = _reads(monkeypatch)
    with Cache() as kept, open_tree(str(repo)) as tree, tree.at(base) as before:
        for one in (tree, before):
            recall.examine(one, policy=None, fail_on=None, today=TODAY, cache=kept)
    assert sorted(read) == ["a.py", "new.py", "train.py"]


def test_what_was_judged_before_a_commit_is_known_after_it(
    repo: Repo, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(FILES)
    repo.write("a.py", LOOP)
    repo.git("add", "--all")
    judged = examined(repo, path, staged=True)
    repo.git("commit", "--quiet", "--message=more")
    fresh = examined(repo, None, revision="HEAD")
    assert (judged.target.dirty, fresh.target.dirty) == (True, False)
    assert judged.target.commit != fresh.target.commit
    monkeypatch.setattr(check, "examine", _refuse)
    assert examined(repo, path, revision="HEAD") == fresh
    # On disk a filter may have made something else of it.
    with pytest.raises(AssertionError, match="twice"):
        examined(repo, path)


def test_what_git_left_out_of_its_list_is_said_again(repo: Repo, path: Path) -> None:
    """Two indexes with the same files, one of which also names a path that no checkout can have."""
    repo.commit(FILES)
    plain = examined(repo, path, staged=True)
    blob = repo.git("rev-parse", "HEAD:a.py")
    repo.git(
        "-c", "core.protectNTFS=false", "update-index", "--add", "--cacheinfo", f"100644,{blob},a\\..\\b"
    )
    assert examined(repo, path, staged=True) == examined(repo, None, staged=True)
    assert plain.limits == ()


def test_what_could_not_be_read_is_tried_again(repo: Repo, path: Path) -> None:
    repo.commit(FILES)
    blob = repo.git("rev-parse", "HEAD:train.py")
    there = repo.path / ".git" / "objects" / blob[:2] / blob[2:]
    away = there.rename(there.with_suffix(".away"))
    report = examined(repo, path, revision="HEAD")
    assert {c.id: c.here for c in report.components}["training-code"] == "unreadable"
    away.rename(there)
    report = examined(repo, path, revision="HEAD")
    assert {c.id: c.here for c in report.components}["training-code"] == "found"


def _other_program(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE history (url TEXT)")


def _garbage(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"not a database, though long enough to be looked into " * 200)


def _folder(path: Path) -> None:
    path.mkdir(parents=True)


@pytest.mark.parametrize("spoil", [_other_program, _garbage, _folder])
def test_a_file_that_is_no_cache_is_left_alone_and_said(
    repo: Repo, path: Path, spoil: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit(FILES)
    spoil(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    with Cache(path) as kept:
        assert str(path) in kept.trouble
    assert examined(repo, path) == examined(repo, None)
    assert (path.read_bytes() if path.is_file() else b"") == before
    home = {"XDG_CACHE_HOME": str(path.parent.parent / "xdg")}
    spoil(path.parent.parent / "xdg" / "osaid" / "cache.sqlite")  # type: ignore[operator]
    if sys.platform.startswith("linux"):
        quiet = run("check", str(repo), "--fail-on", "never", **home)
        loud = run("check", str(repo), "--fail-on", "never", "--verbose", **home)
        assert not quiet.stderr and "cache not used: " in loud.stderr


@pytest.mark.parametrize(
    "answer", ["1", "[]", '{"Report": {}}', '{"Report": {"x": 1}}', '{"a": 1, "b": 2}', "[[1]]", "{"]
)
def test_answers_that_are_none_are_not_believed(repo: Repo, path: Path, answer: str) -> None:
    repo.commit(FILES)
    right = examined(repo, path)
    with closing(sqlite3.connect(path)) as file, file:
        assert file.execute("UPDATE answers SET answer = ?", (answer,)).rowcount > 4
    assert examined(repo, path) == right


def test_other_rules_have_their_own_answers(repo: Repo, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(path) as kept:
        kept.put("a", 1)
    with Cache(path) as kept:
        assert kept.get("a") == 1
    monkeypatch.setattr(ruleset, "digest", lambda: "0123456789")
    with Cache(path) as kept:
        assert kept.get("a") is None and not kept.trouble


def test_the_file_does_not_grow_for_ever(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MOST_BYTES", 200_000)
    for number in range(30):
        with Cache(path) as kept:
            kept.put(str(number), os.urandom(20_000).hex())
        assert path.stat().st_size < 400_000
    with Cache(path) as kept:
        assert kept.get("29") and not kept.get("0")


def test_many_runs_at_once(path: Path) -> None:
    def one(number: int) -> str:
        with Cache(path) as kept:
            for other in range(20):
                assert kept.get(f"{other}") in (None, other)
                kept.put(str(other), other)
            kept.put(f"own {number}", number)
        return kept.trouble

    with ThreadPoolExecutor(8) as pool:
        troubles = list(pool.map(one, range(24)))
    assert set(troubles) <= {"", f"{path}: database is locked"}
    with Cache(path) as kept:
        assert kept.get_many(str(n) for n in range(20)) == {str(n): n for n in range(20)}


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_home_that_cannot_be_written_to(repo: Repo, tmp_path: Path) -> None:
    repo.commit(FILES)
    nowhere = tmp_path / "file"
    nowhere.write_text("in the way")
    done = run("check", str(repo), "--fail-on", "never", "--verbose", XDG_CACHE_HOME=str(nowhere))
    assert done.returncode == 0 and "cache not used: " in done.stderr


def test_no_cache_keeps_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.commit(FILES)
    home = {"XDG_CACHE_HOME": str(tmp_path / "xdg")}
    first = run("check", str(repo), "--no-cache", "--fail-on", "never", "--format", "json", **home)
    assert first.returncode == 0 and not (tmp_path / "xdg").exists()
    again = [run("check", str(repo), "--fail-on", "never", "--format", "json", **home) for _ in range(2)]
    assert [done.stdout for done in again] == [first.stdout] * 2
    assert json.loads(first.stdout)["result"] == "incomplete"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="where the folder is differs")
def test_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/x/cache")
    assert default_path() == Path("/x/cache/osaid/cache.sqlite")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_path() is None
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/h")
    assert default_path() == Path("/h/.cache/osaid/cache.sqlite")


def test_a_tree_with_changes_is_recalled_too(repo: Repo, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(FILES)
    repo.write("a.py", LOOP)
    repo.write("new.py", "y = 2\n")
    first = examined(repo, path)
    repo.write("a.py", "x = 3\n")
    other = examined(repo, path)
    assert other != first
    monkeypatch.setattr(check, "examine", _refuse)
    assert examined(repo, path) == other
    repo.write("a.py", LOOP)
    assert examined(repo, path) == first


def test_what_changes_meanwhile_is_read_as_it_was(repo: Repo) -> None:
    repo.commit(FILES)
    repo.write("a.py", "first")
    with open_tree(str(repo)) as tree:
        entry = tree.entries.find("a.py")
        repo.write("a.py", "later and longer")
        assert entry is not None and tree.read(entry, 99).data == b"first"
        assert tree.read(entry, 2).truncated


@pytest.mark.parametrize("bound", ["_MOST_HELD", "_MOST_HELD_BYTES"])
def test_much_that_changed_has_no_identity(repo: Repo, monkeypatch: pytest.MonkeyPatch, bound: str) -> None:
    repo.commit(FILES)
    for name in ("a.py", "b.py"):
        repo.write(name, LOOP)
    with open_tree(str(repo)) as tree:
        assert tree.identity() is not None
    monkeypatch.setattr(work_tree, bound, 1)
    with open_tree(str(repo)) as tree:
        assert tree.identity() is None


def test_what_a_filter_makes_is_looked_at_each_time(repo: Repo, path: Path) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 5000\n"
    repo.commit(FILES | {".gitattributes": "*.gguf filter=lfs -text\n", "model.gguf": pointer})
    assert {c.id: c.here for c in examined(repo, path).components}["weights"] == "partial"
    repo.write("model.gguf", gguf() + bytes(5_000))
    # As after `git lfs pull`: the index is told that the file on disk is the pointer it holds.
    repo.git("update-index", "--assume-unchanged", "model.gguf")
    assert not repo.git("status", "--porcelain")
    assert {c.id: c.here for c in examined(repo, path).components}["weights"] == "found"
