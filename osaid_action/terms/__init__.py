"""Which terms cover what: license files, sentences and metadata are read, then placed.

`licenses` says what a text is; here it is decided what it covers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import files, metadata, statements
from .cover import check_declared, cover

if TYPE_CHECKING:
    from ..evidence.survey import Survey
    from ..model import License

__all__ = ["check_declared", "cover", "read"]


def read(survey: Survey) -> tuple[License, ...]:
    """Every place of the tree, and of the folders above it, that states terms."""
    texts = files.read(survey)
    known = {row.expression for row in texts}
    stated = [*statements.read(survey), *metadata.read(survey)]
    # A badge that repeats a license file says nothing new; one that contradicts it is shown.
    return (*texts, *(row for row in stated if row.state != "badge" or row.expression not in known))
