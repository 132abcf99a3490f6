"""What one document tells, remembered from one run to the next."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

from ..ruleset import blake2b

if TYPE_CHECKING:
    from collections.abc import Callable

    from .survey import Survey

Told = TypeVar("Told")


def of_document(
    survey: Survey, kind: str, path: str, known: object, work: Callable[[], Told], read: Callable[[Any], Told]
) -> Told:
    """What `work` gives for a document of the survey, or gave before for the same bytes.

    kind: of question; known: all that the answer follows from besides, which its `repr` tells in full.
    read: makes an answer of what a cache gives back, which is of plain values, tuples and types of the model;
    ValueError or TypeError for what is none.
    """
    file = survey.by_path[path]
    # How the text of a PDF is read, another's package decides.
    if not file.entry.oid or file.suffix == "pdf":
        return work()
    around = blake2b(repr(known).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    key = f"{kind}:{path}:{file.entry.oid}:{around}"
    with contextlib.suppress(ValueError, TypeError):
        return read(survey.cache.get(key))
    made = work()
    survey.cache.put(key, made)
    return made
