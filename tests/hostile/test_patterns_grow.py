"""The time of no pattern of the package grows faster than a text that is made from the pattern itself."""

from __future__ import annotations

import re

import pytest
from pumps import STEEP, Expression, expressions, growth, pumps

#: So many parts can run at once.
PARTS = 24
EVERY = sorted(expressions(), key=repr)


@pytest.mark.parametrize("part", range(PARTS))
def test_time_grows_with_the_text(part: int) -> None:
    slow = []
    for one in EVERY[part::PARTS]:
        for pump in sorted(pumps(one.source, one.flags)):
            # A second look: what is only noise does not come twice.
            if growth(one, pump) > STEEP and growth(one, pump) > STEEP:
                slow.append((one.source, pump))
                break
    assert not slow


def test_all_patterns_are_looked_at() -> None:
    assert len(EVERY) > 450
    assert sum(len(pumps(one.source, one.flags)) for one in EVERY) > 20_000


@pytest.mark.parametrize(
    "source",
    [
        r"(?:[^/]*a){9}b",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"!\[[^\]]*licen[cs]e[^\]]*\]",
        r"\[([^\]]*)\]\([^)]*\)",
        r"(a+)+$",
        r"(?:a|aa)+$",
        r"\s+$",
        r".*x",
        r"<h([1-6])[^>]*>(.*?)</h\1>",
    ],
)
def test_the_bait_bites(source: str) -> None:
    re.compile(source)
    assert max(growth(Expression(source, 0), pump) for pump in pumps(source, 0)) > STEEP


@pytest.mark.parametrize(
    "source", [r"(?<!\s)\s+$", r"\w{1,64}@", r"\[([^\[\]]*)\]", r"x.{0,200}y", r"(?:ab)+"]
)
def test_what_is_linear_passes(source: str) -> None:
    assert max(growth(Expression(source, 0), pump) for pump in pumps(source, 0)) <= STEEP
