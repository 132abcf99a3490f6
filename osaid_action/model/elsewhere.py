"""What was seen at a place elsewhere: the entries of the lock, and how the report tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass
from .vocabulary import SETTLED

if TYPE_CHECKING:
    from .evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the probes saw of one component at a place elsewhere, and its terms there ("" = none to cover).

    digests: "DIGEST PATH" of its files, where the place lists them with a SHA-256.
    """

    component: str
    outcome: str
    evidence: tuple[Evidence, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    license: str | None = None
    verdict: str = ""
    judged: str = ""
    sources: tuple[str, ...] = ()
    assumed: bool = False
    why: str = ""
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen at one place elsewhere on one day: an entry of the lock.

    place: canonical, without revision. revision: as the manifest asks, "" when it names none.
    relation: how it was made from its bases, one of RELATIONS, or "". teachers: what taught it.
    held: "DIGEST PATH" of its files that pointers in this tree stand for, or whose place they take.
    resolved: what that was: a commit, a record, a digest. listing: a digest of names and contents.
    """

    place: str
    revision: str = ""
    state: str
    reason: str = ""
    resolved: str = ""
    date: str = ""
    ruleset: str = ""
    listing: str = ""
    files: int = 0
    bytes: int = 0
    formats: tuple[str, ...] = ()
    gated: str = ""
    bases: tuple[str, ...] = ()
    relation: str = ""
    teachers: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place elsewhere as the report tells of it. date: when it was seen, ISO 8601, or "".

    looked: it was looked at in this run; else the lock says so. failed: why that could not be done.
    """

    place: str
    state: str
    date: str = ""
    why: str = ""
    looked: bool = False
    failed: str = ""

    @property
    def told(self) -> bool:
        """True where only the lock says what is there."""
        return bool(self.date) and not self.looked and self.state in SETTLED
