"""Links of a repository that lead out of it: nothing is written, nor read for an edit, through one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from program import run

if TYPE_CHECKING:
    from pathlib import Path

    from gitrepo import Repo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
TRAIN = "import torch\nloss.backward()\noptimizer.step()\n"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "outside"
    (folder / "workflows").mkdir(parents=True)
    (folder / "osaid.toml").write_text('[system]\nname = "secret"\n')
    (folder / "workflows/ci.yml").write_text("on: push\njobs: {}\n")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


COMMANDS = [
    (".github", ("declare", "training-code", "train.py"), 0),
    (".github", ("waive", "C3", "--reason", "x", "--by", "Ada", "--until", "2999-01-01"), 0),
    (".github", ("init", "--workflow", "--force"), 2),
    (".github", ("init", "--workflow", "--dry-run", "--force"), 2),
    ("o", ("check", "--output", "json:o/r.json"), 2),
    ("o", ("check", "--output", "o/workflows/r.txt"), 2),
    ("o", ("review", "--output", "o/r.md"), 2),
    ("o", ("badge", "--output", "o/r.svg"), 2),
    ("o", ("check", ".", "--output", "json:./x/../o/r.json"), 2),
]


@pytest.mark.parametrize(("link", "command", "code"), COMMANDS, ids=[" ".join(one[1]) for one in COMMANDS])
def test_nothing_goes_through_a_linked_folder(
    repo: Repo, outside: Path, link: str, command: tuple[str, ...], code: int
) -> None:
    repo.commit({"train.py": TRAIN, "README.md": "# A model\n"})
    (repo.path / link).symlink_to(outside)
    (repo.path / "x").mkdir()
    (repo.path / link / "bait").write_text("a naive writer goes through")
    assert (outside / "bait").exists()
    before = contents(outside)
    done = run(*command, cwd=repo.path)
    assert contents(outside) == before
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stdout
    if code:
        assert "is a symbolic link" in done.stderr


@pytest.mark.parametrize("name", ["osaid.toml", ".pre-commit-config.yaml", "DATA.md", "r.json"])
def test_a_linked_file_keeps_what_it_points_to(repo: Repo, outside: Path, name: str) -> None:
    repo.commit({"train.py": TRAIN})
    there = outside / "file"
    there.write_text("repos: []\n")
    (repo.path / name).symlink_to(there)
    for command in (
        ("declare", "training-code", "train.py"),
        ("init", "--pre-commit", "--docs", "--force"),
        ("check", "--output", "json:r.json"),
    ):
        assert "Traceback" not in run(*command, cwd=repo.path).stderr
        assert there.read_text() == "repos: []\n"


def test_a_users_own_link_elsewhere_is_followed(repo: Repo, outside: Path, tmp_path: Path) -> None:
    repo.commit({"train.py": TRAIN})
    (tmp_path / "mine").symlink_to(outside)
    run("check", ".", "--output", f"json:{tmp_path}/mine/r.json", cwd=repo.path)
    assert (outside / "r.json").exists()
    through = tmp_path / "here"
    through.symlink_to(repo.path)
    assert run("declare", "training-code", "train.py", cwd=through).returncode == 0
    assert (repo.path / "osaid.toml").exists()
