"""No line in which a pattern matches is passed over, and every pattern has a literal to look for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from osaid_action.evidence import probes
from osaid_action.evidence.literals import looks
from osaid_action.evidence.occurrences import EDGE, Look
from osaid_action.evidence.signals import Scanner, Signal

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Watched:
    """A pattern that takes down that it was tried."""

    def __init__(self, pattern: re.Pattern[str], tried: list[str]) -> None:
        self._pattern, self._tried = pattern, tried

    def search(self, line: str) -> re.Match[str] | None:
        self._tried.append(self._pattern.pattern)
        return self._pattern.search(line)

    def finditer(self, line: str) -> Iterator[re.Match[str]]:
        self._tried.append(self._pattern.pattern)
        return self._pattern.finditer(line)


def _every() -> Iterator[tuple[Signal, tuple[str, ...]]]:
    seen = set()
    for some in probes.signals().values():
        for one in some:
            for sources in one.sources:
                if sources not in seen:
                    seen.add(sources)
                    yield one, sources


EVERY = list(_every())


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"\.backward\(", {".backward("}),
        (r"(?:manual_)?backward\(", {"backward("}),
        (r"[oO]ptim\w{0,9}\.step\(", {"Optim", "optim"}),
        (r"(?:Dataset|Indexed)\w{0,30}Builder", {"Builder"}),
        (r"\w{0,9}(?:alpha|beta)(?:_\w)?", {"alpha", "beta"}),
        (r"(?i:create) (?:table|TABLE)", {" table", " TABLE"}),
        (r"(?<!json)\.load\(", {".load("}),
        (r"(?=loss)", set()),
        (r"(?i)loss", set()),
        (r"loss|.", set()),
        (r"(?:loss)?", set()),
        (r"\d?ab{3}", {"a"}),
        (r"\w?b{3}", {"b"}),
    ],
)
def test_needles(pattern: str, expected: set[str]) -> None:
    assert {look.needle.replace(EDGE, "") for look in looks(pattern)} == expected


def test_a_word_that_stands_alone_is_told_apart() -> None:
    assert looks(r"\blr\b\s{0,9}=") == (Look(f"{EDGE}lr{EDGE}", ()),)
    assert looks(r"(?<![a-zA-Z])lr(?![a-zA-Z])") == (Look(f"{EDGE}lr{EDGE}", ()),)
    assert looks(r"(?<![a-z])lr\b") == (Look("lr", ()),)
    assert looks(r"\bdef train\w{0,9}\(") == (Look(f"{EDGE}def train", ()),)


def test_what_else_a_line_must_hold() -> None:
    assert looks(r"private \w{1,60}(?:Transformer|Attention)") == (
        Look("Transformer", (("private ",),)),
        Look("Attention", (("private ",),)),
    )
    assert looks(r"class \w{1,60}Net\(") == (Look("Net(", ()),), "what stands in every file is not looked for"
    assert looks(r"split.{0,9}split\w") == (Look("split", ()),), "the needle says it already"


@pytest.mark.parametrize("one", EVERY, ids=lambda case: f"{case[0].name}: {case[1][0]}")
def test_every_pattern_has_a_telling_literal(one: tuple[Signal, tuple[str, ...]]) -> None:
    found = looks(*one[1])
    assert found and all(len(look.needle) > 1 or not look.needle.isascii() for look in found)


@settings(max_examples=5, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
@pytest.mark.parametrize("at", range(len(EVERY)), ids=lambda at: f"{EVERY[at][0].name}: {EVERY[at][1][0]}")
def test_a_line_that_matches_is_looked_at(at: int, data: st.DataObject) -> None:
    one, sources = EVERY[at]
    pattern = sources[0]
    if one.kinds is not None:
        # The group is what a kind of the family says.
        word = data.draw(st.from_regex(sources[1], fullmatch=True))
        pattern = re.sub(
            r"(?<!\\)\((?!\?)(?:\[[^\]]*\]|[^()\[])*\)", lambda _: re.escape(word), pattern, count=1
        )
    text = data.draw(st.from_regex(pattern)).partition("\n")[0]
    number = one.sources.index(sources)
    if not one.names([number], text):
        return
    tried: list[str] = []
    # By itself: where another pattern of the signal matches first, this one need not be tried.
    alone = one._replace(patterns=(_Watched(one.patterns[number], tried),), sources=(sources,))  # type: ignore[arg-type]
    Scanner([alone]).scan(text, ())
    assert tried
