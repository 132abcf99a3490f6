"""Training written without a package, whose parts stand in several files: backward, an update, a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...repository.places import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..file import File

_PARTS = (
    ("backward", "gradients"),
    ("moves", "descent", "step"),
    ("rehearses",),
)
_TRAINS = words("train training trainer learn learning")


def trainer(files: Iterable[File]) -> File | None:
    """The file that has most of a training by hand, where the tree has the whole of it; None elsewhere.

    Two of the three parts stand in one file: apart, each of them is also something else.
    """
    shown = {file.path: (file, _shown(file)) for file in files if file.own}
    best = max(shown.values(), key=lambda pair: len(pair[1]), default=None)
    everywhere = set().union(*(parts for _, parts in shown.values()))
    if best is None or len(everywhere) < len(_PARTS) or len(best[1]) < 2:
        return None
    return best[0]


def _shown(file: File) -> set[int]:
    parts = {number for number, names in enumerate(_PARTS) if file.hit(*names)}
    # A script of that name needs no function of that name.
    return parts | {2} if parts and file.named(_TRAINS) else parts
