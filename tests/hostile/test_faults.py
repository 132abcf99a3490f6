"""What is around osaid fails: no home, no cache, a git that lies, dies or hangs, no memory, a kill."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from observed import controls, state, within
from program import called
from systems import MIT, TRAIN

from osaid_action.__main__ import run as console
from osaid_action.repository import cat_file
from osaid_action.repository import git as git_module

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the false git is a shell script")
_GIT = shutil.which("git")
#: What a git does instead of what it was asked for.
_FAULTS = {
    "killed": "kill -9 $$",
    "fails": "exit 1",
    "fails with words": "printf 'fatal: \\033[31m\\n::error::pwned\\n' >&2; exit 128",
    "complains": "head -c 20000000 /dev/zero | tr '\\0' x >&2; exit 1",
    "hangs": "exec sleep 60",
    "is silent": "exit 0",
    "garbage": "head -c 4000 /dev/urandom",
    "NULs": "head -c 4000 /dev/zero",
    "cut": '"$GIT" "$@" | head -c 60',
    "without an end": "exec yes x",
}
_DEAD = ("killed", "fails", "fails with words", "complains", "hangs")
#: The commands of git that have it, and how osaid comes to ask for them.
_REV = ("--rev", "HEAD")
_PARTS = {
    "config": (),
    "status": (),
    "ls-files": ("--staged",),
    "ls-tree": _REV,
    "rev-parse": _REV,
    "cat-file": _REV,
}
_PAIRS = [(fault, part) for fault in _FAULTS for part in _PARTS if (fault, part) != ("cut", "cat-file")]


@pytest.fixture
def small(repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Repo:
    """The current folder: a small repository; the cache is empty."""
    repo.commit({"a": "1"})
    repo.commit({"LICENSE": MIT, "train.py": TRAIN, "README.md": "# A model\n", "sub/deep.py": TRAIN})
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return repo


def false_git(folder: Path, part: str, fault: str) -> Path:
    """A git that has a fault in one of its commands."""
    path = folder / "bin" / "git"
    path.parent.mkdir()
    lines = f'GIT={_GIT}\ncase " $* " in *\' {part} \'*) {_FAULTS[fault]};; *) exec "$GIT" "$@";; esac\n'
    path.write_text(f"#!/bin/sh\n{lines}", encoding="utf-8")
    path.chmod(0o755)
    return path.parent


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for git no longer than tests can."""
    for name in ("SETTINGS_TIMEOUT", "LISTING_TIMEOUT", "LOCAL_TIMEOUT"):
        monkeypatch.setattr(git_module, name, 1.0)
    for name in ("MOST_OUTPUT", "MOST_SETTINGS", "_MOST_NAME"):
        monkeypatch.setattr(git_module, name, 1 << 20)
    monkeypatch.setattr(cat_file, "ANSWERS_TIMEOUT", 1.0)


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize(("fault", "part"), _PAIRS, ids=[" of ".join(pair) for pair in _PAIRS])
def test_a_git_with_a_fault(
    small: Repo,
    fault: str,
    part: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = state(small.path)
    monkeypatch.setenv("PATH", f"{false_git(tmp_path, part, fault)}:{os.environ['PATH']}")
    monkeypatch.setattr(sys, "argv", ["osaid", "check", "--no-cache", *_PARTS[part]])
    with within(30):
        code = console()
    said = capsys.readouterr()
    assert code in {0, 1, 2, 3}
    assert "Traceback" not in said.err
    assert controls(said.out + said.err) == set()
    assert len(said.err) < 2000
    assert len(said.err.splitlines()) == (not said.out), "a report, or one line"
    if fault in _DEAD:
        assert "could not go on" not in said.err
        # A verdict is only given where it says what it is of.
        assert code > 1 or "Git is not usable here" in said.out
    assert state(small.path) == before


def a_file(path: Path) -> str:
    path.write_text("x", encoding="utf-8")
    return str(path)


def a_cache(data: bytes) -> Callable[[Path], str]:
    def make(path: Path) -> str:
        (path / "osaid").mkdir(parents=True)
        (path / "osaid/cache.sqlite").write_bytes(data)
        return str(path)

    return make


def a_folder_for_a_cache(path: Path) -> str:
    (path / "osaid/cache.sqlite").mkdir(parents=True)
    return str(path)


def a_pipe_for_a_cache(path: Path) -> str:
    (path / "osaid").mkdir(parents=True)
    os.mkfifo(path / "osaid/cache.sqlite")
    return str(path)


def read_only(path: Path) -> str:
    path.mkdir(mode=0o500)
    return str(path)


_PLACES: dict[str, tuple[str, Callable[[Path], str]]] = {
    "no HOME": ("HOME", lambda _: ""),
    "HOME is not there": ("HOME", lambda path: str(path / "nowhere")),
    "HOME is a file": ("HOME", a_file),
    "HOME is relative": ("HOME", lambda _: "home"),
    "XDG_CACHE_HOME is a file": ("XDG_CACHE_HOME", a_file),
    "XDG_CACHE_HOME is /proc": ("XDG_CACHE_HOME", lambda _: "/proc"),
    "XDG_CACHE_HOME is /dev/full": ("XDG_CACHE_HOME", lambda _: "/dev/full"),
    "XDG_CACHE_HOME is relative": ("XDG_CACHE_HOME", lambda _: "cache"),
    "XDG_CACHE_HOME is read-only": ("XDG_CACHE_HOME", read_only),
    "the cache is garbage": ("XDG_CACHE_HOME", a_cache(b"garbage " * 1000)),
    "the cache is half": ("XDG_CACHE_HOME", a_cache(b"SQLite format 3\0" + bytes(200))),
    "the cache is empty": ("XDG_CACHE_HOME", a_cache(b"")),
    "the cache is a folder": ("XDG_CACHE_HOME", a_folder_for_a_cache),
    "the cache is a pipe": ("XDG_CACHE_HOME", a_pipe_for_a_cache),
    "TMPDIR is not there": ("TMPDIR", lambda path: str(path / "nowhere")),
    "XDG_CONFIG_HOME is a file": ("XDG_CONFIG_HOME", a_file),
    "LANG is unknown": ("LC_ALL", lambda _: "xx_YY.nothing"),
    "PATH has odd folders": ("PATH", lambda path: f"::{path}/nowhere:relative:{os.environ['PATH']}"),
}


@pytest.mark.parametrize("place", _PLACES)
def test_what_is_around(
    small: Repo,
    place: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    plain = called(capsys, "check", "--no-cache")
    before = state(small.path)
    name, make = _PLACES[place]
    monkeypatch.delenv("XDG_CACHE_HOME")
    if value := make(tmp_path / "odd"):
        monkeypatch.setenv(name, value)
    else:
        monkeypatch.delenv(name)
    for _ in range(2):
        with within(30):
            done = called(capsys, "check")
        assert (done.returncode, done.stdout) == (plain.returncode, plain.stdout)
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 1
    assert state(small.path) == before


def osaid(*words: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "osaid_action", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit means something else")
@pytest.mark.parametrize("megabytes", [40, 80, 160])
def test_little_memory(small: Repo, megabytes: int) -> None:
    import resource

    most = megabytes << 20
    try:
        done = osaid(
            *("check", "--no-cache"),
            cwd=small.path,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
            timeout=30,
        )
    except subprocess.TimeoutExpired:
        # Python's `Thread.start` waits for ever for a thread that had no memory to begin.
        assert megabytes <= 40
        return
    # With less than Python itself needs to start, or git, these are their own words.
    if "osaid: " in done.stderr:
        assert done.returncode in {0, 1, 3}
        assert "Traceback" not in done.stderr
    assert done.returncode not in {0, 1} or done.stdout


def test_files_may_not_grow(small: Repo, tmp_path: Path) -> None:
    import resource

    made = tmp_path / "report.json"
    done = osaid(
        *("check", "--output", f"json:{made}"),
        cwd=small.path,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)),
    )
    assert done.returncode in {2, 3}
    assert "Traceback" not in done.stderr
    assert [path.name for path in tmp_path.iterdir() if "report" in path.name] == []


def test_killed_and_run_again(small: Repo, tmp_path: Path) -> None:
    """What a run left behind that was killed changes nothing in the next."""
    before = state(small.path)
    expected = osaid("check", "--no-cache", cwd=small.path).stdout
    for seconds in (0.2, 0.5, 0.8):
        process = subprocess.Popen(
            [sys.executable, "-m", "osaid_action", "check", "--output", f"json:{tmp_path}/report.json"],
            cwd=small.path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert osaid("check", cwd=small.path).stdout == expected
        report = tmp_path / "report.json"
        assert not report.exists() or report.read_text("utf-8").endswith("}\n")
    assert state(small.path) == before


@pytest.mark.slow
@pytest.mark.parametrize("warm", [False, True], ids=["cold", "warm"])
def test_eight_at_once(small: Repo, warm: bool) -> None:
    if warm:
        osaid("check", cwd=small.path)
    command = [sys.executable, "-m", "osaid_action", "check", "--format", "json"]
    processes = [
        subprocess.Popen(command, cwd=small.path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(8)
    ]
    ended = [process.communicate(timeout=120) for process in processes]
    assert len({stdout for stdout, _ in ended}) == 1
    assert {stderr for _, stderr in ended} == {b""}
    assert ended[0][0]
