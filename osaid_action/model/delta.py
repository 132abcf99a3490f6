"""What changed against a base."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item, component or license whose standing differs from the base's.

    unsettled: it got neither worse nor better, but is not known before a place elsewhere is looked at.
    """

    id: str
    title: str
    before: str
    after: str
    worse: bool
    path: str = ""
    unsettled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Delta:
    """What changed against a base commit."""

    base: str
    result_before: str
    result_after: str
    changes: tuple[Change, ...] = ()

    @property
    def worse(self) -> bool:
        """True when anything got worse."""
        return any(change.worse for change in self.changes)
