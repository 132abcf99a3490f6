"""The report as Markdown keeps its shape whatever a repository holds."""

from __future__ import annotations

import re

from hostile import HOSTILE, report
from hypothesis import given
from hypothesis import strategies as st

from osaid_action.report import markdown


def lines_of(words: str, render: object) -> int:
    return render(report(words)).count("\n")  # type: ignore[operator]


def test_markdown_keeps_its_shape_whatever_the_words() -> None:
    assert lines_of(HOSTILE, markdown.render) == lines_of("plain", markdown.render)
    out = markdown.render(report(HOSTILE))
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", out)
    outside = re.sub(r"</?(details|summary|sub)>", "", outside)
    assert "<" not in outside
    assert "@" not in outside
    own = re.sub(r"\[([A-Z][-A-Z0-9]+)\]\(https://osaid\.github\.io/osaid/rules/\1/\)", r"\1", outside)
    assert own != outside
    assert not re.search(r"(?<!\\)\]\(", own)
    assert "https://evil" not in outside
    assert "**bold**" not in outside


@given(st.text(st.sampled_from("`|a \\\n<@#*_[]()!:/-1.&~$"), max_size=30))
def test_markdown_tables_keep_their_cells(words: str) -> None:
    for line in markdown.render(report(words)).splitlines():
        if line.startswith("| ") and not line.startswith("| |"):
            without_escapes = line.replace("\\|", "")
            assert without_escapes.count("|") == 5


@given(st.text(st.sampled_from("`a |"), max_size=12))
def test_a_code_span_cannot_be_ended_from_inside(words: str) -> None:
    span = markdown.code(words)
    ticks = re.match(r"`+", span)
    assert ticks
    assert f"{ticks[0]}" not in re.split(r"[^`]+", span[len(ticks[0]) : -len(ticks[0])])
