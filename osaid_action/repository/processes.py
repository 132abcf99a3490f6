"""Processes that were started with pipes: their pipes, and their end."""

from __future__ import annotations

import contextlib
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess


def pipe_of(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that the process was started with."""
    if pipe is None:
        raise ValueError("started without this pipe")
    return pipe


def end(process: subprocess.Popen[bytes]) -> None:
    """Close a process's pipes and wait until it is gone."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    # Asked to stop rather than killed, a fetch ends its helpers and removes what it was writing.
    process.terminate()
    process.wait()
