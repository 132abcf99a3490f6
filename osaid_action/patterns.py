"""Regular expressions that are compiled when first used, or were when the package was built.

The package has some four hundred, and a check of a small repository needs about half of them; to compile
those would take a quarter of its time.
"""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # no stubs
import re

from .built import prepared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, AnyStr, ClassVar


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
