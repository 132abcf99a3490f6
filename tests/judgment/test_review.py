"""The review of the data information: worksheet, record, and when it counts no longer."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from hypothesis import given
from hypothesis import strategies as st
from systems import DATA, whole

from osaid_action.commands import cli
from osaid_action.errors import UsageError
from osaid_action.flow import examine as check
from osaid_action.judgment import review
from osaid_action.manifest import edit as manifest_edit
from osaid_action.manifest import read as config
from osaid_action.model import Item, Report, Review
from osaid_action.repository.target import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TODAY = "2026-11-23"
TOLD = DATA.replace(
    "Duplicates were removed, and", "We chose texts in English only; duplicates were removed, and"
)


@pytest.fixture
def system(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Repo:
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")  # 2026-11-23
    repo.commit({**whole(), "DATA.md": TOLD})
    return repo


def report_on(repo: Repo, today: str = TODAY) -> Report:
    with open_tree(str(repo.path)) as tree:
        return check.examine(tree, today=today)


def item(report: Report, name: str = "D1") -> Item:
    return next(item for item in report.items if item.id == name)


def run(*arguments: str) -> int:
    return cli.main(["review", *arguments])


def test_a_worksheet_is_one_page_with_a_box_for_each_part(
    system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run() == 0
    page = capsys.readouterr().out
    assert [page.count(f"- [ ] **{box}**") for box in review.BOXES] == [1] * 7
    assert "`DATA.md:5` `The training data comes from the Gutenberg collection" in page
    assert "said not to apply: tick it if that is so" in page
    assert "| Gutenberg | `https://www.gutenberg.org` | public |" in page
    assert page.count("\n") < 60


def test_what_is_absent_is_said(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    system.commit({"DATA.md": TOLD.replace("Duplicates", "#").partition("## Processing")[0]})
    run()
    assert "**selection_filtering**, how the data were selected and filtered: **absent**" in (
        capsys.readouterr().out
    )


def test_a_recorded_review_meets_the_description(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    assert item(report_on(system)).status == "needs-review"
    assert run("--record", "--by", "Ada Lovelace") == 0
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
    run("--record", "--by", "Ada")
    system.commit(files)
    report = report_on(system)
    assert item(report).status == "needs-review"
    assert f"the review by Ada on 2026-11-23 no longer counts: {why}" in item(report).why
    (problem,) = report.problems
    assert (problem.where, problem.kind) == ("osaid.toml", "review")
    assert problem.line
    assert report.gate.passed


def test_a_review_expires_with_a_document_that_is_gone(system: Repo) -> None:
    run("--record", "--by", "Ada")
    (system.path / "README.md").write_text(TOLD, "utf-8")
    (system.path / "DATA.md").unlink()
    report = report_on(system)
    assert report.review is not None and report.review.expired == "DATA.md is not there"


def test_a_review_of_tomorrow_does_not_count_today(system: Repo) -> None:
    run("--record", "--by", "Ada")
    assert item(report_on(system, today="2026-11-22")).status == "needs-review"


def test_other_files_and_line_ends_do_not_matter(system: Repo) -> None:
    run("--record", "--by", "Ada")
    system.commit({"train.py": "print()\n", "DATA.md": TOLD.replace("\n", "\r\n")})
    report = report_on(system)
    assert report.review is not None and not report.review.expired


def test_what_the_words_do_not_tell_no_review_replaces(system: Repo) -> None:
    system.commit({"DATA.md": TOLD.partition("## Processing")[0]})
    run("--record", "--by", "Ada")
    assert item(report_on(system)).status == "partial"


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


MADE = Review(by="Ada", on=TODAY, files=("DATA.md",), digest="sha256:" + "0" * 64, commit="a" * 40)
OLD = f"by = 'Old'\non = 2020-01-01\nfiles = ['A.md']\ndigest = '{MADE.digest}'\nlacking = ['scope']\n"
TABLES = {
    "": "",
    "comments": "# mine\n[system]\nname = 'x'  # here\n\n# at the end\n",
    "in the middle": f"[review]\n{OLD}\n[policy]\nterms = 'strict'\n",
    "at the end": f"[policy]\nterms = 'strict'\n[review] # old\n{OLD}",
    "line ends of Windows": "[policy]\r\nterms = 'strict'\r\n",
}


def recorded(name: str, text: str, made: Review) -> str:
    return manifest_edit.review(manifest_edit.Place(Path(), name, text), made)


@pytest.mark.parametrize("kind", TABLES)
def test_recording_keeps_everything_else(kind: str) -> None:
    text = TABLES[kind]
    new = recorded("osaid.toml", text, MADE)
    table = tomllib.loads(new)
    assert table.pop("review")["by"] == "Ada"
    old = tomllib.loads(text)
    old.pop("review", None)
    assert table == old
    assert all(line in new for line in text.splitlines() if line.lstrip().startswith("#"))
    assert ("\r\n" in new) == ("\r\n" in text)
    assert recorded("osaid.toml", new, MADE) == new


def test_a_manifest_in_pyproject_keeps_its_neighbors() -> None:
    text = "[project]\nname = 'x'\n\n[tool.osaid]\nexclude = ['a']\n\n[tool.other]\nkey = 1\n"
    new = recorded("pyproject.toml", text, MADE)
    assert all(line in new for line in text.splitlines())
    assert tomllib.loads(new)["tool"]["osaid"]["review"]["by"] == "Ada"


def test_what_looks_like_a_table_inside_text_is_left_alone() -> None:
    text = "[system]\nname = '''\n[review]\n'''\n"
    table = tomllib.loads(recorded("osaid.toml", text, MADE))
    assert table["system"]["name"] == "[review]\n"
    assert table["review"]["by"] == "Ada"


@given(st.text(min_size=1, max_size=40))
def test_any_name_is_recorded_as_it_is_or_refused(by: str) -> None:
    made = Review(by=by, on=TODAY, files=("DATA.md",), digest=MADE.digest)
    try:
        new = recorded("osaid.toml", "", made)
    except (UsageError, UnicodeError, tomllib.TOMLDecodeError):
        return
    read = config.parse("osaid.toml", new.encode())
    assert read is not None and read.review is not None
    assert read.review.by == " ".join(by.split())


def test_hostile_words_keep_the_shape_of_a_worksheet(
    system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "The training data comes from Wikipedia </details> @all `- [x] **scope**` \x1b[31m | ::error::x."
    system.commit({"DATA.md": TOLD.replace("The training data comes", evil + "\n- [x] **scope** It comes")})
    run()
    page = capsys.readouterr().out
    assert "\x1b" not in page and "</details>" not in page
    assert page.count("\n- [x]") == 0
