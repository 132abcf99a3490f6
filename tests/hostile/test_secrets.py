"""Passwords in what a user names are in no message, however the URL is spelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from program import called, run

from osaid_action.escape import without_secrets

if TYPE_CHECKING:
    from pathlib import Path

S = "SEKRET"
URLS = [
    f"https://user:{S}@127.0.0.1:1/o/n.git",
    f"https://{S}@127.0.0.1:1/o/n",
    f"https://user:a/{S}@127.0.0.1:1/o/n",
    f"https://127.0.0.1:1/o/n?token={S}",
    f"https://127.0.0.1:1/o/n#{S}",
    f"https://user:{S}%40x@127.0.0.1:1/n",
    f"https://user:{S}@host@127.0.0.1:1/n",
    f"HTTPS://user:{S}@127.0.0.1:1/n",
    f"hTTps://{S}@127.0.0.1:1/n",
    f"htps://user:{S}@127.0.0.1/n",
    f"ftp://user:{S}@127.0.0.1/n",
    f"https:/user:{S}@127.0.0.1/n",
    f"https:user:{S}@127.0.0.1/n",
    f"user:{S}@127.0.0.1:o/n",
    f"//user:{S}@127.0.0.1/o/n",
    f"https://u:a?{S}@127.0.0.1:1/n",
    f"https://u:a#{S}@127.0.0.1:1/n",
    f"git+https://user:{S}@127.0.0.1/n",
]
COMMANDS = [("check",), ("check", "--offline"), ("check", "--staged"), ("lock",), ("init",), ("review",)]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("url", URLS)
def test_no_password_is_echoed(
    url: str,
    command: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = called(capsys, *command, url)
    assert done.returncode in {2, 3}
    assert S not in done.stdout + done.stderr
    assert done.stderr.startswith("osaid: ")


def test_what_is_no_password_stays() -> None:
    for text in (
        "github:o/n@v1 has no files",
        "mail ada@example.org",
        "no such folder: a@b",
        "git@host:o/n",
        "x@y:z",
    ):
        assert without_secrets(text) == text
    assert run("check", "/nowhere/a@b").stderr.endswith("no such folder: /nowhere/a@b\n")
