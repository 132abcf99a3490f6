"""Workers on other machines, by Dask: the same work and the same answers as those of `pool`."""

from __future__ import annotations

import contextlib
import logging
import tempfile
import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ..errors import TreeError, UsageError
from .pool import Failed, end_all_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

#: Seconds that are waited for an answer before the clock is looked at, and for a scheduler.
_TICK, _PATIENCE = 0.5, 30.0


def dask(
    work: Callable[[Any], Any],
    tasks: Iterable[Any],
    *,
    address: str,
    jobs: int,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Generator[tuple[Any, Any]]:
    """As `pool.run`. address: of a scheduler; "" starts `jobs` workers here. UsageError, TreeError.

    A worker that is lost is Dask's to replace: what it was at is given to others, three times more.
    """
    with _client(address, jobs) as client:
        waiting = iter(tasks)
        over = False
        given: dict[Any, tuple[Any, float]] = {}
        while True:
            # No more than are worked on at once: what was given has begun, and its time runs.
            while not over and len(given) < sum(client.nthreads().values()):
                task = next(waiting, _NONE)
                if task is None or task is _NONE:
                    over = task is _NONE
                    break
                given[client.submit(work, task, pure=False)] = task, clock()
            if over and not given:
                return
            for future in _done(list(given)):
                task, _ = given.pop(future)
                yield task, _answer(future, seconds)
            for future, (task, since) in list(given.items()):
                if clock() - since > seconds:
                    del given[future]
                    _end(client, future)
                    yield task, Failed("time", f"not done within {seconds:,.0f} seconds")


_NONE = object()


def _done(given: list[Any]) -> Iterable[Any]:
    """Those of some that are done; waits a little for the first."""
    if not given:
        time.sleep(_TICK)
        return ()
    with contextlib.suppress(TimeoutError):
        wait = import_module("distributed").wait
        return list(wait(given, timeout=_TICK, return_when="FIRST_COMPLETED").done)
    return ()


def _answer(future: Any, seconds: float) -> Any:
    """What a worker says, or that it went each time."""
    try:
        # What was done is done again where its worker went before it told.
        return future.result(timeout=seconds)
    except Exception as error:
        words = " ".join(str(error).split())[:200]
        return Failed("crashed", f"{type(error).__name__}: {words}")


def _end(client: Any, future: Any) -> None:
    """End the process that works on a task: nothing else ends what hangs in it."""
    at = [worker for worker, keys in client.processing().items() if future.key in keys]
    future.cancel()
    if at:
        client.restart_workers(at, raise_for_error=False)


@contextlib.contextmanager
def _client(address: str, jobs: int) -> Iterator[Any]:
    try:
        # Without types of its own.
        dask, distributed = map(import_module, ("dask", "distributed"))
    except ImportError:
        raise UsageError('--engine dask takes more: pip install "osaid[survey]"') from None
    # That a worker was lost is told in the line of what it was at, where that matters.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with contextlib.ExitStack() as held:
        if not address:
            # What workers leave behind when they are killed, such as clones, goes with the folder.
            folder = held.enter_context(
                tempfile.TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True)
            )
            held.callback(end_all_of, folder)
            held.enter_context(dask.config.set({"temporary-directory": folder}))
            cluster = distributed.LocalCluster(
                n_workers=jobs,
                threads_per_worker=1,
                dashboard_address=None,
                local_directory=folder,
                env={"TMPDIR": folder},
                silence_logs=logging.CRITICAL,
            )
            address = held.enter_context(cluster).scheduler_address
        try:
            client = held.enter_context(distributed.Client(address, timeout=_PATIENCE))
        except (OSError, ValueError) as error:
            raise TreeError(f"no Dask scheduler answers at {address}: {error}") from error
        yield client
