"""Records of archives and papers: DOI, Zenodo, arXiv."""

from __future__ import annotations

import re

from ..model import Reference
from ..patterns import lazy

_DOI = lazy(r"10\.\d{4,9}/[^\s\"<>]+")
_ZENODO_DOI = lazy(r"10\.5281/zenodo\.(\d+)", re.IGNORECASE)
_ARXIV_DOI = lazy(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_ARXIV = lazy(r"(\d{4}\.\d{4,5}|[a-z][a-z-]*(?:\.[A-Z]{2})?/\d{7})(v\d+)?")


def doi_place(text: str) -> Reference:
    """doi:10.x/y."""
    return doi(text[len("doi:") :])


def doi(text: str) -> Reference:
    """A DOI; those that Zenodo and arXiv give out name the record itself. ValueError."""
    if not _DOI.fullmatch(text):
        raise ValueError("expected a DOI such as doi:10.5281/zenodo.1234")
    record, paper = _ZENODO_DOI.fullmatch(text), _ARXIV_DOI.fullmatch(text)
    if record:
        return _zenodo(record[1])
    return arxiv(paper[1]) if paper else Reference(url=f"doi:{text}", kind="doi")


def doi_page(parts: list[str]) -> Reference:
    """doi.org/10.x/y."""
    return doi("/".join(parts))


def zenodo_place(text: str) -> Reference:
    """zenodo:1234567."""
    return _zenodo(text[len("zenodo:") :])


def _zenodo(number: str) -> Reference:
    if not re.fullmatch(r"[0-9]{1,12}", number):
        raise ValueError("expected a Zenodo record such as zenodo:1234567")
    return Reference(url=f"zenodo:{number}", kind="zenodo")


def zenodo_page(parts: list[str]) -> Reference | None:
    """zenodo.org/records/1234567 and its other addresses."""
    parts = parts[1:] if parts[:1] == ["api"] else parts
    if parts[:1] in (["record"], ["records"], ["deposit"]) and len(parts) > 1:
        return _zenodo(parts[1])
    return doi("/".join(parts[1:])) if parts[:1] == ["doi"] else None


def zenodo_badge(path: str) -> Reference | None:
    """zenodo.org/badge/DOI/10.5281/zenodo.123.svg: the badge names the record."""
    badge = re.fullmatch(r"/badge/doi/(.+)\.svg", path, re.IGNORECASE)
    return doi(badge[1]) if badge else None


def arxiv_place(text: str) -> Reference:
    """arxiv:2101.00027[vN]."""
    return arxiv(text[len("arxiv:") :])


def arxiv(number: str) -> Reference:
    """A paper by its number. ValueError."""
    match = _ARXIV.fullmatch(number)
    if not match:
        raise ValueError("expected a paper such as arxiv:2101.00027")
    return Reference(url=f"arxiv:{match[1]}", kind="arxiv", revision=match[2])


def arxiv_page(parts: list[str]) -> Reference | None:
    """arxiv.org/abs/2101.00027 and its other addresses."""
    if len(parts) < 2 or parts[0] not in ("abs", "pdf", "html"):
        return None
    number = "/".join(parts[1:])
    return arxiv(number.removesuffix(".pdf"))
