"""The training data of a system, as documents and the manifest tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass

if TYPE_CHECKING:
    from .evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """One body of training data: what documents say of it, joined with what the manifest declares.

    declared: one of ACCESS, or "" where the manifest does not list it; access: one of WAYS, or "" when
    no document says; sources: names of what it was made from; conflicts: where the two contradict; told: by
    head, the line that tells it of this one.
    """

    name: str
    where: tuple[str, ...] = ()
    access: str = ""
    declared: str = ""
    license: str | None = None
    reason: str = ""
    sources: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    conflicts: tuple[str, ...] = ()
    told: tuple[tuple[str, Evidence], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataList:
    """The training data of a system, with the sentences that say of D2 or D3 that there are none."""

    rows: tuple[Dataset, ...] = ()
    none: tuple[tuple[str, Evidence], ...] = ()
