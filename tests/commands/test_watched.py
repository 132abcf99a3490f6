"""How far a long run is: shown to who watches a terminal, and gone afterwards."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from bait import all_of
from gitrepo import Repo
from systems import ROOT

from osaid_action import progress
from osaid_action.commands.watched import Line
from osaid_action.report.terminal import columns

HOSTILE = "\033[2J\u202e\r\nname " + "字" * 90


class Clock:
    """Seconds that pass when they are told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def _screen(said: str) -> str:
    """What a terminal shows of its last line after all that was written."""
    shown: list[str] = []
    at = 0
    for char in said:
        if char == "\r":
            at = 0
        elif char == "\b":
            at -= 1
        elif char == "\n":
            shown, at = [], 0
        else:
            shown[at : at + 1] = [char]
            at += 1
    return "".join(shown).rstrip()


def test_nothing_is_shown_of_what_is_short_and_then_ten_times_a_second() -> None:
    stream, clock = io.StringIO(), Clock()
    line = Line(stream, lambda: 80, clock)
    for step in range(10):
        clock.now = step / 10
        line(f"reading {step}", False)
    assert stream.getvalue() == ""
    for step in range(1000):
        clock.now = 1 + step / 1000
        line(f"reading {step} of 1,000 files", False)
    assert stream.getvalue().count("\r") <= 11
    line("reading", True)
    assert _screen(stream.getvalue()) == "osaid: reading"
    line.erase()
    assert _screen(stream.getvalue()) == ""


@pytest.mark.parametrize("width", [10, 40, 80])
def test_a_hostile_name_acts_on_nothing_and_stays_in_one_line(width: int) -> None:
    stream = io.StringIO()
    line = Line(stream, lambda: width, Clock())
    line(f"looking at https://ada:SECRET{'x' * 300}@example.org/ {HOSTILE}", True)
    said = stream.getvalue()
    assert not {"\033", "\u202e", "\n"} & set(said)
    assert "SECRET" not in said
    assert columns(said.strip("\r")) < width
    line.erase()
    assert said.startswith("\r") and _screen(stream.getvalue()) == ""


def test_only_this_thread_is_heard_and_only_while_it_lasts() -> None:
    told: list[str] = []
    with progress.heard(lambda words, _: told.append(words)):
        assert list(progress.each("reading", ["a", "b"], 4)) == ["a", "b"]
        with progress.heard(None):
            progress.tell("unheard")
    progress.tell("over")
    assert told == ["reading 0 of 4 files", "reading 2 of 4 files"]


def _in_terminal(*command: str, cwd: Path, **env: str) -> tuple[str, int]:
    """What a command writes to a terminal, and its exit code."""
    ours, theirs = pty.openpty()
    around = {name: value for name, value in os.environ.items() if name not in {"CI", "TERM"}}
    around |= {"TERM": "xterm", "PYTHONPATH": str(ROOT), "COLUMNS": "80", **env}
    words = [sys.executable, "-m", "osaid_action", *command]
    with subprocess.Popen(
        words, cwd=cwd, env=around, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs
    ) as one:
        os.close(theirs)
        said = all_of(ours)
    os.close(ours)
    return said.decode("utf-8"), one.returncode


def test_a_fetch_is_told_to_a_terminal_and_erased(repo: Repo) -> None:
    repo.commit({"a.py": "1\n"})
    check = ("check", repo.url, "--no-cache", "--fail-on", "never")
    said, code = _in_terminal(*check, cwd=repo.path)
    assert code == 0 and "osaid: fetching file://" in said
    assert _screen(said) == "" and "\n" not in said
    for more, env in ((["--quiet"], {}), ([], {"CI": "true"}), ([], {"TERM": "dumb"})):
        assert _in_terminal(*check, *more, cwd=repo.path, **env) == ("", 0)


def test_what_goes_wrong_is_said_on_a_line_of_its_own(repo: Repo) -> None:
    said, code = _in_terminal("check", f"{repo.url}nothing", cwd=repo.path)
    assert code == 3
    assert _screen(said.partition("\n")[0]).startswith("osaid: file://") and "could not be fetched" in said
