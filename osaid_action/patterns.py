"""Regular expressions that are compiled when they are first used.

The package has some three hundred, and a check of a small repository needs a few dozen; compiling
all of them would take longer than the check.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class LazyPattern:
    """Stands in for a compiled pattern, and becomes one at the first use."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Found only here the first time; then the instance has the bound method itself.
        found = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, found)
        return found


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A pattern that costs nothing until it is used."""
    return cast("re.Pattern[AnyStr]", LazyPattern(source, flags))


def either(*alternatives: str, flags: int = 0) -> re.Pattern[str]:
    """A lazy pattern of alternatives, tried in their order."""
    return lazy("|".join(alternatives), flags)
