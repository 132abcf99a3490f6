"""The GitHub Action: one step from its event to a check, and the report to all who read it.

Started by `action.py` beside `action.yml`. What GitHub's API does or does not do never
changes the result or the exit code.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import sys
from collections.abc import Mapping

from ..errors import TreeError, UsageError
from ..flow import exits
from ..flow.clock import today
from ..guard import guarded, words_of
from ..manifest.problems import ConfigError
from ..model import WRITTEN, Report
from ..report.comment import Frame
from ..report.words import gate_name, headline, of_subject, reasons, sentence
from . import comment, log, results
from .step import Step, read


def run(*, unfit: str = "") -> int:
    """Run the action once, in the environment of the runner. unfit: why nothing can be checked here."""
    return guarded(lambda: main(unfit=unfit))


def main(environment: Mapping[str, str] | None = None, *, unfit: str = "") -> int:
    """Run the action once and return its exit code. OSError where there is nowhere left to say so."""
    environment = os.environ if environment is None else environment
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    outputs = {"passed": "false"}
    step: Step | None = None
    try:
        step = read(environment)
        if unfit:
            raise TreeError(unfit)
        code = _run(step, outputs)
    except Exception as error:
        code = exits.USAGE if isinstance(error, UsageError) else exits.COULD_NOT
        _refuse(step, error, outputs)
    outputs["exit-code"] = str(code)
    if file := environment.get("GITHUB_OUTPUT"):
        results.put(outputs, file)
    return code


def _run(step: Step, outputs: dict[str, str]) -> int:
    """Check, or post what another run has checked. outputs: filled as far as it comes."""
    if step.inputs.report:
        from . import fork  # checks nothing: no other run needs it, and it needs nothing of the others

        return fork.post(step, outputs)
    from ..judgment import gate
    from . import check, release

    report, unknown = check.run(step)
    report = release.held(step, gate.again(report, require=step.inputs.require))
    frame = Frame(what=step.context.what, unknown=unknown, date=today(), key=step.key)
    _log(step, report, unknown)
    results.write_files(step, report, outputs)
    _annotate(step, report, unknown)
    results.summarize(step, report, frame)
    outputs |= results.outputs(report)
    if step.context.pull is not None:
        outputs["comment-url"] = comment.keep(step, step.context.pull, report, frame)
    if step.inputs.attach and step.context.tag:
        release.attach(step, report)
    return exits.of_gate(report)


def _refuse(step: Step | None, error: Exception, outputs: dict[str, str]) -> None:
    """Say why nothing was judged: in the log, and where an older verdict may stand."""
    said = str(error) if isinstance(error, TreeError) else f"osaid {words_of(error)}"
    why = said.splitlines()
    if isinstance(error, ConfigError) and step is not None:
        log.faults(error, step.inputs.folder)
        folder = step.inputs.folder
        why = [posixpath.join(folder, str(problem)) for problem in error.problems]
    else:
        log.fail(said)
    if step is None:
        return
    frame = Frame(what=step.context.what, date=today(), key=step.key)
    results.refuse(step, why, frame)
    if step.context.pull is not None:
        outputs["comment-url"] = comment.refuse(step, step.context.pull, why, frame)


def _log(step: Step, report: Report, unknown: str) -> None:
    asked, named = report.gate.fail_on, step.inputs.fail_on
    default = f"the default for {step.context.kind}" if asked == step.context.gate else "the manifest's"
    log.tell(f"Gate: {asked}, {'the input' if named else default}.")
    if step.inputs.require:
        log.tell(f"Required besides: {', '.join(step.inputs.require)}.")
    if unknown:
        log.tell(f"What changed is not known: {unknown}.")
    from ..report import text  # needs more than a run that can't check anything has

    with log.quoted():
        sys.stdout.write(text.render(report))


def _annotate(step: Step, report: Report, unknown: str) -> None:
    log.annotate(report, step.inputs.folder)
    written = [place.place for place in report.elsewhere if place.state == WRITTEN]
    if written:
        words = f"{len(written)} of the places that osaid.lock tells of could not be looked at"
        log.say("warning", f"{words}, and its words are this change's own: {', '.join(written[:3])}")
    asked = report.gate.fail_on == "regression" and report.result != "not-applicable"
    if unknown and asked:
        log.say("warning", f"What got worse could not be established: {unknown}")
    gate = report.gate
    if not gate.passed:
        why = gate.reasons[0] if len(gate.reasons) == 1 else f"{reasons(report)}: see the job summary"
        log.say("error", f"The gate {gate_name(gate)} is not met: {why}" if gate.wanted else sentence(why))
    elif step.context.tag and not report.judged:
        words = f"No release was judged, so nothing failed. {sentence(headline(report))} {of_subject(report)}"
        log.say("warning", f"{words} With the input require: subject, such a run fails.")
