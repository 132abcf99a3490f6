"""`osaid badge`: from a target or from a report, on standard output or in files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo

from osaid_action import commands as cli

if TYPE_CHECKING:
    from pathlib import Path


def run(*arguments: str) -> int:
    return cli.main(["badge", *arguments])


def test_without_a_file_it_is_an_svg_on_standard_output(
    system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    out = capsys.readouterr().out
    assert out.startswith("<svg ")
    assert 'aria-label="open source AI: 12 of 13 · ' in out
    assert run(str(system.path)) == 0
    assert capsys.readouterr().out == out


def test_files_have_the_form_of_their_names(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--output", "a.svg", "--output", "a.json") == 0
    assert capsys.readouterr().out == ""
    assert (system.path / "a.svg").read_text("utf-8").startswith("<svg ")
    assert json.loads((system.path / "a.json").read_text("utf-8"))["schemaVersion"] == 1


def test_a_report_that_is_there_gives_the_same(
    system: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "report.json"
    assert cli.main(["check", "--output", f"json:{made}", "--quiet"]) == 0
    capsys.readouterr()
    assert run() == 0
    out = capsys.readouterr().out
    (system.path / "train.py").unlink()  # nothing is checked again
    assert run("--report", str(made)) == 0
    assert capsys.readouterr().out == out


def test_its_files_say_nothing_of_the_system(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--output", "osaid.svg", "--output", "osaid.json") == 0
    system.git("add", "--all")
    first = (system.path / "osaid.svg").read_text("utf-8")
    assert run() == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--output", "badge.png"), ".svg or .json"),
        (("--output", ""), ".svg or .json"),
        (("--report", "none.json"), "no such file"),
        (("--report", "LICENSE"), "not JSON"),
        (("--report", "list.json"), "does not hold to its schema"),
        ((".", "--report", "list.json"), "not both"),
        (("no/such/folder",), "no/such/folder"),
    ],
)
def test_wrong_use_is_said(
    arguments: tuple[str, ...], said: str, system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    system.write("list.json", "[]")
    before = sorted(path.name for path in system.path.iterdir())
    assert run(*arguments) == 2
    assert said in capsys.readouterr().err
    assert sorted(path.name for path in system.path.iterdir()) == before
