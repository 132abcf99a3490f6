"""`osaid review`: what it refuses."""

from __future__ import annotations

import pytest
from gitrepo import Repo

from osaid_action import commands as cli


def run(*arguments: str) -> int:
    return cli.main(["review", *arguments])


@pytest.mark.parametrize(
    "arguments",
    [
        ("--record",),
        ("--record", "--by", "Ada\x7f"),
        ("--record", "--by", "Ada", "no/such/folder"),
        ("--record", "--by", "Ada", "github:a/b"),
    ],
)
def test_wrong_use_is_said(arguments: tuple[str, ...], system: Repo) -> None:
    before = (system.path / "osaid.toml").read_bytes()
    assert run(*arguments) == 2
    assert (system.path / "osaid.toml").read_bytes() == before


def test_there_must_be_something_to_review(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit({"README.md": "# Nothing\n"})
    assert run("--record", "--by", "Ada", str(repo.path)) == 2
    assert "nothing to review" in capsys.readouterr().err
