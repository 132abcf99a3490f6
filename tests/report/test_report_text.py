"""The report for a terminal: what a repository holds shows as itself."""

from __future__ import annotations

import re

from hostile import HOSTILE, report

from osaid_action.report import text


def test_text_shows_hostile_words_as_themselves() -> None:
    for quiet in (False, True):
        out = text.render(report(HOSTILE), verbose=True, quiet=quiet)
        assert "\033" not in out
        assert "\u202e" not in out
        assert not re.search(r"^\s*::error::", out, re.MULTILINE)
        out.encode("utf-8")
