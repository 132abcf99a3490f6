"""A survey: each target once, a line written as soon as it is there, gone on with where it was stopped."""

from __future__ import annotations

import contextlib
import json
import re
import time
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UsageError
from ..schema import load
from ..schema.holds import checker
from .cards import Card
from .line import called, failed, stands, text
from .one import Asked, survey_one
from .pool import Failed
from .targets import LONGEST_WAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
    from pathlib import Path

    from .line import Line

    #: Does a work on tasks and gives (task, answer), in no order: `pool.run` and the likes of it.
    Engine = Callable[[Callable[[Any], Any], Iterable[Any]], Generator[tuple[Any, Any]]]

#: Seconds that one target may take.
MOST_SECONDS = 1_800.0
#: Bytes of a line that is read back.
MOST_LINE = 1 << 16
#: How each line begins.
_START = text(failed("", "", "")).partition('"target":')[0].encode()
#: Times that a target is put off because its keeper said to wait; targets that wait at a time.
_TRIES, _MOST_WAITING = 3, 1_000
#: What has one answer to who asks too often: a kind of place, or a server.
_KEEPER = re.compile(r"[a-z+]+://(?:[^/@]*@)?([^/:]+)|([a-z]+):")


class Counts(NamedTuple):
    """How far a survey is. unchanged: of those done, targets that still are what their line says."""

    done: int = 0
    failed: int = 0
    unchanged: int = 0


def lines(path: Path, *, checked: bool = False) -> Iterator[Line]:
    """The lines of a survey's file, the last one only where it is whole. UsageError, OSError.

    checked: they were read to their end before.
    """
    is_line = checker(load("survey")) if not checked else lambda value: isinstance(value, dict)
    with path.open("rb") as file:
        for number, data in enumerate(iter(lambda: file.readline(MOST_LINE), b""), 1):
            if not data.endswith(b"\n") and len(data) < MOST_LINE:
                return
            try:
                line = json.loads(data)
            except (ValueError, RecursionError):
                line = None
            if not is_line(line):
                raise UsageError(f"{path}:{number}: not a line of osaid survey; name another file")
            yield line


def last(every: Iterable[Line]) -> dict[str, tuple[str, int]]:
    """The place of the last line on each target: (day, number). Files may be named in any order."""
    found: dict[str, tuple[str, int]] = {}
    for place in enumerate(every):
        number, line = place
        at = line["checked"], number
        if at >= found.get(line["target"], at):
            found[line["target"]] = at
    return found


def standing(every: Iterable[Line], places: Mapping[str, tuple[str, int]]) -> Iterator[Line]:
    """The last line on each target, by what `last` gave; what was added since is not among them."""
    for number, line in enumerate(every):
        if places.get(line["target"]) == (line["checked"], number):
            yield line


def known(path: Path, asked: Asked) -> dict[tuple[str, str], str]:
    """The commits of (target, what was read of it) whose last line stands. UsageError, OSError."""
    places = last(lines(path))
    return {
        (line["target"], line["read"]): line["commit"]
        for line in standing(lines(path, checked=True), places)
        if stands(line, asked.today, asked.policy)
    }


def whole(path: Path) -> None:
    """Take off a last line that was not written to its end. UsageError, OSError."""
    with path.open("r+b") as file:
        size = file.seek(0, 2)
        back = min(size, MOST_LINE)
        file.seek(size - back)
        rest = file.read(back).rpartition(b"\n")[2]
        # Of another's file nothing is taken.
        if not (rest.startswith(_START) or _START.startswith(rest)):
            raise UsageError(f"{path}: its last line is none of osaid survey; name another file")
        file.truncate(size - len(rest))


def survey(
    targets: Iterable[str | Card],
    asked: Asked,
    write: Callable[[str], None],
    *,
    engine: Engine,
    known: Mapping[tuple[str, str], str] | None = None,
    tell: Callable[[Counts], None] = lambda _: None,
    clock: Callable[[], float] = time.monotonic,
) -> Counts:
    """Make the line of each target and give it to `write`, with its end; how many there were.

    known: commits by target whose line stands: these targets are asked for their commit first.
    """
    queue = _Queue(_tasks(targets, asked, known or {}), clock)
    counts = Counts()
    # Whatever ends this ends the workers, and at once.
    with contextlib.closing(engine(work, queue)) as answers:
        for task, answer in answers:
            if isinstance(answer, Failed):
                facts = {"checked": asked.today, "asked": asked.policy or "", "read": _read(task[3])}
                told = failed(task[0], *answer, **facts)
                answer = (told, None)
            line, wait = answer
            if queue.answered(task, wait):
                continue
            if line is not None:
                write(text(line) + "\n")
            counts = Counts(
                counts.done + 1,
                counts.failed + bool(line and line["error"]),
                counts.unchanged + (line is None),
            )
            tell(counts)
    return counts


def _tasks(
    targets: Iterable[str | Card], asked: Asked, known: Mapping[tuple[str, str], str]
) -> Iterator[list[Any]]:
    """[target, how it is asked for, its commit where a line of it stands, what metadata tell of it]"""
    for target in targets:
        name, card = (target, None) if isinstance(target, str) else (target.target, target[1:])
        yield [name, list(asked), known.get((called(name), _read(card)), ""), card]


def _read(card: object) -> str:
    return "files" if card is None else "card"


class _Queue:
    """Tasks one by one; None where there is none but those that were put off, as their keeper asked."""

    def __init__(self, tasks: Iterable[list[Any]], clock: Callable[[], float]) -> None:
        self._tasks, self._clock = iter(tasks), clock
        self._waiting: deque[list[Any]] = deque()
        self._until: dict[str, float] = {}
        self._tries: dict[str, int] = {}
        self._out = 0

    def __iter__(self) -> Iterator[list[Any] | None]:
        while (task := self._next()) is not None or self._out or self._waiting:
            self._out += task is not None
            yield task

    def _next(self) -> list[Any] | None:
        now = self._clock()
        for _ in range(len(self._waiting)):
            task = self._waiting.popleft()
            if self._until.get(_keeper(task[0]), 0.0) <= now:
                return task
            self._waiting.append(task)
        # As many may wait as are looked through each time.
        for task in islice(self._tasks, max(0, _MOST_WAITING - len(self._waiting))):
            if self._until.get(_keeper(task[0]), 0.0) <= now:
                return task
            self._waiting.append(task)
        return None

    def answered(self, task: list[Any], wait: float | None) -> bool:
        """Take down that a task is done; whether it will be given once more. wait: as its keeper said."""
        self._out -= 1
        if wait is None or wait > LONGEST_WAIT or self._tries.get(task[0], 0) >= _TRIES:
            return False
        self._tries[task[0]] = self._tries.get(task[0], 0) + 1
        keeper = _keeper(task[0])
        self._until[keeper] = max(self._until.get(keeper, 0.0), self._clock() + wait)
        self._waiting.append(task)
        return True


def _keeper(target: str) -> str:
    found = _KEEPER.match(target)
    return (found[1] or found[2]) if found else ""


def work(task: list[Any]) -> list[Any]:
    """What a worker does: survey_one, in JSON values."""
    target, asked, known, card = task
    return list(survey_one(target if card is None else Card(target, *card), Asked(*asked), known))
