"""`osaid badge`: a picture of the result in a line, or what shields.io draws one from."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE
from .shared import fail

if TYPE_CHECKING:
    import argparse

    from ..model import Report


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Write a badge: how many of the required items are met, and which label of the G7 fits. As SVG, or "
        "as JSON for an endpoint badge of shields.io."
    )
    command.add_argument("target", nargs="?", metavar="TARGET", help="as for check (default: .)")
    command.add_argument(
        "--report",
        metavar="FILE",
        help="a JSON report of osaid check to make it from; nothing is checked then",
    )
    command.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="FILE",
        help="write to FILE, by its name: .svg or .json; may be repeated (default: SVG on standard output)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the badge in each form that is asked for."""
    from ..report import badge
    from ..repository.writing import write_whole

    forms = {".svg": badge.svg, ".json": badge.endpoint}
    renders = [next((forms[end] for end in forms if name.endswith(end)), None) for name in options.output]
    if None in renders:
        return fail(USAGE, "--output: name a file that ends in .svg or .json")
    if options.report is not None and options.target is not None:
        return fail(USAGE, "name a target or --report, not both")
    target = "." if options.target is None else options.target
    report = _received(options.report) if options.report is not None else _examined(target)
    if report is None:
        return fail(USAGE, f"{options.report}: there is no such file")
    for name, render in zip(options.output, renders, strict=True):
        if render:
            write_whole(name, render(report), project=target)
    if not options.output:
        sys.stdout.write(badge.svg(report))
    return OK


def _received(name: str) -> Report | None:
    from ..flow import received

    return received.from_file(name, name)


def _examined(target: str) -> Report:
    from .check import examine

    return examine(target)
