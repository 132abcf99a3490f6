"""`osaid completion`: a script for a shell that completes osaid's options."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE
from .shared import fail

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="for which shell")


def run(options: argparse.Namespace) -> int:
    """Print the script, where the extra for it is installed."""
    try:
        import shtab
    except ImportError:
        return fail(USAGE, 'this needs shtab: pip install "osaid[completion]"')
    from . import parser

    sys.stdout.write(shtab.complete(parser(), options.shell) + "\n")
    return OK
