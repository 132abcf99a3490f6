"""What is read for data information: the documents, prose of notebooks, and PDFs where pypdf is there."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository import pdf
from ...repository.notebooks import notebook_prose
from ...repository.text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Document
    from ..file import File
    from ..survey import Survey

MOST_NOTEBOOKS, NOTEBOOK_BYTES = 10, 1024 * 1024
MOST_PDFS, PDF_BYTES = 3, 8 * 1024 * 1024
#: PDFs that may tell of training data; figures and slides are none.
_TELLING = lazy(
    r"(?i)(?:^|[/_. -])(?:data[-_ ]?(?:sheet|card|statement|set)?s?|corpus|training|model[-_ ]?card"
    r"|paper|report|technical|summary)(?=[/_. -]|\d)"
)


def read(survey: Survey) -> dict[str, Document]:
    """The documents, then what notebooks and PDFs hold in prose; lines of a PDF are its pages."""
    return {**survey.documents, **dict(_notebooks(survey)), **dict(_pdfs(survey))}


def _nearest(survey: Survey, suffix: str, most: int) -> list[File]:
    """The files of a suffix nearest the root, in the project's own places."""
    own = (file for file in survey.with_suffix(suffix.__eq__) if file.place == "main")
    return nsmallest(most, own, key=lambda file: (file.path.count("/"), file.path))


def _notebooks(survey: Survey) -> Iterator[tuple[str, Document]]:
    chosen = _nearest(survey, "ipynb", MOST_NOTEBOOKS + 1)
    if len(chosen) > MOST_NOTEBOOKS:
        survey.limits.append(f"notebooks: only the prose of the {MOST_NOTEBOOKS} nearest the root was read")
    chosen = chosen[:MOST_NOTEBOOKS]
    blobs = survey.tree.read_many((file.entry for file in chosen), NOTEBOOK_BYTES)
    for file, blob in zip(chosen, blobs, strict=True):
        if blob.data is None:
            survey.unreadable.setdefault(file.path, blob.reason)
        elif blob.truncated:
            survey.limits.append(f"{file.path}: prose not read, being over {NOTEBOOK_BYTES // 1024} KiB")
        elif (document := notebook_prose(decode(blob.data))) is not None:
            yield file.path, document


def _pdfs(survey: Survey) -> Iterator[tuple[str, Document]]:
    chosen = [file for file in _nearest(survey, "pdf", 50) if _TELLING.search(file.path)][: MOST_PDFS + 1]
    if not chosen:
        return
    if len(chosen) > MOST_PDFS:
        survey.limits.append(f"PDFs: only the {MOST_PDFS} nearest the root were read")
    for file in chosen[:MOST_PDFS]:
        if not pdf.is_readable():
            survey.limits.append(f'{file.path}: not read, a PDF; it takes pip install "osaid[pdf]"')
            continue
        blob = survey.tree.read(file.entry, PDF_BYTES)
        if blob.data is None:
            survey.unreadable.setdefault(file.path, blob.reason)
        elif blob.truncated:
            survey.limits.append(f"{file.path}: not read, a PDF over {PDF_BYTES // 1024 // 1024} MiB")
        else:
            document, limit = pdf.read(blob.data)
            if limit:
                survey.limits.append(f"{file.path}: {limit}")
            if document is not None:
                yield file.path, document
