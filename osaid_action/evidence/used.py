"""What shows that a system uses a thing of which nothing was seen: words of documents, lines of code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Evidence
from .data.paragraph import UNDONE

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator

    from .file import File
    from .survey import Survey

MOST = 3
_MOST_LINES = 3_000


def used(*signs: Iterator[Evidence]) -> tuple[Evidence, ...]:
    """The first few signs, at most one of each kind."""
    return tuple(sign for some in signs for sign in [next(some, None)] if sign is not None)[:MOST]


def told(survey: Survey, pattern: re.Pattern[str], why: str) -> Iterator[Evidence]:
    """Lines of the project's documents that a pattern finds, nearest the root first."""
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main":
            continue
        for number, line in document.prose[:_MOST_LINES]:
            if pattern.search(line) and not UNDONE.search(line):
                yield Evidence(path=path, line=number, why=why, strength="hint", text=line.strip()[:200])
                break


def shown(files: Iterable[File], why: str, *signals: str) -> Iterator[Evidence]:
    """Lines of code and settings that show one of some signals."""
    for file in files:
        if hit := file.hit(*signals):
            yield Evidence(path=file.path, line=hit.line, why=why, strength="hint", text=hit.text)
