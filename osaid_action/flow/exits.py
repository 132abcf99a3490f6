"""How a run ends: the exit codes of the command line and of the action."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Report

#: Gate met; gate not met; usage or configuration; could not check.
OK, NOT_MET, USAGE, COULD_NOT = 0, 1, 2, 3


def of_gate(report: Report) -> int:
    """The exit code of a report."""
    return OK if report.gate.passed else NOT_MET
