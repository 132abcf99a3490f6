"""Objects in Software Heritage, by their SWHIDs: https://github.com/swhid/specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Reference
from ..patterns import lazy
from .paths import path_fault

if TYPE_CHECKING:
    from .urls import Url

_SWHID = lazy(r"(swh:1:(?:cnt|dir|rel|rev|snp):[0-9a-f]{40})((?:;[a-z]{1,20}=[^;#]{0,1500}){0,8})(?:#(.+))?")
_HOST = "archive.softwareheritage.org"


def place(text: str) -> Reference:
    """swh:1:dir:HASH[;path=...][#path]; of qualifiers only a content's path is kept, which names the file."""
    found = _SWHID.fullmatch(text)
    if found is None or (found[3] and path_fault(found[3])):
        raise ValueError("expected an identifier such as swh:1:dir:, cnt, rel, rev or snp and 40 hex digits")
    core, path = found[1], found[3]
    if core.startswith("swh:1:cnt:"):
        told = (one[len("path=") :] for one in found[2].split(";") if one.startswith("path="))
        name = next(told, "").rpartition("/")[2]
        core += f";path=/{name}" if name and not path_fault(name) else ""
        path = None
    return Reference(url=f"{core}#{path}" if path else core, kind="swh")


def address(url: Url) -> Reference | None:
    """archive.softwareheritage.org/swh:1:...;origin=..."""
    if url.port or url.site != _HOST:
        return None
    text = url.path.strip("/").removeprefix("browse/")
    return place(text) if _SWHID.fullmatch(text) else None
