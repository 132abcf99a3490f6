"""One line on a terminal that says how far a long run is, and is gone when that is over."""

from __future__ import annotations

import contextlib
import os
import sys
import time

from .. import progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

#: Seconds that say nothing, and between two lines; characters of what is said that are looked at.
_SHORT, _PAUSE, _MOST = 1.0, 0.1, 300


class Line:
    """What is told, in a line of a terminal. Nothing is shown of what is done within a second."""

    def __init__(self, stream: TextIO, width: Callable[[], int], clock: Callable[[], float]) -> None:
        self._stream, self._width, self._clock = stream, width, clock
        self._next = clock() + _SHORT
        self._taken = 0

    def __call__(self, words: str, waits: bool) -> None:
        """Show what is being done. waits: at once, for nothing else may be told soon."""
        now = self._clock()
        if waits or now >= self._next:
            self._next = max(self._next, now + _PAUSE)
            self._show(words)

    def _show(self, words: str) -> None:
        from ..escape import shown, without_secrets
        from ..report.terminal import columns

        # What was cut within an address would hide from `without_secrets` that it has a password.
        text = shown(without_secrets(f"osaid: {words}")[:_MOST].replace("\n", " "))
        # A line as wide as the terminal would go on in the next.
        room = self._width() - 1
        if columns(text) > room:
            while text and columns(text) >= room:
                text = text[:-1]
            text += "…"
        taken = columns(text)
        # Blanks, not an escape sequence: these every terminal knows.
        self._write(f"\r{text}{' ' * (self._taken - taken)}" + "\b" * max(0, self._taken - taken))
        self._taken = taken

    def erase(self) -> None:
        """Leave the line as it was found."""
        if self._taken:
            self._write(f"\r{' ' * self._taken}\r")
            self._taken = 0

    def _write(self, text: str) -> None:
        # Whoever watched may have gone.
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
            self._stream.flush()


@contextlib.contextmanager
def watched(*, quiet: bool = False) -> Iterator[None]:
    """Show how far it is while it lasts, to who watches: a person at a terminal, not a log."""
    if quiet or not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        yield
        return
    line = Line(sys.stderr, _width, time.monotonic)
    try:
        with progress.heard(line):
            yield
    finally:
        line.erase()


def _width() -> int:
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80
    except (OSError, ValueError):
        return 80
