"""What became of the subject against a base."""

from __future__ import annotations

from typing import Any

import pytest
from reports import having, made

from osaid_action.judgment.delta import compare
from osaid_action.model import Component, Unread
from osaid_action.report.words import ARROWS

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
        # Both are judged, whatever is likeliest.
        (MODEL, UNSURE, None, False),
        (UNSURE, MODEL, None, False),
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


@pytest.mark.parametrize(
    ("was", "now", "unread", "worse", "mark"),
    [
        # A part was there, and all that is left is to ask whether such a thing was used.
        ("partial", "unknown", False, True, "▼"),
        ("partial", "unknown", True, False, "•"),
        ("met", "partial", False, True, "▼"),
        # On record, or elsewhere by name.
        ("met", "waived", False, False, "•"),
        ("met", "not-used", False, False, "•"),
        ("met", "external", False, False, "•"),
        ("external", "unmet", False, True, "▼"),
        ("unmet", "unknown", False, False, "•"),
        ("unmet", "partial", False, False, "▲"),
        ("unknown", "met", False, False, "▲"),
    ],
)
def test_nothing_gets_better_by_not_being_known(
    was: str, now: str, unread: bool, worse: bool, mark: str
) -> None:
    some = (Unread(role="code", files=1, of=2),) if unread else ()
    code = Component(id="evaluation-code", here="missing", unread=some)
    [change] = compare(made(items=having(C3=was)), made(items=having(C3=now), components=(code,))).changes
    assert (change.worse, ARROWS[change.mark]) == (worse, mark)
