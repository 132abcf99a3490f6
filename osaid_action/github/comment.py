"""The comment on a pull request: when it is worth starting, and what is said where it can't be written."""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Report
from ..report import refusal
from ..report.comment import Frame, render
from . import log
from .api import GitHubError
from .step import Step


def keep(step: Step, pull: int, report: Report, frame: Frame) -> str:
    """Keep the comment of a pull request up to date; its address, or "" when there is none."""
    return _put(step, pull, frame.key, render(report, frame), create=wanted(report, step.inputs.comment))


def refuse(step: Step, pull: int, why: Sequence[str], frame: Frame) -> str:
    """No older verdict is left standing where nothing could be judged; the address, or ""."""
    body = refusal.render(why, frame, step.context.head)
    return _put(step, pull, frame.key, body, create=step.inputs.comment in {"always", "failure"})


def _put(step: Step, pull: int, key: str, body: str, *, create: bool) -> str:
    if step.inputs.comment == "never" or step.github is None:
        return ""
    try:
        done = step.github.comment(pull, key, body, create=create)
    except GitHubError as error:
        if error.denied and step.context.reads_only:
            words = "No comment is written: for forks, GitHub gives a token that only reads"
            log.say("notice", f"{words}. The report is in the job summary")
        else:
            hint = "; does the job have the permission pull-requests: write?" if error.denied else ""
            log.say("warning", f"The comment could not be written: {error}{hint}")
        return ""
    log.tell(f"Comment: {done.outcome} {done.url}")
    return done.url


def wanted(report: Report, when: str) -> bool:
    """Whether a comment is worth starting; one that is there is always kept up to date."""
    if when == "failure":
        return not report.gate.passed
    if when == "always":
        return True
    if report.delta is None:
        return report.result != "not-applicable"
    return bool(report.delta.changes) or report.delta.result_before != report.delta.result_after
