"""What a survey takes, by one worker, by two, by two of Dask's, and of cards; and its report. In one run.

    python benchmarks/survey.py TARGETS.txt [--cards N] [--lines N]

Processor time and the memory of the largest process, each survey in a process of its own: what counts are the
ratios. Cards and lines are made up. Needs what the extra survey brings.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
#: A word that another may stand for.
_WORD = re.compile(r"[a-z]{5,}")


class Taken(NamedTuple):
    """Seconds on the clock and of processors, and MB of the largest process."""

    wall: float
    cpu: float
    memory: float


def taken(*arguments: str) -> Taken:
    """What `osaid survey` takes with these arguments."""
    command = [sys.executable, "-m", "osaid_action", "survey", *arguments]
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as one:
        _, _, used = os.wait4(one.pid, 0)
        one.returncode = 0
    return Taken(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def cards(path: Path, number: int) -> None:
    """A file of metadata with so many rows, of two kilobytes of card each."""
    import duckdb

    chance = random.Random(7)
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "tests" / "documents").glob("*.md"))]
    parts = [part for text in texts for part in text.split("\n\n") if part.strip()]
    words = sorted({word for text in texts for word in _WORD.findall(text)})
    files = ["README.md", "config.json", *(f"model-{part}-of-4.safetensors" for part in range(1, 5))]
    rows = path.with_suffix(".json")
    with rows.open("w", encoding="utf-8") as file:
        for n in range(number):
            text = "\n\n".join(_varied(part, words, chance) for part in chance.sample(parts, 28))
            card = f"---\nlicense: mit\n---\n# Model {n}\n\n{text}"
            file.write(
                json.dumps({"id": f"acme/m{n}", "card": card, "files": files, "sha": f"{n:040x}"}) + "\n"
            )
    with duckdb.connect() as connection:
        connection.execute("COPY (FROM read_json($rows)) TO $path", {"rows": str(rows), "path": str(path)})


def _varied(part: str, words: list[str], chance: random.Random) -> str:
    """A paragraph with other words in places: what was heard of one sentence tells nothing of another."""
    return _WORD.sub(lambda word: chance.choice(words) if chance.random() < 0.1 else word[0], part)


def lines(path: Path, like: Path, number: int) -> None:
    """A survey of so many targets, two lines each, like those of another."""
    some = [json.loads(row) for row in like.read_text("utf-8").splitlines()]
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            line = {**some[n % len(some)], "target": f"github:acme/r{n}"}
            for day in ("2026-01-01", "2026-02-01"):
                file.write(json.dumps({**line, "checked": day}, ensure_ascii=False) + "\n")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets")
    parser.add_argument("--cards", type=int, default=1_000)
    parser.add_argument("--lines", type=int, default=100_000)
    options = parser.parse_args()
    number = sum(bool(row.strip()) for row in Path(options.targets).read_text("utf-8").splitlines())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = folder / "one.jsonl"
        asked = (str(Path(options.targets).resolve()), "--no-cache", "--output")
        rows = {
            "one worker": (number, taken(*asked, str(made), "--jobs", "1")),
            "two workers": (number, taken(*asked, str(folder / "two.jsonl"), "--jobs", "2")),
            "two of Dask's": (
                number,
                taken(*asked, str(folder / "dask.jsonl"), "--jobs", "2", "--engine", "dask"),
            ),
            "the same again": (number, taken(*asked, str(made), "--resume")),
        }
        for some in (options.cards // 4, options.cards):
            path = folder / f"cards{some}.parquet"
            # What this process had in memory once would count as that of those it starts.
            maker = multiprocessing.get_context("spawn").Process(target=cards, args=(path, some))
            maker.start()
            maker.join()
            rows[f"{some:,} cards"] = some, taken(str(path), "--output", str(folder / f"cards{some}.jsonl"))
        for some in (options.lines // 10, options.lines):
            lines(path := folder / f"lines{some}.jsonl", made, some)
            rows[f"report, {some:,} targets"] = some, taken("report", str(path), "--format", "html")
    print(f"{'':28}{'targets':>9}{'clock, s':>10}{'CPU, s':>9}{'ms each':>9}{'each/first':>12}{'MB':>7}")
    first = rows["one worker"][1].cpu / number
    for label, (some, one) in rows.items():
        each = one.cpu / some
        print(
            f"{label:28}{some:9,}{one.wall:10.1f}{one.cpu:9.1f}{each * 1000:9.1f}{each / first:12.3f}"
            f"{one.memory:7.0f}"
        )


if __name__ == "__main__":
    main()
