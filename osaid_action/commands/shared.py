"""What several subcommands share: messages, color, and changes that are shown or written."""

from __future__ import annotations

import os
import sys

from ..flow.exits import OK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..manifest.edit import Place
    from ..manifest.init import Edit


def say(message: str) -> None:
    """Put a message on standard error, each line with the program's name."""
    from ..escape import shown, without_secrets

    for line in message.splitlines():
        sys.stderr.write(f"osaid: {shown(without_secrets(line))}\n")


def fail(code: int, message: str) -> int:
    """Say why, and return the exit code."""
    say(message)
    return code


def put(lines: Iterable[str]) -> None:
    """Lines on standard output, with nothing in them that acts on a terminal."""
    from ..escape import shown

    for line in lines:
        sys.stdout.write(f"{shown(line)}\n")


def colored(choice: str) -> bool:
    """Whether standard output gets color. choice: auto, always or never."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """The columns of the terminal on standard output; 80 where it is none."""
    return columns() if sys.stdout.isatty() else 80


def columns() -> int:
    """The columns to write for: those that the environment names, or those of the terminal; else 80."""
    try:
        named = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        named = 0
    if named > 0:
        return named
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or 80  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):
        return 80


def apply(edits: list[Edit], then: str, *, dry: bool) -> int:
    """Write the edits and say what to do then; dry: show them as a diff. UsageError, OSError."""
    from ..manifest import init

    if dry:
        put("".join(edit.diff() for edit in edits).splitlines())
        return OK
    put(init.apply(edits))
    sys.stdout.write(f"{then}\n" if edits else "")
    return OK


def change_manifest(place: Place, text: str, words: str, *, dry: bool, elsewhere: bool = False) -> int:
    """Give a manifest its new text, as `apply` does. words: what the change is.

    elsewhere: it names a place elsewhere, which counts when it has been looked at.
    """
    from shlex import join

    from ..manifest import init
    from ..system.lock import path_beside

    edit = init.Edit(place.path, place.name, place.text, text, words)
    if dry:
        return apply([edit], "", dry=True)
    for _ in init.apply([edit]):
        pass
    # As seen from where the user stands, who may be in a folder below.
    name, folder = (os.path.relpath(path).replace(os.sep, "/") for path in (place.path, place.folder))
    target = [] if folder == "." else [folder]
    steps = [["osaid", "lock", *target]] if elsewhere else []
    steps.append(["git", "add", name, *([path_beside(name)] if elsewhere else [])])
    steps.append(["osaid", "check", "--staged", *target])
    put([f"{'Changed' if edit.old else 'Wrote'} {name}: {words}", f"Then: {' && '.join(map(join, steps))}"])
    return OK
