"""`osaid lock`: look at all places elsewhere, and write osaid.lock or say what drifted."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..flow.exits import COULD_NOT, NOT_MET, OK, USAGE
from .shared import fail, put
from .watched import watched

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Look at every place elsewhere that the manifest and the submodules of TARGET name, and write what "
        "was seen to osaid.lock. Exit codes: 0 done, 1 drift, 3 some places could not be looked at, or are "
        "not in the lock yet. A place that was read and is not open any more is drift; an entry by other "
        "rules than these is named too, and is drift only when it comes out otherwise."
    )
    command.add_argument("target", nargs="?", default=".", metavar="TARGET", help="a folder (default: .)")
    command.add_argument(
        "--check", action="store_true", help="write nothing; list what changed since the lock was written"
    )


def run(options: argparse.Namespace) -> int:
    """Look, then write the lock, or with --check list what changed."""
    from .. import ruleset
    from ..errors import UsageError
    from ..flow import online
    from ..flow.clock import today
    from ..flow.targets import open_target
    from ..repository.cache import Cache, default_path
    from ..repository.remote import is_remote
    from ..repository.writing import write_whole
    from ..system.listed import changed
    from ..system.net import Net
    from ..system.policy import settings

    if is_remote(options.target):
        return fail(USAGE, f"{options.target}: osaid.lock is written beside a manifest; name a folder")
    with watched(), Cache(default_path()) as cache, open_target(options.target) as tree:
        if not tree.on_disk:
            return fail(USAGE, f"{options.target}: a bare repository has no place for osaid.lock")
        looked = online.look(tree, today(), pinned=False, anew=not options.check, cache=cache)
    failed = looked.failed()
    if options.check:
        allowed = settings()
        drift = list(looked.drift(lambda place, old, new: changed(place, old, new, Net(allowed))))
        untold = list(looked.not_told())
        none = "No drift in what could be looked at." if failed else "No drift."
        lines = [f"- {line}" for line in drift] or [none]
        others = f"Seen by other rules than these, {ruleset.digest()}: run osaid lock"
        lines += _section("The lock is not up to date with what is named: run osaid lock", untold)
        lines += _section(others, looked.of_other_rules())
        lines += _section("Not looked at this time:", failed)
        put(lines)
        return NOT_MET if drift else COULD_NOT if failed or untold else OK
    if not looked.rows and not looked.old.path:
        return fail(OK, "nothing elsewhere is named, so there is nothing to lock")
    try:
        text = looked.checked()
    except UsageError as error:
        return fail(COULD_NOT, f"the lock would not be one that can be read: {error}")
    write_whole(os.path.join(options.target, looked.path), text, project=options.target)  # noqa: PTH118 - a name for messages
    put(looked.said())
    return COULD_NOT if failed else OK


def _section(title: str, rows: Iterable[str]) -> list[str]:
    """A title with a list below it; nothing where there are no rows."""
    listed = [f"- {row}" for row in rows]
    return ["", title, "", *listed] if listed else []
