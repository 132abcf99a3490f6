"""Fits the weights by which a name is told to be that of training data, from the numbers in `corpus/`.

`python tools/fit_names.py` compares a new fit with the weights in use; `--figures` prints how right it is on
owners it has not seen; `--write` writes `osaid_action/evidence/data/told/weights_of_names.py`; `--train` does
either without the validation half. How likely a line tells of training data is taken from the weights in use:
fit them first (`tools/fit_lines.py`).
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from typing import NamedTuple

import numpy as np
from fit import whole
from fit_lines import FOLDS, Matrix, asked, compared, fitted
from numpy.typing import NDArray

import corpus

sys.path.insert(0, str(corpus.ROOT))

from osaid_action.evidence.data.told import weights_of_names as used  # the package beside us
from osaid_action.evidence.data.told.naming import of_line
from osaid_action.evidence.data.told.weighing import SCALE, share, weigh

WEIGHTS = corpus.ROOT / "osaid_action" / "evidence" / "data" / "told" / "weights_of_names.py"
#: How strongly weights are held near nothing, and marks too rare.
HELD, LEAST = 10.0, 15
#: What a name in one of the project's own documents counts: each was written to tell two kinds apart.
OWN = 4.0
#: Percents at which figures are printed.
AT = (90, 80, 70, 60, 50, 40, 30)


class Names(NamedTuple):
    """What may be names: repository and number of each, marks, labels (0, 1), what each counts, the fold."""

    at: list[tuple[str, int]]
    names: list[str]
    x: Matrix
    y: Matrix
    w: Matrix
    fold: NDArray[np.int64]


def read() -> Names:
    """The committed numbers of names that people judged; the last column of x is 1."""
    lines, flat = corpus.marked(), []
    for repo, some in corpus.named().items():
        of = lines[repo]
        told = {
            n: of_line(tuple(map(share, weigh(of[n][-1]))), frozenset(of[n][-1]))
            for n in {row[0] for row in some}
        }
        flat += [
            (repo, number, label, of[n][3], {*marks, *told[n]})
            for n, number, label, marks in some
            if label >= 0
        ]
    count = Counter(mark for row in flat for mark in row[-1])
    names = sorted(mark for mark, some in count.items() if some >= LEAST)
    column = {mark: number for number, mark in enumerate(names)}
    x = np.zeros((len(flat), len(names) + 1), np.float32)
    x[:, -1] = 1
    for number, row in enumerate(flat):
        x[number, [column[mark] for mark in row[-1] if mark in column]] = 1
    at = [(row[0], row[1]) for row in flat]
    often = Counter(at)
    # A name counts less each time that it is named again.
    w = np.array(
        [[row[3] * (OWN if row[0].endswith("/document") else 1) / often[row[:2]] ** 0.5] for row in flat],
        np.float32,
    )
    y = np.array([[row[2]] for row in flat], np.float32)
    return Names(at, names, x, y, w, np.array([corpus.fold(repo, FOLDS) for repo, _ in at]))


def of_names(data: Names, rows: NDArray[np.bool_]) -> Matrix:
    """The weights of marks."""
    return fitted(data.x[rows], data.y[rows], data.w[rows], HELD)


def figures(data: Names, train: bool) -> None:
    """How many names are right, and how many of all that people saw are listed, by percent and half."""
    told = np.zeros(len(data.at))
    halves = np.array([corpus.part(repo) for repo, _ in data.at])
    apart_from = [data.fold == fold for fold in range(FOLDS)]
    for apart in [*apart_from, halves == "validation"] if train else apart_from:
        told[apart] = (data.x[apart] @ np.round(of_names(data, ~apart) * SCALE))[:, 0]
    best: dict[tuple[str, int], tuple[float, bool]] = {}
    for place, score, label in zip(data.at, told, data.y[:, 0], strict=True):
        before = best.get(place, (-1e9, False))
        best[place] = (max(before[0], float(score)), before[1] or bool(label))
    by_half = defaultdict(list)
    for (repo, _), one in best.items():
        by_half[corpus.part(repo)].append(one)
    for half, some in sorted(by_half.items()):
        for percent in AT:
            listed = [right for score, right in some if share(int(score)) >= percent]
            every = sum(right for _, right in some)
            print(
                f"{half} {percent}: {len(listed)} listed, right {sum(listed) / max(1, len(listed)):.2f},",
                end=" ",
            )
            print(f"of {every} names {sum(listed) / max(1, every):.2f}")


def source(names: list[str], theta: Matrix) -> str:
    """The module that holds the weights, in hundredths; those of nothing are left out."""
    bias, rows = whole(names, theta)
    head = '"""What each mark of a name says, in hundredths. Written by tools/fit_names.py."""\n\n'
    head += f"BIAS: tuple[int, ...] = ({bias[0]},)\nWEIGHTS: dict[str, tuple[int, ...]] = {{\n"
    return head + "".join(f"    {json.dumps(mark)}: ({row[0]},),\n" for mark, row in rows.items()) + "}\n"


def main() -> int:
    """Print the figures; compare with the weights in use (exit 1), or write them."""
    options = asked(__doc__)
    data = read()
    if options.figures:
        figures(data, options.train)
        return 0
    rows = np.array([not options.train or corpus.part(repo) == "train" for repo, _ in data.at])
    theta = of_names(data, rows)
    if options.write:
        WEIGHTS.write_text(source(data.names, theta), "utf-8")
        return 0
    return compared(f"{len(data.at)} names", data.names, theta, used)


if __name__ == "__main__":
    sys.exit(main())
