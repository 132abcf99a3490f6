"""Work on a list by two processes where that is faster: on Linux, with a second core, for enough work.

A child made by fork has all that the work needs in memory already; only its answers come back.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from .. import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

#: Bytes of work below which a second process costs more than it saves.
ENOUGH = 600_000


_alone = True


def keep_whole() -> None:
    """Split nothing from now on: this process is one of several that fill all cores."""
    global _alone
    _alone = False


def split(work: Callable[[Sequence[T]], list[Any]], jobs: Sequence[T], amount: int) -> list[Any]:
    """work(jobs), the half of it done beside. Answers are plain JSON values, or tuples that become lists.

    amount: bytes of work. What the child can't do, for whatever reason, is done here.
    """
    if amount < ENOUGH or len(jobs) < 2 or not _pays():
        return work(jobs)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        _answer(writer, work, jobs[1::2])
    os.close(writer)
    try:
        with os.fdopen(reader, "rb") as answers:
            mine = work(jobs[::2])
            said = answers.read()
    except BaseException:
        os.kill(child, signal.SIGKILL)
        raise
    finally:
        _, status = os.waitpid(child, 0)
    theirs = json.loads(said) if status == 0 else work(jobs[1::2])
    answers_in_order: list[Any] = [None] * len(jobs)
    answers_in_order[::2], answers_in_order[1::2] = mine, theirs
    return answers_in_order


def _pays() -> bool:
    # A fork copies one thread only, and what the others hold stays held.
    return (
        _alone
        and sys.platform == "linux"
        and threading.active_count() == 1
        and len(os.sched_getaffinity(0)) > 1
    )


def _answer(writer: int, work: Callable[[Sequence[T]], list[Any]], jobs: Sequence[T]) -> None:
    """In the child: work, write, and leave without any of the parent's cleaning up."""
    try:
        with progress.heard(None):
            data = json.dumps(work(jobs)).encode()
        with os.fdopen(writer, "wb") as answers:
            answers.write(data)
    except BaseException:
        os._exit(1)
    os._exit(0)
