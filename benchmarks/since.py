"""How long a check takes beside what it took at a base commit, in one run.

    python benchmarks/since.py COMMIT [--most RATIO]

Builds and installs both, makes a repository of 300 files, and compares the processor time of whole processes,
medians of seven taken in turns; so only the ratios count. Exit 1 where one is above RATIO.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from check import make, turns

ROOT = Path(__file__).parent.parent
FILES = 300
#: What a shared machine may add by itself.
MOST = 1.25


def built(commit: str, folder: Path) -> Path:
    """A Python that has the package as it is at a commit, or in this folder for ""."""
    source = ROOT
    if commit:
        git = ["git", "-C", str(ROOT), "archive", "--format=tar", commit]
        packed = subprocess.run(git, capture_output=True, check=True).stdout
        source = folder / "source"
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(source, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
    subprocess.run([sys.executable, "-m", "venv", str(folder / "venv")], check=True)
    python = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(source)], check=True)
    return python


def commands(python: Path, repository: Path) -> dict[str, list[str]]:
    """What is measured, by name."""
    check = [str(python), "-m", "osaid_action", "check", str(repository), "--fail-on", "never"]
    license_ = [str(python), "-m", "osaid_action", "license", str(repository / "LICENSE")]
    return {"first": [*check, "--no-cache"], "again": check, "license": license_}


def main() -> int:
    """Print the table, and return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("commit")
    parser.add_argument("--most", type=float, default=MOST)
    options = parser.parse_args()
    # What is installed is compiled where it lies, as it is for who uses it.
    for name in ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    worst = 0.0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        pythons = {}
        for name, commit in (("before", options.commit), ("now", "")):
            (folder / name).mkdir()
            pythons[name] = built(commit, folder / name)
        repository = make(folder / "made", FILES)
        of = {name: commands(python, repository) for name, python in pythons.items()}
        both = {f"{name} {what}": one for name, some in of.items() for what, one in some.items()}
        # By other rules, neither recalls what the other saw.
        took = turns(both, XDG_CACHE_HOME=scratch)
        print(f"{'':<11} {'before':>8} {'now':>8} {'ratio':>7}   processor time, ms")
        for what in of["now"]:
            before, now = took[f"before {what}"], took[f"now {what}"]
            worst = max(worst, now / before)
            print(f"{what:<11} {before * 1000:8.0f} {now * 1000:8.0f} {now / before:7.2f}")
    if worst > options.most:
        print(f"slower than {options.most} x what it was")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
