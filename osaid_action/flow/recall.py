"""The report on a tree: the one made before when nothing has changed since, else a new one.

A report follows from what git holds, the options and the program alone, so the same tree has the
same report; making it is left to `examine`, which takes long to load and is not loaded in vain.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..model import LOCKS, Report
from ..repository import pdf

if TYPE_CHECKING:
    from ..repository.cache import Cache
    from ..repository.tree import Tree


def examine(
    tree: Tree,
    *,
    policy: str | None,
    fail_on: str | None,
    today: str,
    cache: Cache,
    before: Tree | None = None,
) -> Report:
    """What a tree holds and what follows from it, as `examine.examine` says it."""
    identity = tree.identity()
    # What an extra can read is part of a report.
    key = f"report:{identity}:{policy}:{fail_on}:{today}:{'pdf' if pdf.is_readable() else ''}"
    kept = cache.get(key) if identity is not None else None
    before = before if before is not None and _matters(before, tree, kept) else None
    if before is not None:
        since = before.identity()
        identity = identity if since is not None else None
        key = f"{key}:{since}"
        kept = cache.get(key) if identity is not None else None
    if isinstance(kept, Report):
        return kept
    from .examine import examine as made_anew

    made = made_anew(tree, policy=policy, fail_on=fail_on, today=today, cache=cache, before=before)
    # What could not be read this time may be readable the next.
    if identity is not None and not tree.gaps:
        cache.put(key, made)
    return made


def _matters(before: Tree, tree: Tree, kept: object) -> bool:
    """Whether a report depends on what a change started from. kept: the report on the tree alone, or None.

    Most trees name nothing elsewhere, and no tree is listed to find that its lock has no say.
    """
    alone = isinstance(kept, Report) and not kept.elsewhere
    return not alone and wrote_lock(tree, before)


def wrote_lock(tree: Tree, before: Tree) -> bool:
    """Whether a tree has a lock that is not the one before."""
    locks = [(entry, before.entries.find(path)) for path in LOCKS if (entry := tree.entries.find(path))]
    return any(was is None or entry.oid is None or entry.oid != was.oid for entry, was in locks)


def against(base: Report, now: Report) -> Report:
    """The report of now with its delta, and with what got worse counted by the gate."""
    from ..judgment import delta, gate

    return gate.again(replace(now, delta=delta.compare(base, now)))
