"""A review is recorded in the manifest, and nothing else in it changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reports import TODAY

from osaid_action.errors import UsageError
from osaid_action.manifest import edit as manifest_edit
from osaid_action.manifest import read as config
from osaid_action.model import Review

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

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
