"""Records of archives and papers: DOI, Zenodo, Figshare, the Open Science Framework, arXiv."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Reference
from ..patterns import lazy

if TYPE_CHECKING:
    from .urls import Url

_DOI = lazy(r"10\.\d{4,9}/[^\s\"<>]+")
_ZENODO_DOI = lazy(r"10\.5281/zenodo\.(\d+)", re.IGNORECASE)
_FIGSHARE = lazy(r"([0-9]{1,12})(?:\.(v[0-9]{1,3}))?")
_FIGSHARE_DOI = lazy(r"10\.6084/m9\.figshare\.([0-9]{1,12}(?:\.v[0-9]{1,3})?)", re.IGNORECASE)
#: Its own host, and those of the institutions whose records it keeps.
_FIGSHARE_HOST = lazy(r"(?:[a-z0-9-]{1,63}\.)?figshare\.com")
_OSF = lazy(r"[a-z0-9]{5}", re.IGNORECASE)
_OSF_DOI = lazy(r"10\.17605/osf\.io/([a-z0-9]{5})", re.IGNORECASE)
#: Pages of the site that look like a project's.
_OSF_PAGES = ("login", "about", "share")
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


def figshare_place(text: str) -> Reference:
    """figshare:1234567[.vN]."""
    return _figshare(text[len("figshare:") :])


def _figshare(text: str) -> Reference:
    found = _FIGSHARE.fullmatch(text)
    if not found:
        raise ValueError("expected a record of Figshare such as figshare:1234567 or figshare:1234567.v2")
    return Reference(url=f"figshare:{found[1]}", kind="figshare", revision=found[2])


def figshare_doi(name: str) -> Reference | None:
    """10.6084/m9.figshare.1234567[.vN]."""
    found = _FIGSHARE_DOI.fullmatch(name)
    return _figshare(found[1].lower()) if found else None


def figshare_address(url: Url) -> Reference | None:
    """figshare.com/articles/[type/]title/1234567[/N], also below an institution's name."""
    if url.port or not _FIGSHARE_HOST.fullmatch(url.site) or url.parts[:1] != ["articles"]:
        return None
    *_, before, last = ("", *url.parts)
    versioned = re.fullmatch(r"[0-9]{1,3}", last) and re.fullmatch(r"[0-9]{1,12}", before)
    text = f"{before}.v{last}" if versioned else last
    return _figshare(text) if _FIGSHARE.fullmatch(text) else None


def osf_place(text: str) -> Reference:
    """osf:abcde."""
    return _osf(text[len("osf:") :])


def _osf(text: str) -> Reference:
    if not _OSF.fullmatch(text):
        raise ValueError("expected a project of the Open Science Framework such as osf:ab3de")
    return Reference(url=f"osf:{text.lower()}", kind="osf")


def osf_doi(name: str) -> Reference | None:
    """10.17605/OSF.IO/ABCDE."""
    found = _OSF_DOI.fullmatch(name)
    return _osf(found[1]) if found else None


def osf_address(url: Url) -> Reference | None:
    """osf.io/abcde and the pages below it."""
    if url.port or url.site != "osf.io" or not url.parts or url.parts[0] in _OSF_PAGES:
        return None
    return _osf(url.parts[0]) if _OSF.fullmatch(url.parts[0]) else None


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
