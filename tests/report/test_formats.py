"""What other programs read: every format tells the same, and the command line writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reports import examined

from osaid_action import commands as cli
from osaid_action.flow import exits
from osaid_action.report import codequality, commands, problems, sarif


def test_every_format_tells_the_same_problems(tmp_path: Path) -> None:
    seen = examined(tmp_path)
    rows = problems.rows(seen)
    assert "C2" in {row.rule for row in rows}
    results = json.loads(sarif.render(seen))["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == [row.rule for row in rows]
    issues = json.loads(codequality.render(seen))
    assert [issue["check_name"] for issue in issues] == [f"osaid/{row.rule}" for row in rows]
    assert commands.render(seen).count("::") == 2 * len(rows)


@pytest.mark.parametrize("form", ["sarif", "codequality"])
def test_command_line_writes_them(tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    examined(tmp_path / "models")
    monkeypatch.chdir(tmp_path)
    assert cli.main(["check", "models", f"--output={form}:out.json", "--quiet"]) == exits.NOT_MET
    text = (tmp_path / "out.json").read_text("utf-8")
    assert '"models/osaid.toml"' in text
    assert json.loads(text)
