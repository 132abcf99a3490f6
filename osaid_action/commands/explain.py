"""`osaid explain`: what an item, a component, a result or a status means."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..errors import nearest
from ..flow.exits import OK, USAGE
from .shared import fail, width

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="an item (C2), a component (training-code), a result, a status or a yardstick (g7); without it: "
        "all there are",
    )


def run(options: argparse.Namespace) -> int:
    """Print the explanation, or what is called nearly so."""
    from ..judgment.explain import explain, known, overview
    from ..report.terminal import Screen

    if options.id is None:
        text: str | None = overview()
    else:
        text = explain(options.id)
    if text is None:
        meant = nearest(options.id, known()) or "; osaid explain alone lists all there is"
        return fail(USAGE, f"nothing is called {options.id!r}{meant}")
    sys.stdout.write("".join(f"{line}\n" for line in Screen(width=width()).fitted(text)))
    return OK
