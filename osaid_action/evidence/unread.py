"""What of code and documents can't be read, and what therefore can't be told of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import Finding
    from .survey import Survey

_TOLD = ("code", "shell", "config", "doc")


def unjudged(survey: Survey, found: dict[str, Finding]) -> str:
    """Why nothing can be said of the tree at all, or ""."""
    if next(iter(survey.by_path), None) is None:
        return "there are no files"
    lost, of = _counts(survey)
    # What names alone show is nothing to judge by, unless its keeper says what it is.
    blind = (lost == of and not survey.tree.kept_as) or (lost * 2 > of and not _seen(found))
    return _words(lost, of) if lost and blind else ""


def doubt(survey: Survey) -> str:
    """Why a tree may be the release of a model that does not look like it, or ""."""
    lost, of = _counts(survey)
    return _words(lost, of) if lost else ""


def _seen(found: dict[str, Finding]) -> bool:
    return any(
        finding.here in {"found", "partial"} or finding.references
        for name, finding in found.items()
        if name != "license"
    )


def _counts(survey: Survey) -> tuple[int, int]:
    """(files of code and documents that can't be read, files of these in all)."""
    lost = (
        (file := survey.by_path.get(path)) is not None and file.role in _TOLD for path in survey.unreadable
    )
    return sum(lost), sum(map(survey.amount, _TOLD))


def _words(lost: int, of: int) -> str:
    return f"{lost} of {of} file{'s' if of != 1 else ''} of code and documents could not be read"
