"""How far a long run is: told where it takes time, heard by the front that started it, if by anyone."""

from __future__ import annotations

import contextlib
import threading

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import TypeVar

    #: Takes words, and whether they are on something that may take long by itself, as a network does.
    Listener = Callable[[str, bool], None]
    T = TypeVar("T")


class _Here(threading.local):
    """Who listens to this thread. Others that work for it are heard only where they are given `listener`."""

    listener: Listener | None = None


_here = _Here()


def listener() -> Listener | None:
    """Who listens, or None."""
    return _here.listener


@contextlib.contextmanager
def heard(by: Listener | None) -> Iterator[None]:
    """While it lasts, what this thread is at is told to a listener; None: to nobody."""
    before, _here.listener = _here.listener, by
    try:
        yield
    finally:
        _here.listener = before


def tell(words: str, *, waits: bool = False) -> None:
    """Say what is being done. waits: for something outside of this machine."""
    if _here.listener is not None:
        _here.listener(words, waits)


def each(verb: str, things: Sequence[T], of: int) -> Iterator[T]:
    """Things one by one, and how far they are. of: of how many files they are an even share."""
    by = _here.listener
    for done, thing in enumerate(things):
        if by is not None:
            by(f"{verb} {done * of // len(things):,} of {of:,} files", False)
        yield thing
