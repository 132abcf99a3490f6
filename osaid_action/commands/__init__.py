"""The command line: one module a subcommand, each with its `arguments` and its `run`.

`flow/exits.py` has the exit codes.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

from ..flow.exits import COULD_NOT, USAGE, WORDS
from ..version import __version__
from .shared import columns, fail

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn

#: What each subcommand is for. The module of its name takes it from there.
COMMANDS = {
    "check": "check a repository, a commit, the index or a folder",
    "lock": "look at all places elsewhere, and write osaid.lock",
    "explain": "what an item, a component or a result means",
    "license": "say what a license file is, and what was changed in it",
    "review": "a worksheet for a person who judges the data",
    "survey": "check many targets, a line each, and what all come to",
    "badge": "a picture of the result in a line, for a README",
    "diff": "say what changed between two commits, and no more",
    "hook": "what the pre-commit hooks run",
    "init": "write a first manifest from what is found, here and elsewhere",
    "declare": "say in the manifest where a component is",
    "data": "list a body of training data in the manifest",
    "mot": "files of the Model Openness Tool: import, export, evaluate",
    "waive": "waive an item until a date",
    "completion": "print a script that completes osaid's options",
    "schema": "print a JSON schema",
}


class _Help(argparse.HelpFormatter):
    """Asks for the width itself: `shutil`, which argparse would ask, loads three ways to unpack archives."""

    def __init__(self, prog: str, **options: Any) -> None:
        super().__init__(prog, **{"width": columns() - 2, **options})


class Parser(argparse.ArgumentParser):
    """An argument parser that says what was probably meant."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Help, **options})

    def error(self, message: str) -> NoReturn:
        """Say what is wrong; all options would bury it."""
        self.exit(USAGE, f"{self.prog}: {message}\nSee: {self.prog} --help\n")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is None or value in action.choices:
            return
        from ..errors import nearest

        meant = nearest(str(value), map(str, action.choices))
        known = meant or f"; known: {', '.join(map(str, action.choices))}"
        raise argparse.ArgumentError(action, f"nothing is called {value!r}{known}")


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """The command line; `only` names the one subcommand to load where no other will be asked for."""
    top = Parser(
        prog="osaid",
        description="Report what an AI repository holds of what the Open Source AI Definition asks for.",
        epilog=f"Exit codes: {WORDS}.",
    )
    top.add_argument("--version", action="version", version=f"osaid {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in COMMANDS if only is None else (only,):
        command = commands.add_parser(name, help=COMMANDS[name])
        import_module(f".{name}", __name__).arguments(command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand and return its exit code. What nobody foresaw is raised: `guard.py` ends it."""
    words = sys.argv[1:] if argv is None else argv
    if not words:
        words = ["--help"]
    # What stands first is the subcommand, or an option of the top, or wrong.
    only = words[0] if words and words[0] in COMMANDS else None
    options = _parsed(parser(only), words)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # A stand-in for a stream may be of any kind.
            stream.reconfigure(encoding="utf-8", errors="replace")
    return _run(options)


def _parsed(top: argparse.ArgumentParser, words: Sequence[str]) -> argparse.Namespace:
    """The options; names behind one are taken too, where argparse takes those before the first alone."""
    options, more = top.parse_known_args(words)
    rest = getattr(import_module(f".{options.command}", __name__), "REST", "")
    if more and (not rest or any(word.startswith("-") for word in more)):
        top.error(f"unrecognized arguments: {' '.join(more)}")
    if more:
        setattr(options, rest, [*getattr(options, rest), *more])
    return options


def _run(options: argparse.Namespace) -> int:
    """What the subcommand returns, or the exit code of what kept it from being done."""
    try:
        code: int = import_module(f".{options.command}", __name__).run(options)
        return code
    except OSError as error:
        if not error.filename:
            raise
        return fail(USAGE, f"{error.filename}: {error.strerror}")
    except Exception as error:
        # Whoever raised one of these has loaded the module; the others do without it.
        from ..errors import TreeError, UsageError

        if not isinstance(error, TreeError):
            raise
        return fail(USAGE if isinstance(error, UsageError) else COULD_NOT, str(error))
