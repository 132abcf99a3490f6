"""What is said to be the Definition's are its words."""

from __future__ import annotations

import pytest
from systems import ROOT

from osaid_action.definition import Requirement, load

TEXT = (ROOT / "tests" / "contract" / "osaid-1.0.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("item", load().items, ids=lambda item: item.id)
def test_words_of_an_item_are_quoted(item: Requirement) -> None:
    parts = [part.strip() for part in item.words.split("…") if part.strip()]
    places = [TEXT.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize("item", load().items, ids=lambda item: item.id)
def test_what_is_not_required_says_why(item: Requirement) -> None:
    assert bool(item.unasked) is not item.required
