"""What became of the subject against a base."""

from __future__ import annotations

from typing import Any

import pytest
from reports import made

from osaid_action.judgment.delta import compare

MODEL: dict[str, Any] = {}
UNSURE = {"subject_certain": False}
LIBRARY = {"subject": "library", "result": "not-applicable"}
NONE = {"subject": "none", "result": "not-applicable"}
EMPTY = {**NONE, "unjudged": "there are no files"}
UNREAD = {"subject": "unknown", "subject_certain": False, "result": "undetermined", "unjudged": "unread"}
DECLARED = {**NONE, "subject_declared": True}


@pytest.mark.parametrize(
    ("was", "now", "said", "worse"),
    [
        (MODEL, MODEL, None, False),
        (LIBRARY, LIBRARY, None, False),
        (UNREAD, UNREAD, None, False),
        # It is said what it is now, and nobody lost anything.
        (LIBRARY, NONE, ("library", "none"), False),
        (LIBRARY, MODEL, ("library", "model"), False),
        (LIBRARY, UNSURE, ("library", "model (not certain)"), False),
        (MODEL, UNSURE, ("model", "model (not certain)"), False),
        (UNSURE, MODEL, ("model (not certain)", "model"), False),
        (UNSURE, LIBRARY, ("model (not certain)", "library"), False),
        (LIBRARY, UNREAD, ("library", "unknown (nothing could be judged)"), False),
        (UNREAD, LIBRARY, ("unknown (nothing could be judged)", "library"), False),
        (UNREAD, MODEL, ("unknown (nothing could be judged)", "model"), False),
        (MODEL, DECLARED, ("model", "none"), False),
        # A release was judged, and is not any more.
        (MODEL, LIBRARY, ("model", "library"), True),
        (MODEL, EMPTY, ("model", "none (nothing could be judged)"), True),
        (MODEL, UNREAD, ("model", "unknown (nothing could be judged)"), True),
        (UNSURE, UNREAD, ("model (not certain)", "unknown (nothing could be judged)"), True),
    ],
)
def test_a_change_of_subject_is_said(
    was: dict[str, Any], now: dict[str, Any], said: tuple[str, str] | None, worse: bool
) -> None:
    changes = compare(made(**was), made(**now)).changes
    assert [(c.id, (c.before, c.after), c.worse) for c in changes] == (
        [("subject", said, worse)] if said else []
    )
