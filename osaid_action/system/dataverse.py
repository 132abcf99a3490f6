"""Datasets in installations of Dataverse: https://guides.dataverse.org/en/latest/api/native-api.html.

Their files: https://guides.dataverse.org/en/latest/api/dataaccess.html. One that was made a table comes as it
was given, for only that has the size which is told.
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING

from .policy import PlaceError
from .records import Archive, at, line, listed, rows, terms, titled, tree, whole
from .web import WebFile

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-512": "sha512"}


def look(reference: Reference, revision: str, net: Net) -> Archive:
    """A dataset at a version, which never changes ("" = the newest that is published). PlaceError."""
    place = reference.url
    host, _, name = place.removeprefix("dataverse:").partition("/")
    asked = revision.rpartition("@")[2] or ":latest-published"
    query = urllib.parse.urlencode({"persistentId": name, "excludeFiles": "false"})
    found = at(net.json(f"https://{host}/api/datasets/:persistentId/versions/{asked}?{query}"), "data")
    major, minor = whole(at(found, "versionNumber")), whole(at(found, "versionMinorNumber"))
    named = line(at(found, "datasetPersistentId")) or name
    version = f"{major}.{minor or 0}"
    if not major or named.lower() != name.lower() or (revision and version not in {asked, f"{asked}.0"}):
        raise PlaceError("failed", f"{place}: the answer is not that dataset's")
    given = listed(at(found, "files"), place)
    files = [_file(row, host) for row in given]
    closed = [how for row in given if (how := _closed(row))]
    said, fields = at(found, "license"), rows(at(found, "metadataBlocks", "citation", "fields"))
    stated = [said, *(at(said, key) for key in ("rightsIdentifier", "name", "uri")), at(found, "termsOfUse")]
    pinned = f"{place}@{version}"
    return Archive(
        tree(pinned, files, net),
        f"{name}@{version}",
        terms(pinned, *stated),
        titled(next((at(one, "value") for one in fields if at(one, "typeName") == "title"), None)),
        f"{len(closed):,} of {len(files):,} files are {', '.join(sorted(set(closed))[:3])}" if closed else "",
    )


def _file(row: object, host: str) -> WebFile | None:
    """A file of a dataset; None where it has no name or no number."""
    file = at(row, "dataFile")
    name, number, size = at(file, "filename"), whole(at(file, "id")), whole(at(file, "filesize"))
    if number is None or not isinstance(name, str):
        return None
    url = f"https://{host}/api/access/datafile/{number}"
    if at(file, "tabularData") is True:
        given = at(file, "originalFileName")
        name, size = given if isinstance(given, str) else name, whole(at(file, "originalFileSize"))
        url += "?format=original"
    folder = at(row, "directoryLabel")
    path = f"{folder.strip('/')}/{name}" if isinstance(folder, str) and folder.strip("/") else name
    kind = _DIGESTS.get(line(at(file, "checksum", "type")))
    digest = line(at(file, "checksum", "value"))
    return WebFile(
        path, url, size, f"{kind}:{digest}" if kind and re.fullmatch(r"[0-9a-fA-F]+", digest) else ""
    )


def _closed(row: object) -> str:
    """How a file is not open to all; "" where it is."""
    if at(row, "restricted") is True:
        return "restricted"
    until = line(at(row, "dataFile", "embargo", "dateAvailable"), 10)
    return f"embargoed until {until}" if until else ""
