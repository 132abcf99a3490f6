"""`osaid hook`: what the pre-commit hooks run. Nothing is printed when all is well."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..flow.exits import OK, USAGE, of_gate
from ..model import GATES, POLICIES
from .shared import fail, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from ..report.hook import Judged

HERE = "."


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
        one.add_argument(
            "--path",
            action="append",
            metavar="FOLDER",
            help="judge this folder; may be repeated (default: here, and each one below with an osaid.toml)",
        )
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
    from ..hooks import folders
    from ..hooks import judged as hooks
    from ..report import hook
    from ..repository.cache import Cache, default_path

    runner = os.environ.get("PRE_COMMIT")
    with Cache(default_path() if options.cache else None) as cache:
        examine = partial(
            recall.examine, policy=options.policy, fail_on=options.fail_on, today=today(), cache=cache
        )
        judged: list[Judged] = []
        if options.hook == "push" or (runner and os.environ.get("PRE_COMMIT_FROM_REF")):
            remote = os.environ.get("PRE_COMMIT_REMOTE_NAME", "") if runner else options.remote
            for ref in hooks.refs_of(os.environ, [] if runner else _lines_of_git()):
                for folder in _folders(options.path, lambda ref=ref: folders.pushed(HERE, ref.commit)):  # type: ignore[misc]
                    with _named(folder):
                        judged += (
                            one if folder == HERE else one._replace(name=f"{one.name} in {folder}")
                            for one in hooks.pushed(folder, [ref], remote, examine)
                        )
        else:
            for folder in _folders(options.path, lambda: folders.staged(HERE)):
                with _named(folder):
                    one = hooks.staged(folder, examine)
                judged.append(one if folder == HERE else one._replace(name=folder))
    skip = {"check": "git commit", "push": "git push"}[options.hook]
    skip = f"SKIP=osaid-{options.hook} {skip}" if runner else f"{skip} --no-verify"
    for one in judged:
        if one.note:
            say(one.note)
        sys.stdout.write(_fitted(hook.render(one, skip)))
    return max((of_gate(one.report) for one in judged), default=OK)


def _fitted(text: str) -> str:
    """What stops a commit, in lines as wide as the terminal where it is read on one; commands stay whole."""
    if not (text and sys.stdout.isatty()):
        return text
    from ..report.terminal import Screen
    from .shared import width

    return "".join(f"{line}\n" for line in Screen(width=width()).fitted(text, ("→", "To skip")))


def _folders(asked: list[str] | None, below: Callable[[], list[str]]) -> list[str]:
    """What to judge: what was asked for, else this folder and those below it with a manifest."""
    from ..hooks.folders import MOST

    if asked:
        return list(dict.fromkeys(asked))
    found = below()
    if len(found) > MOST:
        say(f"{len(found)} folders have a manifest: judged are the first {MOST}; name others with --path")
    return [HERE, *found[:MOST]]


@contextlib.contextmanager
def _named(folder: str) -> Iterator[None]:
    """What is wrong in a manifest is said with the folder that it is in. UsageError."""
    from ..manifest.problems import ConfigError

    try:
        yield
    except ConfigError as error:
        if folder == HERE:
            raise
        lines = str(error).splitlines()
        raise UsageError("\n".join(f"{folder.rstrip('/')}/{line}" for line in lines)) from error


def _lines_of_git() -> list[str]:
    """What git writes to a pre-push hook. UsageError."""
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
