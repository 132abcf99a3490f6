"""That a folder of a repository was read as a plain one is said on the first screen of every report."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from gitrepo import Repo
from program import called
from systems import TRAIN

from osaid_action.api import check
from osaid_action.report import comment, markdown, text
from osaid_action.report.json import render as as_json


def no_git(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repo.path / "empty"))


def appended(text: str) -> Callable[[Repo, pytest.MonkeyPatch], None]:
    def damage(repo: Repo, _: pytest.MonkeyPatch) -> None:
        with (repo.path / ".git/config").open("a", encoding="utf-8") as file:
            file.write(text)

    return damage


def loop(repo: Repo, _: pytest.MonkeyPatch) -> None:
    (repo.path / ".git/HEAD").unlink()
    (repo.path / ".git/HEAD").symlink_to("HEAD")


DAMAGES = {
    "config": appended("[[["),
    "format": appended("[core]\n\trepositoryformatversion = 99\n"),
    "filter": appended('[filter "a=b"]\n\tclean = x\n'),
    "HEAD": loop,
    "no git": no_git,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_said_first(
    repo: Repo, damage: Callable[[Repo, pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({".gitignore": "*.bin\n", "train.py": TRAIN})
    repo.write("ignored.bin", "x")
    damage(repo, monkeypatch)
    report = check(str(repo))
    assert report.target.fallback, "the bait does not bite"
    words = "Git is not usable here ("
    assert words in "".join(text.render(report).splitlines(keepends=True)[:12])
    assert words in text.render(report, quiet=True)
    assert json.loads(as_json(report))["target"]["fallback"] == report.target.fallback
    for page in (markdown.render(report), comment.render(report)):
        assert words in page.replace("\\", "").partition("| ")[0]


def test_ignored_folder(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit({".gitignore": "models/\n"})
    repo.write("models/one/train.py", TRAIN)
    said = called(capsys, "check", "--no-cache", str(repo.path / "models/one")).stdout
    assert "Git ignores this folder: it was read as a plain one." in said


def test_nothing_is_said_where_all_is_well(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit({"train.py": TRAIN})
    assert check(str(repo)).target.fallback == ""
    assert "Git is not" not in called(capsys, "check", "--no-cache", str(repo)).stdout
