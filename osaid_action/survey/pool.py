"""Workers: processes that take one task after another; one that dies or takes too long stops no other.

Tasks and answers go to and fro as JSON, so nothing that a worker has read is unpickled here.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import signal
import sys
import tempfile
import time
from collections import deque
from importlib import import_module
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

#: Tasks after which a worker is replaced: whatever grows in it ends.
MOST_TASKS = 200
#: Times that a task is given to a worker before its end is the task's own doing.
TRIES = 2
#: Seconds between two looks at the clock, and those that a worker has to leave by itself.
_TICK = 0.5
_LEAVE = 5.0


class Failed(NamedTuple):
    """Why a task has no answer: "crashed" or "time", and words for it."""

    kind: str
    why: str


def run(
    work: Callable[[Any], Any],
    tasks: Iterable[Any],
    *,
    jobs: int,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[tuple[Any, Any]]:
    """(task, answer) of each task as it is done, in no order; of one that could not be done, a `Failed`.

    work: a function of a module, which takes and gives JSON values. jobs: processes. seconds: for one task.
    """
    name = f"{work.__module__}:{work.__qualname__}"
    waiting = iter(tasks)
    again: deque[tuple[Any, int]] = deque()
    workers = [_Worker(name, clock) for _ in range(max(jobs, 1))]
    try:
        while True:
            for worker in workers:
                if worker.task is not None:
                    continue
                if again:
                    worker.give(*again.popleft())
                elif (task := next(waiting, _END)) is not _END:
                    worker.give(task, 1)
            busy = {worker.end: worker for worker in workers if worker.task is not None}
            if not busy:
                return
            for end in wait(list(busy), timeout=_TICK):
                worker = busy.pop(end)  # type: ignore[arg-type,index]
                [task], tries = worker.task or [None], worker.tries
                try:
                    answer = json.loads(worker.end.recv_bytes())
                except (EOFError, OSError):
                    code = worker.stop()
                    if tries < TRIES:
                        again.append((task, tries + 1))
                    else:
                        yield task, Failed("crashed", f"its process ended with {code}, {tries} times")
                    continue
                worker.rest()
                yield task, answer
            for worker in busy.values():
                if worker.task is not None and clock() - worker.since > seconds:
                    [task] = worker.task
                    worker.stop()
                    yield task, Failed("time", f"not done within {seconds:,.0f} seconds")
    finally:
        for worker in workers:
            worker.stop()


_END = object()


class _Worker:
    """A process that is started when there is something to do. task: [what it does], or None."""

    def __init__(self, name: str, clock: Callable[[], float]) -> None:
        self._name, self._clock = name, clock
        self._process: SpawnProcess | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.end: Connection
        self.task: list[Any] | None = None
        self.tries = self._done = 0
        self.since = 0.0

    def give(self, task: Any, tries: int) -> None:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self.end, theirs = context.Pipe()
            # What it leaves behind when it is killed, such as a clone, goes with the folder.
            self._folder = tempfile.TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True)
            arguments = (self._name, theirs, self._folder.name)
            self._process = context.Process(target=_serve, args=arguments, daemon=True)
            self._process.start()
            theirs.close()
            self._done = 0
        self.task, self.tries, self.since = [task], tries, self._clock()
        # Where it is gone, reading from it will tell.
        with contextlib.suppress(OSError):
            self.end.send_bytes(json.dumps(task).encode())

    def rest(self) -> None:
        self.task = None
        self._done += 1
        if self._done >= MOST_TASKS:
            self.stop()

    def stop(self) -> int | None:
        """End the process, whatever it does; its exit code."""
        self.task = None
        if self._process is None or self._folder is None:
            return None
        self.end.close()
        self._process.terminate()
        self._process.join(_LEAVE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        code = self._process.exitcode
        self._folder.cleanup()
        self._process = self._folder = None
        return code


def _serve(name: str, end: Connection, folder: str) -> None:
    """In the worker: an answer to each task, until there are no more. folder: for what it keeps meanwhile."""
    from ..evidence.halves import keep_whole

    keep_whole()
    tempfile.tempdir = folder
    # An exception, so that what it started ends with it; a key pressed is for the process that watches.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    module, _, function = name.partition(":")
    work = getattr(import_module(module), function)
    while True:
        try:
            task = json.loads(end.recv_bytes())
        except (EOFError, OSError):
            return
        end.send_bytes(json.dumps(work(task)).encode())
