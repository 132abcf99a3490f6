"""`osaid license`: a file, the list, one license."""

from __future__ import annotations

import json
from pathlib import Path

from program import run
from systems import whole


def test_license_command(tmp_path: Path) -> None:
    file = tmp_path / "LICENSE"
    file.write_text(str(whole()["LICENSE"]) + "\nYou may not use it commercially.\n", encoding="utf-8")
    done = run("license", str(file), "--format", "json")
    [row] = json.loads(done.stdout)["files"]
    assert row["state"] == "additional-terms"
    assert row["verdict"] == "restricted"
    assert "commercially" in run("license", str(file)).stdout
    assert "Apache-2.0" in run("license", "--list").stdout
    assert "osi-approved" in run("license", "--explain", "MIT").stdout
