"""The Python interface: the same answers as the command line, for a path and for a mapping."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from gitrepo import Repo
from jsonschema import Draft202012Validator
from program import run
from systems import ROOT, whole

import osaid_action
from osaid_action import Report, TreeError, UsageError, check
from osaid_action.schema import load

DAY = date(2026, 11, 23)
EPOCH = "1795392000"  # the same day


def contents() -> dict[str, bytes]:
    return {name: text if isinstance(text, bytes) else text.encode() for name, text in whole().items()}


def test_a_folder_is_checked_as_on_the_command_line() -> None:
    target = str(ROOT / "examples" / "complete")
    said = run("check", target, "--format", "json", "--no-cache", SOURCE_DATE_EPOCH=EPOCH)
    report = check(target, today=DAY)
    assert isinstance(report, Report)
    assert report.result == "complete"
    assert report.to_json() == said.stdout


def test_a_mapping_gives_what_a_folder_with_the_same_files_gives(tmp_path: Path) -> None:
    for name, data in contents().items():
        path = tmp_path / "tiny" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    of_folder, of_mapping = check(tmp_path / "tiny", today=DAY), check(contents(), name="tiny", today=DAY)
    assert of_mapping == of_folder
    errors = Draft202012Validator(load("report")).iter_errors(json.loads(of_mapping.to_json()))
    assert not list(errors)


def test_a_commit_the_index_and_a_base(repo: Repo) -> None:
    first = repo.commit(contents())
    (repo.path / "train.py").unlink()
    repo.git("rm", "--quiet", "--cached", "train.py")
    assert check(repo.path, revision="HEAD", today=DAY).target.commit == first
    report = check(repo.path, staged=True, base="HEAD", fail_on="regression", today=DAY)
    assert report.delta is not None and report.delta.worse
    assert not report.gate.passed


@pytest.mark.parametrize(
    ("files_", "words"), [({"../a": b""}, r"\.\./a"), ({"/a": b""}, "/a"), ({".git/config": b""}, r"\.git")]
)
def test_paths_that_leave_the_tree_are_refused(files_: dict[str, bytes], words: str) -> None:
    with pytest.raises(UsageError, match=words):
        check(files_)


def test_errors_are_the_ones_that_are_exported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        check(tmp_path / "nowhere")
    with pytest.raises(osaid_action.ConfigError, match=r"osaid\.toml"):
        check({"osaid.toml": b"[["})
    with pytest.raises(UsageError, match="no commits"):
        check({}, staged=True)
    assert issubclass(osaid_action.ConfigError, UsageError)
    assert issubclass(TreeError, Exception)


def test_the_package_says_that_it_is_typed() -> None:
    assert files("osaid_action").joinpath("py.typed").is_file()
    assert "Typing :: Typed" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_a_user_is_type_checked(tmp_path: Path) -> None:
    pytest.importorskip("mypy")
    user = tmp_path / "user.py"
    user.write_text(
        "from osaid_action import Report, check\n\n"
        'report: Report = check(".")\n'
        "text: str = report.to_json()\n"
        "result: str = report.result\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path / "cache"), str(user)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout


def test_importing_the_package_loads_nothing_of_it() -> None:
    code = "import sys, osaid_action; print(*sorted(m for m in sys.modules if m.startswith('osaid_action')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["osaid_action", "osaid_action.version"]
