"""How long `osaid check` takes, beside what no checker can do without: start Python, list the files.

    python benchmarks/check.py [REPOSITORY ...]

Whole processes, medians of five in one run, so that only the ratios are compared between machines.
Without arguments it makes a repository of 30 files and one of 3,000.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = "import argparse, dataclasses, json, pathlib, re, subprocess"
TRAIN = "loss = criterion(model(x), y)\nloss.backward()\noptimizer.step()\n"
FILLER = "def work(values):\n    return [value * 2 for value in values]\n\n\n" * 60


def seconds(command: list[str]) -> float:
    """Median wall time of a whole process, of five."""
    times = []
    for _ in range(5):
        start = time.perf_counter()
        # Elsewhere than in a clone, so that the installed package is measured and not its sources.
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True, cwd=tempfile.gettempdir())
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def make(folder: Path, files: int) -> Path:
    """A repository of `files` files: a license, a README, a trainer, and plain code."""
    folder.mkdir()
    (folder / "README.md").write_text("# Tiny\n\nA small language model.\n", encoding="utf-8")
    (folder / "train.py").write_text("import torch\n\n" + TRAIN, encoding="utf-8")
    (folder / "LICENSE").write_bytes((Path(__file__).parent.parent / "LICENSE").read_bytes())
    for number in range(files - 3):
        path = folder / f"package_{number // 50}" / f"module_{number}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(FILLER, encoding="utf-8")
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "all"]):
        subprocess.run([*git, *command], check=True)
    return folder


def row(repository: Path, floor: float) -> str:
    """One line of the table."""
    listing = seconds(["git", "-C", str(repository), "ls-tree", "-r", "--name-only", "-z", "HEAD"])
    command = [sys.executable, "-m", "osaid_action", "check", str(repository), "--fail-on", "never"]
    check = seconds(command)
    name = f"{repository.parent.name}/{repository.name}"
    return f"{name:<48} {check * 1000:8.0f} ms {check / (floor + listing):8.1f} x"


def main() -> None:
    """Print the table."""
    floor = seconds([sys.executable, "-c", FLOOR])
    version = seconds([sys.executable, "-m", "osaid_action", "--version"])
    print(f"{'floor: Python with the standard modules':<48} {floor * 1000:8.0f} ms {1:8.1f} x")
    print(f"{'--version':<48} {version * 1000:8.0f} ms {version / floor:8.1f} x")
    with tempfile.TemporaryDirectory() as scratch:
        folders = [Path(name) for name in sys.argv[1:]]
        folders = folders or [make(Path(scratch) / f"files-{count}", count) for count in (30, 3_000)]
        for folder in folders:
            print(row(folder, floor))


if __name__ == "__main__":
    main()
