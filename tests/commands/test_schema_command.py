"""`osaid schema`: the files that ship."""

from __future__ import annotations

import pytest
from program import run
from systems import ROOT


@pytest.mark.parametrize("name", ["lock", "manifest", "report", "survey"])
def test_schema_prints_the_file_that_ships(name: str) -> None:
    path = ROOT / "osaid_action" / "schema" / f"{name}.schema.json"
    assert run("schema", name).stdout == path.read_text(encoding="utf-8")
