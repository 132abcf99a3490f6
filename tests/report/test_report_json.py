"""The report as JSON: what a repository holds shows as itself."""

from __future__ import annotations

import json

from hostile import HOSTILE, report

from osaid_action.report import json as as_json


def test_json_shows_hostile_words_as_themselves() -> None:
    out = as_json.render(report(HOSTILE))
    json.loads(out)
    out.encode("utf-8")
    assert "\u202e" not in out
