"""`osaid declare`: say in the manifest where a component is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import COMPONENTS
from .shared import change_manifest

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "Declare a component in the manifest. What it declared there before is replaced."
    command.add_argument("component", metavar="COMPONENT", choices=COMPONENTS, help=", ".join(COMPONENTS))
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders here, or places: github:OWNER/NAME@REV"
    )
    command.add_argument("--license", metavar="SPDX", help="its terms, such as Apache-2.0")
    command.add_argument("--add", action="store_true", help="add to what is declared already")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Put the declaration in the manifest."""
    from pathlib import Path

    from ..manifest import edit

    place = edit.find(Path())
    paths, places = edit.sort_out(options.paths, Path(), place)
    text = edit.declare(place, options.component, paths, places, options.license, add=options.add)
    words = f"{options.component} is {', '.join([*paths, *places]) or options.license}"
    return change_manifest(place, text, words, dry=options.dry_run)
