"""`osaid mot`: files of the Model Openness Tool, read into the manifest, written from a report, and rated."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE
from .shared import change_manifest, fail, put, say

if TYPE_CHECKING:
    import argparse

    from ..manifest.edit import Place
    from ..mot.claims import Claim
    from ..mot.document import Release
    from ..mot.rating import Rating

#: The names that may stand behind options as well.
REST = "names"


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Files of the Model Openness Tool. import: put what one claims in the manifest. export: write one "
        "from what is found and declared. evaluate: say which class the tool gives to one."
    )
    command.add_argument("action", choices=("import", "export", "evaluate"), help="what to do")
    command.add_argument(
        "names", nargs="*", metavar="NAME", help="import, evaluate: files; export: a target, as for check"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="with import: show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Do it."""
    names: list[str] = options.names
    if options.action == "export":
        return _export(names[0] if names else ".") if len(names) < 2 else fail(USAGE, "name one target")
    if not names or (options.action == "import" and len(names) > 1):
        return fail(USAGE, "name a file of the Model Openness Tool")
    if options.action == "import":
        return _import(names[0], dry=options.dry_run)
    from ..mot import rating

    for name in names:
        release = _read(name)
        put(_rated(name, rating.rate(release)))
        for note in release.notes:
            say(note)
    return OK


def _read(name: str) -> Release:
    from ..mot import document
    from ..repository.start import start_of

    return document.read(start_of(name, document.MAX_BYTES + 1), name)


# ---------------------------------------------------------------------- evaluate


def _rated(name: str, rating: Rating) -> list[str]:
    label = rating.label.title if rating.label else "Unclassified"
    lines = [f"{name}: {label}"]
    if rating.ours != rating.label:
        lines.append(
            f"  By osaid's lists of licenses: {rating.ours.title if rating.ours else 'Unclassified'}"
        )
    lines += [f"  {part.title}: {percent:.0f}%" for part, percent in rating.progress]
    for row in rating.rows:
        doubt = ""
        if row.license and row.tool != row.ours:
            sides = ("the tool", "osaid") if row.tool else ("osaid", "the tool")
            doubt = f", open by {sides[0]}'s lists, not by {sides[1]}'s"
        elif row.license and not row.tool:
            doubt = ", not open"
        mark = "✓" if row.tool else "✗"
        lines.append(f"    {mark} {row.listed.part.name}: {row.license or 'no license'}{doubt}")
    return [*lines, *(f"    - {part.name}: not listed" for part in rating.unlisted)]


# ---------------------------------------------------------------------- export


def _export(target: str) -> int:
    from ..flow.clock import today
    from ..flow.examine import examine
    from ..flow.targets import open_target
    from ..mot import document, exported

    with open_target(target) as tree:
        release = exported.release(examine(tree, today=today()))
    sys.stdout.write(document.write(release))
    for note in release.notes:
        say(note)
    return OK


# ---------------------------------------------------------------------- import


def _import(name: str, *, dry: bool) -> int:
    from pathlib import Path

    from ..manifest import edit
    from ..mot import claims

    release = _read(name)
    there = place = edit.find(Path())
    made, notes = claims.claims(release)
    text, keys = edit.describe_system(place, claims.system(release))
    place = place._replace(text=text)
    known = edit.declared(place)
    written: list[str] = []
    licenses: list[str] = []
    elsewhere = False
    for claim in made:
        if claim.component in known:
            notes.append(f"{claim.name}: {place.name} says it already, which stays")
            continue
        paths, places = _held(claim, claim.where, place, notes)
        if claim.license_path:
            licenses += _held(claim, claim.license_path, place, notes)[0]
        if paths or places or claim.license:
            text = edit.declare(place, claim.component, paths, places, claim.license or None, add=False)
            place = place._replace(text=text)
            written.append(claim.component)
            elsewhere = elsewhere or bool(places)
    if licenses and "license" not in known:
        text = edit.declare(place, "license", list(dict.fromkeys(licenses)), [], None, add=False)
        place = place._replace(text=text)
        written.append("license")
    for note in notes:
        say(note)
    if place.text == there.text:
        put([f"{name}: nothing to add to {there.name}"])
        return OK
    words = f"claims of {name}: {', '.join([*(f'system.{key}' for key in keys), *written])}"
    return change_manifest(there, place.text, words, dry=dry, elsewhere=elsewhere)


def _held(claim: Claim, where: str, place: Place, notes: list[str]) -> tuple[list[str], list[str]]:
    """(paths, places) of what is claimed: a path of this tree or a place; a note where it is neither."""
    from ..errors import UsageError
    from ..manifest import edit

    if not where:
        return [], []
    try:
        if ":" in where:
            return edit.sort_out([where], place.folder, place)
        # The tool writes paths from the top of the repository, with a slash before them.
        path = where.removeprefix("./").strip("/")
        if _is_there(place, path):
            return edit.sort_out([path], place.folder, place)
        notes.append(f"{claim.name}: {where!r} is not in this tree: not written")
    except UsageError as error:
        notes.append(f"{claim.name}: not written: {error}")
    return [], []


def _is_there(place: Place, path: str) -> bool:
    """Whether a stranger's path is that of a file or folder here; none is looked for by a pattern."""
    from ..addresses import path_fault
    from ..repository import globs

    try:
        return not (path_fault(path) or globs.is_glob(path)) and (place.folder / path).exists()
    except (OSError, ValueError):
        return False
