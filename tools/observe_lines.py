"""Observes the lines of labeled repositories' documents, and what may be names in them, as this tool does.

Writes `corpus/marked.jsonl.gz` and `corpus/named.jsonl.gz`.

`python tools/observe_lines.py CLONES`: CLONES holds a clone of each, OWNER+NAME. Kept of each repository are
the marks of every line that people labeled, of every other that weighs something already, and of one in
`ONE_IN` of the rest, which then stands for as many; and of what may be the name of a dataset in these lines.
Names of marks only, no text.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

import corpus
from osaid_action.errors import TreeError
from osaid_action.evidence import probes
from osaid_action.evidence.data import documents
from osaid_action.evidence.data.same import key
from osaid_action.evidence.data.told import naming, reading
from osaid_action.evidence.data.told.marks import marks
from osaid_action.evidence.data.told.units import Unit
from osaid_action.evidence.data.told.units import units as units_of
from osaid_action.evidence.data.told.weighing import share, weigh
from osaid_action.repository.target import open_tree

#: Percent from which an unlabeled line is kept always; of the others, how many one stands for.
WEIGHS, ONE_IN = 6, 8
#: The project's own documents, kept whole.
OWN = corpus.ROOT / "tests" / "documents"


class Observed(NamedTuple):
    """Rows of `marked.jsonl.gz` and of `named.jsonl.gz`.

    lines: path, line, labels ("PS?", "" for none, "-" for not judged), how many it stands for, marks;
    names: number of its line in these, number of its name, label, marks.
    """

    lines: list[list[Any]]
    names: list[list[Any]]


def observe(folder: Path, row: dict[str, Any], datasets: list[frozenset[str]] | None) -> Observed:
    """What marks lines of a repository and names in them; datasets: None where names are not labeled."""
    kept: list[list[Any]] = []
    names: list[list[Any]] = []
    numbers: dict[str, int] = {}
    with open_tree(str(folder), revision=row["commit"] or None) as tree:
        tree.name = row["repo"]
        survey = probes.survey(tree)
        left = reading.MOST_IN_ALL
        for page in reading.pages(survey, documents.read(survey), survey.account.said):
            units, _ = units_of(page.document, left, everything=page.whole)
            left -= len(units)
            judged = row["read"] is None or page.path in row["read"]
            given = _given(page.path, row["lines"])
            for unit, marked in zip(units, marks(page, units), strict=True):
                said = _labels(unit, given) if judged else "-"
                counts = _counts(row, page.path, unit, said, marked)
                if not counts:
                    continue
                kept.append([page.path, unit.line, said, counts, sorted(marked)])
                if max(map(share, weigh(marked))) < reading.NAMED:
                    continue
                for one in naming.candidates(unit):
                    number = numbers.setdefault(key(one.name), len(numbers))
                    label = -1 if datasets is None or not judged else int(_is_named(one.name, datasets))
                    some = sorted(naming.marks(one, unit, page))
                    names.append([len(kept) - 1, number, label, some])
    return Observed(kept, names)


def _datasets() -> dict[str, list[frozenset[str]]]:
    """The training datasets that people saw named, by repository: the spellings of each, folded."""
    found: dict[str, list[frozenset[str]]] = {}
    for row in corpus.lines(corpus.COMPONENTS):
        found[row["repo"]] = [_spellings(one) for one in row.get("datasets", ())]
    for row in corpus.lines(corpus.LINES):
        some = (one for one in row["names"] if one["role"] in {"train", "finetune"})
        found[row["repo"]] = [*found.get(row["repo"], ()), *map(_spellings, some)]
    for row in corpus.lines(corpus.DOCUMENTS):
        if "names" in row:
            found[f"{row['document']}/document"] = [_spellings({"name": name}) for name in row["names"]]
    return found


def _is_named(name: str, some: list[frozenset[str]]) -> bool:
    """Whether a name is one of some datasets: the same, or the greater part of it, or it of the name."""
    own = key(name)
    for spelling in (spelling for one in some for spelling in one):
        short, long = sorted((own, spelling), key=len)
        if own == spelling or (len(short) >= 5 and len(short) * 2 > len(long) and short in long):
            return True
    return False


def _spellings(one: dict[str, Any]) -> frozenset[str]:
    return frozenset(map(key, (one["name"], *one.get("aliases", ())))) - {""}


def _given(path: str, labels: list[list[str]]) -> list[tuple[int, int, str]]:
    """First line, last line and heads of each range that people labeled in a document."""
    found = []
    for at, lines, heads in labels:
        if at == path:
            first, _, last = lines.partition("-")
            found.append((int(first), int(last or first), heads))
    return found


def _labels(unit: Unit, given: list[tuple[int, int, str]]) -> str:
    """The heads of all ranges that touch a unit; one that is sure anywhere is sure."""
    sure: set[str] = set()
    unsure: set[str] = set()
    for first, last, heads in given:
        if unit.line <= last and unit.last >= first:
            for at, head in enumerate(heads):
                if head != "?":
                    (unsure if heads[at + 1 : at + 2] == "?" else sure).add(head)
    return "".join(sorted(sure)) + "".join(f"{head}?" for head in sorted(unsure - sure))


def _counts(row: dict[str, Any], path: str, unit: Unit, said: str, marked: frozenset[str]) -> int:
    if said not in {"", "-"} or max(map(share, weigh(marked))) >= WEIGHS or not row["commit"]:
        return 1
    name = f"{row['repo']} {path} {unit.line} {unit.text}"
    number = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    return 0 if number % ONE_IN or said == "-" else ONE_IN


def _one(task: tuple[Path, dict[str, Any], list[frozenset[str]] | None]) -> tuple[str, Observed | str]:
    clones, row, datasets = task
    try:
        if row["commit"]:
            return row["repo"], observe(clones / str(row["repo"]).replace("/", "+"), row, datasets)
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder, row["as"])
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((OWN / row["repo"].partition("/")[0]).read_bytes())
            return row["repo"], observe(Path(folder), row, datasets)
    except TreeError as error:
        return row["repo"], str(error)


def main() -> int:
    """Observe all whose lines are labeled, and those whose documents tell nothing."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("clones", type=Path)
    command.add_argument("--jobs", type=int, default=2)
    options = command.parse_args()
    datasets = _datasets()
    tasks = [(options.clones, row, datasets.get(row["repo"])) for row in corpus.read()]
    found: dict[str, Observed] = {}
    with ProcessPoolExecutor(options.jobs) as pool:
        for repo, seen in pool.map(_one, tasks, chunksize=4):
            if isinstance(seen, str):
                print(f"{repo}: {seen}", file=sys.stderr)
            else:
                found[repo] = seen
    corpus.write_marked({repo: seen.lines for repo, seen in found.items()})
    corpus.write_named({repo: seen.names for repo, seen in found.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
