"""How long a warm osaid-check takes on 2,000 files, beside an empty Python hook under the same runner.

    python benchmarks/hook.py

Whole runs of pre-commit and prek, medians of nine taken in turns, so that only the ratios are compared
between machines. Each run judges a change of one file that no run has seen; what was judged is committed.
Needs both runners (the extra `test`).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from check import make

ROOT = Path(__file__).parent.parent
DELIVERED = (
    *("osaid_action", "pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE"),
    ".pre-commit-hooks.yaml",
)
EMPTY = {
    ".pre-commit-hooks.yaml": "- {id: empty, name: empty, entry: empty, language: python, always_run: true, "
    "pass_filenames: false}\n",
    "setup.py": "from setuptools import setup\nsetup(name='empty', version='1', py_modules=['empty'], "
    "entry_points={'console_scripts': ['empty=empty:main']})\n",
    "empty.py": "def main():\n    return 0\n",
}
RUNS = 9
FILES = 2_000


def git(folder: Path, *args: str) -> None:
    """Run git with an author."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *args], check=True, stdout=subprocess.DEVNULL)


def publish(folder: Path) -> None:
    """Make a repository of hooks out of a folder."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=all")
    git(folder, "tag", "v1")


def seconds(program: Path, hook: str, repository: Path, environment: dict[str, str]) -> float:
    """Wall time of one run of one hook, on a change that no run has seen."""
    with (repository / "part_0" / "package_3" / "module_150.py").open("a", encoding="utf-8") as file:
        file.write(f"x = {time.time_ns()}\n")
    git(repository, "add", "--all")
    start = time.perf_counter()
    subprocess.run([program, "run", hook], cwd=repository, env=environment, check=True, capture_output=True)
    taken = time.perf_counter() - start
    if hook != "empty":  # what is committed was judged
        git(repository, "commit", "--quiet", "--no-verify", "--message=more")
    return taken


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        osaid, empty = Path(scratch, "osaid"), Path(scratch, "empty")
        osaid.mkdir()
        for name in DELIVERED:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, osaid / name)
        empty.mkdir()
        for name, text in EMPTY.items():
            (empty / name).write_text(text, encoding="utf-8")
        for folder in (osaid, empty):
            publish(folder)
        repository = make(Path(scratch, "project"), FILES)
        repos = ((osaid, "osaid-check"), (empty, "empty"))
        config = "".join(
            f"  - {{repo: '{url.as_uri()}', rev: v1, hooks: [{{id: {hook}}}]}}\n" for url, hook in repos
        )
        (repository / ".pre-commit-config.yaml").write_text(f"repos:\n{config}", encoding="utf-8")
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        environment |= {f"{name}_HOME": str(Path(scratch, name)) for name in ("PRE_COMMIT", "PREK")}
        environment["XDG_CACHE_HOME"] = str(Path(scratch, "cache"))
        for name in ("pre-commit", "prek"):
            program = Path(sys.executable).parent / name
            for hook in ("osaid-check", "empty"):
                seconds(program, hook, repository, environment)
            times: dict[str, list[float]] = {"osaid-check": [], "empty": []}
            for _ in range(RUNS):
                for hook, taken in times.items():
                    taken.append(seconds(program, hook, repository, environment))
            ours, floor = (statistics.median(taken) for taken in times.values())
            row = f"{name:<12} empty {floor * 1000:6.0f} ms   osaid-check {ours * 1000:6.0f} ms"
            print(f"{row}   {ours / floor:5.2f} x")


if __name__ == "__main__":
    main()
