"""What TARGET may be, and what is an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened, paths

from osaid_action.errors import TreeError, UsageError
from osaid_action.repository.target import open_tree

ROOT = Path(__file__).parents[2]


def test_target_that_is_no_folder(repo: Repo) -> None:
    repo.commit({"a": "a"})
    for target in ("a", "nothing", "a/b", "bad\0name"):
        with pytest.raises(UsageError, match="no such folder"):
            open_tree(str(repo.path / target))
    with pytest.raises(UsageError, match="contradict"):
        open_tree(str(repo), staged=True, revision="HEAD")


def test_damaged_index_is_an_error(repo: Repo) -> None:
    repo.commit({"a": "1"})
    (repo.path / ".git/index").write_bytes(b"garbage" * 20)
    for options in ({}, {"staged": True}):
        with pytest.raises(TreeError, match="index file"):
            open_tree(str(repo), **options)  # type: ignore[arg-type]


def test_import_is_quick() -> None:
    """Modules that cost milliseconds and that most runs don't need."""
    code = "import sys; import osaid_action.repository.target; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"tempfile", "random", "shutil", "dataclasses", "inspect"} & set(done.stdout.split())


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


def test_folder_that_git_ignores_is_read_as_it_is(repo: Repo) -> None:
    repo.commit({".gitignore": "models/\n"})
    repo.write("models/one/README.md", "card")
    with opened(repo.path / "models/one") as tree:
        assert contents(tree) == {"README.md": b"card"}
        assert tree.limits == ("git ignores this folder: it was read as a plain one",)
