"""Documents that do no more than name another: a README that has moved to a folder of documents."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..repository.documents import Document

#: Lines of prose and characters of a document that says nothing itself.
MOST_LINES, MOST_TEXT = 6, 400
_LINK = lazy(r"\]\(<?(?:\./)?([\w./ -]{1,200}\.(?:md|rst|txt|markdown))(?:#[\w-]{0,80})?>?\)")
#: A whole README, by its name.
_WHOLE = lazy(r"(?i)^(?:readme|index|overview|introduction|main)\b")


def leads_to(path: str, documents: Mapping[str, Document]) -> str | None:
    """The README that a short document names and stands for; None where it says something itself."""
    document = documents[path]
    lines = [line for section in document.sections for _, line in section.prose if line.strip()]
    text = "\n".join(lines)
    if not lines or len(lines) > MOST_LINES or len(text) > MOST_TEXT or document.front:
        return None
    here = posixpath.dirname(path)
    named = {posixpath.normpath(posixpath.join(here, found[1])) for found in _LINK.finditer(text)}
    whole = [name for name in named if name in documents and _WHOLE.search(posixpath.basename(name))]
    return whole[0] if len(whole) == 1 and whole[0] != path else None
