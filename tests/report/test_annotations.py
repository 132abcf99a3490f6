"""Workflow commands: how many there are, and that no words end or change one."""

from __future__ import annotations

import re
from dataclasses import replace

from hostile import HOSTILE, report

from osaid_action.model import Problem, Report
from osaid_action.report import commands


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
