"""A person's review of the data information: which documents it covers, and whether it still counts.

A review is of files as they were: their digest goes into the manifest with it, and when they change,
or another document comes to tell of the training data, the review no longer counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import MANIFESTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Component, Dataset, Review


def documents(components: Iterable[Component], rows: Iterable[Dataset]) -> tuple[str, ...]:
    """The files that a reviewer has to read: those that tell of training data, but for the manifest."""
    evidence = [e for c in components if c.id == "data-documentation" for e in c.evidence]
    evidence += [e for row in rows for e in row.evidence]
    return tuple(sorted({e.path for e in evidence} - set(MANIFESTS)))


def expired(review: Review, digest: str, trouble: str, seen: Iterable[str], today: str) -> str:
    """Why a review no longer counts, or "".

    digest: of the reviewed files as they are now; trouble: why there is none, or "".
    seen: what `documents` says now. today: an ISO date.
    """
    if review.on > today:
        return f"it is dated {review.on}, which is to come"
    if trouble:
        return trouble
    if digest != review.digest:
        return f"{', '.join(review.files)} changed since"
    new = [path for path in seen if path not in review.files]
    return f"{', '.join(new[:3])} also speaks of the training data, and was not reviewed" if new else ""
