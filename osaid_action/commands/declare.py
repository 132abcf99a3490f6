"""`osaid declare`: say in the manifest where a component is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import COMPONENTS
from .shared import change_manifest

if TYPE_CHECKING:
    import argparse

    from ..manifest.edit import Place

#: The names that may stand behind options as well.
REST = "paths"


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Declare a component or the system's name in the manifest. What it said is replaced."
    )
    command.add_argument(
        "component", nargs="?", metavar="COMPONENT", choices=COMPONENTS, help=", ".join(COMPONENTS)
    )
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders here, or places: github:OWNER/NAME@REV"
    )
    command.add_argument("--license", metavar="SPDX", help="its terms, such as Apache-2.0")
    command.add_argument("--name", default="", help="the system's name")
    command.add_argument("--version", default="", help="the system's version")
    command.add_argument("--add", action="store_true", help="add to what is declared already")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Put the declaration in the manifest."""
    from pathlib import Path

    from ..errors import UsageError
    from ..manifest import edit

    there = place = edit.find(Path())
    said: list[str] = []
    places: list[str] = []
    if options.name or options.version:
        place = place._replace(text=edit.name_system(place, options.name, options.version))
        said.append(f"the system is {' '.join(filter(None, (options.name, options.version)))}")
    if options.component or not said:
        if not options.component:
            raise UsageError("name a component to declare, or the system: --name, --version")
        paths, places = edit.sort_out(options.paths, Path(), place)
        text = edit.declare(place, options.component, paths, places, options.license, add=options.add)
        place = place._replace(text=text)
        if named := ", ".join([*paths, *places]):
            under = f", under {options.license}" if options.license else ""
            said.append(f"{options.component} is {named}{under}")
        else:
            was = _was(there, options)
            said.append(f"the license of {options.component} is {options.license}{was}")
    return change_manifest(there, place.text, "; ".join(said), dry=options.dry_run, elsewhere=bool(places))


def _was(place: Place, options: argparse.Namespace) -> str:
    """The other license that a component had in the manifest, in words."""
    from ..manifest import read

    before = read.parse(place.name, place.text.encode()) if place.text else None
    declared = before.declarations if before else ()
    names = {one.license for one in declared if one.component == options.component and one.license}
    return f", was {' and '.join(sorted(names))}" if names - {options.license} else ""
