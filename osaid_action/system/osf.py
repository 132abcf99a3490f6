"""Projects and registrations of the Open Science Framework: https://developer.osf.io.

What is kept at its own storage is listed folder by folder; parts of a project that are projects of their own
are not followed.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from .policy import PlaceError
from .records import Archive, at, digest, line, listed, terms, titled, tree, whole
from .web import MOST_FILES, WebFile

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

API = "https://api.osf.io/v2"
#: Pages of folders that are asked for.
MOST_PAGES = 120


def look(reference: Reference, revision: str, net: Net) -> Archive:
    """What a project holds now, or a registration for ever. PlaceError."""
    del revision
    place = reference.url
    name = place.removeprefix("osf:")
    about = at(net.json(f"{API}/guids/{name}/"), "data")
    kind = line(at(about, "type"))
    if at(about, "id") != name or kind not in {"nodes", "registrations"}:
        raise PlaceError("refused", f"{place}: not a project or a registration")
    files, all_ = _files(place, f"{API}/{kind}/{name}/files/osfstorage/", net)
    license_ = at(about, "relationships", "license", "links", "related", "href")
    stated = at(net.json(license_), "data", "attributes") if _is_own(license_) else None
    cut = [] if all_ else [f"more than {MOST_PAGES} folders: the rest was not looked at"]
    return Archive(
        tree(place, files, net, cut, whole=all_),
        place if kind == "registrations" else digest(files),
        terms(place, at(stated, "name"), at(stated, "text")),
        titled(at(about, "attributes", "title")),
    )


def _files(place: str, first: str, net: Net) -> tuple[list[WebFile | None], bool]:
    """The files of a storage, and whether these are all."""
    left, seen, files = deque([first]), {first}, list[WebFile | None]()
    for _ in range(MOST_PAGES):
        if not left or len(files) > MOST_FILES:
            break
        page = net.json(left.popleft())
        more = [at(page, "links", "next")]
        for row in listed(at(page, "data"), place):
            if at(row, "attributes", "kind") == "folder":
                more.append(at(row, "relationships", "files", "links", "related", "href"))
            else:
                files.append(_file(row))
        new = [one for one in dict.fromkeys(filter(_is_own, more)) if one not in seen]
        seen.update(new)
        left += new
    return files, not left


def _file(row: object) -> WebFile | None:
    path, url = at(row, "attributes", "materialized_path"), at(row, "links", "download")
    if not isinstance(path, str) or not isinstance(url, str):
        return None
    found = line(at(row, "attributes", "extra", "hashes", "sha256"))
    told = f"sha256:{found}" if re.fullmatch(r"[0-9a-f]{64}", found) else ""
    return WebFile(path.removeprefix("/"), url, whole(at(row, "attributes", "size")), told)


def _is_own(url: object) -> bool:
    """True for an address of the API itself."""
    return isinstance(url, str) and url.startswith(f"{API}/")
