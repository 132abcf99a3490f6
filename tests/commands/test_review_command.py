"""`osaid review`: what it refuses."""

from __future__ import annotations

import pytest
from gitrepo import Repo
from reports import report_on

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


def test_a_worksheet_may_lie_beside_the_documents(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    page = system.path / "review.md"
    assert run("--output", str(page)) == 0
    page.write_text(page.read_text("utf-8").replace("[ ]", "[x]"), "utf-8")
    assert run("--record", "--by", "Ada", "--worksheet", str(page)) == 0, capsys.readouterr().err
    d1 = next(item for item in report_on(system).items if item.id == "D1")
    assert (d1.status, {evidence.path for evidence in d1.evidence}) == ("met", {"DATA.md"})
