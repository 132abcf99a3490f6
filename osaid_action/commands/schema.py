"""`osaid schema`: the JSON schema of the lock, the manifest, the report or a line of a survey."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.add_argument("name", choices=("lock", "manifest", "report", "survey"), help="whose schema")


def run(options: argparse.Namespace) -> int:
    """Print the file as it ships."""
    from ..schema import text

    sys.stdout.write(text(options.name))
    return OK
