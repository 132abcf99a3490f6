"""`osaid waive`: waive an item in the manifest until a date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .shared import change_manifest

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "Waive an item in the manifest: somebody answers for it until a date."
    command.add_argument("item", metavar="ITEM", help="such as C3")
    command.add_argument("--reason", required=True, help="why it is not met for now")
    command.add_argument("--by", required=True, help="who answers for it")
    command.add_argument("--until", required=True, metavar="DATE", help="the last day, such as 2027-06-30")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Put the waiver in the manifest."""
    from datetime import date
    from pathlib import Path

    from ..errors import UsageError
    from ..flow.clock import today
    from ..manifest import edit

    try:
        until = date.fromisoformat(options.until)
    except ValueError:
        raise UsageError(f"expected a date such as 2027-06-30, got {options.until!r}") from None
    if until.isoformat() < today():
        raise UsageError(f"{until} has passed: a waiver ends on a day to come")
    place = edit.find(Path())
    text = edit.waive(place, options.item, options.reason, options.by, until)
    words = f"{options.item} is waived by {options.by} until {until}"
    return change_manifest(place, text, words, dry=options.dry_run)
