"""A loop that gives a function mutated inputs, and tells which it fails on or is slow with."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import NamedTuple

from mutation import Mutator

#: CPU seconds: what no input may take, less than what is noise, and how far above the others is too far.
CAP_PER_64_KIB, FLOOR, TOO_FAR = 2.0, 0.3, 40
#: Seconds of the clock after which an input hangs.
HANGS = 30
#: The least length that a time is divided by: to start costs something whatever there is to read.
LEAST = 512
_SHRINKING = 10.0


class Target(NamedTuple):
    """One parser.

    act: reads an input, and asserts what has to hold; allowed: errors that are the project's own answer.
    runs: how many inputs make a second or so; pace: how much longer than others it may take, being linear.
    """

    name: str
    act: Callable[[bytes], None]
    seeds: Callable[[], Sequence[bytes]]
    tokens: str = ""
    allowed: tuple[type[Exception], ...] = ()
    runs: int = 1_000
    pace: float = 1.0

    def pieces(self) -> list[bytes]:
        """What the format is made of; "\\n" and the like as they are written in Python."""
        return [token.encode().decode("unicode_escape").encode("latin-1") for token in self.tokens.split()]


class Failure(NamedTuple):
    """An input that a target fails on. kind: the same for inputs that fail alike."""

    kind: str
    data: bytes
    told: str


class Outcome(NamedTuple):
    """What a run came to. slowest: CPU seconds a byte, and the length of that input."""

    name: str
    executions: int
    slowest: tuple[float, int]
    failures: tuple[Failure, ...]

    def __str__(self) -> str:
        per_byte, size = self.slowest
        return (
            f"{self.name:14} {self.executions:>9,} executions, slowest {per_byte * 1e6:7.2f} us/byte "
            f"(of {size:,} bytes), {len(self.failures)} failures"
        )


class HangsError(BaseException):
    """An input took so long that it was stopped; no handler of the package catches this."""


def once(target: Target, data: bytes) -> Failure | None:
    """The failure of one input, or None. What is slow is judged by `slow`."""
    try:
        with _bounded():
            target.act(data)
    except target.allowed:
        return None
    except (Exception, HangsError) as error:
        return Failure(_kind(error), data, "".join(traceback.format_exception(error)))
    return None


def slow(target: Target, data: bytes, usual: float = float("inf")) -> Failure | None:
    """The failure of an input that takes too long, the best of three tries. usual: CPU seconds a byte."""
    most = target.pace * min(cap(len(data)), max(FLOOR, TOO_FAR * usual * max(len(data), LEAST)))
    for _ in range(3):
        taken = timed(target, data)[1]
        if taken <= most:
            return None
    return Failure("slow", data, f"{len(data):,} bytes took {taken:.2f} s of CPU, and may take {most:.2f}")


def timed(target: Target, data: bytes) -> tuple[Failure | None, float]:
    """The failure of one input, if any, and the CPU seconds that it took."""
    start = time.thread_time()
    failure = once(target, data)
    return failure, time.thread_time() - start


def cap(size: int) -> float:
    """CPU seconds that no input of a size may take."""
    return max(FLOOR, CAP_PER_64_KIB * size / 65_536)


def fuzz(
    target: Target, seed: int | str = 0, runs: int | None = None, seconds: float = float("inf")
) -> Outcome:
    """Give a target inputs, so many or so long; the same ones for the same seed."""
    random = Random(f"{seed} {target.name}")
    seeds = tuple(target.seeds())
    mutator = Mutator(random, seeds, target.pieces())
    failures: dict[str, Failure] = {}
    for data in seeds:
        _note(failures, once(target, data))
    rates: list[float] = []
    slowest, executions, end = (0.0, 0), 0, time.monotonic() + seconds
    while (runs is None or executions < runs) and time.monotonic() < end:
        data = mutator.made()
        failure, taken = timed(target, data)
        executions += 1
        rate = taken / max(len(data), LEAST)
        if len(rates) < 4_001:
            rates.append(rate)
        if taken > FLOOR * target.pace:
            failure = failure or slow(target, data, median(rates))
            rate = min(taken, timed(target, data)[1]) / max(len(data), LEAST)
        slowest = max(slowest, (rate, len(data)))
        _note(failures, failure)
        if failure is None and random.random() < 0.02:
            mutator.keep(data)
    return Outcome(target.name, executions, slowest, tuple(failures.values()))


def _note(failures: dict[str, Failure], failure: Failure | None) -> None:
    if failure is not None:
        known = failures.get(failure.kind)
        if known is None or len(failure.data) < len(known.data):
            failures[failure.kind] = failure


def shrunk(target: Target, failure: Failure) -> Failure:
    """The same failure by a smaller input: parts are left out, halves first, as long as it stays."""
    look = slow if failure.kind == "slow" else once
    best, size = failure, len(failure.data) // 2
    end = time.monotonic() + _SHRINKING
    while size:
        at = 0
        while at < len(best.data) and time.monotonic() < end:
            tried = look(target, best.data[:at] + best.data[at + size :])
            if tried is not None and tried.kind == best.kind:
                best = tried
            else:
                at += size
        size //= 2
    return best


def _kind(error: BaseException) -> str:
    """The error and the innermost line of the package or of a target that it came from."""
    ours = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if {"osaid_action", "fuzz"} & set(Path(frame.filename).parts)
    ]
    place = f"{Path(ours[-1].filename).stem}-{ours[-1].lineno}" if ours else "nowhere"
    return f"{type(error).__name__}-{place}"


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """Stops what hangs, where the system has a clock for that."""
    if not hasattr(signal, "setitimer") or sys.platform == "win32":
        yield
        return

    def stop(*_: object) -> None:
        raise HangsError(f"more than {HANGS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, HANGS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
