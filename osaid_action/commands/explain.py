"""`osaid explain`: what an item, a component, a result or a status means."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow.exits import OK, USAGE
from .shared import fail

if TYPE_CHECKING:
    import argparse


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.add_argument(
        "id", metavar="ID", help="an item (C2), a component (training-code), a result or a status"
    )


def run(options: argparse.Namespace) -> int:
    """Print the explanation, or what is called nearly so."""
    from ..judgment.explain import explain

    text = explain(options.id)
    if text is None:
        import difflib

        from ..judgment.explain import known

        close = difflib.get_close_matches(options.id, known(), 3, 0.4)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        return fail(USAGE, f"nothing is called {options.id!r}{hint} Known: {', '.join(known())}")
    sys.stdout.write(text)
    return OK
