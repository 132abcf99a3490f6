"""osaid as its own process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from systems import ROOT


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
