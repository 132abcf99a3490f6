"""The second workflow of the recipe for forks: posts the report of a run that could not write."""

from __future__ import annotations

from ..flow import received
from ..flow.clock import today
from ..flow.exits import OK
from ..report.comment import Frame
from . import comment, log, results
from .api import GitHubError
from .step import Step

_NONE = "the run of this pull request has left no report: its log says why"


def post(step: Step, told: dict[str, str]) -> int:
    """Post the report as a comment and a summary, fill the outputs, and return the exit code. UsageError."""
    file = step.runner.inside(step.inputs.report, "report")
    # There is none where the other run could not judge, as when the manifest can't be used.
    report = received.from_file(str(file), f"report: {step.inputs.report}")
    frame = Frame(
        what=step.context.what,
        unknown=step.context.unknown,
        origin="Said by a run of the pull request's own code, and not checked again.",
        date=today(),
        key=step.key,
    )
    if report is None:
        log.say("notice", _NONE)
        results.refuse(step, [_NONE], frame)
    else:
        results.summarize(step, report, frame)
        told |= results.outputs(report)
    try:
        pull = _pull(step)
    except GitHubError as error:
        log.say("warning", f"The pull request could not be looked up: {error}")
        return OK
    if pull is None:
        log.say("notice", "No comment is written: no open pull request is at the commit of that run")
        return OK
    if report is None:
        told["comment-url"] = comment.refuse(step, pull, [_NONE], frame)
    else:
        told["comment-url"] = comment.keep(step, pull, report, frame)
    return OK


def _pull(step: Step) -> int | None:
    """The pull request that the run was for: the event names its branch and commit, not its number."""
    context = step.context
    if step.github is None or not context.head or not context.owner:
        return None
    return step.github.pull(context.owner, context.branch, context.head)
