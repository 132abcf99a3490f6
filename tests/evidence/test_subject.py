"""What a repository is: weighed from numbers, told with its places, and flipped by no single word."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))

import corpus
from osaid_action.evidence.subject.feature import Feature, level, share
from osaid_action.evidence.subject.vocabulary import CLASSES
from osaid_action.evidence.subject.weighing import NOT, SURE, weigh
from osaid_action.evidence.subject.weights import BIAS, KINDS, WEIGHTS

#: What one word can stand in at once: the title, the first sentence, a heading, with the whole.
ZONES = (("title", "body"), ("opening", "is", "body"), ("headings", "body"))
NAMES = sorted(WEIGHTS)
AT = {name: number for number, name in enumerate(NAMES)}


@pytest.fixture(scope="module")
def values() -> np.ndarray:
    """The features of every repository of the corpus, rows by the names of the weights."""
    rows = corpus.observed().values()
    table = np.zeros((len(rows), len(NAMES)), int)
    for number, row in enumerate(rows):
        for name, value in row["features"].items():
            if name in AT:
                table[number, AT[name]] = value
    return table


def _release(sums: np.ndarray) -> np.ndarray:
    grown = np.exp((sums - sums.max(axis=1, keepdims=True)) / 100)
    return np.asarray(100 * grown[:, 0] / grown.sum(axis=1))


def _toggled(values: np.ndarray, names: list[str]) -> np.ndarray:
    """Some features taken away where one is there, and all set where none is."""
    at = [AT[name] for name in names if name in AT]
    table = values.copy()
    table[:, at] = np.where(values[:, at].any(axis=1, keepdims=True), 0, 1)
    return table


@pytest.mark.parametrize(
    "names",
    [*([name] for name in NAMES), *([f"{zone}:{one}" for zone in some] for one in CLASSES for some in ZONES)],
    ids="+".join,
)
def test_no_feature_and_no_single_word_flips_a_sure_decision(values: np.ndarray, names: list[str]) -> None:
    weights = np.array([WEIGHTS[name] for name in NAMES])
    before = _release(values @ weights + np.array(BIAS))
    after = _release(_toggled(values, names) @ weights + np.array(BIAS))
    lost, made = (before >= SURE) & (after < NOT), (before < NOT) & (after >= SURE)
    assert (lost.sum(), made.sum()) == (0, 0)


def test_shares_are_of_all_kinds_and_the_likeliest_comes_first() -> None:
    seen = weigh({})
    assert {kind for kind, _ in seen.shares} == set(KINDS)
    assert [part for _, part in seen.shares] == sorted((part for _, part in seen.shares), reverse=True)
    assert abs(sum(part for _, part in seen.shares) - 100) <= len(KINDS)
    assert seen.kind == seen.shares[0][0]


def test_what_says_one_thing_is_one_cue_at_its_most_telling_place() -> None:
    said = {
        "opening:dataset": Feature(1, "early", "README.md", 3),
        "title:dataset": Feature(1, "in its title", "README.md", 1),
    }
    cues = [*weigh(said).speaks_for, *weigh(said).against]
    assert len(cues) == 1 and cues[0].path == "README.md"


@pytest.mark.parametrize(
    ("count", "said"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (15, 4), (16, 5), (999, 5)]
)
def test_levels_double(count: int, said: int) -> None:
    assert level(count) == said


@pytest.mark.parametrize(
    ("part", "said"), [(0, 0), (4, 0), (5, 1), (19, 1), (20, 2), (49, 2), (50, 3), (100, 3)]
)
def test_shares_of_a_hundred(part: int, said: int) -> None:
    assert share(part, 100) == said
    assert share(part, 0) == 0
