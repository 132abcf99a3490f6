"""Signals: what is derived from their patterns loses nothing of what they match."""

from __future__ import annotations

import re
from itertools import chain

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from osaid_action.evidence import probes
from osaid_action.evidence.literals import looks
from osaid_action.evidence.signals import COMMENTS, MAX_LINE, Scanner, Signal, signal

ALL = tuple({one.name: one for one in chain(*probes.signals().values())}.values())
EACH = tuple((one, sources) for one in ALL for sources in one.sources)


def seen(text: str, *some: Signal) -> set[str]:
    return set(Scanner(some).scan(text)[0])


def test_every_pattern_has_a_literal() -> None:
    bare = [sources[0] for _, sources in EACH if not all(look[0] for look in looks(*sources))]
    assert len(EACH) > 200
    assert not bare


@settings(max_examples=400, deadline=None, database=None, suppress_health_check=[HealthCheck.filter_too_much])
@given(st.data())
def test_a_line_that_a_pattern_matches_is_found(data: st.DataObject) -> None:
    one, sources = data.draw(st.sampled_from(EACH))
    found = data.draw(st.from_regex(re.compile(sources[0]), alphabet=st.characters(codec="ascii")))
    around = data.draw(st.sampled_from(["", "x = ", "    ", "if a: "]))
    line = f"{around}{found}"
    assume(not {"\n", "\r"} & set(line) and len(line) <= MAX_LINE)
    assume(not line.lstrip().startswith(COMMENTS))
    names = set(one.names(line))
    assert names <= seen(f"first line\n{line}\nlast", one)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        (r"def train|\blr\b", "def train()", True),
        (r"def train|\blr\b", "training", False),
        (r"def train|\blr\b", "def f\ntrain", False),
        (r"\blr\b", "lr = 1", True),
        (r"\w_lr\b", "base_lr = 1", True),
        (r"(?i:LOSS)\(x", "Loss(x", True),
        (r"[oO]ptimizer\.step", "Optimizer.step()", True),
        (r"(?<!no)loss\(", "noloss(x)", False),
        (r"loss\((?=x)", "loss(x)", True),
    ],
)
def test_lines_are_found_by_their_literals(pattern: str, text: str, found: bool) -> None:
    assert seen(text, signal("it", pattern)) == ({"it"} if found else set())


def test_words_in_quotes_count_where_the_signal_says_so() -> None:
    said = signal("it", r"optimizer\.step\(")
    runs = said._replace(quoted=False)
    assert seen('print("optimizer.step(")', said) == {"it"}
    assert not seen('print("optimizer.step(")', runs)
