"""The log, which GitHub's runner reads too: words, annotations, and text that must not be a command."""

from __future__ import annotations

import contextlib
import posixpath
import secrets
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..escape import shown
from ..report import commands

if TYPE_CHECKING:
    from ..manifest.read import ConfigError
    from ..model import Report

#: Annotations of a kind: one place of those that GitHub shows is kept for what the action itself has to say.
_MOST = commands.MOST - 1


def tell(line: str) -> None:
    """Print a line; nothing in it acts on the log."""
    sys.stdout.write(shown(line) + "\n")


def say(kind: str, words: str, *, path: str = "", line: int | None = None) -> None:
    """Annotate the run. kind: error, warning or notice."""
    sys.stdout.write(commands.command(kind, words, title="osaid", path=path, line=line) + "\n")
    sys.stdout.flush()


def fail(message: str) -> None:
    """Say why the run failed, an error for each line."""
    for line in message.splitlines()[:_MOST]:
        say("error", line)


def faults(error: ConfigError, folder: str) -> None:
    """Say what is wrong in a manifest, where it is."""
    for problem in error.problems[:_MOST]:
        say("error", str(problem), path=posixpath.join(folder, problem.path), line=problem.line)


def annotate(report: Report, folder: str) -> None:
    """Show the problems of a report beside the files."""
    sys.stdout.write(commands.render(report, folder, _MOST))


@contextlib.contextmanager
def quoted() -> Iterator[None]:
    """Nothing printed inside is a command to the runner, whatever it quotes."""
    word = secrets.token_hex(16)
    sys.stdout.write(f"::stop-commands::{word}\n")
    try:
        yield
    finally:
        sys.stdout.write(f"\n::{word}::\n")
        sys.stdout.flush()
