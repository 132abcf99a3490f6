"""A survey: each target once, a line written as soon as it is there, gone on with where it was stopped."""

from __future__ import annotations

import json
import time
from collections import deque
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UsageError
from ..ruleset import digest
from . import pool
from .line import FORMAT, failed, text
from .one import Asked, survey_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from .line import Line

#: Seconds that one target may take.
MOST_SECONDS = 1_800.0
#: Bytes of a line that is read back.
MOST_LINE = 1 << 20
#: Times that a target is asked for again because its keeper said to wait, and seconds that count as a wait.
_TRIES, _LONGEST_WAIT = 3, 900.0


class Counts(NamedTuple):
    """How far a survey is. unchanged: of those, targets that still are what their line says."""

    done: int = 0
    failed: int = 0
    unchanged: int = 0


def lines(path: Path) -> Iterator[Line]:
    """The lines of a survey's file, the last one only where it is whole. UsageError, OSError."""
    with path.open("rb") as file:
        for number, data in enumerate(iter(lambda: file.readline(MOST_LINE), b""), 1):
            if not data.endswith(b"\n"):
                return
            if not data.strip():
                continue
            try:
                line = json.loads(data)
            except (ValueError, RecursionError):
                line = None
            if not isinstance(line, dict) or line.get("format") != FORMAT or not line.get("target"):
                raise UsageError(f"{path}:{number}: not a line of osaid survey; name another file")
            yield line


def latest(path: Path) -> dict[str, Line]:
    """The last line on each target. UsageError, OSError."""
    return {line["target"]: line for line in lines(path)}


def whole(path: Path) -> None:
    """Take off a last line that was not written to its end. OSError."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        back = min(size, MOST_LINE)
        file.seek(size - back)
        tail = file.read(back)
        if tail and not tail.endswith(b"\n"):
            file.truncate(size - back + tail.rfind(b"\n") + 1)


def settled(line: Line, today: str) -> bool:
    """Whether a line stands as long as its target does not change: made by these rules, and nothing ended since."""
    ended = any(one["until"] < today for one in line.get("waivers", ()))
    return line["rules"] == digest() and line["error"] in {"", "usage"} and bool(line["commit"]) and not ended


def survey(
    targets: Iterable[str],
    asked: Asked,
    write: Callable[[str], None],
    *,
    jobs: int,
    known: dict[str, Line] | None = None,
    tell: Callable[[Counts], None] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Counts:
    """Make the line of each target and give it to `write`, with its end; how many there were.

    known: lines of before, by target: where they stand, their target is asked for its commit first.
    """
    tasks = _tasks(targets, asked, known or {})
    counts = Counts()
    again: deque[tuple[float, list[Any]]] = deque()
    tries: dict[str, int] = {}
    while True:
        for task, answer in pool.run(work, tasks, jobs=jobs, seconds=MOST_SECONDS):
            target = task[0]
            if isinstance(answer, pool.Failed):
                line: Line | None = failed(target, answer.kind, answer.why, checked=asked.today)
            else:
                line, wait = answer
                if wait is not None and wait <= _LONGEST_WAIT and tries.get(target, 0) < _TRIES:
                    tries[target] = tries.get(target, 0) + 1
                    again.append((time.monotonic() + wait, task))
                    continue
            if line is not None:
                write(text(line) + "\n")
            counts = Counts(
                counts.done + 1,
                counts.failed + bool(line and line["error"]),
                counts.unchanged + (line is None),
            )
            tell(counts)
        if not again:
            return counts
        # Who asked us to wait is left alone until all others are done.
        sleep(max(0.0, max(when for when, _ in again) - time.monotonic()))
        tasks = iter([task for _, task in again])
        again.clear()


def _tasks(targets: Iterable[str], asked: Asked, known: dict[str, Line]) -> Iterator[list[Any]]:
    seen = set()
    for target in targets:
        if target not in seen:
            seen.add(target)
            line = known.get(target)
            stands = line is not None and settled(line, asked.today)
            yield [target, list(asked), line["commit"] if line is not None and stands else ""]


def work(task: list[Any]) -> list[Any]:
    """What a worker does: survey_one, in JSON values."""
    target, asked, known = task
    return list(survey_one(target, Asked(*asked), known))
