"""How a run ends: the exit codes of the command line and of the action."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Report

#: Gate met; gate not met; usage or configuration; could not check.
OK, NOT_MET, USAGE, COULD_NOT = 0, 1, 2, 3


def of_gate(report: Report, *, asked: bool = False) -> int:
    """The exit code of a report. asked: somebody asked for a gate in so many words, so silence is none."""
    if report.unjudged and (report.result != "not-applicable" or (asked and not _got_worse(report))):
        return COULD_NOT
    return OK if report.gate.passed else NOT_MET


def _got_worse(report: Report) -> bool:
    return report.delta is not None and report.delta.worse
