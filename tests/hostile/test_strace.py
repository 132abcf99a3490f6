"""The whole set seen from outside: only git and Python are executed, and no server is asked."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bait import SECRET
from baits import KINDS
from program import COMMANDS_IN_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bait import Site

_STRACE = shutil.which("strace")
#: It looks at the work tree, the index and two commits.
_COMMANDS = (("check", "--no-cache", "--base", "HEAD~1"),)


def traced(log: Path, *command: str) -> list[str]:
    """The system calls that start programs and ask servers."""
    said = subprocess.run(
        [str(_STRACE), "-f", "-qq", "-s", "400", "-e", "trace=execve,connect", "-o", str(log), *command],
        capture_output=True,
        check=False,
    )
    assert SECRET.encode() not in said.stdout
    return log.read_text("utf-8", "replace").splitlines()


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> None:
    if _STRACE is None:
        pytest.skip("no strace here")
    lines = traced(
        tmp_path_factory.mktemp("strace") / "log", sys.executable, "-c", "import os; os.system('true')"
    )
    if not any('"-c", "true"' in line for line in lines):
        pytest.skip("strace may not trace here")


@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
@pytest.mark.usefixtures("works")
@pytest.mark.parametrize(
    "kind", [pytest.param(kind, marks=[pytest.mark.weekly] if kind != "settings" else []) for kind in KINDS]
)
def test_only_git_and_python(built: Callable[[str], Site], tmp_path: Path, kind: str) -> None:
    sites = [built(bait.name) for bait in KINDS[kind]]
    lines = traced(
        tmp_path / "log",
        *(sys.executable, "-c", COMMANDS_IN_FOLDERS),
        json.dumps([str(site.here) for site in sites]),
        json.dumps(_COMMANDS),
    )
    started = {
        Path(found[1]).name for line in lines if (found := re.search(r'execve\("([^"]+)".*= 0$', line))
    }
    assert "git" in started
    assert started <= {"git", Path(sys.executable).name, "python3"}
    assert [line for line in lines if "connect(" in line and "AF_INET" in line] == []
    assert not any(site.is_sprung() for site in sites)
