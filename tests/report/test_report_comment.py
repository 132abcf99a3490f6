"""The comment: its order, shape and length, and that hostile words change none of them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import HOSTILE, report
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import examined, made

from osaid_action.judgment import gate
from osaid_action.model import Change, Delta, Report
from osaid_action.report import comment

FRAME = comment.Frame(what="this pull request", date="2026-11-22", key="0" * 16)


def test_comment_says_things_in_their_order(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    change = Change(
        id="C2", title="Training code", before="met", after="unmet", worse=True, mark="worse", path="train.py"
    )
    delta = Delta(base="1" * 40, result_before="complete", result_after=seen.result, changes=(change,))
    body = comment.render(replace(seen, delta=delta), FRAME)
    order = (
        "<!-- osaid 0000000000000000 ",
        "incomplete, was complete",
        "### What this pull request changes",
        "was met by `train.py`, now missing",
        "| | Element | Items |",
        "### What to do next",
        "<details><summary>Details</summary>",
        "not a certification",
        "against `1111111111`",
        "rules ",
        "2026-11-22",
    )
    places = [body.index(words) for words in order]
    assert places == sorted(places)


def test_a_date_alone_does_not_make_another_comment_and_a_commit_does(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    later = replace(seen, target=replace(seen.target, commit="2" * 40))
    one, two = comment.render(seen, FRAME), comment.render(seen, FRAME._replace(date="2027-01-01"))
    assert one != two
    assert comment.digest(one) == comment.digest(two) != ""
    assert comment.digest(one) != comment.digest(comment.render(later, FRAME))
    other = replace(seen, result="complete")
    assert comment.digest(comment.render(other, FRAME)) != comment.digest(one)
    assert comment.digest("no mark") == ""


def test_unknown_base_is_said() -> None:
    body = comment.render(replace(report("x"), delta=None), FRAME._replace(unknown="no *network*"))
    assert "Not known: no \\*network\\*." in body


def test_comment_keeps_its_shape_whatever_the_words() -> None:
    plain, hostile = (comment.render(report(words), FRAME) for words in ("plain", HOSTILE))
    assert plain.count("\n") == hostile.count("\n")
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", hostile)
    outside = re.sub(r"</?(details|summary|sub)>|<!-- osaid \w+ \w+ -->", "", outside)
    assert "<" not in outside
    assert "@" not in outside
    own = re.sub(r"\[([A-Z][-A-Z0-9]+)\]\(https://osaid\.github\.io/osaid/rules/\1/\)", r"\1", outside)
    assert own != outside
    assert not re.search(r"(?<!\\)\]\(", own)
    assert not re.search(r"(?<!&)#\d", outside)


def grown(words: str, count: int) -> Report:
    """A report with very much of everything."""
    one = report(words)
    assert one.delta is not None
    return replace(
        one,
        licenses=one.licenses * count,
        limits=(words,) * count,
        problems=one.problems * count,
        gate=replace(one.gate, reasons=(words,) * count),
        delta=replace(one.delta, changes=one.delta.changes * count),
    )


def whole_markdown(body: str) -> bool:
    """Every fold is closed, every table row has its cells, every code span its end."""
    rows = [line for line in body.splitlines() if line.startswith("|")]
    cells = [line.replace("\\|", "").count("|") for line in rows]
    return (
        body.count("<details>") == body.count("</details>")
        and body.endswith("</sub>\n")
        and set(cells) <= {4, 5}
    )


@settings(max_examples=25)
@given(
    st.text(st.sampled_from("`|a \\\n<@#*_[]()!:/-1.&~$😀é"), max_size=400),
    st.integers(1, 800),
)
def test_comment_fits_and_is_never_cut_in_the_middle(words: str, count: int) -> None:
    body = comment.render(grown(words, count), FRAME)
    assert len(body) <= comment.COMMENT_LIMIT
    assert len(body.encode()) <= comment.COMMENT_LIMIT
    assert whole_markdown(body)


@pytest.mark.parametrize("words", ["<" * 5000, "`" * 5000, "😀" * 5000, "|" * 5000, HOSTILE * 200])
def test_longest_comment_fits(words: str) -> None:
    body = comment.render(grown(words, 5000), FRAME)
    assert len(body.encode()) <= comment.COMMENT_LIMIT
    assert whole_markdown(body)
    assert "What to do next" in body
    summary = comment.render(grown(words, 5000), FRAME, limit=comment.SUMMARY_LIMIT)
    assert len(summary.encode()) <= comment.SUMMARY_LIMIT


def test_where_no_gate_is_asked_for_none_is_said_to_fail() -> None:
    report = gate.again(made(result="undetermined", unjudged="2 of 2 files could not be read"))
    assert not report.gate.passed
    body = comment.render(report)
    assert "Nothing could be judged: 2 of 2 files could not be read." in body
    assert "The gate" not in body
    asked = gate.again(report, require=("C2",))
    assert "The gate `require C2` is **not met**: 1 reason." in comment.render(asked)
