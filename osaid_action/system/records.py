"""What archives tell of a record, in one form: its files, what its metadata say of terms, what pins it.

An archive's answer is a stranger's: each value is taken for what it should be, or left out.
"""

from __future__ import annotations

import hashlib
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, NamedTuple

from ..escape import shown
from ..model import License
from ..terms.fields import meaning
from .inside import inside
from .policy import PlaceError
from .web import MOST_FILES, WebFile, WebTree

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .net import Net

#: Characters of a license's name or text that are looked at.
_MOST_TERMS = 100_000


class Archive(NamedTuple):
    """What an archive lists. licenses: what its metadata state; resolved: what pins it."""

    tree: WebTree
    resolved: str
    licenses: tuple[License, ...] = ()
    notes: tuple[str, ...] = ()
    gated: str = ""


def tree(
    name: str,
    files: Iterable[WebFile | None],
    net: Net,
    limits: Iterable[str] = (),
    *,
    whole: bool = True,
    packed: bool = True,
) -> WebTree:
    """The files of a record, as many as are looked at.

    files: None for a row of a listing that names none. whole: these are all that there are. packed: with
    those in its archives.
    """
    given = list(files)
    named = [file for file in given if file is not None]
    # A path is named in reports and in the lock.
    listed = [file for file in named if shown(file.path) == file.path]
    said = [*limits]
    if len(named) < len(given):
        said.append(f"{len(given) - len(named):,} rows of the listing that name no file, not looked at")
    if len(listed) < len(named):
        said.append(f"{len(named) - len(listed):,} names in the listing that can't be shown, not looked at")
    if len(listed) > MOST_FILES:
        said.append(f"more than {MOST_FILES:,} files: the rest was not looked at")
    held = ExitStack()
    kept = listed[:MOST_FILES]
    members, more, opened = inside(kept, net, held) if packed else ([], [], True)
    found = WebTree(name, [*kept, *members], net, limits=[*said, *more], held=held)
    found.whole = whole and opened and len(listed) == len(given) and len(listed) <= MOST_FILES
    return found


def listed(value: object, place: str) -> list[Any]:
    """The rows of a listing. PlaceError where there is none: that is not to say that nothing is there."""
    if not isinstance(value, list):
        raise PlaceError("failed", f"{place}: the answer lists no files")
    return value


def digest(files: Iterable[WebFile | None]) -> str:
    """What stands for the files of a place that may change: a digest of names, sizes and digests."""
    rows = sorted(f"{file.path}\0{file.size}\0{file.digest}" for file in files if file)
    made = hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass"))
    return f"files:{made.hexdigest()[:40]}"


def terms(path: str, *stated: object) -> tuple[License, ...]:
    """What a record's metadata state of its license, by its name or its address, for all its files."""
    told = [one[:_MOST_TERMS] for one in stated if isinstance(one, str)]
    meant = [found for one in told if (found := meaning(one))]
    if not meant:
        return ()
    said = next((one for one in meant if not one.expression.startswith("LicenseRef-")), meant[0])
    return (
        License(
            path=path,
            expression=said.expression,
            state="stated",
            verdict=said.verdict,
            scope=("code", "parameters", "data"),
            note="the record's metadata, for all its files and so for its documentation",
        ),
    )


def titled(title: object) -> tuple[str, ...]:
    """A note on what a record is called."""
    words = line(title)
    return (f"titled: {words}",) if words else ()


def at(value: Any, *keys: str) -> Any:
    """What stands under keys in nested JSON objects; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def rows(value: object) -> list[Any]:
    """The rows of what should be a list."""
    return value if isinstance(value, list) else []


def line(value: object, most: int = 200) -> str:
    """The words of what should be a text; "" for anything else."""
    return " ".join(value[: 4 * most].split())[:most] if isinstance(value, str) else ""


def whole(value: object) -> int | None:
    """A number that is at least 0, as a size is and a record's id."""
    return value if type(value) is int and 0 <= value < 1 << 63 else None
