"""Fits the weights by which the subject of a repository is told, from the numbers in `corpus/subjects.jsonl`.

`python tools/fit.py` prints how right the fit is on owners it has not seen, and which decisions a new fit
changes; `--write` writes `osaid_action/evidence/subject/weights.py`. Needs NumPy.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus" / "subjects.jsonl"
WEIGHTS = ROOT / "osaid_action" / "evidence" / "subject" / "weights.py"
KINDS = ("model", "library", "dataset", "consumer", "none")
FOLDS = 5
#: How much a label of which two readers could differ counts.
DOUBTED = 0.4
#: How strongly weights are held near nothing, and steps of the descent.
HELD, STEPS = 10.0, 1_500
#: What is added to the variance of a feature before it is brought to a size of its own.
RARE = 0.01
#: A feature that fewer repositories have tells nothing yet.
LEAST = 4

Matrix = NDArray[np.float64]


class Rows(NamedTuple):
    """Repositories: their rows as written, features, labels, weights, and the fold of each by its owner."""

    rows: list[dict[str, Any]]
    names: list[str]
    x: Matrix
    y: NDArray[np.int64]
    w: Matrix
    fold: NDArray[np.int64]


def fold_of(repo: str, folds: int = FOLDS, salt: str = "") -> int:
    """The part that all repositories of one owner fall into."""
    owner = repo.partition("/")[0].lower()
    return int(hashlib.sha256(f"{salt}{owner}".encode()).hexdigest()[:8], 16) % folds


def read(path: Path = CORPUS, salt: str = "") -> Rows:
    """The committed numbers."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    count: dict[str, int] = {}
    for row in rows:
        for name in row["features"]:
            count[name] = count.get(name, 0) + 1
    names = sorted(name for name, some in count.items() if some >= LEAST)
    at = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(rows), len(names) + 1))
    x[:, -1] = 1.0
    for number, row in enumerate(rows):
        for name, value in row["features"].items():
            if name in at:
                x[number, at[name]] = value
    y = np.array([KINDS.index(row["label"]) for row in rows])
    w = np.array([DOUBTED if row["doubtful"] else 1.0 for row in rows])
    fold = np.array([fold_of(row["repo"], salt=salt) for row in rows])
    return Rows(rows, names, x, y, w, fold)


def fitted(x: Matrix, y: NDArray[np.int64], w: Matrix, held: float = HELD) -> Matrix:
    """Weights of a multinomial logistic model, (features + 1) by kinds; the last row is not held."""
    sizes = np.append(0.5 / np.sqrt(x[:, :-1].var(0) + RARE), 1.0)
    x = x * sizes
    target = np.eye(len(KINDS))[y]
    theta = np.zeros((x.shape[1], len(KINDS)))
    past = theta
    hold = np.full((x.shape[1], 1), held)
    hold[-1] = 0.01
    step = 1.0 / (0.5 * np.linalg.norm(x * np.sqrt(w)[:, None], 2) ** 2 + held)
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


def unseen(data: Rows, held: float = HELD) -> Matrix:
    """The shares of each repository by a fit that had none of its owner's."""
    told = np.zeros((len(data.rows), len(KINDS)))
    for fold in range(FOLDS):
        apart = data.fold == fold
        theta = np.round(fitted(data.x[~apart], data.y[~apart], data.w[~apart], held), 2)
        told[apart] = shares(data.x[apart] @ theta)
    return told


def report(data: Rows, told: Matrix, keep: NDArray[np.bool_] | None = None) -> dict[str, float]:
    """How right the shares are."""
    keep = np.ones(len(data.rows), bool) if keep is None else keep
    y, told = data.y[keep], told[keep]
    right = told.argmax(1) == y
    release = told[:, 0]
    sure = (release < 0.25) | (release >= 0.75)
    return {
        "n": float(len(y)),
        "right": right.mean(),
        "false releases": float(((told.argmax(1) == 0) & (y != 0)).sum()),
        "releases unseen": float(((told.argmax(1) != 0) & (y == 0)).sum()),
        "release or not": ((release >= 0.5) == (y == 0)).mean(),
        "sure": sure.mean(),
        "right where sure": ((release >= 0.5) == (y == 0))[sure].mean() if sure.any() else 0.0,
        "log-loss": float(-np.log(told[np.arange(len(y)), y] + 1e-9).mean()),
    }


def source(data: Rows, theta: Matrix) -> str:
    """The module that holds the weights, in hundredths; those of nothing are left out."""
    whole = np.round(theta * 100).astype(int)
    rows = [
        f"    {json.dumps(name)}: ({', '.join(map(str, row))}),\n"
        for name, row in zip(data.names, whole[:-1].tolist(), strict=True)
        if any(row)
    ]
    head = (
        '"""How much each feature says for each kind of subject, in hundredths. Written by tools/fit.py."""\n\n'
        f"KINDS = {json.dumps(list(KINDS))}\nBIAS = {json.dumps(whole[-1].tolist())}\n"
        "WEIGHTS: dict[str, tuple[int, ...]] = {\n"
    )
    return head.replace("[", "(").replace("]", ")").replace("dict(str, tuple(int, ...))", "dict[str, tuple[int, ...]]") + "".join(rows) + "}\n"


def main() -> None:
    """Print the figures; write the weights where that is asked for."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--write", action="store_true")
    command.add_argument("--corpus", type=Path, default=CORPUS)
    command.add_argument("--held", type=float, default=HELD)
    options = command.parse_args()
    data = read(options.corpus)
    told = unseen(data, options.held)
    for name, value in report(data, told).items():
        print(f"{name:18} {value:.3f}")
    for number, kind in enumerate(KINDS):
        said, is_one = told.argmax(1) == number, data.y == number
        both = (said & is_one).sum()
        print(f"  {kind:10} {is_one.sum():4} precision {both / max(1, said.sum()):.2f} recall {both / max(1, is_one.sum()):.2f}")
    rules = np.array([row.get("rules") == row["label"] for row in data.rows])
    print(f"rules right        {rules.mean():.3f}")
    if options.write:
        WEIGHTS.write_text(source(data, fitted(data.x, data.y, data.w, options.held)), "utf-8")


if __name__ == "__main__":
    main()
