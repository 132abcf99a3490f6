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
        ("--record", "--lacking", "none"),
        ("--record", "--by", "Ada\x7f", "--lacking", "none"),
        ("--record", "--by", "Ada", "--lacking", "none", "no/such/folder"),
        ("--record", "--by", "Ada", "--lacking", "none", "github:a/b"),
        ("--record", "--by", "Ada"),
        ("--record", "--by", "Ada", "--lacking", "D2,labels"),
        ("--record", "--by", "Ada", "--lacking", ""),
        ("--record", "--by", "Ada", "--lacking", "none", "--worksheet", "sheet.md"),
    ],
)
def test_wrong_use_is_said(arguments: tuple[str, ...], system: Repo) -> None:
    before = (system.path / "osaid.toml").read_bytes()
    assert run(*arguments) == 2
    assert (system.path / "osaid.toml").read_bytes() == before


def test_there_must_be_something_to_review(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    repo.commit({"README.md": "# Nothing\n"})
    assert run("--record", "--by", "Ada", "--lacking", "none", str(repo.path)) == 2
    assert "nothing to review" in capsys.readouterr().err


def test_what_was_judged_is_recorded_as_it_was_said(system: Repo) -> None:
    assert run("--record", "--by", "Ada", "--lacking", "D2, labeling") == 0
    assert 'lacking = ["labeling", "D2"]' in (system.path / "osaid.toml").read_text("utf-8")


def test_a_worksheet_says_of_each_dataset_what_is_told_and_what_is_not(
    repo: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "We trained on LibriSpeech https://www.openslr.org/12/, 1,000 hours of speech read by volunteers."
    repo.commit({"README.md": f"# Net\n\n## Training data\n\n{text}\n"})
    assert run(str(repo.path)) == 0
    page = capsys.readouterr().out
    block = page[page.index("- **LibriSpeech**") : page.index("- [ ] **D2**")]
    assert "where `https://www.openslr.org/12/`" in block
    assert "names it; where the data come from; what the data hold, and how much" in block
    assert "no line of it tells" in block and "how the data were labeled" in block


def test_a_worksheet_may_lie_beside_the_documents(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    page = system.path / "review.md"
    assert run("--output", str(page)) == 0
    page.write_text(page.read_text("utf-8").replace("[ ]", "[x]"), "utf-8")
    assert run("--record", "--by", "Ada", "--worksheet", str(page)) == 0, capsys.readouterr().err
    d1 = next(item for item in report_on(system).items if item.id == "D1")
    assert (d1.status, {evidence.path for evidence in d1.evidence}) == ("met", {"DATA.md"})
