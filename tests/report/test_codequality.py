"""The code quality report has what GitLab asks for."""

from __future__ import annotations

import json

from hostile import HOSTILE, report

from osaid_action.report import codequality


def test_code_quality_has_what_gitlab_asks_for() -> None:
    issues = json.loads(codequality.render(report(HOSTILE), "sub"))
    assert issues
    for issue in issues:
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
