"""The problems of a report as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import ruleset
from ..definition import load, page
from ..escape import shown
from ..version import __version__
from .problems import MANIFEST, Row, Rule, rows, rules
from .words import NOTICE

if TYPE_CHECKING:
    from ..model import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_PROJECT = "https://github.com/osaid/osaid"
#: Key of the fingerprint; another way to compute it gets another number.
_FINGERPRINT = "osaid/v1"


def render(report: Report, folder: str = "") -> str:
    """The report as SARIF. folder: where in the repository the checked folder is."""
    known = rules()
    index = {rule.id: place for place, rule in enumerate(known)}
    definition = load()
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "osaid",
                "semanticVersion": __version__,
                "informationUri": _PROJECT,
                "rules": [_rule(rule) for rule in known],
            }
        },
        "automationDetails": {"id": f"osaid/{quote(folder or '.', safe='/.')}/"},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, index[row.rule]) for row in rows(report, folder)],
        "properties": {
            "result": report.result,
            "policy": report.policy,
            "definition": definition.version,
            "ruleset": ruleset.digest(),
            "notice": NOTICE,
        },
    }
    if report.target.commit:
        run["properties"]["commit"] = shown(report.target.commit)
    return (
        json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
        + "\n"
    )


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in re.findall(r"[a-z]+", rule.title, re.IGNORECASE)),
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.title}. {rule.fix}"},
        "help": {"text": f"{rule.text}\n\n{NOTICE}", "markdown": f"```text\n{rule.text}\n```\n\n{NOTICE}"},
        "helpUri": page(rule.id),
        "defaultConfiguration": {"level": "error"},
        "properties": {"tags": ["open-source-ai"], "precision": "medium"},
    }


def _result(row: Row, index: int) -> dict[str, Any]:
    # "[words](1)" in a message would be a link.
    text = row.told.replace("](", "] (")
    location: dict[str, Any] = {"artifactLocation": {"uri": uri(row.path or MANIFEST)}}
    # Code scanning shows nothing without a region.
    location["region"] = {"startLine": row.line or 1}
    return {
        "ruleId": row.rule,
        "ruleIndex": index,
        "level": row.level,
        "message": {"text": text},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {_FINGERPRINT: row.fingerprint},
    }


def uri(path: str) -> str:
    """A path as a relative URI reference, its bytes kept."""
    return quote(path.encode("utf-8", "surrogateescape"), safe="/-._~")
