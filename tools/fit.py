"""Fits the weights by which the subject of a repository is told, from the numbers in `corpus/`.

`python tools/fit.py` compares a new fit with the weights in use; `--figures` prints how right it is on owners
it has not seen; `--write` writes `osaid_action/evidence/subject/weights.py`, and says what that changes.
"""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

import corpus
from corpus import KINDS

sys.path.insert(0, str(corpus.ROOT))

from osaid_action.evidence.subject import weights as used  # the package beside us
from osaid_action.evidence.subject.weighing import NOT, SURE

WEIGHTS = corpus.ROOT / "osaid_action" / "evidence" / "subject" / "weights.py"
FOLDS = 5
#: How much a label of which two readers could differ counts.
DOUBTED = 0.4
#: How strongly weights are held near nothing, and steps of the descent.
HELD, STEPS = 20.0, 400
#: What is added to the variance of a feature before it is brought to a size of its own.
RARE = 0.01
#: A feature that fewer repositories have tells nothing yet.
LEAST = 6
#: Hundredths by which a fit may differ from the one in use, as machines round differently.
SLACK = 1

Matrix = NDArray[np.float64]
Whole = NDArray[np.int64]


class Rows(NamedTuple):
    """Repositories: their rows as written, names of features, values, labels (numbers of KINDS), weights."""

    rows: list[dict[str, Any]]
    names: list[str]
    x: Matrix
    y: Whole
    w: Matrix


def read() -> Rows:
    """The committed numbers; the last column of x is 1."""
    seen = corpus.observed()
    rows = [row for row in corpus.lines(corpus.SUBJECTS) if row["repo"] in seen]
    return table(rows, [seen[row["repo"]]["features"] for row in rows])


def table(rows: list[dict[str, Any]], features: list[dict[str, int]]) -> Rows:
    """Rows with their features as one matrix."""
    count: dict[str, int] = {}
    for some in features:
        for name in some:
            count[name] = count.get(name, 0) + 1
    names = sorted(name for name, some in count.items() if some >= LEAST)
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for number, some in enumerate(features):
        for name, value in some.items():
            if name in at:
                x[number, at[name]] = value
    y = np.array([KINDS.index(row["label"]) for row in rows])
    w = np.array([DOUBTED if row["doubtful"] else 1.0 for row in rows])
    return Rows(rows, names, x, y, w)


def fitted(x: Matrix, y: Whole, w: Matrix) -> Matrix:
    """Weights of a multinomial logistic model, (features + 1) by kinds; the last row is hardly held."""
    sizes = np.append(0.5 / np.sqrt(x[:, :-1].var(0) + RARE), 1.0)
    x = x * sizes
    target = np.eye(len(KINDS))[y]
    theta = np.zeros((x.shape[1], len(KINDS)))
    past = theta
    hold = np.full((x.shape[1], 1), HELD)
    hold[-1] = 0.01
    step = 1.0 / (0.5 * np.linalg.norm(x * np.sqrt(w)[:, None], 2) ** 2 + HELD)
    for turn in range(STEPS):
        ahead = theta + turn / (turn + 3) * (theta - past)
        slope = x.T @ ((shares(x @ ahead) - target) * w[:, None]) + hold * ahead
        past, theta = theta, ahead - step * slope
    # Back to the features' own size; of a softmax only the differences count.
    theta = theta * sizes[:, None]
    return np.asarray(theta - theta.mean(axis=1, keepdims=True))


def shares(sums: Matrix) -> Matrix:
    """Softmax of each row."""
    grown = np.exp(sums - sums.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def unseen(data: Rows) -> Matrix:
    """The shares of each repository by a fit that had none of its owner's."""
    told = np.zeros((len(data.rows), len(KINDS)))
    folds = np.array([corpus.fold(row["repo"], FOLDS) for row in data.rows])
    for fold in range(FOLDS):
        apart = folds == fold
        theta = np.round(fitted(data.x[~apart], data.y[~apart], data.w[~apart]), 2)
        told[apart] = shares(data.x[apart] @ theta)
    return told


def figures(told: Matrix, y: Whole) -> dict[str, float]:
    """How right shares are: by kind, and as to whether it is the release of a model."""
    release, likeliest = told[:, 0], told.argmax(1)
    is_one, says_one = y == 0, likeliest == 0
    sure = (release * 100 < NOT) | (release * 100 >= SURE)
    alike = is_one == says_one
    return {
        "n": float(len(y)),
        "right": float((likeliest == y).mean()),
        "release or not": float(alike.mean()),
        "false releases": float((says_one & ~is_one).sum()),
        "releases unseen": float((~says_one & is_one).sum()),
        "sure": float(sure.mean()),
        "right where sure": float(alike[sure].mean()) if sure.any() else 0.0,
    }


def source(names: list[str], theta: Matrix) -> str:
    """The module that holds the weights, in hundredths; those of nothing are left out."""
    bias, rows = whole(names, theta)
    head = '"""What each feature says for each kind, in hundredths. Written by tools/fit.py."""\n\n'
    kinds = ", ".join(json.dumps(kind) for kind in KINDS)
    head += (
        f"KINDS = ({kinds})\nBIAS = ({', '.join(map(str, bias))})\nWEIGHTS: dict[str, tuple[int, ...]] = {{\n"
    )
    return head + written(rows) + "}\n"


def written(rows: dict[str, tuple[int, ...]]) -> str:
    """Rows of a table of weights as they stand in a module."""
    return "".join(f"    {json.dumps(name)}: ({', '.join(map(str, row))}),\n" for name, row in rows.items())


def whole(names: list[str], theta: NDArray[Any]) -> tuple[tuple[int, ...], dict[str, tuple[int, ...]]]:
    """The last row in hundredths, and the others by name; those of nothing are left out."""
    rows = [tuple(row) for row in np.round(theta * 100).astype(int).tolist()]
    return rows[-1], {name: row for name, row in zip(names, rows[:-1], strict=True) if any(row)}


def far(names: list[str], theta: NDArray[Any], in_use: Any, slack: int) -> list[str]:
    """The features whose weights in a module, `WEIGHTS` and `BIAS`, are not those of a fit."""
    bias, rows = whole(names, theta)
    now, old = {**rows, "BIAS": bias}, {**in_use.WEIGHTS, "BIAS": in_use.BIAS}
    nothing = (0,) * len(bias)
    return [
        name
        for name in sorted(now.keys() | old.keys())
        if max(abs(a - b) for a, b in zip(now.get(name, nothing), old.get(name, nothing), strict=True))
        > slack
    ]


def _changes(data: Rows, theta: Matrix) -> list[str]:
    """The repositories that a fit calls something else than the weights in use do."""
    zero = (0,) * len(KINDS)
    before = np.array([*(used.WEIGHTS.get(name, zero) for name in data.names), used.BIAS])
    old, new = (data.x @ before).argmax(1), (data.x @ theta).argmax(1)
    return [
        f"{row['repo']}: {KINDS[a]}, now {KINDS[b]}; people say {row['label']}"
        for row, a, b in zip(data.rows, old, new, strict=True)
        if a != b
    ]


def main() -> int:
    """Print the figures; compare with the weights in use (exit 1), or write them."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--write", action="store_true")
    command.add_argument("--figures", action="store_true", help="how right it is on owners it has not seen")
    options = command.parse_args()
    data = read()
    if options.figures:
        for name, value in figures(unseen(data), data.y).items():
            print(f"{name:18} {value:.3f}")
    theta = fitted(data.x, data.y, data.w)
    differ = far(data.names, theta, used, SLACK)
    if options.write:
        print(*_changes(data, theta), sep="\n")
        WEIGHTS.write_text(source(data.names, theta), "utf-8")
        return 0
    print(
        f"{len(data.rows)} repositories, {len(data.names)} features; weights that differ: {len(differ)}",
        *differ[:10],
    )
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
