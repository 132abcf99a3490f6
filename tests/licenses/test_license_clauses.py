"""No license with a clause put in is clean, whatever the language, place or disguise; heads change nothing.

A failure names a seed and a number: `tampering.case(spdx, seed, number)` makes its text again, and
`tampering.ordinary` that of an ordinary one.
"""

from __future__ import annotations

import datetime
import os
import random
import time

import pytest
from clauses import LANGUAGES, PLACES, clause, count
from disguises import DISGUISES
from heads import FORMS, formed, heads
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import pace
from tampering import COMMON, base, case, ordinary

from osaid_action.licenses import Identification, identify

STATES = {"clean", "extra-text", "additional-terms", "modified", "unknown", "named"}
SEED = "1"
PART = 100
ENOUGH = 0.98
#: Share of the cases that may be missed: of those looked at, and of any (near words, mostly: "parsons").
MOST, MOST_OF_ANY = 0.01, 0.02
#: Seconds of one core; what is read here has 60,000 characters at most.
BOUND = 5


def _this_week() -> str:
    year, week, _ = datetime.datetime.now(datetime.timezone.utc).date().isocalendar()
    return os.environ.get("OSAID_SEED") or f"{year}-{week:02}"


def _is_granted(found: Identification) -> bool:
    """Whether a text is called a license, whole and free."""
    return found.state == "clean" and found.verdict in {"osi-approved", "open"}


def _clean(spdx: dict[str, str], seed: str, numbers: range) -> list[str]:
    """The tampered texts that are read as the clean license."""
    cases = (case(spdx, seed, number) for number in numbers)
    return [str(one) for one in cases if _is_granted(identify(one.text))]


def _accused(spdx: dict[str, str], seed: str, numbers: range) -> list[str]:
    """The ordinary texts that are not, with the state that is said instead."""
    cases = (ordinary(spdx, seed, number) for number in numbers)
    states = ((one, identify(one.text).state) for one in cases)
    return [f"{state}: {one}" for one, state in states if state != "clean"]


@pytest.mark.parametrize("start", range(0, 600, PART))
def test_no_clause_is_clean(spdx, start):
    found = _clean(spdx, SEED, range(start, start + PART))
    assert len(found) <= MOST * PART, f"{len(found)} of {PART} are clean:\n" + "\n".join(found)


def test_ordinary_heads_are_clean(spdx):
    found = _accused(spdx, SEED, range(200))
    assert len(found) <= (1 - ENOUGH) * 200, f"{len(found)} of 200 are not clean:\n" + "\n".join(found)


@pytest.mark.weekly
@pytest.mark.parametrize("start", range(0, 4_000, 500))
def test_no_clause_of_this_week_is_clean(spdx, start):
    found = _clean(spdx, _this_week(), range(start, start + 500))
    assert len(found) <= MOST_OF_ANY * 500, f"{len(found)} of 500 are clean:\n" + "\n".join(found)


@pytest.mark.weekly
def test_ordinary_heads_of_this_week_are_clean(spdx):
    found = _accused(spdx, _this_week(), range(1_000))
    assert len(found) <= (1 - ENOUGH) * 1_000, f"{len(found)} of 1000 are not clean:\n" + "\n".join(found)


@pytest.mark.parametrize("identifier", COMMON)
def test_what_clauses_are_put_in_is_clean(spdx, identifier):
    """No case is won by a base that is not clean anyway."""
    for number in range(6):
        text = base(identifier, spdx[identifier], random.Random(number))
        assert identify(text).state == "clean", text[:200]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_grammar_makes_many_clauses(language):
    assert count(language) >= (1_000 if language == "English" else 30)
    rng = random.Random(language)
    made = {clause(rng, language) for _ in range(200)}
    assert len(made) >= 30
    assert all("{" not in one.text and one.text.strip() == one.text for one in made)


def test_a_case_is_made_again(spdx):
    assert case(spdx, "a", 7) == case(spdx, "a", 7) != case(spdx, "b", 7)
    assert ordinary(spdx, "a", 7) == ordinary(spdx, "a", 7) != ordinary(spdx, "b", 7)
    cases = [case(spdx, "a", number) for number in range(1_500)]
    assert {one.place for one in cases} == {*PLACES, "own words"}
    assert {one.disguise for one in cases} >= {*DISGUISES}
    assert {one.language for one in cases} >= {*LANGUAGES}


PIECES = st.one_of(
    st.text(max_size=80),
    st.integers(0, 10_000).map(lambda seed: clause(random.Random(seed)).text),
    st.integers(0, 10_000).map(lambda seed: heads(random.Random(seed))),
    st.tuples(st.sampled_from(COMMON), st.integers(0, 30_000), st.integers(1, 3_000)),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PIECES, max_size=8),
    st.sampled_from(["\n\n", "\n", " ", "", "\n> ", ". ", "\x0c", " ~~ ", "<!--", "`"]),
    st.sampled_from(sorted(DISGUISES)),
    st.sampled_from(sorted(FORMS)),
)
def test_any_mix_is_read(spdx, pieces, gap, disguise, form):
    """Whatever is mixed: no error, a state that there is, lines that there are, and a bounded time."""
    rng = random.Random(0)
    parts = [
        spdx[piece[0]][piece[1] : piece[1] + piece[2]] if isinstance(piece, tuple) else piece
        for piece in pieces
    ]
    text = formed(gap.join(DISGUISES[disguise](part, rng) for part in parts) + "\n", form, rng)
    started = time.process_time()
    found = identify(text)
    assert time.process_time() - started < BOUND * pace()
    assert found.state in STATES
    lines = len(text.splitlines()) + 1
    assert 1 <= found.line <= lines
    assert all(1 <= one.line <= lines for one in (*found.differences, *found.clauses))
