"""How a run ends: the exit codes of the command line and of the action."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Report

#: Gate met; gate not met; usage or configuration; could not check or judge anything.
OK, NOT_MET, USAGE, COULD_NOT = 0, 1, 2, 3
WORDS = "0 gate met, 1 gate not met, 2 usage or configuration, 3 could not check or judge anything"


def worst(codes: Iterable[int]) -> int:
    """The exit code of several: a gate not met outweighs what could not be judged."""
    return max(codes, key=(OK, COULD_NOT, NOT_MET, USAGE).index, default=OK)


def of_gate(report: Report) -> int:
    """The exit code of a report: a gate that nothing could be judged for is neither met nor not."""
    if report.gate.passed:
        return OK
    return COULD_NOT if report.blind else NOT_MET
