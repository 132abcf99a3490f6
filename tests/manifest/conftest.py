"""A folder to work in, and osaid run in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from osaid_action import commands as cli

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795392000")
    return folder


@pytest.fixture
def osaid(here: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run a command in the folder; gives what it printed. `fails=CODE` expects that exit code."""

    def run(*arguments: str, fails: int = 0) -> str:
        try:
            code = cli.main(arguments)
        except SystemExit as end:  # argparse
            code = int(end.code or 0)
        said = capsys.readouterr()
        assert code == fails, said
        assert "Traceback" not in said.err
        return said.err if fails else said.out

    return run
