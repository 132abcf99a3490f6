"""What a probe saw: places that support a finding, and pointers to what lives elsewhere."""

from __future__ import annotations

from ..frozen import dataclass
from .vocabulary import SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place that supports a finding. `line` counts from 1; None means the whole file."""

    path: str
    line: int | None = None
    why: str
    strength: str = "likely"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A pointer to something that lives elsewhere; never proof that it is there.

    state: one of PLACE_STATES or WRITTEN where the lock tells of it, else "".
    """

    url: str
    kind: str
    revision: str | None = None
    verified: bool = False
    state: str = ""
    path: str = ""
    line: int | None = None

    @property
    def settled(self) -> bool:
        """True where nothing is open about the place any more."""
        return self.state in SETTLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file that a release consists of, here or elsewhere (path: PLACE#PATH, or a place of unknown files).

    sha256: 64 hexadecimal digits; where they are not known, why; neither, before anybody asked for them.
    """

    component: str
    path: str
    sha256: str = ""
    size: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Files of a role that may hold a thing and were not read, or not to their end.

    role: one of UNREAD_ROLES; files: how many, `of` how many there are; paths: the first of those known
    by name; reason: why, where it is the same for all.
    """

    role: str
    files: int
    of: int
    paths: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one probe saw in this tree for one component.

    unread: what may hold more of it and was not read; uses: what shows that the system uses such a thing,
    where nothing of it was seen; bases: of weights, the models that they were made from, as something says;
    teachers: those whose outputs they learned from. files: all that are it, evidence being bounded.
    """

    component: str
    here: str
    evidence: tuple[Evidence, ...] = ()
    references: tuple[Reference, ...] = ()
    heads: tuple[tuple[str, str], ...] = ()
    unread: tuple[Unread, ...] = ()
    uses: tuple[Evidence, ...] = ()
    bases: tuple[Reference, ...] = ()
    teachers: tuple[Reference, ...] = ()
    files: tuple[str, ...] = ()
