"""Records of Figshare, by version 2 of its API: https://docs.figshare.com/#public_article.

Their files are fetched from the address that the API names for each.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .policy import PlaceError
from .records import Archive, at, line, listed, terms, titled, tree, whole
from .web import WebFile

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

API = "https://api.figshare.com/v2"


def look(reference: Reference, revision: str, net: Net) -> Archive:
    """A record at a version, which never changes ("" = the newest). PlaceError."""
    place = reference.url
    number = place.removeprefix("figshare:")
    asked = re.search(r"v([0-9]{1,3})$", revision)
    version = f"/versions/{asked[1]}" if asked else ""
    record = net.json(f"{API}/articles/{number}{version}")
    told = whole(at(record, "version"))
    if whole(at(record, "id")) != int(number) or not told or (asked and told != int(asked[1])):
        raise PlaceError("failed", f"{place}: the answer is not that record's")
    given = listed(at(record, "files"), place)
    files = [_file(row) for row in given if at(row, "is_link_only") is not True]
    elsewhere = len(given) - len(files)
    linked = [f"{elsewhere:,} files are links to elsewhere, not looked at"] if elsewhere else []
    pinned = f"{place}.v{told}"
    stated = at(record, "license", "name"), at(record, "license", "url")
    return Archive(
        tree(pinned, files, net, linked, whole=not linked),
        pinned,
        terms(pinned, *stated),
        titled(at(record, "title")),
        _closed(record),
    )


def _file(row: object) -> WebFile | None:
    name, url = at(row, "name"), at(row, "download_url")
    if not isinstance(name, str) or not isinstance(url, str):
        return None
    found = line(at(row, "computed_md5")) or line(at(row, "supplied_md5"))
    told = f"md5:{found}" if re.fullmatch(r"[0-9a-fA-F]{32}", found) else ""
    return WebFile(name, url, whole(at(row, "size")), told)


def _closed(record: object) -> str:
    """How a record's files are not open to all, in words; "" where they are."""
    if at(record, "is_embargoed") is True:
        until = line(at(record, "embargo_date"), 10)
        return f"embargoed until {until}" if until else "embargoed"
    return "confidential" if at(record, "is_confidential") is True else ""
