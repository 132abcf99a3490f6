"""How long `osaid check` takes, beside what no checker can do without and beside its peers.

    python benchmarks/check.py [--large] [REPOSITORY ...]

Whole processes, medians of five in one run, so that only the ratios are compared between machines.
Without arguments it makes repositories of 30 and 3,000 files; `--large` makes 60,000 and 500,000 too.
Measured is the installed package, not the sources beside this file. repo-review with its plugin for
Python projects, reuse and ripgrep are measured too where they are on the PATH.

Columns: files; the floor (start Python with the standard modules, list the files with git); a first
run without a cache; a second run, nothing having changed; a first run with `--base`, as a multiple;
the peak of memory without git's; the peers.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FLOOR = "import argparse, dataclasses, json, pathlib, re, subprocess"
PEAK = (
    "import resource, sys; from osaid_action.commands import main; main(sys.argv[1:])\n"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
)
TRAIN = "loss = criterion(model(x), y)\nloss.backward()\noptimizer.step()\n"
FILLER = "def work(values):\n    return [value * 2 for value in values]\n\n\n" * 60
#: What the files of a made repository are, as a hundred files have it.
KINDS = {"py": 30, "json": 15, "yaml": 15, "png": 15, "txt": 10, "md": 5, "jpg": 5, "cpp": 5}
BODIES = {
    "py": FILLER,
    "cpp": "int main() { return 0; }\n" * 20,
    "json": '{"a": [1, 2, 3], "task": "x"}\n' * 20,
    "yaml": "task: x\nmetric: acc\n" * 10,
    "txt": "words and words\n" * 10,
    "md": "# Part\n\nSome words about this part of things.\n",
}
#: As many patterns as the checker looks for, all of them words of its trade.
PATTERNS = 400


def seconds(command: list[str], runs: int = 5, **environment: str) -> float:
    """Median wall time of a whole process."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        # Elsewhere than in a clone, so that the installed package is measured and not its sources.
        subprocess.run(
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            cwd=tempfile.gettempdir(),
            env={**os.environ, **environment},
        )
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def processor(command: list[str], runs: int = 5, **environment: str) -> float:
    """Median processor time of a whole process and its children."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds(command, 1, **environment)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def make(folder: Path, files: int) -> Path:
    """A repository of `files` files: a license, a README, a trainer, and what else there is."""
    folder.mkdir()
    (folder / "README.md").write_text("# Tiny\n\nA small language model.\n", encoding="utf-8")
    (folder / "train.py").write_text("import torch\n\n" + TRAIN, encoding="utf-8")
    (folder / "LICENSE").write_bytes((Path(__file__).parent.parent / "LICENSE").read_bytes())
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)] if files > 10_000 else ["py"]
    for number in range(files - 3):
        kind = kinds[number * 37 % len(kinds)]
        path = folder / f"part_{number // 2_000}" / f"package_{number // 50}" / f"module_{number}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(BODIES.get(kind, "\0") + f"# {number % 1_000}\n", encoding="utf-8")
    git = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@example.org"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "all"]):
        subprocess.run([*git, *command], check=True)
    (folder / "train.py").write_text("import torch\n\n" + TRAIN + "# changed\n", encoding="utf-8")
    subprocess.run([*git, "commit", "--quiet", "--all", "--message", "more"], check=True)
    return folder


def row(repository: Path, python: float) -> str:
    """One line of the table."""
    listing = ["git", "-C", str(repository), "ls-tree", "-r", "--name-only", "-z", "HEAD"]
    files = subprocess.run(listing, capture_output=True, check=True).stdout.count(b"\0")
    floor = python + seconds(listing)
    check = [sys.executable, "-m", "osaid_action", "check", str(repository), "--fail-on", "never"]
    first = seconds([*check, "--no-cache"], 5 if files < 100_000 else 1)
    with tempfile.TemporaryDirectory() as home:
        again = seconds(check, 1, XDG_CACHE_HOME=home) and seconds(check, XDG_CACHE_HOME=home)
    peak = [sys.executable, "-c", PEAK, *check[3:], "--no-cache"]
    words = subprocess.run(peak, capture_output=True, check=True, cwd=tempfile.gettempdir(), text=True).stderr
    older = subprocess.run(
        ["git", "-C", str(repository), "rev-parse", "--quiet", "--verify", "HEAD~1"],
        capture_output=True,
        check=False,
    )
    both = seconds([*check, "--no-cache", "--rev", "HEAD", "--base", "HEAD~1"]) if not older.returncode else 0
    alone = seconds([*check, "--no-cache", "--rev", "HEAD"]) if both else 1
    name = repository.parent.name if repository.name == "repo" else repository.name
    return (
        f"{name:<34} {files:7,} {floor * 1000:6.0f} {first * 1000:7.0f} {again * 1000:7.0f}"
        f" {again / floor:5.1f} {both / alone or float('nan'):6.2f} {int(words.split()[-1]) / 1024:6.0f}  "
        + peers(repository, check, files)
    )


def peers(repository: Path, check: list[str], files: int) -> str:
    """What others take for the same tree, where they are installed and there is a work tree."""
    if not (repository / ".git").exists() or files > 20_000:
        return ""
    told = []
    for tool, command in {
        "repo-review": ["repo-review", str(repository)],
        "reuse lint": ["reuse", "--root", str(repository), "lint"],
    }.items():
        if shutil.which(command[0]):
            told.append(f"{tool} {seconds(command, 3) * 1000:.0f} ms")
    if shutil.which("rg"):
        patterns = [
            "-F",
            *(f"-e{word}{number}" for number in range(PATTERNS // 8) for word in FILLER.split()[:8]),
        ]
        ratio = processor([*check, "--no-cache"]) / processor(["rg", "-c", *patterns, str(repository)])
        told.append(f"processor {ratio:.1f} x ripgrep")
    return ", ".join(told)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("repositories", nargs="*", type=Path, metavar="REPOSITORY")
    parser.add_argument("--large", action="store_true", help="make 60,000 and 500,000 files too")
    options = parser.parse_args()
    python = seconds([sys.executable, "-c", FLOOR])
    version = seconds([sys.executable, "-m", "osaid_action", "--version"])
    print(
        f"start Python {seconds([sys.executable, '-c', '0']) * 1000:.0f} ms, with the standard modules ",
        end="",
    )
    print(f"{python * 1000:.0f} ms; --version {version * 1000:.0f} ms\n")
    head = ("repository", "files", "floor", "first", "again", "x", "base x", "MiB")
    print("{:<34} {:>7} {:>6} {:>7} {:>7} {:>5} {:>6} {:>6}".format(*head))
    with tempfile.TemporaryDirectory() as scratch:
        counts = [30, 3_000] if not options.repositories else []
        counts += [60_000, 500_000] if options.large else []
        made = [make(Path(scratch) / f"{count} files", count) for count in counts]
        for folder in [*options.repositories, *made]:
            print(row(folder.resolve(), python), flush=True)


if __name__ == "__main__":
    main()
