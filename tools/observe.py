"""Observes every repository of the corpus as this tool sees it, and writes `corpus/observed.jsonl`.

`python tools/observe.py CLONES`: CLONES holds a clone of each, OWNER+NAME; what is not there is cloned,
without its large files, from GitHub. Nothing of a repository is run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import corpus
from osaid_action.errors import TreeError
from osaid_action.evidence import probes
from osaid_action.evidence.subject.features import features
from osaid_action.flow.examine import examine
from osaid_action.repository.target import open_tree

_ANSWERS = {"found": 2, "partial": 1}
_STRENGTHS = {"hint": 1, "likely": 2, "certain": 3}


def observe(clone: Path, row: dict[str, Any], *, labeled: bool) -> dict[str, Any]:
    """The features of one repository; for a labeled one what each component was judged (0, 1, 2), how surely.

    How surely: the strength of the best evidence (1, 2, 3), of those that are judged by evidence.
    """
    with open_tree(str(clone), revision=row["commit"]) as tree:
        tree.name = row["repo"]
        survey = probes.survey(tree)
        seen = features(survey, probes.run(survey))
        report = examine(tree, today="2026-01-01") if labeled else None
    kept: dict[str, Any] = {"repo": row["repo"], "features": {name: one.value for name, one in seen.items()}}
    if report is not None:
        by_id = {component.id: component for component in report.components}
        kept["answers"] = {
            kind: (2 if by_id[name].references else 0) if points else _ANSWERS.get(by_id[name].here, 0)
            for kind, (name, points) in corpus.ANSWERED_BY.items()
        }
        kept["strengths"] = {
            kind: max((_STRENGTHS[one.strength] for one in by_id[name].evidence), default=0)
            for kind, (name, points) in corpus.ANSWERED_BY.items()
            if not points
        }
    return kept


def _cloned(clones: Path, row: dict[str, Any]) -> Path:
    clone: Path = clones / str(row["repo"]).replace("/", "+")
    if not clone.exists():
        url = f"https://github.com/{row['repo']}"
        subprocess.run(["git", "init", "--bare", "--quiet", str(clone)], check=True)
        fetch = ["fetch", "--quiet", "--depth=1", "--filter=blob:limit=4m", url, row["commit"]]
        subprocess.run(["git", "-C", str(clone), *fetch], check=True)
    return clone


def _one(task: tuple[Path, dict[str, Any], bool]) -> dict[str, Any] | str:
    clones, row, labeled = task
    try:
        return observe(_cloned(clones, row), row, labeled=labeled)
    except (TreeError, subprocess.CalledProcessError) as error:
        return f"{row['repo']}: {error}"


def main() -> int:
    """Observe all; repositories that can't be had keep what was observed before."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("clones", type=Path)
    command.add_argument("--jobs", type=int, default=2)
    options = command.parse_args()
    labeled = {row["repo"] for row in corpus.lines(corpus.COMPONENTS)}
    tasks = [(options.clones, row, row["repo"] in labeled) for row in corpus.lines(corpus.SUBJECTS)]
    before = corpus.observed() if corpus.OBSERVED.exists() else {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for seen in pool.map(_one, tasks, chunksize=4):
            if isinstance(seen, str):
                print(seen, file=sys.stderr)
            else:
                before[seen["repo"]] = seen
    corpus.write_observed(list(before.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
