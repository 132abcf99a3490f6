"""`osaid init`: a first manifest from what is found, here and at places that are named; files around it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import COULD_NOT, OK
from .shared import apply, say
from .watched import watched

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

#: The names that may stand behind options as well.
REST = "targets"


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Write osaid.toml: what was found, declared with its evidence; the rest as comments. With places "
        "elsewhere, each is looked at once, what is where is declared too, and osaid.lock is written. "
        "Exit code 3 when some places could not be looked at."
    )
    command.add_argument(
        "targets",
        nargs="*",
        metavar="FOLDER|PLACE",
        help="a folder (default: .), and places elsewhere: github:OWNER/NAME, hf:OWNER/MODEL, "
        "hf:datasets/OWNER/NAME, zenodo:ID, or their addresses",
    )
    command.add_argument("--name", default="", help="the system's name")
    command.add_argument("--version", default="", help="the system's version")
    command.add_argument(
        "--online", action="store_true", help="also look at the submodules, weights and data pointed to here"
    )
    command.add_argument("--update", action="store_true", help="add what the manifest does not declare yet")
    command.add_argument("--docs", action="store_true", help="also write DATA.md with what it has to tell")
    command.add_argument(
        "--summary",
        action="store_true",
        help="also write TRAINING_SUMMARY.md: the European Commission's form for the public summary of "
        "training content, with what is known beside each field",
    )
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
    """Examine the folder and the places, and write or show what is asked for."""
    from pathlib import Path

    from ..flow import assemble
    from ..flow.clock import today
    from ..flow.examine import examine
    from ..manifest import init
    from ..manifest.sights import unseen
    from ..repository.cache import Cache, default_path
    from ..repository.target import open_tree

    target, texts = _sorted_out(options.targets)
    folder = Path(target)
    places = assemble.places(texts)
    with watched():
        with Cache(default_path() if options.cache else None) as cache, open_tree(target) as tree:
            report = examine(tree, today=today(), cache=cache)
            if options.online:
                named = {place.url for place in places}
                places += [one for one in assemble.pointers(report, tree) if one.url not in named]
        sights, bases = assemble.look(places, today(), taken=init.taken(folder))
    others = options.docs or options.summary or options.workflow or options.pre_commit
    made = [
        init.manifest(
            folder,
            report,
            update=options.update,
            needed=not others,
            force=options.force,
            named=init.Named(tuple(sights), options.name, options.version),
        ),
        *([init.documents(folder, report)] if options.docs else []),
        *([init.summary(folder, report)] if options.summary else []),
        *([init.workflow(folder)] if options.workflow else []),
        *([init.pre_commit(folder)] if options.pre_commit else []),
    ]
    edits = [one for one in made if isinstance(one, init.Edit)]
    if sights and isinstance(made[0], init.Edit):
        edits.insert(1, assemble.lock(folder, made[0], sights, bases))
    for note in (*(one for one in made if isinstance(one, str)), *unseen(sights)):
        say(note)
    for problem in report.problems:
        say(f"{problem.where}{f':{problem.line}' if problem.line else ''}: {problem.message}")
    code = apply(edits, "" if sights else "Read it, correct it, then: osaid check", dry=options.dry_run)
    if sights and edits and not options.dry_run:
        _show(target)
    return code or (COULD_NOT if any(unseen(sights)) else OK)


def _sorted_out(targets: Sequence[str]) -> tuple[str, list[str]]:
    """The folder to write to, and the places to look at. UsageError."""
    from ..errors import UsageError
    from ..repository.remote import is_remote

    places = [target for target in targets if is_remote(target)]
    folders = [target for target in targets if not is_remote(target)]
    if len(folders) > 1:
        raise UsageError(f"expected one folder to write to, got {' and '.join(folders[:3])}")
    return folders[0] if folders else ".", places


def _show(target: str) -> None:
    """What a check says of what was written, in short."""
    from .check import examine
    from .formats import FORMATS, View
    from .shared import colored, width

    report = examine(target, fail_on="never", cached=False, quiet=True)
    view = View(target, quiet=True, color=colored("auto"), width=width())
    sys.stdout.write("\n" + FORMATS["text"].report(report, view))
    sys.stdout.write("\nRead osaid.toml, correct it, then: osaid check\n")
