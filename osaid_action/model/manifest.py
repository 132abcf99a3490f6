"""The manifest as a whole; most trees have an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass, replace

if TYPE_CHECKING:
    from .declarations import DataEntry, Declaration, Member, Review, Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `osaid.toml` says. An absent manifest is an empty one with path "".

    subject: what the repository is, or "" where the manifest leaves that to what is seen.
    about: what else [system] says of it, by its keys.
    models: those of a family, where it releases one.
    """

    path: str = ""
    name: str = ""
    version: str = ""
    about: tuple[tuple[str, str], ...] = ()
    declarations: tuple[Declaration, ...] = ()
    data: tuple[DataEntry, ...] | None = None
    not_used: tuple[tuple[str, str], ...] = ()
    waivers: tuple[Waiver, ...] = ()
    review: Review | None = None
    policy: str | None = None
    fail_on: str | None = None
    exclude: tuple[str, ...] = ()
    subject: str = ""
    models: tuple[Member, ...] = ()

    def of(self, member: Member) -> Manifest:
        """What it says of one model of the family: its own words on a component stand for the system's."""
        own = {declaration.component for declaration in member.declarations}
        kept = (one for one in self.declarations if one.component not in own)
        return replace(self, declarations=(*kept, *member.declarations), models=())

    def whole(self) -> Manifest:
        """All that it declares, of whichever model."""
        more = (one for member in self.models for one in member.declarations)
        return replace(self, declarations=(*self.declarations, *more)) if self.models else self
