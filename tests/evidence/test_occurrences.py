"""Literals are found where they stand, with the automaton and without it, and both ways find the same."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action.evidence import probes
from osaid_action.evidence.occurrences import EDGE, Literals, OneByOne, automaton
from osaid_action.evidence.signals import Scanner

TEXTS = st.text(alphabet="abAB_ .\n\u03b7(\u212a", max_size=60)
LITERALS = st.lists(
    st.text(alphabet="abAB_ .\u03b7(", min_size=1, max_size=4), min_size=1, max_size=8, unique=True
)


@settings(max_examples=300, deadline=None, database=None)
@given(TEXTS, LITERALS)
def test_both_ways_find_every_place(text: str, literals: list[str]) -> None:
    expected = {
        literal: places
        for literal in literals
        if (places := [at for at in range(len(text)) if text.startswith(literal, at)])
    }
    found = automaton(tuple(literals))
    assert found is not None, "the extra `test` has the package"
    assert found(text) == expected
    assert OneByOne(literals).starts(text) == expected


@pytest.mark.parametrize(
    ("literal", "lines"),
    [
        ("lr", {0, 1, 2, 4}),
        (f"{EDGE}lr{EDGE}", {0, 2}),
        (f"{EDGE}lr", {0, 1, 2}),
        (f"lr{EDGE}", {0, 2, 4}),
        ("nothing", set()),
    ],
)
def test_edges(literal: str, lines: set[int]) -> None:
    there = Literals([literal]).within("lr\nlrs = 1\nx_lr2\r\x0b\u2028\n\nslr")
    assert there.lines(literal) == lines
    assert there.line(1, 100) == "lrs = 1" and there.line(4, 100) == "slr" and there.line(1, 3) == "lrs"


@pytest.mark.parametrize("role", ["code", "shell", "config"])
def test_both_ways_see_the_same_signals(role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n".join(
        needle.replace(EDGE, " ") + " " + " ".join(some[0].replace(EDGE, " ") for some in beside)
        for one in probes.signals()[role]
        for _, (needle, beside) in one.looks()
    )
    seen = Scanner(probes.signals()[role]).scan(text)
    monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)
    assert seen[0] and Scanner(probes.signals()[role]).scan(text) == seen
