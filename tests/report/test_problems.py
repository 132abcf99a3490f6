"""What a report finds wrong, as one list of rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hostile import report
from reports import examined

from osaid_action.report import problems


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
