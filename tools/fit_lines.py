"""Fits the weights by which a line is told to speak of training data, from the numbers in `corpus/`.

`python tools/fit_lines.py` compares a new fit of the marks with the weights in use; `--figures` prints how
right it is on owners it has not seen; `--write` writes `osaid_action/evidence/data/told/weights.py`;
`--train` does either without the validation half.

Two steps. For each head, how likely a line tells it, by its marks. Then how likely a repository tells a head
at all, by its best lines, as a fit that had none of its owner's weighs them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from typing import Any, NamedTuple

import numpy as np
from fit import far, whole, written
from numpy.typing import NDArray

import corpus

sys.path.insert(0, str(corpus.ROOT))

from osaid_action.evidence.data.documentation import IN_PART  # the package beside us
from osaid_action.evidence.data.told import weights as used
from osaid_action.evidence.data.told.weighing import NONE, QUOTED, SCALE, TOP, features, first, likely, share
from osaid_action.model import HEADS

WEIGHTS = corpus.ROOT / "osaid_action" / "evidence" / "data" / "told" / "weights.py"
#: How the labels of lines call the heads.
CALLED = dict(zip(HEADS, "PSOFLW", strict=True))
FOLDS = 5
#: What a line counts that only touches a head; and where the head of its repository is labeled "no".
TOUCHED, DENIED_TOUCHED, DENIED = 0.6, 0.2, 0.5
#: How strongly weights are held near nothing, of lines and of trees; steps of the descent; marks too rare.
HELD, HELD_TREE, STEPS, LEAST = 8.0, 2.0, 250, 25
#: Of the labeled units of one line, those that score less than this part of the best say nothing.
PART = 0.5
#: Hundredths by which a fit may differ from the one in use, as machines round differently.
SLACK = 2

Matrix = NDArray[np.float32]


class Lines(NamedTuple):
    """Lines: where they stand, marks, labels (0, 1), what each label counts, whether judged, the fold."""

    at: list[tuple[str, str, int]]
    names: list[str]
    x: Matrix
    y: Matrix
    w: Matrix
    judged: NDArray[np.bool_]
    fold: NDArray[np.int64]


def read() -> Lines:
    """The committed numbers; the last column of x is 1."""
    seen, heads = corpus.marked(), {row["repo"]: row["heads"] for row in corpus.read()}
    flat = [(repo, *line) for repo, lines in seen.items() for line in lines]
    count = Counter(name for line in flat for name in line[-1])
    names = sorted(name for name, some in count.items() if some >= LEAST)
    number = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(flat), len(names) + 1), np.float32)
    x[:, -1] = 1
    y = np.zeros((len(flat), len(HEADS)), np.float32)
    w = np.ones_like(y)
    for at, (repo, _, _, said, counts, marks) in enumerate(flat):
        x[at, [number[name] for name in marks if name in number]] = 1
        for column, head in enumerate(HEADS):
            place = said.find(CALLED[head])
            if place < 0:
                w[at, column] = counts
                continue
            y[at, column] = 1
            touched, denied = said[place + 1 : place + 2] == "?", heads[repo].get(head) == "no"
            w[at, column] = (
                (DENIED_TOUCHED if denied else TOUCHED) if touched else (DENIED if denied else 1.0)
            )
    return Lines(
        [(repo, path, line) for repo, path, line, *_ in flat],
        names,
        x,
        y,
        w,
        np.array([line[3] != "-" for line in flat]),
        np.array([corpus.fold(line[0], FOLDS) for line in flat]),
    )


def fitted(x: Matrix, y: Matrix, w: Matrix, held: float, start: Matrix | None = None) -> Matrix:
    """Weights of a logistic model for each column of y: columns of x by columns of y; the last is free."""
    hold = np.full((x.shape[1], 1), held, np.float32)
    hold[-1] = 0.01
    theta = np.zeros((x.shape[1], y.shape[1]), np.float32) if start is None else start
    past = theta
    step = 1.0 / (0.25 * float(np.linalg.norm(x.T @ (x * w.max(1)[:, None]), 2)) + held)
    for turn in range(STEPS):
        ahead = theta + turn / (turn + 3) * (theta - past)
        slope = x.T @ ((sigmoid(x @ ahead) - y) * w) + hold * ahead
        past, theta = theta, ahead - np.float32(step) * slope
    return theta


def sigmoid(sums: Matrix) -> Matrix:
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))), np.float32)


def refined(data: Lines, told: Matrix) -> Matrix:
    """What labels count where a line has several units: those that say least beside the best say nothing."""
    w = data.w.copy()
    groups = defaultdict(list)
    for at, place in enumerate(data.at):
        groups[place].append(at)
    for some in groups.values():
        if len(some) > 1:
            labeled = data.y[some] > 0
            best = np.where(labeled, told[some], 0).max(0)
            w[some] = np.where(labeled & (told[some] < PART * best), 0, w[some])
    return np.asarray(w)


def of_lines(data: Lines, rows: NDArray[np.bool_]) -> Matrix:
    """The weights of marks, fitted twice: first on all labels, then without units that only stand beside."""
    first = fitted(data.x[rows], data.y[rows], data.w[rows], HELD)
    w = refined(data, sigmoid(data.x @ first))
    return fitted(data.x[rows], data.y[rows], w[rows], HELD, first)


def unseen(data: Lines) -> NDArray[np.int64]:
    """Hundredths of a logit of each line by a fit that had none of its owner's."""
    told = np.zeros(data.y.shape, np.int64)
    for fold in range(FOLDS):
        apart = data.fold == fold
        theta = np.round(of_lines(data, ~apart & data.judged) * SCALE)
        told[apart] = data.x[apart] @ theta
    return told


class Best(NamedTuple):
    """A line and its logit, in hundredths."""

    path: str
    line: int
    logit: int


class Tree(NamedTuple):
    """One head of one repository: its label, its features, and its best lines."""

    repo: str
    head: str
    told: bool
    features: dict[str, int]
    best: list[Best]


def trees(data: Lines, told: NDArray[np.int64]) -> list[Tree]:
    """Every head that a reader decided, with what the best lines say."""
    by_repo = defaultdict(list)
    for at, (repo, _, _) in enumerate(data.at):
        by_repo[repo].append(at)
    found = []
    for row in corpus.read():
        repo = row["repo"]
        best = {head: _best(data, told[:, n], by_repo.get(repo, [])) for n, head in enumerate(HEADS)}
        tops = {head: [one.logit for one in some] + [NONE] * (TOP - len(some)) for head, some in best.items()}
        for head in HEADS:
            said = row["heads"].get(head)
            if said in {"yes", "partial", "no"}:
                found.append(Tree(repo, head, said != "no", features(head, tops), best[head]))
    return found


def _best(data: Lines, told: NDArray[np.int64], some: list[int]) -> list[Best]:
    """As documentation.py chooses them: the likeliest lines, none beside another."""
    ranked = sorted((at for at in some if share(int(told[at]))), key=lambda at: -told[at])
    return first(Best(*data.at[at][1:], max(NONE, int(told[at]))) for at in ranked)


def of_trees(some: list[Tree]) -> dict[str, int]:
    """The weights of what best lines say together, in hundredths."""
    names = sorted({name for tree in some for name in tree.features})
    x = np.array([[tree.features.get(name, 0) / SCALE for name in names] + [1] for tree in some], np.float32)
    y = np.array([[tree.told] for tree in some], np.float32)
    theta = np.round(fitted(x, y, np.ones_like(y), HELD_TREE)[:, 0] * SCALE).astype(int)
    return dict(zip([*names, "bias"], theta.tolist(), strict=True))


def figures(some: list[Tree]) -> dict[str, float]:
    """How right heads and quotes are, each by weights that had none of its owner's."""
    given = {row["repo"]: row["head_lines"] for row in corpus.read()}
    count: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = of_trees([tree for tree in some if corpus.fold(tree.repo, FOLDS) != fold])
        for tree in some:
            if corpus.fold(tree.repo, FOLDS) == fold:
                count += _judged(tree, likely(tree.features, weights), given[tree.repo])
    stated, silent = count["stated"], count["silent"]
    right = count["told and stated"] / max(1, count["told"])
    found = count["told and stated"] / max(1, stated)
    return {
        "heads": float(stated + silent),
        "precision": right,
        "recall": found,
        "proven": count["proven"] / max(1, count["stated with lines"]),
        "made up": (count["told"] - count["told and stated"]) / max(1, silent),
        "first quote right": count["first right"] / max(1, count["quoted"]),
        "quoted": float(count["quoted"]),
    }


def _judged(tree: Tree, percent: int, lines: dict[str, list[str]] | None) -> Counter[str]:
    told = percent >= IN_PART
    found: Counter[str] = Counter({"stated" if tree.told else "silent": 1})
    if told:
        found["told"] += 1
        found["told and stated"] += tree.told
    if lines is not None:
        given = lines.get(tree.head, [])
        quotes = [
            corpus.says(given, path, line) for path, line, n in tree.best if share(n) >= QUOTED and told
        ]
        found["stated with lines"] += tree.told
        found["proven"] += tree.told and any(quotes)
        found["quoted"] += bool(quotes)
        found["first right"] += bool(quotes) and quotes[0]
    return found


def source(names: list[str], theta: Matrix, tree: dict[str, int]) -> str:
    """The module that holds the weights, in hundredths; those of nothing are left out."""
    bias, rows = whole(names, theta)
    head = '"""What each mark says for each head, in hundredths. Written by tools/fit_lines.py."""\n\n'
    head += (
        f"BIAS: tuple[int, ...] = ({', '.join(map(str, bias))})\nWEIGHTS: dict[str, tuple[int, ...]] = {{\n"
    )
    below = (f"    {json.dumps(name)}: {weight},\n" for name, weight in sorted(tree.items()))
    return head + written(rows) + "}\nTREE: dict[str, int] = {\n" + "".join(below) + "}\n"


def asked(description: str | None) -> argparse.Namespace:
    """What the command line asks of a fit."""
    command = argparse.ArgumentParser(description=description)
    command.add_argument("--write", action="store_true")
    command.add_argument("--figures", action="store_true", help="how right it is on owners it has not seen")
    command.add_argument("--train", action="store_true", help="fit without the validation half")
    return command.parse_args()


def compared(what: str, names: list[str], theta: Matrix, in_use: Any) -> int:
    """Print how many weights of a fit are not those in use; the exit code."""
    differ = far(names, theta, in_use, SLACK)
    print(f"{what}, {len(names)} marks; weights that differ: {len(differ)}", *differ[:10])
    return 1 if differ else 0


def main() -> int:
    """Print the figures; compare with the weights in use (exit 1), or write them."""
    options = asked(__doc__)
    data = read()
    if options.train:
        data.judged[[corpus.part(repo) == "validation" for repo, _, _ in data.at]] = False
    theta = of_lines(data, data.judged)
    if not (options.figures or options.write):
        return compared(f"{len(data.at)} lines", data.names, theta, used)
    some = trees(data, unseen(data))
    if options.figures:
        for part in ("train", "validation"):
            half = [tree for tree in some if corpus.part(tree.repo) == part and "/document" not in tree.repo]
            print(part, *(f"{name} {value:.3f}" for name, value in figures(half).items()), sep="  ")
    if options.write:
        kept = [one for one in some if not options.train or corpus.part(one.repo) == "train"]
        WEIGHTS.write_text(source(data.names, theta, of_trees(kept)), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
