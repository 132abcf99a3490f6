"""How long `osaid check` takes, beside what no checker can do without and beside its peers.

    python benchmarks/check.py [--large] [REPOSITORY ...]

Processor time of whole processes and their children, medians of seven taken in turns, so that only the
ratios are compared between machines. Without arguments it makes repositories of 30 and 3,000 files;
`--large` makes 60,000 and 500,000 too. Measured is the installed package, not the sources beside this
file. repo-review with its plugin for Python projects, reuse and ripgrep are measured where they are on the
PATH.

Columns: files; the start (Python with the standard modules of a command line), ms; a first run without a
cache, ms, and as a multiple of the start; a second run, nothing having changed, as a multiple of the start
and of `git ls-files`; a first run with `--base`, as a multiple of one without; the peak of memory without
git's, MiB; peers.
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


def turns(commands: dict[str, list[str]], runs: int = 7, **environment: str) -> dict[str, float]:
    """Median processor time of each, taken in turns."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(processor(command, 1, **environment))
    return {name: statistics.median(taken) for name, taken in times.items()}


def row(repository: Path) -> str:
    """One line of the table."""
    git = ["git", "-C", str(repository)]
    listing = subprocess.run(
        [*git, "ls-tree", "-r", "--name-only", "-z", "HEAD"], capture_output=True, check=True
    )
    files = listing.stdout.count(b"\0")
    check = [sys.executable, "-m", "osaid_action", "check", str(repository), "--fail-on", "never"]
    commands = {"start": [sys.executable, "-c", FLOOR], "list": [*git, "ls-files", "-z"]}
    commands |= {"first": [*check, "--no-cache"], "again": check}
    older = subprocess.run(
        [*git, "rev-parse", "--quiet", "--verify", "HEAD~1"], capture_output=True, check=False
    )
    if not older.returncode:
        commands["alone"] = [*check, "--no-cache", "--rev", "HEAD"]
        commands["both"] = [*commands["alone"], "--base", "HEAD~1"]
    with tempfile.TemporaryDirectory() as home:
        seconds(check, 1, XDG_CACHE_HOME=home)
        took = turns(commands, 7 if files < 100_000 else 1, XDG_CACHE_HOME=home)
    peak = [sys.executable, "-c", PEAK, *check[3:], "--no-cache"]
    words = subprocess.run(peak, capture_output=True, check=True, cwd=tempfile.gettempdir(), text=True).stderr
    name = repository.parent.name if repository.name == "repo" else repository.name
    both = took["both"] / took["alone"] if "both" in took else float("nan")
    return (
        f"{name:<34} {files:7,} {took['start'] * 1000:6.0f} {took['first'] * 1000:7.0f}"
        f" {took['first'] / took['start']:6.1f} {took['again'] / (took['start'] + took['list']):6.2f}"
        f" {both:6.2f} {int(words.split()[-1]) / 1024:6.0f}  " + peers(repository, check, files)
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
            told.append(f"{tool} {processor(command, 3) * 1000:.0f} ms")
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
    license_ = [sys.executable, "-m", "osaid_action", "license"]
    bare = {"bare": [sys.executable, "-c", "0"], "start": [sys.executable, "-c", FLOOR]}
    took = turns({**bare, "Apache-2.0": [*license_, str(Path(__file__).parent.parent / "LICENSE")]})
    print(
        f"Python {took['bare'] * 1000:.0f} ms, with the standard modules {took['start'] * 1000:.0f} ms; ",
        end="",
    )
    print(f"osaid license on Apache-2.0 {took['Apache-2.0'] / took['bare']:.1f} x Python\n")
    head = ("repository", "files", "start", "first", "x", "again", "base x", "MiB")
    print("{:<34} {:>7} {:>6} {:>7} {:>6} {:>6} {:>6} {:>6}".format(*head))
    with tempfile.TemporaryDirectory() as scratch:
        counts = [30, 3_000] if not options.repositories else []
        counts += [60_000, 500_000] if options.large else []
        made = [make(Path(scratch) / f"{count} files", count) for count in counts]
        for folder in [*options.repositories, *made]:
            print(row(folder.resolve()), flush=True)


if __name__ == "__main__":
    main()
