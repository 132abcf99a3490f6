"""The check of a step: what the event names, as strict as it or the inputs ask, against its base."""

from __future__ import annotations

from typing import Any, NamedTuple

from .. import progress
from ..errors import TreeError
from ..flow import examine as flow
from ..flow import recall
from ..flow.clock import today
from ..model import Report
from ..repository.cache import Cache
from ..repository.mapping import tree_of
from ..repository.tree import Tree
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
        try:
            base = trees.base(step, tree)
            if base is None:
                return Checked(_examine(step, tree, None, options), step.context.unknown)
            with base as before:
                report = _examine(step, tree, before, options)
                there = before.entries.find(manifest) if manifest else None
                was = flow.examine(before, manifest_at=manifest if there else "", **options)
            return Checked(recall.against(was, report, before, tree))
        except TreeError as error:
            # Where it is not known what a change started from, all of its lock may be its own.
            report = _examine(step, tree, tree_of({}, ""), options)
            return Checked(report, f"the base could not be read: {error}")


def _examine(step: Step, tree: Tree, before: Tree | None, options: dict[str, Any]) -> Report:
    """The report on the tree that is checked, with a look at places elsewhere where one is due."""
    manifest, look = step.inputs.manifest, _look(step, tree, before)
    if not look:
        return flow.examine(tree, manifest_at=manifest, before=before, **options)
    from ..flow import online  # what it needs is not installed for the other runs

    # The progress names places as the manifest spells them.
    with log.quoted(), progress.heard(lambda words, waits: log.tell(words) if waits else None):
        return online.examine(
            tree,
            manifest_at=manifest,
            before=before,
            doubted=look == "doubted",
            **options,
        )


def _look(step: Step, tree: Tree, before: Tree | None) -> str:
    """Which places elsewhere are looked at now: "all", "doubted" or "" for none.

    It takes time and can fail for others' reasons, so all of them only where that is asked for or nobody
    waits; what a change itself wrote in the lock is not believed, and so looked at.
    """
    asked = step.inputs.online
    if step.inputs.offline or asked == "false":
        return ""
    if asked == "true" or step.context.event == "schedule" or step.context.tag:
        return "all"
    return "doubted" if before is not None and recall.wrote_lock(tree, before) else ""
