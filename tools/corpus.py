"""Reads the corpus: labels that people gave, and what was observed of each repository by this tool."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SUBJECTS, COMPONENTS, OBSERVED = (CORPUS / f"{name}.jsonl" for name in ("subjects", "components", "observed"))
KINDS = ("model", "library", "dataset", "consumer", "none")
#: Kinds of label: the component that answers it, and whether by its pointers.
ANSWERED_BY = {
    "training-code": ("training-code", False),
    "data-processing-code": ("data-processing-code", False),
    "inference-code": ("inference-code", False),
    "model-architecture": ("model-architecture", False),
    "evaluation-code": ("evaluation-code", False),
    "tokenizer-or-supporting": ("supporting-code", False),
    "training-config": ("training-configuration", False),
    "weights-in-repo": ("weights", False),
    "weights-referenced": ("weights", True),
    "data-documentation": ("data-documentation", False),
    "dataset-in-repo": ("dataset", False),
    "dataset-referenced": ("dataset", True),
    "model-card": ("model-card", False),
    "licence-file": ("license", False),
}


def lines(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def part(repo: str) -> str:
    """Which half an owner's repositories are in: "train", or "validation", at which no rule was tuned."""
    return "validation" if _number(f"split:{_owner(repo)}") % 2 else "train"


def fold(repo: str, folds: int) -> int:
    """The part of a fit that all repositories of one owner fall into."""
    return _number(_owner(repo)) % folds


def observed() -> dict[str, dict[str, Any]]:
    """What was observed, by repository: `features` (value by name) and, where it was labeled, `answers`."""
    head, *rows = lines(OBSERVED)
    names = head["names"]
    return {row["repo"]: {**row, "features": _values(row["features"], names)} for row in rows}


def write_observed(rows: list[dict[str, Any]]) -> None:
    """Keep what was observed: names once, then of each repository their numbers, with values other than 1."""
    names = sorted({name for row in rows for name in row["features"]})
    at = {name: number for number, name in enumerate(names)}
    kept = [json.dumps({"names": names})]
    for row in sorted(rows, key=lambda row: str(row["repo"]).lower()):
        some = sorted((at[name], value) for name, value in row["features"].items())
        said = " ".join(str(number) if value == 1 else f"{number}:{value}" for number, value in some)
        kept.append(json.dumps({**row, "features": said}, sort_keys=True))
    OBSERVED.write_text("\n".join(kept) + "\n", "utf-8")


def _values(said: str, names: list[str]) -> dict[str, int]:
    pairs = (one.partition(":") for one in said.split())
    return {names[int(number)]: int(value or 1) for number, _, value in pairs}


def _owner(repo: str) -> str:
    return repo.partition("/")[0].lower()


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
