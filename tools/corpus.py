"""Reads the corpus: labels that people gave, and what was observed of each repository by this tool."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
SUBJECTS, COMPONENTS, OBSERVED, LINES, DOCUMENTS = (
    CORPUS / f"{name}.jsonl" for name in ("subjects", "components", "observed", "lines", "documents")
)
MARKED, NAMED = CORPUS / "marked.jsonl.gz", CORPUS / "named.jsonl.gz"
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


def read() -> list[dict[str, Any]]:
    """What was read for its lines: repositories and the project's own documents, with the heads they tell.

    Rows of `repo`, `commit` ("" for a document of `tests/documents`), `read` (None for all documents of it),
    `lines`, `heads` (yes, partial, no, n/a), and `head_lines` of the first reader, or None.
    """
    labels = {row["repo"]: row for row in lines(LINES)}
    found = []
    for row in lines(COMPONENTS):
        heads = row["components"].get("data-documentation", {}).get("heads") or {}
        given = labels.get(row["repo"])
        if given or not any(said in {"yes", "partial"} for said in heads.values()):
            places = (
                {"read": given["read"], "lines": given["lines"]} if given else {"read": None, "lines": []}
            )
            kept = {"repo": row["repo"], "commit": row["commit"], "heads": heads}
            found.append({**kept, **places, "head_lines": row.get("head_lines")})
    for row in lines(DOCUMENTS):
        kept = {"repo": f"{row['document']}/document", "commit": "", "read": None, "head_lines": None}
        found.append({**kept, "heads": row["heads"], "lines": row["lines"], "as": row["as"]})
    return found


def says(places: list[str], path: str, line: int) -> bool:
    """Whether a line is one of some places `path:first-last`, or within two lines of them."""
    for place in places:
        where, _, lines = place.rpartition(":")
        first, _, last = lines.partition("-")
        if where == path and int(first) - 2 <= line <= int(last or first) + 2:
            return True
    return False


def marked() -> dict[str, list[list[Any]]]:
    """By repository: path, line, labels, how many it stands for, and marks of the lines that were kept."""
    return _marks(MARKED)


def write_marked(found: dict[str, list[list[Any]]]) -> None:
    """Keep what was observed of lines."""
    _write_marks(MARKED, found)


def named() -> dict[str, list[list[Any]]]:
    """By repository: number of the line in `marked`, of the name, label (1, 0, -1 not judged), and marks."""
    return _marks(NAMED)


def write_named(found: dict[str, list[list[Any]]]) -> None:
    """Keep what was observed of names."""
    _write_marks(NAMED, found)


def _marks(path: Path) -> dict[str, list[list[Any]]]:
    head, *rows = map(json.loads, gzip.decompress(path.read_bytes()).decode().splitlines())
    names = head["names"]
    return {
        row["repo"]: [[*some[:-1], [names[int(n)] for n in some[-1].split()]] for some in row["lines"]]
        for row in rows
    }


def _write_marks(path: Path, found: dict[str, list[list[Any]]]) -> None:
    """Names of marks once, then of each row, marks last, their numbers."""
    names = sorted({name for rows in found.values() for row in rows for name in row[-1]})
    at = {name: str(number) for number, name in enumerate(names)}
    kept = [json.dumps({"names": names})]
    for repo in sorted(found, key=str.lower):
        rows = [[*row[:-1], " ".join(at[name] for name in row[-1])] for row in found[repo]]
        kept.append(json.dumps({"repo": repo, "lines": rows}, ensure_ascii=False))
    path.write_bytes(gzip.compress("\n".join(kept).encode() + b"\n", mtime=0))


def _values(said: str, names: list[str]) -> dict[str, int]:
    pairs = (one.partition(":") for one in said.split())
    return {names[int(number)]: int(value or 1) for number, _, value in pairs}


def _owner(repo: str) -> str:
    return repo.partition("/")[0].lower()


def _number(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
