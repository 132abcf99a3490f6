"""How every program of the package ends, whatever happens: with an exit code of its own and one line."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # `osaid --version` loads this too, and little else
if TYPE_CHECKING:
    from collections.abc import Callable

#: As `flow/exits.py` has it, which takes more to import.
COULD_NOT = 3


class _Closed:
    """Stands in for an output that was closed before the program began."""

    encoding = "utf-8"

    def write(self, _: str) -> int:
        """Fail, as a full disk does."""
        raise OSError("standard output is closed")

    def flush(self) -> None:
        """Nothing was written."""

    def isatty(self) -> bool:
        """It is none."""
        return False


def guarded(main: Callable[[], int]) -> int:
    """The exit code of a program; 3 with one line on standard error for what nobody foresaw."""
    # Python has None where a stream was closed.
    if sys.stdout is None:
        sys.stdout = _Closed()
    if sys.stderr is None:
        import io

        sys.stderr = io.StringIO()
    try:
        try:
            code = main()
        finally:
            # What waits in a buffer fails here, and not where nobody catches it.
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        # The reader of a pipe went away; what was asked for was done.
        code = 0
        _drop()
    except Exception as error:
        code = COULD_NOT
        _drop()
        import contextlib

        with contextlib.suppress(Exception):
            sys.stderr.write(f"osaid: {words_of(error)}\n")
            sys.stderr.flush()
    return code


def words_of(error: Exception) -> str:
    """One line on an error, with its place where it is a fault of the program."""
    from .escape import shown

    if isinstance(error, OSError):
        what = error.strerror or str(error)
        return shown(f"{error.filename}: {what}" if error.filename else f"output failed: {what}")
    place = ""
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        place = f"{os.path.basename(os.path.dirname(name))}/{os.path.basename(name)}:{trace.tb_lineno}"  # noqa: PTH119, PTH120
        trace = trace.tb_next
    said = shown(" ".join(str(error).split())[:300])
    return f"could not go on: {type(error).__name__}: {said} (in {place}; please report it)"


def _drop() -> None:
    """What can't be written is not tried again when the program ends."""
    try:
        sys.stdout.flush()
    except Exception:
        import contextlib

        with contextlib.suppress(Exception):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
