"""D1, D2 and D3: what documents, the manifest and a review make of them, and what the reports show."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from gitrepo import Repo
from systems import DATA, whole

from osaid_action.flow import examine as check
from osaid_action.model import Item, Report
from osaid_action.report import json as as_json
from osaid_action.report import markdown, text
from osaid_action.repository.target import open_tree
from osaid_action.schema import load

Examine = Callable[..., Report]
PLACED = DATA.replace(
    "and from Wikipedia.",
    "which anybody may download.\n\n"
    "We also trained on the Acme corpus, https://acme.org, available on request.",
)


@pytest.fixture
def examine(repo: Repo) -> Examine:
    """Commit some files and check them."""

    def run(files: dict[str, str | bytes], **options: str) -> Report:
        repo.commit(files)
        with open_tree(str(repo.path)) as tree:
            return check.examine(tree, today="2026-11-23", **options)

    return run


def item(report: Report, name: str) -> Item:
    return next(item for item in report.items if item.id == name)


def without_manifest(data: str) -> dict[str, str | bytes]:
    files = whole()
    del files["osaid.toml"]
    return {**files, "DATA.md": data}


def test_places_and_ways_for_every_dataset_named_meet_both_listings(examine: Examine) -> None:
    report = examine(without_manifest(PLACED))
    assert [(row.name, row.access) for row in report.data] == [
        ("Gutenberg", "direct-download"),
        ("Acme", "on-request"),
    ]
    assert (item(report, "D2").status, item(report, "D3").status) == ("met", "met")
    assert "Gutenberg (direct-download)" in item(report, "D2").why
    assert "Acme (on-request)" in item(report, "D3").why


def test_one_without_a_place_is_named_and_left_to_a_person(examine: Examine) -> None:
    report = examine(without_manifest(DATA))
    assert item(report, "D2").status == "needs-review"
    assert "no place named for: Wikipedia" in item(report, "D2").why
    assert item(report, "D3").status == "unknown"


def test_the_data_of_a_base_model_are_owed_too(examine: Examine) -> None:
    files = without_manifest(PLACED)
    files["README.md"] = "---\nbase_model: acme/big\n---\n" + str(files["README.md"])
    report = examine(files)
    assert item(report, "D2").status == "needs-review"
    assert "acme/big, whose training data are owed too" in item(report, "D2").why


def test_words_that_there_are_none_meet_a_listing(examine: Examine) -> None:
    report = examine(without_manifest(DATA + "\nNo training data were obtained from third parties.\n"))
    assert item(report, "D3").status == "met"
    assert "says that there are none" in item(report, "D3").why
    assert item(report, "D3").evidence[0].path == "DATA.md"


def test_words_that_there_are_none_do_not_outweigh_one_that_is_named(examine: Examine) -> None:
    said = PLACED + "\nNo training data were obtained from third parties.\n"
    assert "Acme" in item(examine(without_manifest(said)), "D3").why


def test_a_listed_dataset_that_a_document_calls_gated_is_for_a_person(examine: Examine) -> None:
    files = whole()
    files["osaid.toml"] = '[[data]]\nname = "Acme"\naccess = "open"\nwhere = "https://acme.org"\n'
    files["DATA.md"] = PLACED
    report = examine(files)
    assert item(report, "D2").status == "needs-review"
    assert "says open, DATA.md:7 says on-request" in item(report, "D2").why


def test_a_dataset_with_a_place_that_the_manifest_leaves_out_is_named(examine: Examine) -> None:
    files = {**whole(), "DATA.md": PLACED}
    report = examine(files)
    assert item(report, "D2").status == "needs-review"
    assert "does not list what documents name: Acme (DATA.md:7)" in item(report, "D2").why


def test_a_bare_name_that_the_manifest_leaves_out_is_said_and_costs_nothing(examine: Examine) -> None:
    report = examine(whole())
    assert item(report, "D2").status == "met"
    assert "not there, though documents name them: Wikipedia (DATA.md:5)" in item(report, "D2").why


HOSTILE = "Evil|x`</details>@all\u202e ::error::\x1b[31m"


@pytest.fixture
def hostile(examine: Examine) -> Report:
    files = whole()
    files["DATA.md"] = (
        DATA + f"\n## Training data\n\n| Dataset | Tokens |\n|---|---|\n| {HOSTILE[:4]} | 3B |\n"
    )
    name = json.dumps(HOSTILE.replace("\u202e", "").replace("\x1b", ""))
    files["osaid.toml"] = (
        f'[[data]]\nname = {name}\naccess = "open"\nwhere = ["https://a.example/|`x", "b"]\n'
    )
    return examine(files)


def test_hostile_names_keep_the_shape_of_a_report(hostile: Report) -> None:
    written = markdown.render(hostile)
    rows = [line for line in written.splitlines() if line.startswith("| Evil")]
    assert rows
    for row in rows:
        assert row.replace("\\|", "").count("|") == 6
        assert "</details>" not in row and "@all" not in row
    for form in (written, text.render(hostile), as_json.render(hostile)):
        assert " ::error" not in form


def test_the_report_holds_to_its_schema(hostile: Report, examine: Examine) -> None:
    from jsonschema import Draft202012Validator

    for report in (hostile, examine(without_manifest(PLACED))):
        Draft202012Validator(load("report")).validate(as_json.as_dict(report))


def test_reports_show_the_list_compactly(examine: Examine) -> None:
    report = examine(without_manifest(DATA))
    lines = text.render(report).splitlines()
    assert "  Training data named" in lines
    assert any("no place named for Wikipedia (DATA.md:5)" in line for line in lines)
    assert "<summary>Training data named (2)</summary>" in markdown.render(report)
