"""`osaid init`: which files it writes, which it leaves alone, and what it refuses."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from folders import fill, report_on, system
from gitrepo import Repo
from systems import MIT

if TYPE_CHECKING:
    from collections.abc import Callable


def test_update_adds_what_is_new_and_keeps_the_rest(here: Path, osaid: Callable[..., str]) -> None:
    files = system()
    later = {name: files.pop(name) for name in ("train.py", "train.yaml")}
    fill(here, files)
    mine = (
        '# Mine.\n[components.weights]\n# Keep me.\npath = "weights/model.safetensors"   # as it is\n'
        '# license = "MIT"\n\n# The data.\n[[data]]\nname = "Gutenberg"\naccess = "public"\n'
        'where = "https://www.gutenberg.org"\n\n# [components.training-code]\n# path = "later.py"\n'
    )
    (here / "osaid.toml").write_text(mine, encoding="utf-8")
    osaid("init", "--update")
    once = (here / "osaid.toml").read_text(encoding="utf-8")
    lines = iter(once.splitlines())
    assert all(line in lines for line in mine.splitlines())
    assert once.index("[components.inference-code]") < once.index("# The data.")
    assert "training-code]" not in re.sub("#.*", "", once)
    osaid("init", "--update")
    assert (here / "osaid.toml").read_text(encoding="utf-8") == once
    fill(here, later)
    assert "Changed osaid.toml: declared training-code, training-configuration" in osaid("init", "--update")
    twice = (here / "osaid.toml").read_text(encoding="utf-8")
    assert '# path = "later.py"\n\n# Training code (C2): MIT' in twice
    assert not report_on(here).problems


def test_update_of_pyproject_and_of_a_file_with_other_line_ends(
    here: Path, osaid: Callable[..., str]
) -> None:
    fill(here, system())
    text = '[project]\nname = "tiny"\n\n[tool.osaid.system]\nname = "Tiny"\n\n[tool.ruff]\nfix = true\n'
    fill(here, {"pyproject.toml": text.replace("\n", "\r\n")})
    osaid("init", "--update")
    new = (here / "pyproject.toml").read_bytes().decode()
    assert "\n" not in new.replace("\r\n", "")
    assert new.index("[tool.osaid.components.training-code]") < new.index("[tool.ruff]")
    assert not (here / "osaid.toml").exists()
    assert not report_on(here).problems


def test_dry_run_shows_a_diff_and_writes_nothing(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, system())
    said = osaid("init", "--dry-run", "--pre-commit", "--workflow")
    assert said.startswith("--- /dev/null\n+++ osaid.toml\n")
    assert "+++ .pre-commit-config.yaml\n" in said
    assert "+++ .github/workflows/osaid.yml\n" in said
    assert sorted(path.name for path in here.iterdir()) == sorted({name.split("/")[0] for name in system()})


def test_a_manifest_that_is_there_is_never_overwritten(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml": "# mine\n"})
    assert "osaid init --update" in osaid("init", fails=2)
    osaid("init", "--docs")
    assert (here / "osaid.toml").read_text(encoding="utf-8") == "# mine\n"


def test_a_manifest_with_faults_is_left_alone(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml": "[components.wieghts]\npath = 'x'\n"})
    for command in (["init", "--update"], ["declare", "weights", "LICENSE"]):
        assert "did you mean weights?" in osaid(*command, fails=2)
    assert "wieghts" in (here / "osaid.toml").read_text(encoding="utf-8")


def test_what_is_no_system_gets_no_manifest(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {"parser.py": "def parse(text): ...\n", "LICENSE": MIT})
    assert "not like the release of an AI system" in osaid("init", fails=2)
    assert not (here / "osaid.toml").exists()
    osaid("init", "--force")
    assert report_on(here).subject == "model"


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("github:ada", "expected github:owner/name@rev#path"),
        ("no/such/folder", "no such folder"),
        ("LICENSE", "no such folder"),
    ],
)
def test_targets_that_cannot_be_written_to(
    here: Path, osaid: Callable[..., str], target: str, words: str
) -> None:
    fill(here, system())
    assert words in osaid("init", target, fails=2)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that can't be written to"
)
def test_a_folder_that_cannot_be_written_to(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, system())
    here.chmod(0o555)
    try:
        assert "Permission denied" in osaid("init", fails=2)
    finally:
        here.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="told in other words there")
def test_a_folder_where_the_manifest_should_be(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**system(), "osaid.toml/x": ""})
    for command in (["init"], ["declare", "license", "LICENSE"], ["hook", "manifest"]):
        assert "osaid.toml: Is a directory" in osaid(*command, fails=2)


def test_files_go_to_the_top_of_the_repository(
    repo: Repo, osaid: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, contents in system().items():
        repo.write(f"models/tiny/{name}", contents)
    repo.write(
        ".pre-commit-config.yaml",
        "repos:\n- repo: https://github.com/ada/x\n  rev: v1\n  hooks:\n  - id: x\n",
    )
    repo.commit()
    monkeypatch.chdir(repo.path / "models" / "tiny")
    osaid("init", "--pre-commit", "--workflow")
    assert (repo.path / "models/tiny/osaid.toml").exists()
    assert (repo.path / ".github/workflows/osaid.yml").exists()
    assert "osaid-push" in (repo.path / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert not (repo.path / "osaid.toml").exists()
    before = repo.git("status", "--porcelain")
    osaid("init", "--pre-commit", "--workflow")
    assert repo.git("status", "--porcelain") == before


def test_links_are_not_written_through(here: Path, osaid: Callable[..., str], tmp_path: Path) -> None:
    fill(here, system())
    (tmp_path / "elsewhere.yaml").write_text("repos: []\n", encoding="utf-8")
    (here / ".pre-commit-config.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    assert "symbolic link" in osaid("init", "--pre-commit", fails=2)
    assert (tmp_path / "elsewhere.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert not (here / "osaid.toml").exists()
