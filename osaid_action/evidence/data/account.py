"""What a tree tells of its training data, read once for all that ask.

Documents with the prose of notebooks and PDFs -> the sentences and tables that speak of training data;
files of a standard -> the datasets they describe. `documentation` makes of both a finding, head by head,
and `datasets` the list of what is named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from . import documents, records, talk
from .told import reading

if TYPE_CHECKING:
    from ..survey import Survey
    from .said import Said
    from .standards import Record
    from .told.reading import Line, Mention


class Account(NamedTuple):
    """What documents say and what files of a standard record; a library's are of its users' data.

    said: what rules see; lines: every line that may tell something, and how surely; mentions: the datasets
    that such lines name.
    """

    said: tuple[Said, ...]
    records: tuple[Record, ...]
    lines: tuple[Line, ...]
    mentions: tuple[Mention, ...]


def read(survey: Survey) -> Account:
    """What is said of training data, and the datasets that are described."""
    every = documents.read(survey)
    said = tuple(talk.read(survey, every))
    kept = tuple(records.read(survey)) if not survey.library else ()
    return Account(said, kept, *reading.read(survey, every, said))
