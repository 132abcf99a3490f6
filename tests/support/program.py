"""osaid as its own process, and what it is installed from."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from systems import ROOT

from osaid_action import commands

if TYPE_CHECKING:
    import pytest


def installing(name: str) -> dict[str, str]:
    """Settings of pip and uv: to install from what make has downloaded, where it has."""
    wheels = Path(sys.prefix) / "wheels" / name
    if not wheels.is_dir():
        return {}
    return {
        **{f"{tool}_FIND_LINKS": str(wheels) for tool in ("PIP", "UV")},
        **{f"{tool}_NO_INDEX": "1" for tool in ("PIP", "UV")},
    }


def run(*arguments: str, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run osaid as its own process."""
    return subprocess.run(
        [sys.executable, "-m", "osaid_action", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd or ROOT / "tests",
        env={**os.environ, **environment},
        check=False,
    )


def called(capsys: pytest.CaptureFixture[str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run osaid in this process, which is cheaper."""
    try:
        code = commands.main(arguments)
    except SystemExit as stop:
        code = int(stop.code or 0)
    said = capsys.readouterr()
    return subprocess.CompletedProcess(arguments, code, said.out, said.err)


#: A program of its own that runs several commands in each of several folders; both in JSON. It prints
#: where, which, and the exit code.
COMMANDS_IN_FOLDERS = """
import json, os, sys
from osaid_action.commands import main
for folder in json.loads(sys.argv[1]):
    os.chdir(folder)
    for command in json.loads(sys.argv[2]):
        try:
            code = main(command)
        except SystemExit as stop:
            code = stop.code
        print("ENDED", code)
"""
