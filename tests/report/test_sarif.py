"""SARIF holds to its schema whatever a repository holds."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE, report
from jsonschema import Draft7Validator

from osaid_action.report import sarif

SARIF_SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "contract" / "sarif-schema-2.1.0.json").read_text("utf-8")
)


@pytest.mark.parametrize("words", ["plain", HOSTILE, "", "a" * 5000, "[a](1) {0} %41 \\ \U0001f600"])
def test_sarif_holds_to_its_schema(words: str) -> None:
    log = json.loads(sarif.render(report(words), "a folder"))
    Draft7Validator(SARIF_SCHEMA).validate(log)
    run = log["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert "](" not in result["message"]["text"]
        uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert re.fullmatch(r"[\w./~%-]+", uri, re.ASCII), uri
