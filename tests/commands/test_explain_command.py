"""`osaid explain`: everything that a report names."""

from __future__ import annotations

import pytest
from program import run

from osaid_action.judgment import explain


@pytest.mark.parametrize("name", explain.known())
def test_everything_known_can_be_explained(name: str) -> None:
    text = explain.explain(name)
    assert text
    assert name in text


def test_explain_says_all_it_should() -> None:
    text = " ".join(run("explain", "C2").stdout.split())
    for words in (
        "code used for training including arguments",
        "What is looked for",
        "cannot be judged",
        "How to fix",
        "[components.",
    ):
        assert words in text


def test_explain_alone_lists_everything() -> None:
    listed = run("explain").stdout
    assert all(name in listed for name in explain.known())
    assert max(map(len, listed.splitlines())) <= 80


def test_letters_of_either_case_will_do() -> None:
    assert run("explain", "c2").stdout == run("explain", "C2").stdout
    assert run("explain", "Weights").stdout == run("explain", "weights").stdout
