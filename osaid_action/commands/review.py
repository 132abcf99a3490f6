"""`osaid review`: a worksheet for a person who judges the data information, and the record of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE
from .shared import change_manifest, fail

if TYPE_CHECKING:
    import argparse

    from ..model import Report

#: Bytes of a worksheet that are read.
_MOST = 4 << 20


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Write a worksheet for a person who judges the data information, or record what was judged."
    )
    command.add_argument("target", nargs="?", default=".", metavar="TARGET", help="as for check (default: .)")
    command.add_argument("--output", metavar="FILE", help="write the worksheet to FILE")
    command.add_argument(
        "--record", action="store_true", help="record the review in the manifest of the folder TARGET"
    )
    command.add_argument("--by", metavar="NAME", help="with --record: who judged")
    command.add_argument(
        "--worksheet",
        metavar="FILE",
        help="with --record: the worksheet; boxes left open are recorded as lacking",
    )
    command.add_argument(
        "--lacking",
        metavar="PARTS",
        help="with --record, in place of a worksheet: what is lacking, as labeling,D2; or none",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="with --record: show the change as a diff, and write nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Write the worksheet, or with --record put the review in the manifest."""
    from pathlib import Path

    from ..flow import reviewed
    from ..flow.clock import today
    from ..flow.examine import examine
    from ..flow.targets import open_target
    from ..judgment import review
    from ..repository.remote import is_remote

    on = today()
    if options.record and (not options.by or is_remote(options.target) or not Path(options.target).is_dir()):
        return fail(USAGE, "--record needs --by NAME, and a folder for TARGET")
    if options.record and (options.worksheet is None) == (options.lacking is None):
        return fail(USAGE, "--record needs what was judged: --worksheet FILE, or --lacking PARTS (or none)")
    with open_target(options.target) as tree:
        report = examine(tree, today=on)
        files = review.documents(report.components, report.data)
        digest = reviewed.digest(tree, files)
    if options.record:
        return _record(options, report, on, files, digest)
    from ..report import worksheet

    page = worksheet.render(report, files, digest)
    if options.output:
        from ..repository.writing import write_whole

        write_whole(options.output, page, project=options.target)
    else:
        sys.stdout.write(page)
    return OK


def _record(options: argparse.Namespace, report: Report, on: str, files: tuple[str, ...], digest: str) -> int:
    from pathlib import Path

    from ..manifest import edit as manifest_edit
    from ..model import Review
    from ..report import worksheet
    from ..repository.start import start_of
    from ..repository.text import decode

    if not files:
        return fail(USAGE, "no document tells of training data: there is nothing to review")
    by = " ".join(options.by.split())
    if not by or not by.isprintable():
        return fail(USAGE, "--by needs a name that can be printed")
    if options.worksheet is None:
        lacking = worksheet.boxes(options.lacking)
    else:
        lacking = worksheet.ticked(decode(start_of(options.worksheet, _MOST)), digest)
    commit = report.target.commit or ""
    made = Review(by=by, on=on, commit=commit, files=files, digest=digest, lacking=lacking)
    folder = Path(options.target)
    place = manifest_edit.find(folder)
    if place.folder != folder.resolve() and place.name != ".github/osaid.toml":
        place = manifest_edit.Place(folder.resolve())  # what was reviewed is this folder
    text = manifest_edit.review(place, made)
    words = f"reviewed by {by}, " + (f"lacking: {', '.join(lacking)}" if lacking else "nothing lacking")
    return change_manifest(place, text, words, dry=options.dry_run)
