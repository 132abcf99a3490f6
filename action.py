"""Starts the action: installs what it needs, pinned and beside this Python's own packages, then checks.

action.yml runs it as `python -I -S -B action.py`: nothing is imported from the workspace, which is untrusted,
nor from what else this Python has.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements"
#: Seconds before what failed is tried once more.
PAUSE = 5.0
_FAILED = (
    "The packages that osaid needs could not be installed, so nothing was checked. This says nothing about "
    "the repository: run the job again, or see whether this runner reaches a package index"
)


def main() -> int:
    """Install, check, and return the exit code."""
    sys.stdout.write("::group::Install osaid\n")
    sys.stdout.flush()
    temporary = Path(os.environ.get("RUNNER_TEMP") or tempfile.gettempdir()).resolve()
    packages = installed(wanted(os.environ), temporary)
    sys.stdout.write("::endgroup::\n")
    sys.stdout.flush()
    # What is compiled is for the next step of this job, and leaves the action's own folder as it is.
    sys.pycache_prefix, sys.dont_write_bytecode = str(temporary / "osaid" / "compiled"), False
    sys.path[:0] = [str(HERE), *([str(packages)] if packages else [])]
    from osaid_action.github import action

    return action.run(unfit="" if packages else _FAILED)


def wanted(environment: os._Environ[str] | dict[str, str]) -> Path:
    """The list to install: looking at the Hub takes more than most runs need."""
    online = environment.get("OSAID_ONLINE") or "auto"
    event, ref = environment.get("GITHUB_EVENT_NAME", ""), environment.get("GITHUB_REF", "")
    tagged = event == "release" or (event == "push" and ref.startswith("refs/tags/"))
    # What a change writes in its lock is looked at.
    folder = Path(environment.get("GITHUB_WORKSPACE", ""), environment.get("OSAID_PATH") or ".")
    lock = any((folder / name).is_file() for name in ("osaid.lock", ".github/osaid.lock"))
    more = online == "true" or (online == "auto" and (tagged or event == "schedule" or lock))
    return REQUIREMENTS / ("online.txt" if more else "base.txt")


def installed(requirements: Path, temporary: Path) -> Path | None:
    """The folder with the packages of a list, which a second step of a job finds; None where that failed."""
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()[:16]
    target = temporary / "osaid" / f"packages-{digest}"
    if target.is_dir():
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    for pause in (PAUSE, 0):
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            if _install(requirements, Path(folder)):
                # Whole or not at all: another step may look for it.
                Path(folder, "packages").replace(target)
                return target
        time.sleep(pause)
    return None


def _install(requirements: Path, folder: Path) -> bool:
    """Only files whose hashes are known, nothing that would have to be built, and into no other place."""
    pip = ["-m", "pip"] if _has_pip() else [fetched(folder)]
    if not pip[-1]:
        return False
    options = (
        *("--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"),
        *("--no-deps", "--no-compile", "--only-binary=:all:", "--require-hashes"),
    )
    # What a user has set for other installations; 0 also where a file of settings says so.
    environment = {**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    for name in ("PIP_PREFIX", "PIP_TARGET"):
        environment.pop(name, None)
    command = [sys.executable, "-I", *pip, "install", *options]
    command += ["--requirement", str(requirements), "--target", str(folder / "packages")]
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _has_pip() -> bool:
    code = "import importlib.util, sys; sys.exit(importlib.util.find_spec('pip') is None)"
    return subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0


def fetched(folder: Path) -> str:
    """pip itself, run from its wheel where a Python comes without, as in many images; "" for none."""
    url, _, digest = (REQUIREMENTS / "pip.txt").read_text("ascii").split()[-1].partition("#sha256=")
    try:
        with urllib.request.urlopen(url, timeout=15) as answer:  # noqa: S310 - an address of ours
            data = answer.read(20 << 20)
    except OSError as error:
        sys.stderr.write(f"This Python has no pip, and {url} could not be fetched: {error}\n")
        return ""
    if hashlib.sha256(data).hexdigest() != digest:
        sys.stderr.write(f"This Python has no pip, and {url} is not what it was\n")
        return ""
    wheel = folder / url.rpartition("/")[2]
    wheel.write_bytes(data)
    return str(wheel / "pip")


if __name__ == "__main__":
    sys.exit(main())
