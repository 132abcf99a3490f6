"""What stops a run: the tree can't be had, or what was asked for can't be done; what was probably meant."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


class TreeError(Exception):
    """The tree can't be listed: git failed, is not installed, or the repository is damaged."""


class UsageError(TreeError):
    """What was asked for can't be done as asked: no such target or revision, or a manifest with faults."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The words "; did you mean X?" where something known is called nearly so, else ""."""
    from difflib import SequenceMatcher

    alike = SequenceMatcher(b=word.lower())
    rated = []
    for name in known:
        alike.set_seq1(name.lower())
        rated.append((-alike.ratio(), name))
    # Beside one that is nearly the same word, others only distract.
    best = min(rated, default=(0.0, ""))[0]
    close = [name for rate, name in sorted(rated) if rate <= min(best + 0.1, -0.5)][:3]
    return f"; did you mean {', '.join(close)}?" if close else ""
