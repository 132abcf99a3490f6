"""Which terms cover what: license files, sentences and metadata are read, then placed.

`licenses` says what a text is; here it is decided what it covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import files, metadata, statements
from .cover import check_declared, cover
from .fields import family
from .statements import KEPT

if TYPE_CHECKING:
    from ..evidence.survey import Survey
    from ..model import License

__all__ = ["KEPT", "check_declared", "cover", "read"]


def read(survey: Survey) -> tuple[License, ...]:
    """Every place of the tree, and of the folders above it, that states terms, and what its keeper states."""
    texts = files.read(survey)
    reached = files.imported(survey, texts)
    texts = [row for row in texts if row.path not in {one.path for one in reached}] + reached
    known = {row.expression for row in texts}
    stated = [*statements.read(survey), *metadata.read(survey, texts)]
    # What names a family, as "the Apache license", means the one that is here.
    ids = tuple(row.expression or "" for row in texts)
    stated = [row for row in stated if not _is_here(row, ids)]
    # A badge that repeats a license file says nothing new; one that contradicts it is shown.
    kept = (row for row in stated if row.state != "badge" or row.expression not in known)
    return (*texts, *kept, *survey.tree.stated)


def _is_here(row: License, ids: tuple[str, ...]) -> bool:
    """Whether a statement names no more than the family of a license whose text is here."""
    prefix = family(row.expression or "")
    return bool(prefix) and any(one.startswith(prefix) for one in ids)
