"""Training written without a package, whose parts stand in several files: backward, an update, a loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...repository.places import words
from ..frameworks import imports

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..file import File

_TRAINS = words("train training trainer learn learning")
_BACKWARD, _MOVES, _LOOP = range(3)


def trainer(files: Iterable[File]) -> File | None:
    """The file that has most of a training by hand, where the tree has the whole of it; None elsewhere.

    Two of the three parts stand in one file: apart, each of them is also something else.
    """
    shown = [(file, _shown(file)) for file in files if file.own]
    best = max(shown, key=lambda pair: len(pair[1]), default=None)
    everywhere = {part for _, parts in shown for part in parts}
    return best[0] if best and len(everywhere) == 3 and len(best[1]) >= 2 else None


def learns(files: Iterable[File]) -> bool:
    """True where errors go backward and weights move, in whatever files."""
    everywhere = {part for file in files if file.own for part in _shown(file)}
    return {_BACKWARD, _MOVES} <= everywhere


def _shown(file: File) -> set[int]:
    parts = set()
    if imports(file):
        if file.hit("backward", "gradients"):
            parts.add(_BACKWARD)
        # What steps may be a clock; where a loss is told, it is an optimizer.
        if file.hit("moves", "descent") or (file.hit("step") and file.hit("loss")):
            parts.add(_MOVES)
    # A script of that name needs no function of that name.
    if file.hit("rehearses") or (parts and file.named(_TRAINS)):
        parts.add(_LOOP)
    return parts
