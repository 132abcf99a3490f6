"""Hostile repositories in other locales than UTF-8."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bait import SECRET
from observed import controls, state
from program import COMMANDS_IN_FOLDERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from bait import Site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="baits are shell scripts, links and pipes")
_BAITS = (
    *("filter called '\\xe9'", "filter called '\\u4e2d.\\u6587'", "process", "core.fsmonitor"),
    *("name: bytes", "name: C1", "name: right to left", "words in README.md", "words in comments"),
    *("link: README.md", "config: bytes", "words of the remote and the branch"),
)
_COMMANDS = (
    ("check", "--no-cache", "--base", "HEAD~1"),
    ("check", "--no-cache", "--staged"),
    ("declare", "training-code", "train.py", "--dry-run"),
)
_LATIN = "en_US.ISO-8859-1"


def environment(folder: Path, locale: str) -> dict[str, str]:
    """The environment of a locale, which is made where it takes that; skips where it can't be."""
    env = {**os.environ, "LC_ALL": locale}
    if locale != _LATIN:
        return env
    tool = shutil.which("localedef")
    if tool is None:
        pytest.skip("no localedef here")
    made = [tool, "-i", "en_US", "-f", "ISO-8859-1", str(folder / _LATIN)]
    subprocess.run(made, capture_output=True, check=False)
    env |= {"LOCPATH": str(folder), "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    asked = [sys.executable, "-c", "import sys; print(sys.getfilesystemencoding())"]
    if b"8859" not in subprocess.run(asked, env=env, capture_output=True, check=False).stdout:
        pytest.skip("localedef has no sources here")
    return env


#: Without its UTF-8 mode, Python takes the encoding of the locale.
@pytest.mark.parametrize(
    ("locale", "strict"), [("C", False), ("C", True), ("POSIX", True), ("C.UTF-8", False), (_LATIN, True)]
)
def test_locales(built: Callable[[str], Site], tmp_path: Path, locale: str, strict: bool) -> None:
    env = environment(tmp_path, locale)
    if strict:
        env |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    sites = [built(name) for name in _BAITS]
    before = [state(site.folder) for site in sites]
    folders = json.dumps([str(site.here) for site in sites])
    done = subprocess.run(
        [sys.executable, "-c", COMMANDS_IN_FOLDERS, folders, json.dumps(_COMMANDS)],
        env=env,
        capture_output=True,
        check=False,
    )
    text = (done.stdout + done.stderr).decode("utf-8")
    codes = re.findall(r"^ENDED (\d)$", text, re.MULTILINE)
    assert len(codes) == len(_BAITS) * len(_COMMANDS), text[-2000:]
    assert set(codes) <= set("0123")
    assert "Traceback" not in text
    assert SECRET not in text
    assert controls(text) == set()
    assert not any(site.is_sprung() for site in sites)
    assert [state(site.folder) for site in sites] == before
