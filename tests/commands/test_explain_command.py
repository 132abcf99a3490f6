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
    text = run("explain", "C2").stdout
    for words in (
        "Code used for training",
        "What is looked for",
        "cannot be judged",
        "How to fix",
        "[components.",
    ):
        assert words in text
