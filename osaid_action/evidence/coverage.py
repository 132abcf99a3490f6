"""How much of a role's files was read, and the words for what was not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_NAMED = 3


class Coverage(NamedTuple):
    """What was passed over among the files of a role.

    left: files that a bound left out; cut: paths read in part. The rest can't hold what is asked for:
    alike: settings like others that were read; data: JSON too large for settings; made: generated,
    minified or no code.
    """

    left: int = 0
    cut: tuple[str, ...] = ()
    alike: int = 0
    data: int = 0
    made: tuple[str, ...] = ()


def limits(role: str, seen: Coverage, of: int) -> Iterator[str]:
    """What was passed over, in words. of: how many files of the role there are, but for those alike."""
    called = "document" if role == "doc" else role
    if seen.alike:
        yield f"{seen.alike} of {of + seen.alike} {called} files not read: the first of those alike were"
    if seen.left:
        first = "those nearest the root" if role == "doc" else "the likeliest by name"
        yield f"{seen.left} of {of} {called} files not read, being many: {first} were"
    if seen.data:
        yield f"{seen.data} large JSON files taken for data, not for settings"
    if seen.made:
        yield f"{called} files not read to their end, being made by programs or no code: {_some(seen.made)}"
    if seen.cut:
        yield f"{called} files read in part, being long: {_some(seen.cut)}"


def _some(paths: tuple[str, ...]) -> str:
    more = f" and {len(paths) - _MOST_NAMED} more" if len(paths) > _MOST_NAMED else ""
    return ", ".join(paths[:_MOST_NAMED]) + more
