"""`osaid license`: what a license file is, and what was changed in it."""

from __future__ import annotations

import sys

from ..flow.exits import OK, USAGE
from .shared import fail

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.add_argument("files", nargs="*", metavar="FILE", help="license files")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--list", action="store_true", help="list the licenses known")
    command.add_argument("--explain", metavar="ID", help="what is known of one license")


def run(options: argparse.Namespace) -> int:
    """Print the list, one explanation, or what each file is."""
    from ..report import license as render

    if options.list:
        sys.stdout.write(render.listing())
        return OK
    if options.explain:
        sys.stdout.write(render.explanation(options.explain))
        return OK
    if not options.files:
        return fail(USAGE, "name a license file, or use --list or --explain ID")
    rows = []
    for name in options.files:
        try:
            rows.append((name, render.read(name)))
        except OSError as error:
            return fail(USAGE, f"{name}: {error.strerror}")
    sys.stdout.write(render.as_json(rows) if options.format == "json" else render.as_text(rows))
    return OK
