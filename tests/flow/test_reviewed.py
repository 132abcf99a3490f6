"""A recorded review of the data information: what it meets, and when it counts no longer."""

from __future__ import annotations

from pathlib import Path

import pytest
from gitrepo import Repo
from reports import TOLD, item, report_on

from osaid_action import commands as cli


def run(*arguments: str) -> int:
    return cli.main(["review", *arguments])


def test_a_recorded_review_meets_the_description(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert item(report_on(system)).status == "needs-review"
    assert run("--record", "--by", "Ada Lovelace", "--lacking", "none") == 0
    assert "reviewed by Ada Lovelace, nothing lacking" in capsys.readouterr().out
    report = report_on(system)
    assert item(report).status == "met"
    assert "judged enough by Ada Lovelace on 2026-11-23" in item(report).why
    assert report.review is not None and report.review.files == ("DATA.md",)


def test_a_box_left_open_is_lacking(system: Repo, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    assert run("--output", str(sheet)) == 0
    page = sheet.read_text("utf-8").replace("[ ]", "[x]").replace("[x] **scope**", "[ ] **scope**")
    sheet.write_text(page.replace("[x] **D2**", "[ ] **D2**"), "utf-8")
    assert run("--record", "--by", "Ada", "--worksheet", str(sheet)) == 0
    report = report_on(system)
    assert item(report).status == "partial"
    assert "judged by Ada on 2026-11-23 not to be enough: what the data hold" in item(report).why
    assert item(report, "D2").status == "needs-review"
    assert item(report, "D3").status == "met"


def test_a_worksheet_of_other_documents_is_refused(
    system: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.md"
    run("--output", str(sheet))
    system.commit({"DATA.md": TOLD + "\nMore.\n"})
    assert run("--record", "--by", "Ada", "--worksheet", str(sheet)) == 2
    assert "of other documents than these" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"DATA.md": TOLD + "\nAnd more.\n"}, "DATA.md changed since"),
        (
            {"docs/data.md": "# Training data\n\nIt was trained on the Acme corpus, https://acme.org.\n"},
            "docs/data.md also speaks of the training data, and was not reviewed",
        ),
    ],
)
def test_a_review_expires_with_what_was_read(system: Repo, files: dict[str, str], why: str) -> None:
    run("--record", "--by", "Ada", "--lacking", "none")
    system.commit(files)
    report = report_on(system)
    assert item(report).status == "needs-review"
    assert f"the review by Ada on 2026-11-23 no longer counts: {why}" in item(report).why
    (problem,) = report.problems
    assert (problem.where, problem.kind) == ("osaid.toml", "review")
    assert problem.line
    assert report.gate.passed


def test_a_review_expires_with_a_document_that_is_gone(system: Repo) -> None:
    run("--record", "--by", "Ada", "--lacking", "none")
    (system.path / "README.md").write_text(TOLD, "utf-8")
    (system.path / "DATA.md").unlink()
    report = report_on(system)
    assert report.review is not None and report.review.expired == "DATA.md is not there"


def test_a_review_of_tomorrow_does_not_count_today(system: Repo) -> None:
    run("--record", "--by", "Ada", "--lacking", "none")
    assert item(report_on(system, today="2026-11-22")).status == "needs-review"


def test_other_files_and_line_ends_do_not_matter(system: Repo) -> None:
    run("--record", "--by", "Ada", "--lacking", "none")
    system.commit({"train.py": "print()\n", "DATA.md": TOLD.replace("\n", "\r\n")})
    report = report_on(system)
    assert report.review is not None and not report.review.expired


def test_what_the_words_do_not_tell_no_review_replaces(system: Repo) -> None:
    system.commit({"DATA.md": TOLD.partition("## Processing")[0]})
    run("--record", "--by", "Ada", "--lacking", "none")
    assert item(report_on(system)).status == "partial"
