"""The check of a step: what the event names, as strict as it or the inputs ask, against its base."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..errors import TreeError
from ..flow import examine as flow
from ..flow import recall
from ..flow.clock import today
from ..model import Report
from ..repository.cache import Cache
from . import log, trees
from .step import Step


class Checked(NamedTuple):
    """A report, and why what changed is not known: "" where it is."""

    report: Report
    unknown: str = ""


def run(step: Step) -> Checked:
    """The report, against the base where that can be had. UsageError, TreeError, ConfigError."""
    # In memory: base and head are mostly the same files.
    with Cache() as cache, trees.checked(step) as tree:
        options: dict[str, Any] = {
            "policy": step.inputs.policy or None,
            "fail_on": step.inputs.fail_on or None,
            "default_fail_on": step.context.gate,
            "today": today(),
            "cache": cache,
        }
        manifest = step.inputs.manifest
        if _looks_out(step):
            from ..flow import online  # what it needs is not installed for the other runs

            # The progress names places as the manifest spells them.
            with log.quoted():
                report = online.examine(tree, manifest_at=manifest, progress=log.tell, **options)
        else:
            report = flow.examine(tree, manifest_at=manifest, **options)
        try:
            base = trees.base(step, tree)
            if base is None:
                return Checked(report, step.context.unknown)
            with base as before:
                there = before.entries.find(manifest) if manifest else None
                was = flow.examine(before, manifest_at=manifest if there else "", **options)
            return Checked(recall.against(was, report))
        except TreeError as error:
            return Checked(report, f"the base could not be read: {error}")


def _looks_out(step: Step) -> bool:
    """Whether places elsewhere are looked at now, which takes time and can fail for others' reasons."""
    auto = step.context.event == "schedule" or bool(step.context.tag)
    asked = step.inputs.online
    return not step.inputs.offline and (asked == "true" or (asked == "auto" and auto))
