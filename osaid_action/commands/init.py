"""`osaid init`: a first manifest from what is found, and the files around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared import apply, say

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Write osaid.toml: what was found, declared with its evidence; the rest as comments."
    )
    command.add_argument("target", nargs="?", default=".", metavar="FOLDER", help="default: .")
    command.add_argument("--update", action="store_true", help="add what the manifest does not declare yet")
    command.add_argument("--docs", action="store_true", help="also write DATA.md with what it has to tell")
    command.add_argument("--workflow", action="store_true", help="also the GitHub workflow")
    command.add_argument(
        "--pre-commit", action="store_true", help="also the entry in .pre-commit-config.yaml"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="show the changes as a diff, and write nothing"
    )
    command.add_argument("--force", action="store_true", help="also where no AI system was seen")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")


def run(options: argparse.Namespace) -> int:
    """Examine the folder, and write or show what is asked for."""
    from pathlib import Path

    from ..errors import UsageError
    from ..flow.clock import today
    from ..flow.examine import examine
    from ..manifest import init
    from ..repository.cache import Cache, default_path
    from ..repository.remote import is_remote
    from ..repository.target import open_tree

    if is_remote(options.target):
        raise UsageError(f"{options.target} is not a folder: clone it first")
    with Cache(default_path() if options.cache else None) as cache, open_tree(options.target) as tree:
        report = examine(tree, today=today(), cache=cache)
    folder = Path(options.target)
    others = options.docs or options.workflow or options.pre_commit
    made = [
        init.manifest(folder, report, update=options.update, needed=not others, force=options.force),
        *([init.documents(folder, report)] if options.docs else []),
        *([init.workflow(folder)] if options.workflow else []),
        *([init.pre_commit(folder)] if options.pre_commit else []),
    ]
    edits = [one for one in made if isinstance(one, init.Edit)]
    for note in made:
        if isinstance(note, str):
            say(note)
    for problem in report.problems:
        say(f"{problem.where}{f':{problem.line}' if problem.line else ''}: {problem.message}")
    return apply(edits, "Read it, correct it, then: osaid check", dry=options.dry_run)
