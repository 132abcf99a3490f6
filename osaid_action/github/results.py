"""What a run leaves for later steps and readers: its outputs, the files of the report, the job summary."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import UsageError
from ..frozen import replace
from ..model import Report
from ..report import html, markdown, refusal, sarif
from ..report import json as as_json
from ..report.comment import SUMMARY_LIMIT, Frame, render
from ..repository.writing import write_whole
from . import log
from .step import Step


def outputs(report: Report) -> dict[str, str]:
    """The outputs that tell of the report itself."""
    return {
        "result": report.result,
        # Where nothing was judged, nothing failed, and nothing may be taken for good either.
        "passed": "true" if report.gate.passed and not report.vacuous else "false",
        "missing": json.dumps(_missing(report)),
        "delta": _delta(report),
    }


def write_files(step: Step, report: Report, told: dict[str, str]) -> None:
    """Write the report in each format, and add to the outputs where each is. UsageError."""
    made = (
        ("report", step.inputs.json, "osaid-report.json", as_json.render(report)),
        ("report-markdown", "", "osaid-report.md", markdown.render(report)),
        ("report-sarif", step.inputs.sarif, "osaid-report.sarif", sarif.render(report, step.inputs.folder)),
        ("report-html", step.inputs.html, "osaid-report.html", html.render(_placed(step, report))),
    )
    for output, asked, name, contents in made:
        path = step.runner.inside(asked, output) if asked else step.runner.temporary / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, contents)
        except OSError as error:
            raise UsageError(f"{asked or path}: {error.strerror}") from error
        told[output] = str(path)


def _placed(step: Step, report: Report) -> Report:
    """The report with where the files that it names can be read."""
    runner, folder = step.runner, step.inputs.folder
    origin = f"{runner.server}/{runner.repository}" if runner.repository else ""
    return replace(
        report, target=replace(report.target, origin=origin, folder=f"{folder}/" if folder else "")
    )


def summarize(step: Step, report: Report, frame: Frame) -> None:
    """Write the job summary, where it is wanted and there is a place for it."""
    _summary(step, render(report, frame._replace(key=""), limit=SUMMARY_LIMIT))


def refuse(step: Step, why: Sequence[str], frame: Frame) -> None:
    """Write into the job summary why there is no report."""
    _summary(step, refusal.render(why, frame._replace(key=""), step.context.head or step.runner.commit))


def _summary(step: Step, body: str) -> None:
    if not step.inputs.summary or not step.runner.summary:
        return
    try:
        with Path(step.runner.summary).open("a", encoding="utf-8", newline="\n") as file:
            file.write(body)
    except OSError as error:
        log.say("warning", f"The job summary could not be written: {error.strerror}")


def put(told: Mapping[str, str], file: str) -> None:
    """Give the outputs to the runner, in the form that no value can break out of."""
    lines = []
    for name, value in told.items():
        end = secrets.token_hex(16)
        lines.append(f"{name}<<{end}\n{value}\n{end}\n")
    with Path(file).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write("".join(lines))


def _missing(report: Report) -> list[str]:
    if report.result == "not-applicable":
        return []
    return [item.id for item in report.items if item.required and item.status in {"unmet", "partial"}]


def _delta(report: Report) -> str:
    """What became of it against the base, in a word."""
    delta = report.delta
    if delta is None:
        return "unknown"
    if delta.worse:
        return "worse"
    if report.unjudged:
        return "unknown"
    marks = {change.mark for change in delta.changes}
    return "none" if not marks else "better" if "better" in marks and "worse" not in marks else "changed"
