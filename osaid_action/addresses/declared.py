"""A place as a manifest names it, and its spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import web
from .kinds import EXPECTED, SERVICES
from .urls import taken_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..model import Reference

#: Longer texts are not places; the bound also keeps hostile input cheap.
MAX_LENGTH = 2000

#: What reads a place, by what it starts with.
PREFIXES: dict[str, Callable[[str], Reference]] = {
    **{prefix: service.place for service in SERVICES for prefix in service.prefixes},
    "https://": web.place,
    "http://": web.insecure,
}
_MARKS = {kind: service.mark for service in SERVICES for kind in service.kinds if service.mark is not None}


def parse_place(text: str) -> Reference:
    """The place that a manifest names. ValueError says what was expected.

    Only https among the web's schemes: what is declared must be fit to be verified.
    """
    check_text(text)
    for prefix, parse in PREFIXES.items():
        if text.lower().startswith(prefix):
            return meant(parse(text))
    raise ValueError(f"expected {EXPECTED}")


def meant(reference: Reference) -> Reference:
    """The record that a web address or a DOI leads to, where that is known; else what it is."""
    found: Iterable[Reference | None] = ()
    if reference.kind == "url" and not reference.revision and (url := taken_apart(reference.url)):
        found = (service.address(url) for service in SERVICES if service.address)
    elif reference.kind == "doi":
        name = reference.url.removeprefix("doi:")
        found = (service.doi(name) for service in SERVICES if service.doi)
    return next((one for one in found if one is not None), reference)


def check_text(text: str) -> None:
    """ValueError when `text` can't be a place of any kind."""
    if len(text) > MAX_LENGTH:
        raise ValueError(f"expected at most {MAX_LENGTH} characters")
    if not text.isprintable() or " " in text:
        raise ValueError("expected a place without spaces or control characters")


def spell(reference: Reference) -> str:
    """The place with its revision, as it can be written in a manifest."""
    revision = reference.revision or ""
    if reference.kind in web.DIGESTED and revision.startswith("sha256:"):
        return f"{reference.url}#{revision.replace(':', '=', 1)}"
    if not revision or reference.kind not in _MARKS:
        return reference.url
    base, hash_, path = reference.url.partition("#")
    return f"{base}{_MARKS[reference.kind]}{revision}{hash_}{path}"
