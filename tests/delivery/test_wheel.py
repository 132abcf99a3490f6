"""A wheel has the number of the rules that it was built from, wherever that was."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hooked import DELIVERED
from program import installing
from systems import ROOT

from osaid_action import ruleset


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The sources as git for Windows may check them out."""
    copy = tmp_path / "checkout"
    copy.mkdir()
    for name in DELIVERED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
    for path in (copy / "osaid_action").rglob("*"):
        if path.suffix in {".py", ".toml", ".json"}:
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    return copy


def test_a_wheel_holds_the_number_of_its_rules(checkout: Path, tmp_path: Path) -> None:
    before = {path for path in checkout.rglob("*") if path.suffix != ".pyc"}
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, checkout],
        env={**os.environ, **installing("hooks"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        check=True,
    )
    [wheel] = tmp_path.glob("*.whl")
    home = tmp_path / "home"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(home)
    package = home / "osaid_action"
    stored = (package / ruleset.STORED.name).read_text("ascii")
    assert stored == ruleset.of(package) == ruleset.of(ROOT / "osaid_action")
    code = "from osaid_action import ruleset; print(ruleset.digest(), end='')"
    done = subprocess.run([sys.executable, "-c", code], cwd=home, capture_output=True, text=True, check=True)
    assert done.stdout == stored
    left = {path for path in checkout.rglob("*") if path.suffix != ".pyc"} - before
    assert not {path for path in left if "prepared" in path.name}, "nothing that could grow old"
