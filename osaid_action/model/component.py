"""A component of a system: what was found, what is declared and which terms cover it, joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass
from .vocabulary import HERE_ORDER

if TYPE_CHECKING:
    from .evidence import Artifact, Evidence, Reference, Unread
    from .terms import License, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A finding joined with what the manifest declares and the terms that cover it.

    there: what verified places elsewhere hold of it, "" where none was read; stated_there: their terms.
    bases: models that the weights were made from, each with the place that says so; verified where the lock
    tells of their terms. teachers: models whose outputs they learned from, likewise; verified where the lock
    tells that no terms there can bind that. kin: places of the other models of the family.
    doubted: what is said of a place it is in, the change under judgment wrote itself.
    paths: those of this tree that the manifest names for it.
    unread and uses: as in the finding. artifacts: the files of it that are released.
    """

    id: str
    here: str
    references: tuple[Reference, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    terms: Terms | None = None
    heads: tuple[tuple[str, str], ...] = ()
    declared: bool = False
    paths: tuple[str, ...] = ()
    not_used: str = ""
    there: str = ""
    stated_there: tuple[License, ...] = ()
    bases: tuple[Reference, ...] = ()
    teachers: tuple[Reference, ...] = ()
    kin: tuple[str, ...] = ()
    doubted: bool = False
    unread: tuple[Unread, ...] = ()
    uses: tuple[Evidence, ...] = ()
    artifacts: tuple[Artifact, ...] = ()

    def telling(self, words: str) -> tuple[Evidence, ...]:
        """What tells a head of the description of training data, by the head's words."""
        return tuple(one for one in self.evidence if one.why.startswith(words))

    @property
    def standing(self) -> str:
        """What is here, or what a verified place elsewhere has when that is more."""
        return (
            self.there
            if HERE_ORDER.index(self.there or "missing") > HERE_ORDER.index(self.here)
            else self.here
        )

    @property
    def named_elsewhere(self) -> bool:
        """True when the manifest names a place elsewhere for it."""
        return self.declared and any(not reference.path for reference in self.references)

    @property
    def unsettled(self) -> bool:
        """True when the manifest names a place of which nobody knows what it holds."""
        return self.declared and any(not (r.path or r.settled) for r in self.references)
