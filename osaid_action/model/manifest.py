"""The manifest as a whole; most trees have an empty one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .declarations import DataEntry, Declaration, Review, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `osaid.toml` says. An absent manifest is an empty one with path "".

    subject: what the repository is, or "" where the manifest leaves that to what is seen.
    """

    path: str = ""
    name: str = ""
    version: str = ""
    declarations: tuple[Declaration, ...] = ()
    data: tuple[DataEntry, ...] | None = None
    not_used: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    review: Review | None = None
    policy: str | None = None
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()
    subject: str = ""
