"""Real git repositories for tests.

    def test_it(repo: Repo) -> None:
        repo.commit({"LICENSE": "MIT", "src/train.py": "import torch"})
        repo.write("notes.md", "untracked")
        tree = open_tree(str(repo.path))

The fixtures `repo` and `make_repo` are in conftest.py.
"""

from __future__ import annotations

import os
import subprocess
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: The same ids on every machine and in every run.
_WHO_AND_WHEN = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ada"), ("EMAIL", "ada@example.org"), ("DATE", "2024-01-01T00:00:00Z"))
}


class Repo:
    """A git repository in a folder, with a work tree unless `--bare` is given."""

    def __init__(self, path: Path, *init: str) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main", *init)

    @classmethod
    def at(cls, path: Path) -> Repo:
        """A repository that is there already."""
        repo = cls.__new__(cls)
        repo.path = path
        return repo

    def __str__(self) -> str:
        return str(self.path)

    @property
    def url(self) -> str:
        return self.path.as_uri()

    def git(self, *args: str, fail: bool = False, **environment: str) -> str:
        """What git prints; `fail=True` expects it to fail."""
        env = {**os.environ, **_WHO_AND_WHEN, **environment}
        done = subprocess.run(["git", *args], cwd=self.path, env=env, capture_output=True, check=False)
        assert (done.returncode != 0) is fail, (args, done.stdout, done.stderr)
        return (done.stdout if not fail else done.stderr).decode("utf-8", "surrogateescape").strip()

    def write(self, name: str, contents: str | bytes = "") -> Path:
        """Put a file on disk, with the folders it needs."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
        return path

    def commit(self, files: Mapping[str, str | bytes] = MappingProxyType({})) -> str:
        """Write files, add everything and commit it; the commit's id."""
        for name, contents in files.items():
            self.write(name, contents)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message=a change")
        return self.git("rev-parse", "HEAD")

    def clone(self, path: Path, *args: str) -> Repo:
        """A clone of this repository by URL, as from a server."""
        self.git("clone", "--quiet", *args, self.url, str(path))
        return Repo.at(path)

    def fast_import(self, stream: bytes) -> None:
        """Make many commits or files at once, in the form that `git fast-import` takes."""
        subprocess.run(["git", "fast-import", "--quiet"], cwd=self.path, input=stream, check=True)


def conflicted(repo: Repo) -> None:
    """both: changed on both sides; ours and theirs: changed there and deleted on the other side."""
    repo.commit({"both": "base", "ours": "base", "theirs": "base", "calm": "calm"})
    repo.git("checkout", "--quiet", "-b", "side")
    (repo.path / "ours").unlink()
    repo.commit({"both": "side", "theirs": "side"})
    repo.git("checkout", "--quiet", "main")
    (repo.path / "theirs").unlink()
    repo.commit({"both": "main", "ours": "main"})
