"""`osaid data add`: list a body of training data in the manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model import ACCESS
from .shared import change_manifest

if TYPE_CHECKING:
    import argparse

#: The names that may stand behind options as well.
REST = "where"


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "List a body of training data in the manifest. The list counts as the whole list."
    command.add_argument("action", choices=("add",), metavar="add")
    command.add_argument("name", metavar="NAME", help="what the data is called")
    command.add_argument(
        "where", nargs="*", metavar="WHERE", help="places, addresses or words that tell how to get it"
    )
    command.add_argument(
        "--access",
        required=True,
        choices=ACCESS,
        help="open: anybody may copy it; public: anybody can inspect it; obtainable: from others, also for a "
        "fee; unshareable: say why",
    )
    command.add_argument("--license", metavar="SPDX", help="its terms, such as CC-BY-4.0")
    command.add_argument("--reason", help="why it can't be shared")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Put the entry in the manifest."""
    from pathlib import Path

    from ..manifest import edit

    place = edit.find(Path())
    where: list[str] = options.where
    entry: dict[str, Any] = {
        "name": options.name,
        "access": options.access,
        "where": where[0] if len(where) == 1 else where,
        "license": options.license,
        "reason": options.reason,
    }
    text = edit.add_data(place, {key: value for key, value in entry.items() if value})
    return change_manifest(place, text, f"{options.name} is {options.access}", dry=options.dry_run)
