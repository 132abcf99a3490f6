"""How the step of action.yml finds a Python, and what action.py installs before it checks."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

import action  # noqa: E402  # a script beside the package, not a part of it

SCRIPT: str = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"][0]["run"]
posix = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="needs a POSIX bash"
)

STUB = "echo 'Python was not found; run without arguments to install from the Microsoft Store' >&2; exit 49"
OLD = 'case "$*" in *version_info*) exit 1;; esac; echo too old'
GOOD = f'case "$*" in *version_info*) exec {sys.executable} "$@";; esac; echo "started as $0 $*"'


def start(folder: Path, programs: dict[str, str], **environment: str) -> tuple[int, str, str]:
    """(exit code, log, outputs) of the step where nothing is on PATH but some programs."""
    there = folder / "bin"
    there.mkdir()
    for name, program in programs.items():
        (there / name).write_text(f"#!/bin/sh\n{program}\n")
        (there / name).chmod(0o755)
    output = folder / "output"
    output.touch()
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(
        [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", SCRIPT],
        env={
            "PATH": str(there),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_ACTION_PATH": "/action",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, output.read_text()


@posix
@pytest.mark.parametrize(
    ("programs", "started"),
    [
        ({"python3": GOOD, "python3.14": GOOD}, "python3"),
        ({"python3": STUB, "python": GOOD}, "python"),
        ({"python3": OLD, "python": OLD, "python3.12": GOOD, "python3.11": GOOD}, "python3.12"),
        ({"python3": OLD, "py": f'test "$1" = -3 || exit 2; shift; {GOOD}'}, "py"),
    ],
)
def test_a_python_is_found_by_running_it(tmp_path: Path, programs: dict[str, str], started: str) -> None:
    code, log, _ = start(tmp_path, programs)
    assert (code, log) == (0, f"started as {tmp_path}/bin/{started} -I -S -B /action/action.py\n")


@posix
def test_a_python_that_is_named_is_the_one(tmp_path: Path) -> None:
    named = tmp_path / "my python"
    named.write_text(f"#!/bin/sh\n{GOOD}\n")
    named.chmod(0o755)
    code, log, _ = start(tmp_path, {"python3": OLD}, OSAID_PYTHON=str(named))
    assert (code, log.startswith(f"started as {named} -I")) == (0, True)


@posix
@pytest.mark.parametrize(
    ("programs", "environment", "said"),
    [
        ({}, {}, "osaid needs Python 3.10 or newer: "),
        ({"python3": OLD, "python": STUB}, {}, "osaid needs Python 3.10 or newer: "),
        ({"python3": GOOD, "old": OLD}, {"OSAID_PYTHON": "old"}, "The input python names no "),
        ({"python3": GOOD}, {"OSAID_PYTHON": "$(touch pwned)"}, "The input python names no "),
    ],
)
def test_without_a_python_it_says_so(
    tmp_path: Path, programs: dict[str, str], environment: dict[str, str], said: str
) -> None:
    code, log, outputs = start(tmp_path, programs, **environment)
    assert (code, outputs) == (3, "passed=false\nexit-code=3\n")
    assert log.startswith(f"::error title=osaid::{said}")


def settings(**changes: str) -> dict[str, str]:
    return {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/7/merge", **changes}


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        (settings(), "base"),
        (settings(OSAID_ONLINE="true"), "online"),
        (settings(GITHUB_EVENT_NAME="schedule"), "online"),
        (settings(GITHUB_EVENT_NAME="schedule", OSAID_ONLINE="false"), "base"),
        (settings(GITHUB_EVENT_NAME="release"), "online"),
        (settings(GITHUB_EVENT_NAME="push", GITHUB_REF="refs/tags/v1"), "online"),
        (settings(GITHUB_EVENT_NAME="push", GITHUB_REF="refs/heads/main"), "base"),
        (settings(OSAID_PATH="locked"), "online"),
        (settings(OSAID_PATH="locked", OSAID_ONLINE="false"), "base"),
    ],
)
def test_only_what_looks_at_the_hub_installs_more(
    tmp_path: Path, environment: dict[str, str], name: str
) -> None:
    (tmp_path / "locked").mkdir()
    (tmp_path / "locked" / "osaid.lock").touch()
    environment["GITHUB_WORKSPACE"] = str(tmp_path)
    assert action.wanted(environment).name == f"{name}.txt"


def wheel(folder: Path, name: str = "glass-1-py3-none-any.whl", module: str = "glass.py") -> str:
    """Put a wheel into a folder; its digest."""
    file = folder / name
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(module, "SEEN = 'glass'\n")
        archive.writestr("glass-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: glass\nVersion: 1\n")
        archive.writestr(
            "glass-1.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("glass-1.dist-info/RECORD", f"{module},,\nglass-1.dist-info/RECORD,,\n")
    return hashlib.sha256(file.read_bytes()).hexdigest()


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that pip takes its wheels from, with settings of a user that are for other installations."""
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setattr(action, "PAUSE", 0.0)
    values = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(folder),
        "PIP_USER": "1",
        "PIP_TARGET": str(tmp_path / "elsewhere"),
        "PIP_REQUIRE_VIRTUALENV": "1",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("PIP_CONSTRAINT", raising=False)
    return folder


def test_what_is_pinned_is_installed_once_and_beside_everything_else(index: Path, tmp_path: Path) -> None:
    wanted = tmp_path / "list.txt"
    wanted.write_text(f"glass==1 --hash=sha256:{wheel(index)}\n")
    there = action.installed(wanted, tmp_path)
    assert there is not None
    assert (there / "glass.py").is_file()
    assert not (tmp_path / "elsewhere").exists()
    shutil.rmtree(index)
    assert action.installed(wanted, tmp_path) == there


@pytest.mark.parametrize("fault", ["gone", "changed", "unpinned"])
def test_what_is_not_as_pinned_is_not_installed(
    index: Path, tmp_path: Path, fault: str, capfd: pytest.CaptureFixture[str]
) -> None:
    wanted = tmp_path / "list.txt"
    digest = wheel(index)
    wanted.write_text("glass==1\n" if fault == "unpinned" else f"glass==1 --hash=sha256:{digest}\n")
    if fault == "gone":
        shutil.rmtree(index)
    elif fault == "changed":
        wheel(index, module="other.py")
    assert action.installed(wanted, tmp_path) is None
    assert not list((tmp_path / "osaid").iterdir())
    assert "ERROR: " in capfd.readouterr().err


def test_an_index_that_comes_back_is_asked_twice(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tmp_path / "list.txt"
    wanted.write_text(f"glass==1 --hash=sha256:{wheel(index)}\n")
    hidden = index.rename(tmp_path / "hidden")
    monkeypatch.setattr(action.time, "sleep", lambda _: hidden.exists() and hidden.rename(index))
    assert action.installed(wanted, tmp_path) is not None


def test_a_python_without_pip_runs_it_from_its_wheel(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = tmp_path / "pip-1-py3-none-any.whl"
    with zipfile.ZipFile(served, "w") as archive:
        archive.writestr(
            "pip/__main__.py",
            "import pathlib, sys\n"
            "folder = pathlib.Path(sys.argv[sys.argv.index('--target') + 1])\n"
            "folder.mkdir()\n"
            "folder.joinpath('said.txt').write_text(' '.join(sys.argv[1:]))\n",
        )
    digest = hashlib.sha256(served.read_bytes()).hexdigest()
    monkeypatch.setattr(action, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr(action, "_has_pip", lambda: False)
    wanted = tmp_path / "list.txt"
    wanted.touch()
    (tmp_path / "pip.txt").write_text(f"pip @ {served.as_uri()}#sha256={'0' * 64}\n")
    assert action.installed(wanted, tmp_path) is None
    (tmp_path / "pip.txt").write_text(f"pip @ {served.as_uri()}#sha256={digest}\n")
    there = action.installed(wanted, tmp_path)
    assert there is not None
    said = (there / "said.txt").read_text()
    assert "--require-hashes" in said and "--only-binary=:all:" in said


def test_the_wheel_of_pip_is_pinned() -> None:
    line = (ROOT / "requirements" / "pip.txt").read_text("ascii")
    assert line.startswith("pip @ https://files.pythonhosted.org/packages/")
    assert len(line.split()[-1].partition("-py3-none-any.whl#sha256=")[2]) == 64


def test_without_packages_nothing_is_said_of_the_repository(tmp_path: Path) -> None:
    """And no module of another's is needed to say so."""
    code = (
        f"import runpy, sys; sys.path.insert(0, {str(ROOT)!r}); import action; action.PAUSE = 0; "
        "sys.exit(action.main())"
    )
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    files: dict[str, Any] = {name: tmp_path / name for name in ("output", "summary")}
    for file in files.values():
        file.touch()
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-B", "-c", code],
        env={
            **{name: value for name, value in os.environ.items() if not name.startswith("PIP_")},
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "RUNNER_TEMP": str(tmp_path / "temporary"),
            "GITHUB_WORKSPACE": str(workspace),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_EVENT_NAME": "push",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 3, done.stderr
    assert "::error title=osaid::The packages that osaid needs could not be installed" in done.stdout
    assert "Traceback" not in done.stderr
    assert "nothing about the repository" in files["summary"].read_text("utf-8")
    outputs = files["output"].read_text("utf-8")
    assert "\nfalse\n" in outputs and "\n3\n" in outputs
