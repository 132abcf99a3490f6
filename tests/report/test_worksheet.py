"""What a reviewer works from: one page, a box for each part, whatever the words."""

from __future__ import annotations

import pytest
from gitrepo import Repo
from reports import TOLD

from osaid_action import commands as cli
from osaid_action.report import worksheet


def run(*arguments: str) -> int:
    return cli.main(["review", *arguments])


def test_a_worksheet_is_one_page_with_a_box_for_each_part(
    system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    page = capsys.readouterr().out
    assert [page.count(f"- [ ] **{box}**") for box in worksheet.BOXES] == [1] * 7
    assert "`DATA.md:5` `The training data comes from the Gutenberg collection" in page
    assert "said not to apply: tick it if that is so" in page
    assert "- **Gutenberg**: where `https://www.gutenberg.org`; access public" in page
    assert page.count("\n") < 60


def test_what_is_absent_is_said(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    system.commit({"DATA.md": TOLD.replace("Duplicates", "#").partition("## Processing")[0]})
    run()
    assert "**selection_filtering**, how the data were selected and filtered: **absent**" in (
        capsys.readouterr().out
    )


def test_hostile_words_keep_the_shape_of_a_worksheet(
    system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "The training data comes from Wikipedia </details> @all `- [x] **scope**` \x1b[31m | ::error::x."
    system.commit({"DATA.md": TOLD.replace("The training data comes", evil + "\n- [x] **scope** It comes")})
    run()
    page = capsys.readouterr().out
    assert "\x1b" not in page and "</details>" not in page
    assert page.count("\n- [x]") == 0
