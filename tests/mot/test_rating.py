"""The tool's own test files, each named after what is to come out of it; see files/LICENSE.

From https://github.com/lfai/model_openness_tool at 8b5d30e, with its schema.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaid_action.mot import document, rating
from osaid_action.mot.document import Listed, Release
from osaid_action.mot.parts import PARTS
from osaid_action.yardsticks import load

FILES = sorted((Path(__file__).parent / "files").glob("*.yml"))
_NAME = re.compile(r"_C1_(\d+)%-C2_(\d+)%-C3_(\d+)%_(\d+)C_(\d+)G_(\d+)L_(\d+)V_(\d+)I_")


def rated(path: Path) -> rating.Rating:
    """How a file comes out."""
    return rating.rate(document.read(path.read_bytes(), path.name))


def test_there_are_all_of_them() -> None:
    assert len(FILES) == 27


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:60])
def test_a_file_comes_out_as_its_name_says(path: Path) -> None:
    found = _NAME.search(path.name)
    assert found
    one, two, three, listed, scopes, own, valid, invalid = map(int, found.groups())
    release, result = document.read(path.read_bytes(), path.name), rated(path)
    progress = [round(part) for _, part in result.progress]
    # As the tool's own test has it: a class counts for nothing below which another is not reached.
    two = two if progress[0] == 100 else 0
    one = one if progress[1] == 100 else 0
    assert progress == [three, two, one]
    assert len(release.components) == listed
    assert len(release.licenses) == scopes
    assert sum(row.license is not None and row.license != "" for row in release.components) == own
    assert sum(row.tool for row in result.rows) == valid
    assert sum(bool(row.license) and not row.tool for row in result.rows) == invalid
    reached = [label for label, part in result.progress if part == 100]
    assert result.label == (reached[-1] if reached else None)


OPEN = st.sampled_from(sorted(load("mof").licenses))
LICENSES = st.none() | st.just("") | OPEN | st.sampled_from(["apache-2.0", "MIT OR Apache-2.0", "Gemma"])
RELEASES = st.builds(
    Release,
    st.just({"name": "Tiny", "producer": "Labs"}),
    st.dictionaries(st.sampled_from(document.SCOPES), st.tuples(OPEN | st.just(""), st.just(""))),
    st.lists(st.builds(Listed, st.sampled_from(PARTS), LICENSES), unique_by=lambda one: one.part).map(tuple),
)


def rank(result: rating.Rating) -> int:
    """How good a class is."""
    labels = [None, *reversed(load("mof").labels)]
    return labels.index(result.label)


@given(RELEASES, st.sampled_from(PARTS), OPEN)
def test_an_open_component_more_lowers_no_class(release: Release, part: object, license_id: str) -> None:
    others = tuple(one for one in release.components if one.part != part)
    more = release._replace(components=(*others, Listed(part, license_id)))  # type: ignore[arg-type]
    before, after = rating.rate(release), rating.rate(more)
    assert rank(after) >= rank(before)
    assert [row.tool for row in after.rows][-1]


@given(RELEASES)
def test_a_class_is_reached_where_its_progress_is_full(release: Release) -> None:
    result = rating.rate(release)
    reached = [label for label, part in result.progress if part == 100]
    assert result.label == (reached[-1] if reached else None)
    assert all(0 <= part <= 100 for _, part in result.progress)


def listing(**licenses: str) -> Release:
    """All components that the first class asks for, under MIT, but for some by name with _ for a space."""
    rows = [
        Listed(part, licenses.get(part.name.replace(" ", "_"), "MIT"))
        for part in PARTS
        if licenses.get(part.name.replace(" ", "_"), "MIT") != "-"
    ]
    return Release({"name": "Tiny"}, {}, tuple(rows))


@pytest.mark.parametrize(
    ("changed", "label"),
    [
        ({}, "class-1"),
        # A paper may stand for the report, and a report for no paper.
        ({"Technical_report": "-"}, "class-1"),
        ({"Technical_report": ""}, "class-1"),
        ({"Research_paper": "-"}, "class-2"),
        ({"Technical_report": "-", "Research_paper": "-"}, None),
        ({"Technical_report": "-", "Research_paper": "Gemma"}, None),
        # What is no single id as SPDX spells it is not known.
        ({"Datasets": "apache-2.0"}, "class-2"),
        ({"Datasets": "MIT OR Apache-2.0"}, "class-2"),
        # Other lists than ours.
        ({"Datasets": "PDDL-1.0"}, "class-2"),
        ({"Datasets": "ODC-PDDL-1.0"}, "class-1"),
        ({"Datasets": "OpenMDW-1.0"}, "class-1"),
        # Nobody asks for these.
        ({"Sample_model_outputs": "-", "Model_metadata": "-"}, "class-1"),
        ({"Supporting_libraries_and_tools": "-"}, "class-1"),
        ({"Model_architecture": "-"}, None),
    ],
)
def test_a_class(changed: dict[str, str], label: str | None) -> None:
    result = rating.rate(listing(**changed))
    assert (result.label.id if result.label else None) == label


def test_both_lists_are_told_where_they_differ() -> None:
    result = rating.rate(listing(Datasets="PDDL-1.0"))
    assert result.label and result.label.id == "class-2"
    assert result.ours and result.ours.id == "class-1"


def test_a_license_is_inherited_and_none_is_not() -> None:
    yaml = b"""
release:
  name: Tiny
  license:
    distribution: {name: MIT, path: }
    data: {name: CC0-1.0}
  components:
  - name: Training code
  - name: Datasets
  - {name: Evaluation data, license: unlicensed}
  - {name: Model card, license: ''}
  - {name: Data card, license: CC-BY-4.0}
"""
    found = [(row.listed.part.name, row.license) for row in rating.rate(document.read(yaml, "x")).rows]
    assert found == [
        ("Training code", "MIT"),
        ("Datasets", "CC0-1.0"),
        ("Evaluation data", ""),
        ("Model card", ""),
        ("Data card", "CC-BY-4.0"),
    ]
