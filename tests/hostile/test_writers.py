"""Commands that write, in hostile repositories: into the project alone, and what they write is whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bait import SECRET, removed
from baits import BAITS
from observed import observed, state, within
from program import called
from turns import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from bait import Site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="baits are shell scripts, links and pipes")
_COMMANDS = (
    ("init", "--force", "--docs", "--workflow", "--pre-commit"),
    ("declare", "training-code", "train.py"),
    ("waive", "D1", "--reason", "x", "--by", "Ada", "--until", "2999-01-01"),
    ("check", "--output", "json:report.json", "--output", "sarif:report.sarif"),
    ("review", "--output", "review.md"),
    ("lock",),
)
#: What they may make or change, from the top of the copy.
_OURS = {
    *("osaid.toml", ".github", ".github/osaid.toml", ".github/workflows", ".github/workflows/osaid.yml"),
    *(".pre-commit-config.yaml", "DATA.md", "report.json", "report.sarif", "review.md", "osaid.lock"),
}


@pytest.mark.parametrize("bait", in_turn(BAITS, 12, rest="weekly"))
def test_what_is_written(
    built: Callable[[str], Site], bait: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = built(bait)
    outside, around = state(site.outside), {path.name for path in site.folder.iterdir()}
    here = site.copied()
    os.chdir(here)
    before = state(here)
    try:
        for command in _COMMANDS:
            with observed() as seen, within(30):
                done = called(capsys, *command)
            assert done.returncode in {0, 1, 2, 3}
            assert "Traceback" not in done.stderr
            assert SECRET not in done.stdout + done.stderr
            assert seen.foreign == []
        after = state(here)
        made = {str(Path(path).relative_to(here)) for path in after if after[path] != before.get(path)}
        assert made <= _OURS | {"."}
        # No part of a file that was to replace another.
        assert before.keys() <= after.keys()
        # What follows a link is outside.
        assert not any(SECRET in text for text in written(here, made))
    finally:
        os.chdir(tmp_path)
        removed(site.folder / "copy")
    assert state(site.outside) == outside
    assert {path.name for path in site.folder.iterdir()} == around
    assert not site.is_sprung(), "the bait was bitten"


def written(folder: Path, names: set[str]) -> list[str]:
    """The texts of files that were made."""
    paths = [folder / name for name in names]
    return [path.read_text("utf-8") for path in paths if path.is_file() and not path.is_symlink()]
