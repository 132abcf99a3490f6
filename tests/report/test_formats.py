"""What other programs read, and the comment: shape, length and hostile words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from systems import whole
from test_render import HOSTILE, report

from osaid_action.commands import cli
from osaid_action.flow import examine as check
from osaid_action.model import Change, Delta, Problem, Report
from osaid_action.report import codequality, commands, comment, problems, sarif
from osaid_action.repository.target import open_tree

SARIF_SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "contract" / "sarif-schema-2.1.0.json").read_text("utf-8")
)


def examined(tmp_path: Path, without: str = "train.py") -> Report:
    for name, text in whole().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (tmp_path / without).unlink()
    with open_tree(str(tmp_path)) as tree:
        return check.examine(tree, today="2026-01-01")


# ------------------------------------------------------------------ problems, and what is made from them


def test_every_format_tells_the_same_problems(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    rows = problems.rows(seen)
    assert "C2" in {row.rule for row in rows}
    results = json.loads(sarif.render(seen))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [row.rule for row in rows]
    issues = json.loads(codequality.render(seen))
    assert [issue["check_name"] for issue in issues] == [f"osaid/{row.rule}" for row in rows]
    assert commands.render(seen).count("::") == 2 * len(rows)


def test_every_problem_has_a_rule() -> None:
    known = {rule.id for rule in problems.rules()}
    assert {row.rule for row in problems.rows(report("x"))} <= known
    assert all(rule.title and rule.text and rule.fix for rule in problems.rules())


def test_fingerprints_stay_when_lines_and_words_move(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    moved = replace(
        seen, items=tuple(replace(i, why=f"{i.why}!", evidence=i.evidence[1:]) for i in seen.items)
    )
    prints = [row.fingerprint for row in problems.rows(seen)]
    assert prints == [row.fingerprint for row in problems.rows(moved)]
    assert len(set(prints)) == len(prints)
    assert not set(prints) & {row.fingerprint for row in problems.rows(seen, "other")}


def test_paths_are_those_of_the_repository(tmp_path: Path) -> None:
    rows = problems.rows(report("name"), "models/one")
    declared = {"models/one/osaid.toml"}  # for items of which nothing was seen
    assert {row.path for row in rows} - declared == {"models/one/name"}
    for outside in ("../LICENSE", "/etc/passwd", "..", "a/../../x"):
        assert {row.path for row in problems.rows(report(outside))} - {"osaid.toml"} == {""}
    assert {row.path for row in problems.rows(report("../LICENSE"), "a")} - {"a/osaid.toml"} == {"LICENSE"}


def test_nothing_is_wrong_with_what_is_no_system() -> None:
    assert problems.rows(replace(report("x"), result="not-applicable", delta=None)) == []


@pytest.mark.parametrize("words", ["plain", HOSTILE, "", "a" * 5000, "[a](1) {0} %41 \\ \U0001f600"])
def test_sarif_holds_to_its_schema(words: str) -> None:
    log = json.loads(sarif.render(report(words), "a folder"))
    Draft7Validator(SARIF_SCHEMA).validate(log)
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert "](" not in result["message"]["text"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w./~%-]+", uri, re.ASCII), uri


def test_code_quality_has_what_gitlab_asks_for() -> None:
    issues = json.loads(codequality.render(report(HOSTILE), "sub"))
    assert issues
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@pytest.mark.parametrize("form", ["sarif", "codequality"])
def test_command_line_writes_them(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    examined(tmp_path / "models")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "models", f"--output={form}:out.json", "--quiet"]) == cli.NOT_MET
    text = (tmp_path / "out.json").read_text("utf-8")
    assert '"models/osaid.toml"' in text
    assert json.loads(text)


def many(count: int) -> Report:
    one = report("x")
    wrong = tuple(Problem(where="osaid.toml", line=n, message=f"wrong {n}") for n in range(1, count + 1))
    return replace(one, problems=wrong, gate=replace(one.gate, reasons=tuple(p.message for p in wrong)))


def test_at_most_ten_annotations_of_a_kind_and_the_rest_counted() -> None:
    lines = commands.render(many(40)).splitlines()
    kinds = [line[2:].partition(" ")[0] for line in lines]
    assert all(kinds.count(kind) <= commands.MOST for kind in commands.KINDS)
    errors = [line for line in lines if line.startswith("::error ")]
    assert len(errors) == 10
    assert errors[-1] == "::error title=osaid::and 31 more: see the job summary"


def test_annotations_are_one_command_a_line_whatever_the_words() -> None:
    plain, hostile = (commands.render(report(words)).splitlines() for words in ("plain", HOSTILE))
    assert len(plain) == len(hostile)
    for line in hostile:
        assert re.match(r"::(error|warning|notice) (file=[^,:]*,line=\d+,)?title=[^,:]*::", line)
        assert not re.search(r"::(?:error|warning|set-output)", line[2:])
        assert not re.search(r"[\x00-\x1f\u202e]", line)


# ------------------------------------------------------------------ the comment

FRAME = comment.Frame(what="this pull request", date="2026-11-22", key="0" * 16)


def test_comment_says_things_in_their_order(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    change = Change(id="C2", title="Training code", before="met", after="unmet", worse=True, path="train.py")
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


def test_commit_and_date_alone_do_not_make_another_comment(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    later = replace(seen, target=replace(seen.target, commit="2" * 40))
    one, two = comment.render(seen, FRAME), comment.render(later, FRAME._replace(date="2027-01-01"))
    assert one != two
    assert comment.digest(one) == comment.digest(two) != ""
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
    assert not re.search(r"(?<!\\)\]\(", outside)
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


@settings(max_examples=25, deadline=None)
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
