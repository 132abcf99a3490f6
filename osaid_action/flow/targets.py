"""From TARGET to a tree, wherever it is: on disk, at a forge, on the Hub, in an archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from ..progress import tell
from ..repository.remote import is_remote
from ..repository.target import open_tree

if TYPE_CHECKING:
    from ..model import Reference
    from ..repository.tree import Tree
    from ..system.opened import Opened


def open_target(target: str, *, staged: bool = False, revision: str | None = None) -> Tree:
    """The tree that TARGET names; UsageError when it names none, TreeError when it can't be read.

    target: a folder, a bare repository, a zip or tar file, a place elsewhere as a manifest names it, or its
    address as a browser shows it. staged, revision: as for `open_tree`.
    """
    reference = elsewhere(target)
    if reference is None:
        return open_tree(target, staged=staged, revision=revision)
    if staged:
        raise UsageError("--staged needs a local repository")
    if reference.revision and revision:
        raise UsageError(f"{target} already names {reference.revision!r}: leave out --rev")
    asked = reference.revision or revision or ""
    if reference.kind in {"github", "git"}:
        from ..repository.remote import clone
        from ..system.git import url_of
        from ..system.listed import path_of

        return clone(url_of(reference), asked or None, folder=path_of(reference))
    return _listed(reference, asked)


def elsewhere(target: str) -> Reference | None:
    """The place elsewhere that TARGET names; None for what is on disk, and for other git URLs. UsageError."""
    if not is_remote(target):
        return None
    from ..manifest.aliases import typed

    try:
        found = typed(target)
    except UsageError:
        if "://" in target or target.startswith("git@"):
            return None
        raise
    # A page that nothing is known of may be that of a git server.
    return None if found.kind == "url" else found


def _listed(reference: Reference, revision: str) -> Tree:
    """The files that a place lists; their contents are asked for one by one."""
    from ..addresses import spell
    from ..system import policy
    from ..system.apply import UNVERIFIABLE
    from ..system.listed import path_of
    from ..system.net import Net
    from ..system.opened import opened_at

    called = spell(reference)
    if reference.kind in UNVERIFIABLE:
        raise UsageError(f"{called} can't be checked: {UNVERIFIABLE[reference.kind]}")
    if path_of(reference):
        raise UsageError(f"{called}: a part of it can't be checked by itself, leave out what is behind #")
    tell(f"asking {called}", waits=True)
    try:
        opened = opened_at(reference, revision, Net(policy.settings()))
    except policy.PlaceError as failure:
        raise TreeError(str(failure)) from failure
    return noted(opened, called)


def noted(opened: Opened, called: str) -> Tree:
    """The tree at a place, with what its keeper says of it among the limits."""
    notes = [*opened.notes, *([f"access: gated ({opened.gated})"] if opened.gated else [])]
    notes += [f"the card names as data: {', '.join(opened.datasets)}"] if opened.datasets else []
    opened.tree.add_limits(f"{called}: {note}" for note in notes)
    return opened.tree
