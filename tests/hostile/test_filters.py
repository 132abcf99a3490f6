"""No filter of a repository's configuration runs, whatever it is called and in whatever locale."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from gitrepo import Repo
from program import run
from systems import whole
from trees import opened, paths

from osaid_action.errors import TreeError
from osaid_action.repository import git as git_module
from osaid_action.repository.target import open_tree

NAMES = (
    b"plain",
    "é".encode(),
    "中".encode(),
    b"\xff\xfe",
    b"with.dots",
    b"",
    b" ",
    b"UPPER",
    b"a:b/c",
    b'q\\"uote',
    b"a=b",
)
COMMANDS = (
    ("check", "--no-cache"),
    ("diff", "--no-cache", "HEAD"),
    ("init", "--update", "--dry-run", "--no-cache"),
)


@pytest.fixture
def latin(tmp_path: Path) -> dict[str, str]:
    """The environment of a user whose locale is not UTF-8."""
    tool = shutil.which("localedef")
    (tmp_path / "locale").mkdir(exist_ok=True)
    if tool:
        subprocess.run(
            [tool, "-i", "en_US", "-f", "ISO-8859-1", str(tmp_path / "locale/en_US.ISO-8859-1")],
            capture_output=True,
            check=False,
        )
    environment = {"LOCPATH": str(tmp_path / "locale"), "LC_ALL": "en_US.ISO-8859-1", "PYTHONUTF8": "0"}
    asked = subprocess.run(
        ["python3", "-c", "import sys; print(sys.getfilesystemencoding())"],
        env={**os.environ, **environment},
        capture_output=True,
        check=False,
    )
    if b"8859" not in asked.stdout:
        pytest.skip("no Latin-1 locale here")
    return environment


def armed(repo: Repo, name: bytes, program: Path) -> Path:
    """Commit files with a filter that leaves a mark, and make git compare them; the mark."""
    mark = program.parent / "SPRUNG"
    program.write_text(f"#!/bin/sh\ntouch {mark}\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    repo.commit(whole())
    value = b'"%s"' % name.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    with (repo.path / ".git/config").open("ab") as file:
        file.write(b"[filter %s]\n\tclean = %s\n" % (value, os.fsencode(program)))
    attribute = b"* filter=%s\n" % name
    if name in {b"", b" ", b'q\\"uote'}:  # what .gitattributes can't name, others can
        attribute = b"* filter\n"
    (repo.path / ".git/info/attributes").write_bytes(attribute)
    for path in repo.path.iterdir():
        os.utime(path, (1, 1))
    return mark


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_in_utf_8(repo: Repo, name: bytes, tmp_path: Path) -> None:
    mark = armed(repo, name, tmp_path / "filter.sh")
    if name not in {b"", b" ", b'q\\"uote'}:
        repo.git("status")
        assert mark.exists(), "the bait does not bite"
        mark.unlink()
    for command in COMMANDS[:1]:
        run(*command, cwd=repo.path)
    assert not mark.exists()


@pytest.mark.parametrize("name", ["é".encode(), "中".encode(), b"\xe9"], ids=ascii)
def test_in_latin_1(repo: Repo, name: bytes, tmp_path: Path, latin: dict[str, str]) -> None:
    mark = armed(repo, name, tmp_path / "filter.sh")
    repo.git("status")
    assert mark.exists(), "the bait does not bite"
    mark.unlink()
    for path in repo.path.iterdir():
        os.utime(path, (2, 2))
    for command in COMMANDS:
        done = run(*command, cwd=repo.path, **latin)
        assert done.returncode in {0, 1}, done.stderr
        assert "without git" not in done.stdout
    assert not mark.exists()


def test_many_filters(repo: Repo) -> None:
    repo.commit({"a": "1"})
    with (repo.path / ".git/config").open("a", encoding="utf-8") as file:
        file.writelines(f'[filter "f{n}"]\n\tclean = false\n' for n in range(20_000))
    start = time.monotonic()
    with opened(repo) as tree:
        assert "more than 1,000 filters" in tree.limits[0]
        assert paths(tree) == ["a"]
    with pytest.raises(TreeError, match="more than 1,000 filters"):
        open_tree(str(repo), staged=True)
    assert time.monotonic() - start < 10


def test_a_configuration_without_an_end(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"a": "1"})
    with (repo.path / ".git/config").open("a", encoding="utf-8") as file:
        file.write("[a]\n" + "\tb = c\n" * 40_000)
    monkeypatch.setattr(git_module, "MOST_SETTINGS", 100_000)
    with pytest.raises(TreeError, match="too long"):
        open_tree(str(repo), revision="HEAD")
