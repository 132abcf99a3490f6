"""Blobs of a repository, read through `git cat-file` processes that stay up between questions."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from ..errors import TreeError
from .blob import Blob
from .processes import end, pipe_of, within

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

#: Questions written before reading answers: few enough that they fit the pipe, because git and we
#: would wait for each other if they did not.
_QUESTIONS = 64
#: A larger blob is not pulled whole through the pipe for its start: that takes longer than a process.
_WHOLE = 1 << 20
#: Seconds for the answers to that many questions.
ANSWERS_TIMEOUT = 120
#: Seconds for one blob, whatever its size.
WHOLE_TIMEOUT = 3_600

NOT_HERE = "not in this partial or damaged clone"
DAMAGED = "damaged: git could not read it"


class Blobs:
    """Sizes and beginnings of blobs by object id. start: starts a git command."""

    def __init__(self, start: Callable[..., subprocess.Popen[bytes]]) -> None:
        self._start = start
        self._checker = _CatFile(start, contents=False)
        self._reader = _CatFile(start, contents=True)
        self._sizes: dict[str, int | None] = {}

    def sizes(self, oids: list[str]) -> list[int | None]:
        """Sizes of blobs, in order."""
        todo = [oid for oid in dict.fromkeys(oids) if oid not in self._sizes]
        for oid, answer in zip(todo, self._checker.ask(todo), strict=True):
            self._sizes[oid] = answer[0] if answer else None
        return [self._sizes[oid] for oid in oids]

    def read_many(self, oids: list[str], limit: int) -> Iterator[Blob]:
        """The first `limit` bytes of each blob, in order."""
        for start in range(0, len(oids), _QUESTIONS):
            some = oids[start : start + _QUESTIONS]
            sizes = self.sizes(some)
            most = max(limit, _WHOLE)
            whole = [oid for oid, size in zip(some, sizes, strict=True) if size is not None and size <= most]
            answers = self._reader.ask(whole)
            for oid, size in zip(some, sizes, strict=True):
                if size is None:
                    yield Blob(None, None, NOT_HERE)
                elif size > most:
                    yield self._head(oid, limit, size)
                else:
                    answer = next(answers)
                    yield Blob(answer[1][:limit], size) if answer else Blob(None, size, DAMAGED)

    def pieces(self, oid: str) -> Iterator[bytes]:
        """All of a blob, piece by piece. TreeError where it can't be had to its end."""
        [size] = self.sizes([oid])
        if size is None:
            raise TreeError(NOT_HERE)
        process = self._start("cat-file", "blob", oid)
        left = size
        try:
            with within(process, WHOLE_TIMEOUT):
                while piece := pipe_of(process.stdout).read(min(left, _WHOLE)):
                    left -= len(piece)
                    yield piece
        finally:
            end(process)
        if left:
            raise TreeError(DAMAGED)

    def _head(self, oid: str, limit: int, size: int) -> Blob:
        """The start of a large blob, without pulling the rest through the pipe."""
        process = self._start("cat-file", "blob", oid)
        try:
            with within(process, ANSWERS_TIMEOUT):
                data = pipe_of(process.stdout).read(limit)
        finally:
            end(process)
        return Blob(data, size) if len(data) == limit else Blob(None, size, DAMAGED)

    def close(self) -> None:
        """End the processes; a question after that starts a new one."""
        self._checker.close()
        self._reader.close()


class _CatFile:
    """A `git cat-file` that stays up and answers one question after another.

    Whoever asks takes the process and gives it back once all answers are read, so a reader that
    stops half-way, or two that take turns, never see the answers to somebody else's questions.
    """

    def __init__(self, start: Callable[..., subprocess.Popen[bytes]], *, contents: bool) -> None:
        self._start = start
        self._contents = contents
        self._idle: subprocess.Popen[bytes] | None = None

    def ask(self, oids: list[str]) -> Iterator[tuple[int, bytes] | None]:
        """(size, contents) of each blob, in order; None where it is not here.

        Some versions of git end the process at an object that is damaged or that a partial
        clone lacks. That object is then not here, and a fresh process answers the rest.
        """
        while oids:
            asked = oids[:_QUESTIONS]
            answered = 0
            process = self._take()
            try:
                with within(process, ANSWERS_TIMEOUT) as late:
                    answers = self._answers(process, asked)
                    for answer in answers:
                        answered += 1
                        yield answer
                if late.is_set():
                    raise TreeError(f"git gave no answer within {ANSWERS_TIMEOUT} seconds")
            finally:
                if answered == len(asked):
                    self._give_back(process)
                else:
                    end(process)
            if answered < len(asked):
                yield None
                answered += 1
            oids = oids[answered:]

    def _answers(
        self, process: subprocess.Popen[bytes], oids: list[str]
    ) -> Iterator[tuple[int, bytes] | None]:
        """What the process says to each question, until it dies."""
        questions, answers = pipe_of(process.stdin), pipe_of(process.stdout)
        with contextlib.suppress(BrokenPipeError):
            questions.write("".join(f"{oid}\n" for oid in oids).encode())
            questions.flush()
        for _ in oids:
            header = answers.readline()
            if not header:
                return
            fields = header.split()  # "<oid> <type> <size>", or "<oid> missing"
            if len(fields) != 3:
                yield None
                continue
            size = int(fields[2])
            data = b""
            if self._contents:
                data = answers.read(size + 1)
                if len(data) != size + 1:
                    return
            yield (size, data[:-1]) if fields[1] == b"blob" else None

    def _take(self) -> subprocess.Popen[bytes]:
        process, self._idle = self._idle, None
        return process or self._start("cat-file", "--batch" if self._contents else "--batch-check")

    def _give_back(self, process: subprocess.Popen[bytes]) -> None:
        self.close()
        self._idle = process

    def close(self) -> None:
        """End the process that waits for questions."""
        if self._idle is not None:
            end(self._idle)
        self._idle = None
