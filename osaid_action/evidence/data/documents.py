"""What is read for data information: the documents, prose of notebooks, and PDFs where pypdf is there."""

from __future__ import annotations

from heapq import nsmallest
from itertools import accumulate
from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository import pdf
from ...repository.notebooks import notebook_prose
from ...repository.text import decode
from ..coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...repository.documents import Document
    from ..file import File
    from ..survey import Survey

MOST_NOTEBOOKS, NOTEBOOK_BYTES, NOTEBOOKS_BYTES = 100, 8 * 1024 * 1024, 32 * 1024 * 1024
MOST_PDFS, PDF_BYTES = 3, 8 * 1024 * 1024
#: What the survey counts them as.
_ROLE = "prose"
#: PDFs that may tell of training data; figures and slides are none.
_TELLING = lazy(
    r"(?i)(?:^|[/_. -])(?:data[-_ ]?(?:sheet|card|statement|set)?s?|corpus|training|model[-_ ]?card"
    r"|paper|report|technical|summary)(?=[/_. -]|\d)"
)


def read(survey: Survey) -> dict[str, Document]:
    """The documents, then what notebooks and PDFs hold in prose; lines of a PDF are its pages."""
    more = {**dict(_notebooks(survey)), **dict(_pdfs(survey))}
    survey.went_through(_ROLE, more.keys() - survey.coverage.get(_ROLE, Coverage()).cut)
    return {**survey.documents, **more}


def _nearest(files: list[File], most: int, first: frozenset[str] = frozenset()) -> list[File]:
    """Some files first, then those nearest the root."""
    return nsmallest(most, files, key=lambda file: (file.path not in first, file.path.count("/"), file.path))


def _notebooks(survey: Survey) -> Iterator[tuple[str, Document]]:
    own = [file for file in survey.with_suffix("ipynb".__eq__) if file.place == "main"]
    nearest = _nearest(own, MOST_NOTEBOOKS)
    sizes = survey.tree.sizes(file.entry for file in nearest)
    sums = accumulate(min(size or 0, NOTEBOOK_BYTES) for size in sizes)
    chosen = [file for file, total in zip(nearest, sums, strict=True) if total <= NOTEBOOKS_BYTES]
    if len(own) > len(chosen):
        survey.limits.append(f"notebooks: only the prose of the {len(chosen)} nearest the root was read")
        survey.pass_over(_ROLE, left=len(own) - len(chosen))
    blobs = survey.tree.read_many((file.entry for file in chosen), NOTEBOOK_BYTES)
    for file, blob in zip(chosen, blobs, strict=True):
        if blob.data is None:
            survey.unreadable.setdefault(file.path, blob.reason)
        elif blob.truncated:
            survey.limits.append(f"{file.path}: prose not read, being over {NOTEBOOK_BYTES // 1024} KiB")
            survey.pass_over(_ROLE, file.path)
        elif (document := notebook_prose(decode(blob.data))) is not None:
            yield file.path, document


def _pdfs(survey: Survey) -> Iterator[tuple[str, Document]]:
    own = (file for file in survey.with_suffix("pdf".__eq__) if file.place == "main")
    named = survey.declared.get("data-documentation", frozenset())
    telling = [file for file in own if file.path in named or _TELLING.search(file.path)]
    if len(telling) > MOST_PDFS:
        survey.limits.append(f"PDFs: only the {MOST_PDFS} nearest the root were read")
        survey.pass_over(_ROLE, left=len(telling) - MOST_PDFS)
    for file in _nearest(telling, MOST_PDFS, named):
        document, limit = _pdf(survey, file)
        if limit:
            survey.limits.append(f"{file.path}: {limit}")
            survey.pass_over(_ROLE, file.path)
        if document is not None:
            yield file.path, document


def _pdf(survey: Survey, file: File) -> tuple[Document | None, str]:
    """(what a PDF says, what cut the reading short)."""
    if not pdf.is_readable():
        return None, 'not read, a PDF; it takes pip install "osaid[pdf]"'
    blob = survey.tree.read(file.entry, PDF_BYTES)
    if blob.data is None:
        survey.unreadable.setdefault(file.path, blob.reason)
        return None, ""
    if blob.truncated:
        return None, f"not read, a PDF over {PDF_BYTES // 1024 // 1024} MiB"
    return pdf.read(blob.data)
