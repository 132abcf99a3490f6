"""Which sentences and tables of the documents speak of training data.

A sentence does when it stands in a document or section about them, names them itself, or follows
one that does in the same paragraph. Evaluation, instructions, plans, denials and claims are kept apart.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import either
from ..links import is_evaluation
from .page import MOST_SECTIONS, MOST_SENTENCES, Page, is_card, may_tell

if TYPE_CHECKING:
    from ...repository.documents import Document
    from ..survey import Survey
    from .said import Said

#: Sentences of all documents that are read word by word.
MOST_IN_ALL = 6_000

_ELSEWHERE = either(
    r"(?:^|/)(?:evals?|evaluations?|benchmarks?|tasks|examples?|inference|deploy\w{0,30})(?:/|\.)",
    r"contributing|change|conduct|security|faq",
    flags=re.IGNORECASE,
)


def read(survey: Survey, documents: dict[str, Document]) -> list[Said]:
    """Everything in the documents that tells a head of training data."""
    about = survey.about
    said: list[Said] = []
    left = MOST_IN_ALL
    for path, document in documents.items():
        central = survey.by_path[path].place == "main"
        if path not in survey.data_documents and not _may_count(survey, path, document, central):
            continue
        # Of a library that comes with data, only what is said of these counts.
        of_data = about.of_data and not survey.library and path == survey.readme
        subject = of_data or path in survey.data_cards
        page = Page(path, document, central, subject, left)
        said += page.said()
        left -= page.read
        if page.read >= MOST_SENTENCES or left <= 0 or len(document.sections) > MOST_SECTIONS:
            survey.limits.append(f"{path}: sentences on data read in part, being many")
        if left <= 0:
            break
    return said


def _may_count(survey: Survey, path: str, document: Document, central: bool) -> bool:
    """False for documents on other things, and for those that can't speak of training data."""
    if _ELSEWHERE.search(path) or (path != survey.readme and is_evaluation(document)):
        return False
    # A library's README tells how to use data, so only its own cards count.
    if survey.library and not (is_card(path) and central):
        return False
    return may_tell(path, document, survey.about.of_data)
