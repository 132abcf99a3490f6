"""Regular expressions that are compiled when first used, or were when the package was built.

The package has some four hundred, and a check of a small repository needs about half of them; to compile
those would take a quarter of its time.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # no stubs
import os
import re
import sys
from functools import cache
from marshal import dumps, loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr, ClassVar

#: What has to be the same where the work was done and where it is used.
KEY = (sys.implementation.cache_tag, sys.byteorder, _sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT)
#: A string: pathlib takes half as long to load as Python to start.
PREPARED = os.path.join(os.path.dirname(__file__), f"prepared.{sys.implementation.cache_tag}")  # noqa: PTH118, PTH120

_NOTHING = dumps({})


@cache
def prepared(kind: str) -> dict[Any, Any]:
    """What `prepare.py` left for this Python, of a kind and by what it is of; {} where it left nothing."""
    found: dict[Any, Any] = loads(_read().get(kind, _NOTHING))  # noqa: S302 - as below
    return found


@cache
def _read() -> dict[str, bytes]:
    try:
        with open(PREPARED, "rb") as file:  # noqa: PTH123 - as above
            key, kinds = loads(file.read())  # noqa: S302 - a part of the package, as its .pyc files are
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return kinds if key == KEY else {}


class LazyPattern:
    """Stands in for a compiled pattern, and becomes one at the first use."""

    #: Source and flags of all of them.
    known: ClassVar[set[tuple[str | bytes, int]]] = set()

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._key = source, int(flags)
        self.known.add(self._key)

    def __getattr__(self, name: str) -> Any:
        # Found only here the first time; then the instance has the bound method itself.
        found = getattr(_compiled(*self._key), name)
        setattr(self, name, found)
        return found


def _compiled(source: str | bytes, flags: int) -> re.Pattern[Any]:
    parts = prepared("patterns").get((source, flags))
    return restored(source, *parts) if parts else re.compile(source, flags)


def restored(
    source: str | bytes, flags: int, code: bytes, groups: int, names: dict[str, int]
) -> re.Pattern[Any]:
    """What `re.compile` makes, of the parts that it makes it of; the engine validates the code."""
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    numbers = memoryview(code).cast("I").tolist()
    made: re.Pattern[Any] = _sre.compile(source, flags, numbers, groups, names, tuple(by_number))
    return made


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that costs nothing until it is used."""
    return LazyPattern(source, flags)  # type: ignore[return-value]  # it has what a pattern has


def either(*alternatives: str, flags: int = 0) -> re.Pattern[str]:
    """A lazy pattern of alternatives, tried in their order."""
    return lazy("|".join(alternatives), flags)
