"""`osaid hook`: what the pre-commit hooks run. Nothing is printed when all is well."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE, of_gate
from ..model import GATES, POLICIES
from .shared import fail, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "What the hooks of .pre-commit-hooks.yaml run. They print nothing when all is well."
    kinds = command.add_subparsers(dest="hook", required=True, metavar="HOOK")
    check = kinds.add_parser("check", help="judge the git index against HEAD")
    push = kinds.add_parser("push", help="judge the commits that are pushed, as git's pre-push hook")
    for one in (check, push):
        one.add_argument(
            "--fail-on", choices=GATES, default="regression", help="what stops it (default: regression)"
        )
        one.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
        one.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    push.add_argument("remote", nargs="?", default="", metavar="REMOTE", help="as git names it to the hook")
    push.add_argument("url", nargs="?", metavar="URL", help="as git names it to the hook")
    manifest = kinds.add_parser("manifest", help="validate manifests, and nothing else")
    manifest.add_argument("files", nargs="*", metavar="FILE", help="manifests (default: those that are here)")


def run(options: argparse.Namespace) -> int:
    """Judge what is committed or pushed, or validate manifests; print what stops it."""
    if options.hook == "manifest":
        return _manifests(options.files)
    from functools import partial

    from ..flow import recall
    from ..flow.clock import today
    from ..hooks import judged as hooks
    from ..report import hook
    from ..repository.cache import Cache, default_path

    runner = os.environ.get("PRE_COMMIT")
    with Cache(default_path() if options.cache else None) as cache:
        examine = partial(
            recall.examine, policy=options.policy, fail_on=options.fail_on, today=today(), cache=cache
        )
        if options.hook == "push" or (runner and os.environ.get("PRE_COMMIT_FROM_REF")):
            refs = hooks.refs_of(os.environ, [] if runner else _lines_of_git())
            remote = os.environ.get("PRE_COMMIT_REMOTE_NAME", "") if runner else options.remote
            judged = list(hooks.pushed(".", refs, remote, examine))
        else:
            judged = [hooks.staged(".", examine)]
    skip = {"check": "git commit", "push": "git push"}[options.hook]
    skip = f"SKIP=osaid-{options.hook} {skip}" if runner else f"{skip} --no-verify"
    for one in judged:
        if one.note:
            say(one.note)
        sys.stdout.write(hook.render(one, skip))
    return max((of_gate(one.report) for one in judged), default=OK)


def _lines_of_git() -> list[str]:
    """What git writes to a pre-push hook. UsageError."""
    from ..errors import UsageError
    from ..repository.listing import text_of

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("this is for git's pre-push hook, to which git names what is pushed")
    return text_of(sys.stdin.buffer.read()).split("\n")[:-1]


def _manifests(files: Sequence[str]) -> int:
    from ..manifest import read as config

    faults: list[str] = []
    for folder in dict.fromkeys(config.folder_of(name) for name in files or ("osaid.toml",)):
        try:
            config.find(lambda name, folder=folder: config.on_disk(f"{folder}{name}"))  # type: ignore[misc]
        except config.ConfigError as error:
            faults += [f"{folder}{line}" for line in str(error).splitlines()]
    return fail(USAGE, "\n".join(faults)) if faults else OK
