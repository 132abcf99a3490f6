"""Workers: processes that take one task after another; one that dies or takes too long stops no other.

Tasks and answers go to and fro as JSON, so nothing that a worker has read is unpickled here.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import deque
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator
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
) -> Generator[tuple[Any, Any]]:
    """(task, answer) of each task as it is done, in no order; of one that could not be done, a `Failed`.

    work: a function of a module, which takes and gives JSON values. tasks: None where there is none just now.
    jobs: processes. seconds: for one task.
    """
    name = f"{work.__module__}:{work.__qualname__}"
    waiting = iter(tasks)
    again: deque[tuple[Any, int]] = deque()
    workers = [_Worker(name, clock) for _ in range(max(jobs, 1))]
    try:
        while True:
            more = _deal(workers, again, waiting)
            busy = {worker.end: worker for worker in workers if worker.task is not None}
            if not (busy or more):
                return
            for end in wait(list(busy), timeout=_TICK) if busy else _pause():
                worker = busy.pop(end)  # type: ignore[call-overload]
                [task] = worker.task or [None]
                answer = worker.answer()
                if answer is _NONE and worker.tries < TRIES:
                    again.append((task, worker.tries + 1))
                    continue
                words = f"its process ended with {worker.code}, {worker.tries} times"
                yield task, Failed("crashed", words) if answer is _NONE else answer
            for worker in busy.values():
                if worker.task is not None and clock() - worker.since > seconds:
                    [task] = worker.task
                    worker.stop()
                    yield task, Failed("time", f"not done within {seconds:,.0f} seconds")
    finally:
        for worker in workers:
            worker.ask_to_leave()
        for worker in workers:
            worker.stop()


def _deal(workers: list[_Worker], again: deque[tuple[Any, int]], waiting: Iterator[Any]) -> bool:
    """Give a task to each worker without one, as far as there are any; whether there may be more."""
    for worker in workers:
        if worker.task is not None:
            continue
        if again:
            worker.give(*again.popleft())
            continue
        task = next(waiting, _NONE)
        if task is _NONE or task is None:
            return task is None
        worker.give(task, 1)
    return True


_NONE = object()


def _pause() -> tuple[()]:
    time.sleep(_TICK)
    return ()


class _Worker:
    """A process that is started when there is something to do. task: [what it does], or None.

    code: the exit code of the process before this one.
    """

    def __init__(self, name: str, clock: Callable[[], float]) -> None:
        self._name, self._clock = name, clock
        self._process: SpawnProcess | None = None
        self._folder = ""
        self.end: Connection
        self.task: list[Any] | None = None
        self.tries = self._done = 0
        self.since = 0.0
        self.code: int | None = None

    def give(self, task: Any, tries: int) -> None:
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self.end, theirs = context.Pipe()
            # What it leaves behind when it is killed, such as a clone, goes with the folder.
            self._folder = tempfile.mkdtemp(prefix="osaid-")
            arguments = (self._name, theirs, self._folder)
            process = context.Process(target=_serve, args=arguments, daemon=True)
            try:
                with _unpressed():
                    process.start()
            except BaseException:
                # Ended just now: a process that has begun finds nobody at the other end.
                shutil.rmtree(self._folder, ignore_errors=True)
                raise
            self._process = process
            theirs.close()
            self._done = 0
        self.task, self.tries, self.since = [task], tries, self._clock()
        # Where it is gone, reading from it will tell.
        with contextlib.suppress(OSError):
            self.end.send_bytes(json.dumps(task).encode())

    def answer(self) -> Any:
        """What it says of its task, which is over; _NONE where it has gone."""
        try:
            said = json.loads(self.end.recv_bytes())
        except (EOFError, OSError):
            self.stop()
            return _NONE
        self.task = None
        self._done += 1
        if self._done >= MOST_TASKS:
            self.stop()
        return said

    def ask_to_leave(self) -> None:
        if self._process is not None:
            self._process.terminate()

    def stop(self) -> None:
        """End the process, whatever it does, and what it started."""
        self.task = None
        if self._process is None:
            return
        self.end.close()
        self._process.terminate()
        self._process.join(_LEAVE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self.code = self._process.exitcode
        end_all_of(self._folder)
        shutil.rmtree(self._folder, ignore_errors=True)
        self._process = None


def end_all_of(folder: str) -> None:
    """End what works in a folder of temporary files, as git does for a killed worker. Linux alone."""
    mark = b"\0TMPDIR=" + os.fsencode(folder) + b"\0"
    for place in Path("/proc").glob("[0-9]*"):
        # Those of others can't be read, and some end while one looks.
        with contextlib.suppress(OSError):
            if mark in b"\0" + (place / "environ").read_bytes():
                os.kill(int(place.name), signal.SIGKILL)


@contextlib.contextmanager
def _unpressed() -> Iterator[None]:
    """A key pressed now waits, and a process begun now never hears of it: it is for the one that watches."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # The first process would start this as well, and no key waits after that.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave(*_: object) -> None:
    """End a worker by an exception, so that what it started ends with it."""
    # Python would tell of one that comes where none can be raised, such as within an import.
    sys.unraisablehook = lambda _: None
    sys.exit(143)


def _serve(name: str, end: Connection, folder: str) -> None:
    """In the worker: an answer to each task, until there are no more. folder: for what it keeps."""
    from ..evidence.halves import keep_whole

    keep_whole()
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    module, _, function = name.partition(":")
    work = getattr(import_module(module), function)
    # Who gave the tasks may be gone, and can't take the folder away then.
    with contextlib.suppress(EOFError, OSError):
        while True:
            task = json.loads(end.recv_bytes())
            end.send_bytes(json.dumps(work(task)).encode())
    shutil.rmtree(folder, ignore_errors=True)
