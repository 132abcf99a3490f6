"""The Python interface: `check` a path, a repository or a mapping of paths to bytes, and get a `Report`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import nullcontext
from typing import TYPE_CHECKING

from . import model
from .errors import TreeError, UsageError
from .flow import clock
from .flow.examine import examine
from .flow.recall import against
from .flow.targets import open_target
from .frozen import values
from .manifest.read import ConfigError
from .repository.mapping import tree_of

if TYPE_CHECKING:
    from datetime import date

__all__ = ["ConfigError", "Report", "TreeError", "UsageError", "check"]


class Report(model.Report):
    """Everything that was seen in a tree and concluded from it."""

    __slots__ = ()

    def to_json(self) -> str:
        """The report as versioned JSON, as `osaid check --format json` prints it."""
        from .report import json

        return json.render(self)


def check(
    target: str | os.PathLike[str] | Mapping[str, bytes],
    *,
    name: str = "",
    revision: str | None = None,
    staged: bool = False,
    base: str | None = None,
    policy: str | None = None,
    fail_on: str | None = None,
    today: date | None = None,
) -> Report:
    """What a tree holds, and what follows from it under the Open Source AI Definition.

    target: a folder, a bare repository, a zip or tar file, a place elsewhere or a git URL; or the files
    themselves, bytes by path (relative, with forward slashes), which `name` then names.
    revision, staged: a commit, or the git index, instead of the files on disk. base: a commit to say changes
    against. policy: "working" or "strict"; fail_on: a gate, as the command line has them; both else as the
    manifest says. today: for waivers. Nothing is kept on disk, and only a remote target needs the network.
    Raises UsageError for a target that does not exist or a manifest that can't be used (ConfigError), and
    TreeError for what can't be read.
    """
    if isinstance(target, Mapping):
        if staged or revision is not None or base is not None:
            raise UsageError("a mapping of files has no commits")
        opened = tree_of(target, name)
    else:
        opened = open_target(os.fspath(target), staged=staged, revision=revision)
    day = today.isoformat() if today else clock.today()
    with opened as tree, tree.at(base) if base is not None else nullcontext() as before:
        report = examine(tree, policy=policy, fail_on=fail_on, today=day, before=before)
        if before is not None:
            report = against(examine(before, policy=policy, fail_on=fail_on, today=day), report, before, tree)
    return Report(**values(report))
