"""The problems of a report as a GitLab code quality report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..escape import shown
from .problems import MANIFEST, rows

if TYPE_CHECKING:
    from ..model import Report

_SEVERITY = {"error": "major", "warning": "minor", "note": "info"}


def render(report: Report, folder: str = "") -> str:
    """The report as a JSON array of issues. folder: where in the repository the checked folder is."""
    issues = [
        {
            "description": row.told,
            "check_name": f"osaid/{row.rule}",
            "fingerprint": row.fingerprint,
            "severity": _SEVERITY[row.level],
            "location": {"path": shown(row.path or MANIFEST), "lines": {"begin": row.line or 1}},
        }
        for row in rows(report, folder)
    ]
    return json.dumps(issues, indent=2, ensure_ascii=False) + "\n"
