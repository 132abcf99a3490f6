"""D2 and D3: what documents and the manifest make of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from gitrepo import Repo
from reports import PLACED, committed, item, without_manifest
from systems import DATA, whole

from osaid_action.model import Report

Examine = Callable[[dict[str, "str | bytes"]], Report]


@pytest.fixture
def examine(repo: Repo) -> Examine:
    """Commit some files and check them."""
    return partial(committed, repo)


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
    assert "acme/big (README.md:2), whose training data are owed as well" in item(report, "D2").why


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
