"""What fails a step besides the gate of its report. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..judgment import verdict
from ..model import Report
from .inputs import EVERYTHING


def failing(report: Report, reasons: tuple[str, ...]) -> Report:
    """The report with more reasons for its gate not to be met."""
    if not reasons:
        return report
    every = tuple(dict.fromkeys((*report.gate.reasons, *reasons)))
    return replace(report, gate=replace(report.gate, passed=False, reasons=every))


def required(report: Report, names: tuple[str, ...]) -> Iterator[str]:
    """What of `require` is not there, whatever the gate asks for."""
    if report.result == "not-applicable":
        return
    if EVERYTHING in names:
        yield from verdict.gate("terms", report.result, report.items, report.problems, None).reasons
    for item in report.items:
        if item.id in names and item.status not in {"met", "not-used", "waived"}:
            yield f"{item.id} {item.title}: {item.why or item.status}"
