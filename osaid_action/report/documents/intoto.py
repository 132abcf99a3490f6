"""The report as an in-toto Statement v1 over the digests of the weights: what is to be signed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...errors import TreeError
from ...escape import shown
from ..json import as_dict

if TYPE_CHECKING:
    from ...model import Report

_TYPE = "https://in-toto.io/Statement/v1"
#: Another first number of the report's schema gets another number here.
PREDICATE = "https://github.com/osaid/osaid/report/v1"


def render(report: Report) -> str:
    """The statement as JSON text. TreeError where no digest of any weights is known."""
    subjects = [
        {"name": shown(one.path), "digest": {"sha256": one.sha256}} for one in report.artifacts if one.sha256
    ]
    if not subjects:
        raise TreeError(_nothing(report))
    statement = {
        "_type": _TYPE,
        "subject": subjects,
        "predicateType": PREDICATE,
        "predicate": as_dict(report),
    }
    return json.dumps(statement, indent=2, ensure_ascii=False) + "\n"


def _nothing(report: Report) -> str:
    """Why there is nothing to state anything of, and what to do."""
    reasons = "; ".join(f"{one.path}: {one.why}" for one in report.artifacts[:3])
    what = reasons or "no weights here, and no place of theirs in osaid.toml"
    return (
        f"nothing to attest: a statement needs the SHA-256 of a file of weights ({what}). "
        "Commit them or their Git LFS pointers, or name their place with osaid declare and run osaid lock"
    )
