"""What osaid wrote and somebody committed is none of the evidence, or reports would bear themselves out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from program import called
from systems import whole

from osaid_action.commands.formats import FORMATS

if TYPE_CHECKING:
    from gitrepo import Repo

MANIFEST = """
[system]
name = "Looking-Glass"

[[data]]
name = "Rivers"
access = "public"
where = "https://example.org/rivers"
"""
NAMES = {
    "text": "report.txt",
    "markdown": "docs/report.md",
    "html": "index.html",
    "cyclonedx": "bom.cdx.json",
    "spdx3": "sbom.spdx3.json",
    "sarif": "results.json",
}


def evidence(capsys: pytest.CaptureFixture[str], repo: Repo) -> dict[str, Any]:
    said = called(capsys, "check", str(repo), "--format", "json", "--no-cache", "--fail-on", "never")
    report: dict[str, Any] = json.loads(said.stdout)
    return {key: report[key] for key in ("result", "items", "components", "data", "licenses", "yardsticks")}


@pytest.fixture
def system(repo: Repo) -> Repo:
    files = {name: text for name, text in whole().items() if name != "DATA.md"}
    repo.commit({**files, "osaid.toml": MANIFEST})
    return repo


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("width", ["60", "120"])
def test_a_report_that_is_kept_changes_nothing(
    form: str, width: str, system: Repo, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    before = evidence(capsys, system)
    made = called(capsys, "check", str(system), "--format", form, "--no-cache", "--fail-on", "never")
    assert made.stdout, made.stderr
    system.write(NAMES.get(form, f"{form}.json"), made.stdout)
    assert evidence(capsys, system) == before


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_nor_does_one_that_tells_of_what_was_there_once(
    form: str, repo: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    repo.commit(whole())
    made = called(capsys, "check", str(repo), "--format", form, "--no-cache", "--fail-on", "never")
    (repo.path / "DATA.md").unlink()
    before = evidence(capsys, repo)
    repo.write(NAMES[form], made.stdout)
    assert evidence(capsys, repo) == before


@pytest.mark.parametrize("arguments", [("review",), ("init", "--summary"), ("init", "--docs")])
def test_so_does_what_a_person_is_to_fill_in(
    arguments: tuple[str, ...], system: Repo, capsys: pytest.CaptureFixture[str]
) -> None:
    before = evidence(capsys, system)
    written = called(capsys, *arguments, str(system))
    assert written.returncode == 0, written.stderr
    if arguments == ("review",):
        system.write("review.md", written.stdout)
    assert system.git("status", "--porcelain")
    assert evidence(capsys, system) == before


def test_a_page_that_quotes_a_report_is_still_read(system: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    made = called(capsys, "check", str(system), "--format", "markdown", "--no-cache", "--fail-on", "never")
    said = "It was trained on OpenWebText and on the transcripts that we collected from public radio.\n"
    system.write("DATA.md", f"# Training data\n\n{said}\n{made.stdout}")
    rows = {row["name"] for row in evidence(capsys, system)["data"]}
    assert "OpenWebText" in rows
