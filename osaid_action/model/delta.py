"""What changed against a base."""

from __future__ import annotations

from ..frozen import dataclass

#: What a change is: a loss, a gain, or neither.
MARKS = ("worse", "better", "changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing whose standing differs from the base's.

    id: an item's, or "subject", "license" (a text), "terms" (of one component), "dataset", "base-model",
    "rules" (what the manifest asks of a check), "manifest" (a claim of it).
    worse: a gate counts it. mark: one of MARKS; a loss of what the Definition does not ask for is worse to
    look at, and no gate counts it.
    cause: what was done, in words, "" where it is not known; changes with the same follow from one thing.
    note: what accounts for it: a record of the manifest, the place where it is said to be.
    lost: the files that it rested on and that are not where they were, each with where it is now, or "".
    """

    id: str
    title: str
    before: str
    after: str
    worse: bool
    mark: str
    cause: str = ""
    lost: tuple[tuple[str, str], ...] = ()
    path: str = ""
    line: int | None = None
    note: str = ""


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
