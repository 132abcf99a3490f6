"""The release of a tag: whether it has the files that are named as its own, and the report attached to it."""

from __future__ import annotations

from ..frozen import replace
from ..model import Report
from ..report import json, markdown
from . import log
from .api import GitHubError
from .step import Step


def held(step: Step, report: Report) -> Report:
    """The report with a gate that is not met where files named as assets of a release are not there."""
    gate = report.gate
    reasons = tuple(dict.fromkeys((*gate.reasons, *absent(step, report))))
    return replace(report, gate=replace(gate, passed=not reasons, reasons=reasons))


def absent(step: Step, report: Report) -> tuple[str, ...]:
    """Which files that are named as assets of a release it does not have; only where a tag is checked."""
    named = dict.fromkeys(_named(step, report)) if step.context.tag else {}
    if not named:
        return ()
    reasons = []
    known: dict[str, list[str] | None] = {}
    try:
        if step.github is None:
            raise GitHubError("there is no token, or offline is set")
        for component, tag, name in named:
            if tag not in known:
                known[tag] = step.github.assets(tag)
            if name not in (known[tag] or ()):
                reasons.append(f"{component}: the release {tag} has no file {name}")
    except GitHubError as error:
        log.say("warning", f"The files of the release could not be looked at: {error}")
        return ()
    return () if report.gate.fail_on == "never" else tuple(reasons)


def _named(step: Step, report: Report) -> list[tuple[str, str, str]]:
    """(component, tag, file) for each asset of this repository's releases."""
    start = f"{step.runner.server}/{step.runner.repository}/releases/download/".lower()
    found = []
    for component in report.components:
        for reference in component.references:
            if reference.kind == "release-asset" and reference.url.lower().startswith(start):
                tag, _, name = reference.url[len(start) :].partition("/")
                found.append((component.id, step.context.tag if tag == "latest" else tag, name))
    return found


def attach(step: Step, report: Report) -> None:
    """Attach the report to the release, in place of one that is there."""
    files = {
        "osaid-report.json": json.render(report).encode(),
        "osaid-report.md": markdown.render(report).encode(),
    }
    try:
        if step.github is None:
            raise GitHubError("there is no token, or offline is set")
        changed = step.github.attach(step.context.tag, files)
    except GitHubError as error:
        hint = "; does the job have the permission contents: write?" if error.denied else ""
        log.say("warning", f"The report could not be attached to the release: {error}{hint}")
        return
    log.tell(f"Attached to the release: {', '.join(changed) or 'nothing new'}.")
