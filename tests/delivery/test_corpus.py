"""The corpus: facts in their form, each repository once, and numbers that are read as they were written."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import corpus

SUBJECTS, COMPONENTS = corpus.lines(corpus.SUBJECTS), corpus.lines(corpus.COMPONENTS)


def test_each_repository_is_there_once_at_a_commit() -> None:
    for rows in (SUBJECTS, COMPONENTS):
        names = [row["repo"].lower() for row in rows]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[\w.-]+/[\w.-]+", name) for name in names)
        assert all(re.fullmatch(r"[0-9a-f]{40}", row["commit"]) for row in rows)
    assert len(SUBJECTS) >= 1_000 and len(COMPONENTS) >= 400
    assert {row["repo"] for row in COMPONENTS} <= {row["repo"] for row in SUBJECTS}


def test_labels_are_of_the_kinds_that_the_rules_name() -> None:
    assert {row["label"] for row in SUBJECTS} == set(corpus.KINDS)
    for row in COMPONENTS:
        assert row["components"].keys() == corpus.ANSWERED_BY.keys(), row["repo"]
        assert {one["label"] for one in row["components"].values()} <= {"present", "partial", "absent"}


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def test_it_holds_facts_and_no_texts_of_others() -> None:
    long = [text for row in (*SUBJECTS, *COMPONENTS) for text in _texts(row) if len(text) > 400]
    assert not long


def test_everything_was_observed_and_has_answers_where_there_are_labels() -> None:
    seen = corpus.observed()
    assert seen.keys() == {row["repo"] for row in SUBJECTS}
    for row in COMPONENTS:
        assert seen[row["repo"]]["answers"].keys() == corpus.ANSWERED_BY.keys()


def test_an_owner_is_in_one_half_and_the_halves_are_alike_in_size() -> None:
    assert corpus.part("Someone/a") == corpus.part("someone/B")
    here = sum(corpus.part(row["repo"]) == "validation" for row in SUBJECTS)
    assert 0.4 < here / len(SUBJECTS) < 0.6


def test_what_was_observed_is_read_as_it_was_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(corpus, "OBSERVED", tmp_path / "observed.jsonl")
    rows: list[dict[str, Any]] = [
        {"repo": "b/b", "features": {"title:model": 1, "tree:size": 3}, "answers": {"weights-in-repo": 2}},
        {"repo": "a/a", "features": {}},
    ]
    corpus.write_observed(rows)
    assert corpus.observed() == {row["repo"]: row for row in rows}
