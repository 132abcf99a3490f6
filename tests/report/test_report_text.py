"""The report for a terminal: what a repository holds shows as itself."""

from __future__ import annotations

import re
from dataclasses import replace

from hostile import HOSTILE, report
from reports import having, made

from osaid_action.judgment import gate
from osaid_action.judgment.delta import compare
from osaid_action.model import Gate
from osaid_action.report import text


def test_text_shows_hostile_words_as_themselves() -> None:
    for quiet in (False, True):
        out = text.render(report(HOSTILE), verbose=True, quiet=quiet)
        assert "\033" not in out
        assert "\u202e" not in out
        assert not re.search(r"^\s*::error::", out, re.MULTILINE)
        out.encode("utf-8")


def test_what_is_no_release_any_more_gets_no_advice() -> None:
    now = made(
        subject="none", result="not-applicable", subject_declared=True, subject_why="osaid.toml says so"
    )
    now = replace(now, items=having(C2="unmet"), gate=Gate(fail_on="regression", passed=True))
    report = gate.again(replace(now, delta=compare(made(), now)))
    assert not report.gate.passed
    for verbose in (False, True):
        said = text.render(report, verbose=verbose)
        assert "C2 Training code with arguments and settings: was met, now unmet" in said
        assert "What to do next" not in said
    # Something got worse: it is not for want of judging that the gate is not met.
    assert "Gate --fail-on regression: not passed, 1 reason." in text.render(report)
