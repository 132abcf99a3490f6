"""The report on a tree: the one made before when nothing has changed since, else a new one.

A report follows from what git holds, the options and the program alone, so the same tree has the
same report; making it is left to `examine`, which takes long to load and is not loaded in vain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import replace
from ..model import LOCKS, MANIFESTS, Report
from ..repository import pdf

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    # What an extra can read is part of a report.
    asked = f"{policy}:{fail_on}:{today}:{'pdf' if pdf.is_readable() else ''}"
    identity, since = tree.identity(), before.identity() if before is not None else ""
    own = f"report:{identity}:{since}:{asked}"
    is_known = identity is not None and since is not None
    if is_known and isinstance(kept := cache.get(own), Report):
        return kept
    alone = [f"report:{name}::{asked}" for name in (identity, tree.contents()) if name is not None]
    made = _remembered(alone, tree, cache)
    if before is not None and not _matters(before, tree, made):
        before = None
    if made is None or before is not None:
        from .examine import examine as made_anew

        made = made_anew(tree, policy=policy, fail_on=fail_on, today=today, cache=cache, before=before)
    # What could not be read this time may be readable the next.
    if not tree.gaps:
        for key in (*(alone if before is None else ()), *((own,) if is_known else ())):
            cache.put(key, made)
    return made


def _remembered(keys: list[str], tree: Tree, cache: Cache) -> Report | None:
    """The report made before on a tree, or on another commit with the same files; None for none."""
    known = cache.get_many(keys)
    kept = next((known[key] for key in keys if isinstance(known.get(key), Report)), None)
    return kept and replace(kept, target=replace(kept.target, commit=tree.commit, dirty=tree.dirty))


def _matters(before: Tree, tree: Tree, kept: Report | None) -> bool:
    """Whether a report depends on what a change started from. kept: the report on the tree alone, or None.

    Most trees name nothing elsewhere, and no tree is listed to find that its lock has no say.
    """
    alone = kept is not None and not kept.elsewhere
    return wrote_rules(tree, before) or (not alone and wrote_lock(tree, before))


def wrote_lock(tree: Tree, before: Tree) -> bool:
    """Whether a tree has a lock that is not the one before."""
    return any(_wrote(tree, before, path) for path in LOCKS if tree.entries.find(path))


def wrote_rules(tree: Tree, before: Tree) -> bool:
    """Whether a tree has a manifest that is not the one before, or has none where there was one."""
    return any(_wrote(tree, before, path) for path in MANIFESTS)


def _wrote(tree: Tree, before: Tree, path: str) -> bool:
    now, was = tree.entries.find(path), before.entries.find(path)
    if now is None or was is None:
        return now is not was
    return now.oid is None or now.oid != was.oid


def against(base: Report, now: Report, before: Tree, tree: Tree) -> Report:
    """The report of now with its delta, and with what got worse counted by the gate."""
    return held_to([(base, before)], now, tree)


def _shared(report: Report) -> list[str]:
    """The paths beside the tree that a report's manifest names."""
    return [path for part in report.components for path in part.paths if path.startswith("../")]


def held_to(bases: Sequence[tuple[Report, Tree]], now: Report, tree: Tree) -> Report:
    """The report of now against the first of some bases; worse is only what is worse than in each."""
    from ..judgment import causes, delta, gate
    from ..repository.moved import moved

    deltas = []
    for base, before in bases:
        # A report that is remembered took nothing in from beside its tree.
        for one in (before, tree):
            one.share((*_shared(base), *_shared(now)))
        deltas.append(delta.compare(base, now, moved(before, tree, causes.rests_on(base))))
    return gate.again(replace(now, delta=delta.shared(deltas)))
