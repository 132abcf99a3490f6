"""D1, the description of the training data: what is spoken of, and what a person judged who read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from .grounds import basis, is_pending, may_be_elsewhere, open_for, places_read, with_places

if TYPE_CHECKING:
    from ..model import Component, Review
    from .grounds import Answer

#: Heads that may be absent: one is for D2 and D3 to ask, and not all data are labeled.
_MAY_LACK = {"where_to_obtain", "labeling"}


def status(documentation: Component, review: Review | None) -> Answer:
    """The status of D1. What is enough is never decided here."""
    status, why, by = _spoken_of(documentation, review)
    if status not in {"unmet", "partial", "unknown"} or not documentation.unsettled:
        return status, why, by
    if status != "partial" and may_be_elsewhere(documentation):
        return "external", places_read(documentation), "declared"
    status = "external" if is_pending(documentation) else status
    return status, with_places(documentation, why), by


def _spoken_of(documentation: Component, review: Review | None) -> Answer:
    if documentation.standing == "unreadable":
        if documentation.unread:
            return open_for(documentation, "")
        return "unknown", "the documents could not be read", ""
    if documentation.standing == "missing":
        return "unmet", "no document describes the training data", ""
    words = load().heads
    absent = [
        words[head] for head, state in documentation.heads if state == "missing" and head not in _MAY_LACK
    ]
    by = basis(documentation)
    if absent:
        why = "nothing said on " + ", nor on ".join(absent)
        return open_for(documentation, why) if documentation.unread else ("partial", why, by)
    if review is None:
        return "needs-review", "each part is spoken of; whether it is enough is for a person to judge", by
    return _reviewed(documentation, review)


def _reviewed(documentation: Component, review: Review) -> Answer:
    """Each part is spoken of, and a review is recorded."""
    words = load().heads
    by = f"{review.by} on {review.on}"
    if review.expired:
        why = f"the review by {by} no longer counts: {review.expired}"
        return "needs-review", why, basis(documentation)
    if lacking := [words[head] for head in review.lacking if head in words]:
        return "partial", f"judged by {by} not to be enough: {', '.join(lacking)}", "both"
    weak = [
        f"{words[head]} ({'in part' if state == 'partial' else state})"
        for head, state in documentation.heads
        if head != "where_to_obtain" and state not in {"found", "not-applicable"}
    ]
    if weak:
        why = f"judged enough by {by}, but not told in so many words: {', '.join(weak)}"
        return "needs-review", why, "both"
    return "met", f"each part is told, and was judged enough by {by}", "both"
