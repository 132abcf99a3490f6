"""What a run in this process does: the programs it starts, the hosts it asks, what it writes."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {
    "os.mkdir",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.chmod",
    "os.truncate",
}


@dataclass(slots=True)
class Seen:
    """What happened. changed: paths. foreign: anything that no run should do, in words."""

    programs: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


_now: list[Seen] = []


def _heard(event: str, args: tuple[Any, ...]) -> None:
    if not _now:
        return
    if event == "subprocess.Popen":
        command = args[1] if isinstance(args[1], (list, tuple)) else [args[1]]
        _now[-1].programs.append(os.fsdecode(command[0]))
    elif event == "open" and isinstance(args[0], (str, bytes)):
        if isinstance(args[2], int) and args[2] & _WRITES:
            _now[-1].changed.append(os.fsdecode(args[0]))
    elif event in _CHANGES:
        _now[-1].changed += [os.fsdecode(name) for name in args[:2] if isinstance(name, (str, bytes))]
    elif event in {
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "socket.connect",
        "pickle.find_class",
        "marshal.load",
    }:
        _now[-1].foreign.append(f"{event} {args!r:.200}")


_listening: list[bool] = []


@contextlib.contextmanager
def observed() -> Iterator[Seen]:
    """Look at what is done inside."""
    if not _listening:
        sys.addaudithook(_heard)  # there is no way to take it away
        _listening.append(True)
    seen = Seen()
    _now.append(seen)
    try:
        yield seen
    finally:
        _now.pop()


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    """Fail when it takes longer, also where all exceptions are caught."""

    def late(*_: object) -> None:
        pytest.fail(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def state(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Mode, size and time of all that is in a folder."""
    found, waiting = {}, [str(folder)]
    while waiting:  # os.walk goes as deep as the folders do in Python 3.11
        with os.scandir(waiting.pop()) as items:
            for item in items:
                info = item.stat(follow_symlinks=False)
                size = 0 if item.is_dir(follow_symlinks=False) else info.st_size
                found[item.path] = (info.st_mode, size, info.st_mtime_ns)
                if item.is_dir(follow_symlinks=False):
                    waiting.append(item.path)
    return found


def controls(text: str) -> set[str]:
    """Characters that act on a terminal or hide; a line's end and a tab do neither."""
    return {char for char in text if unicodedata.category(char) in {"Cc", "Cf", "Cs"}} - {"\n", "\t"}
