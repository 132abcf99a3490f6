"""The list of training data in a report: its shape whatever the names, and how it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

import pytest
from gitrepo import Repo
from reports import PLACED, committed, without_manifest
from systems import DATA, whole

from osaid_action.model import Report
from osaid_action.report import json as as_json
from osaid_action.report import markdown, text
from osaid_action.schema import load

HOSTILE = "Evil|x`</details>@all\u202e ::error::\x1b[31m"
Examine = Callable[[dict[str, "str | bytes"]], Report]


@pytest.fixture
def examine(repo: Repo) -> Examine:
    """Commit some files and check them."""
    return partial(committed, repo)


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
        assert row.replace("\\|", "").count("|") == 7
        assert "</details>" not in row and "@all" not in row
    for form in (written, text.render(hostile), as_json.render(hostile)):
        assert " ::error" not in form


def test_the_report_holds_to_its_schema(hostile: Report, examine: Examine) -> None:
    from jsonschema import Draft202012Validator

    for report in (hostile, examine(without_manifest(PLACED))):
        Draft202012Validator(load("report")).validate(as_json.as_dict(report))


def test_reports_show_the_list_compactly(examine: Examine) -> None:
    report = examine(without_manifest(DATA))
    # D2 says already for which no place is named.
    written = text.render(report)
    assert "no place named for" in written
    assert "  Training data named" not in written.splitlines()
    assert "no place named for Wikipedia (DATA.md:5)" in text.render(report, verbose=True)
    assert "<summary>Training data named (2)</summary>" in markdown.render(report)
