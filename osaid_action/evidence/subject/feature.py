"""One feature of a repository: how much of it there is, what it says in words, and where it was seen."""

from __future__ import annotations

from typing import NamedTuple


class Feature(NamedTuple):
    """value: 0 for nothing, else how much of it there is; says: in plain words; path, and a line or 0."""

    value: int
    says: str
    path: str = ""
    line: int = 0


def level(count: int) -> int:
    """0 for none, 1 for one, and one more each time it doubles, up to 5 for 16 and more."""
    return min(count.bit_length(), 5) if count > 0 else 0


def share(part: int, whole: int) -> int:
    """0 for hardly any (less than a twentieth), 1 for some, 2 for a fifth, 3 for half and more."""
    if not whole or part * 20 < whole:
        return 0
    return 1 if part * 5 < whole else 2 if part * 2 < whole else 3
