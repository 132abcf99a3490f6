"""What binds a report to a release: digests of the files of its weights, day and origin of its commit."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from ..errors import TreeError
from ..evidence.stand_ins import MOST_BYTES, sha256_of, stand_in
from ..frozen import replace
from ..patterns import lazy
from .clock import today

if TYPE_CHECKING:
    from ..model import Artifact, Report
    from ..repository.tree import Tree

_COMMITTER = lazy(rb"(?m)^committer [^\n]{0,2000}> (\d{1,11}) [+-]\d{4}$")
#: Where anybody may fetch from, with nothing in it but host and path: what else there is may be a secret.
_PUBLIC = lazy(r"https://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?/[\w.~/-]{1,500}\Z", re.ASCII)
_SSH = lazy(r"(?:ssh://)?git@([A-Za-z0-9.-]{1,253})[:/]([\w.~/-]{1,500})\Z", re.ASCII)


def bound(report: Report, tree: Tree) -> Report:
    """The report with what ties it to its release; what is on disk is read to its end for that."""
    target = replace(placed(report, tree).target, dated=dated(tree) or f"{today()}T00:00:00Z")
    artifacts = tuple(one if one.sha256 or one.why else _told(one, tree) for one in report.artifacts)
    return replace(report, target=target, artifacts=artifacts)


def placed(report: Report, tree: Tree) -> Report:
    """The report with where what was checked can be fetched from."""
    return replace(report, target=replace(report.target, origin=_origin(tree), folder=tree.folder))


def _told(artifact: Artifact, tree: Tree) -> Artifact:
    """An artifact of the tree with its digest, or that of what it points to, or why there is none."""
    entry = tree.entries.find(artifact.path)
    if entry is None:
        return replace(artifact, why="not in this tree")
    head = tree.read(entry, MOST_BYTES).data or b""
    if pointer := stand_in(entry.path, head):
        digest, size = sha256_of(head)
        why = "" if digest else f"{pointer.why}, which names no SHA-256"
        return replace(artifact, sha256=digest, size=size, why=why)
    try:
        return replace(artifact, sha256=tree.sha256(entry), size=tree.size(entry))
    except TreeError as error:
        return replace(artifact, why=str(error))


def dated(tree: Tree) -> str:
    """When the commit of a tree was made, in UTC; "" where that can't be told."""
    if tree.git is None or not tree.commit:
        return ""
    try:
        found = _COMMITTER.search(tree.git.run("cat-file", "commit", tree.commit).partition(b"\n\n")[0])
        made = datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(seconds=int(found[1])) if found else None
    except (TreeError, OverflowError):
        return ""
    return made.strftime("%Y-%m-%dT%H:%M:%SZ") if made else ""


def _origin(tree: Tree) -> str:
    """The https URL a tree was fetched from, as its own remote has it; "" where it can't be told or shown."""
    url = tree.git.origin if tree.git is not None else ""
    if found := _SSH.match(url):
        url = f"https://{found[1]}/{found[2]}"
    return url if _PUBLIC.match(url) else ""
