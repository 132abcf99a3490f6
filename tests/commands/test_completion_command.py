"""`osaid completion`: scripts that shells take."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest
from program import run

from osaid_action.commands import main


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_the_commands(shell: str) -> None:
    pytest.importorskip("shtab", reason='shtab is not installed: pip install "osaid[completion]"')
    done = run("completion", shell)
    assert done.returncode == 0, done.stderr
    text = done.stdout
    assert "--fail-on" in text
    assert "declare" in text
    if shell == "bash" and shutil.which("bash"):
        subprocess.run(["bash", "-n"], input=text.encode(), check=True)


def test_completion_without_shtab_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "shtab", None)
    assert main(["completion", "bash"]) == 2
    assert 'pip install "osaid[completion]"' in capsys.readouterr().err
