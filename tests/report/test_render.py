"""What a repository holds never acts on a terminal, a page or a comment: it shows as itself."""

from __future__ import annotations

import json
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from osaid_action.judgment import verdict
from osaid_action.model import (
    COMPONENTS,
    Change,
    Component,
    Delta,
    Evidence,
    Gate,
    License,
    Manifest,
    Problem,
    Reference,
    Report,
    Target,
    Terms,
)
from osaid_action.report import json as as_json
from osaid_action.report import markdown, shown, text

HOSTILE = (
    "x\033[31m\n::error::pwned\r| a | b |\n<img src=x onerror=alert(1)> @everyone #1 `code` "
    "\u202egnp.exe **bold** [l](javascript:x) https://evil.example/ &lt; \udcff ``` ~~~"
)


def report(words: str) -> Report:
    """A report with the same words in every place that a repository can fill."""
    evidence = (Evidence(path=words, line=3, why=words, text=words),)
    pointer = (Reference(url=words, kind="url", revision=words, path=words, line=1),)
    terms = Terms(verdict="restricted", expression=words, sources=(words,), why=words)
    components = tuple(
        Component(id=name, here="found", evidence=evidence, references=pointer, terms=terms, not_used=words)
        for name in COMPONENTS
    )
    items, _ = verdict.judge(components, Manifest(), "working", "2026-01-01")
    rows = (
        License(
            path=words,
            line=2,
            expression=words,
            state="modified",
            clauses=(("non-commercial", 4, words),),
            differences=(("replaced", 5, words, words),),
            note=words,
        ),
    )
    change = Change(id="C2", title=words, before=words, after=words, worse=True, path=words)
    return Report(
        target=Target(name=words, commit="0" * 40, version=words),
        subject="model",
        subject_why=words,
        result="incomplete",
        policy="working",
        items=items,
        components=components,
        licenses=rows,
        gate=Gate(fail_on="terms", passed=False, reasons=(words,)),
        delta=Delta(base="1" * 40, result_before="complete", result_after="incomplete", changes=(change,)),
        limits=(words,),
        problems=(Problem(where=words, line=1, message=words),),
    )


def lines_of(words: str, render: object) -> int:
    return render(report(words)).count("\n")  # type: ignore[operator]


@given(st.text(st.characters(codec=None), max_size=60))
def test_nothing_that_acts_is_left(words: str) -> None:
    out = shown(words)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} or char in "\u2028\u2029\u202e" for char in out)


def test_text_shows_hostile_words_as_themselves() -> None:
    for quiet in (False, True):
        out = text.render(report(HOSTILE), verbose=True, quiet=quiet)
        assert "\033" not in out
        assert "\u202e" not in out
        assert not re.search(r"^\s*::error::", out, re.MULTILINE)
        out.encode("utf-8")


def test_json_shows_hostile_words_as_themselves() -> None:
    out = as_json.render(report(HOSTILE))
    json.loads(out)
    out.encode("utf-8")
    assert "\u202e" not in out


def test_markdown_keeps_its_shape_whatever_the_words() -> None:
    assert lines_of(HOSTILE, markdown.render) == lines_of("plain", markdown.render)
    out = markdown.render(report(HOSTILE))
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", out)
    outside = re.sub(r"</?(details|summary|sub)>", "", outside)
    assert "<" not in outside
    assert "@" not in outside
    assert not re.search(r"(?<!\\)\]\(", outside)
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
