"""What a manifest declares, entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass

if TYPE_CHECKING:
    from .evidence import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A component that the manifest names: paths in this tree, places elsewhere, terms.

    path_lines, place_lines: where each of them stands, as far as that is known; line: where the table does.
    alone: what else is like it in the tree is of another model of the family.
    """

    component: str
    paths: tuple[str, ...] = ()
    places: tuple[Reference, ...] = ()
    license: str | None = None
    key: str = ""
    line: int | None = None
    path_lines: tuple[int | None, ...] = ()
    place_lines: tuple[int | None, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One model of a family, with what it declares in place of the system's own."""

    name: str
    declarations: tuple[Declaration, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataEntry:
    """One body of training data that the manifest lists.

    where: as it is written, names of places spelled out. places: the same, as places or of kind "text".
    """

    name: str
    access: str
    where: tuple[str, ...] = ()
    places: tuple[Reference, ...] = ()
    license: str | None = None
    reason: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An item that somebody answers for until a date (ISO 8601, inclusive)."""

    item: str
    reason: str
    by: str
    until: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's review of the data information on a day (ISO 8601), of files as they were.

    lacking: what was judged not to be enough; expired: why the review no longer counts, or "".
    """

    by: str
    on: str
    files: tuple[str, ...]
    digest: str
    commit: str = ""
    lacking: tuple[str, ...] = ()
    expired: str = ""
    line: int | None = None
