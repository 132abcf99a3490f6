"""Archives and single files: Zenodo records, DOIs, release assets of GitHub, https files with a digest.

Metadata, license, file list and digests; of a file's contents the start alone, unless its digest is
to be checked and it is small enough. Nothing is unpacked.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import urllib.parse
from typing import TYPE_CHECKING

from ..addresses import MAX_LENGTH, parse_place
from ..model import LISTED
from ..repository.listing import is_path
from .net import MOST_BYTES
from .policy import PlaceError
from .records import Archive, at, line, rows, terms, titled, tree, whole
from .web import WebFile, WebTree

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

ZENODO = "https://zenodo.org"
DATACITE = "https://api.datacite.org"
GITHUB_API = "https://api.github.com"
#: A file without a digest in its listing is read whole for one up to here.
MOST_HASHED = MOST_BYTES // 2


def zenodo(reference: Reference, revision: str, net: Net) -> Archive:
    """A Zenodo record: its files are fixed for ever, a new version is a new record. PlaceError."""
    del revision
    asked = reference.url.removeprefix("zenodo:")
    record = net.json(f"{ZENODO}/api/records/{asked}")
    number = str(at(record, "id") or "")
    if not re.fullmatch(r"\d{1,12}", number):
        raise PlaceError("failed", f"zenodo:{asked}: the answer is not a record's")
    files = [_of_record(row, number) for row in rows(at(record, "files"))]
    moved = (f"moved: zenodo:{asked} leads to zenodo:{number}",) if number != asked else ()
    access = line(at(record, "metadata", "access_right")) or "open"
    return Archive(
        tree(f"zenodo:{number}", files, net),
        f"zenodo:{number}",
        terms(f"zenodo:{number}", at(record, "metadata", "license", "id")),
        (*moved, *titled(at(record, "metadata", "title"))),
        "" if access == "open" else access,
    )


def _of_record(row: object, number: str) -> WebFile | None:
    name = at(row, "key")
    if not isinstance(name, str):
        return None
    url = f"{ZENODO}/api/records/{number}/files/{urllib.parse.quote(name, errors='replace')}/content"
    return WebFile(name, url, whole(at(row, "size")), line(at(row, "checksum")))


def doi(reference: Reference, net: Net) -> Reference:
    """The place that a DOI is registered for. PlaceError where that is none whose files are listed.

    https://github.com/datacite/lupo/blob/master/openapi.yaml
    """
    name = reference.url.removeprefix("doi:")
    about = at(net.json(f"{DATACITE}/dois/{urllib.parse.quote(name, safe='/')}"), "data", "attributes")
    with contextlib.suppress(ValueError):
        found = parse_place(re.sub(r"^http://", "https://", line(at(about, "url"), MAX_LENGTH)))
        if found.kind in LISTED:
            return found
    title = line(next((at(row, "title") for row in rows(at(about, "titles"))), None), 120)
    stated = [at(row, "rightsIdentifier") or at(row, "rights") for row in rows(at(about, "rightsList"))]
    words = f"doi:{name} is registered"
    words += f" as “{title}”" if title else ""
    named = ", ".join(filter(None, (line(one, 60) for one in stated)))
    words += f" under {named}" if named else ""
    raise PlaceError("refused", words + "; a DOI does not say which files there are")


def asset(reference: Reference, revision: str, net: Net) -> Archive:
    """An asset of a release on GitHub, with the size and digest that GitHub gives. PlaceError."""
    match = re.fullmatch(r"https://github\.com/([^/]+)/([^/]+)/releases/download/(.+)/([^/]+)", reference.url)
    if not match:
        raise PlaceError("refused", f"{reference.url}: not the address of a release's asset")
    owner, name, tag, file = match.groups()
    latest = "latest" if tag == "latest" else f"tags/{tag}"
    value = net.json(f"{GITHUB_API}/repos/{owner}/{name}/releases/{latest}")
    wanted = urllib.parse.unquote(file)
    row = next((row for row in rows(at(value, "assets")) if at(row, "name") == wanted), None)
    if row is None:
        raise PlaceError("gone", f"{reference.url}: the release has no such file")
    found = WebFile(wanted, reference.url, whole(at(row, "size")), line(at(row, "digest")))
    return _file(net, found, revision)


def file(reference: Reference, revision: str, net: Net) -> Archive:
    """One file at an https address. revision: "sha256:..." when its digest is declared. PlaceError."""
    answer = net.get(reference.url, limit=4096)
    name = urllib.parse.unquote(urllib.parse.urlsplit(reference.url).path).rpartition("/")[2] or "file"
    if answer.headers.get("content-type", "").startswith("text/html") and not re.search(r"\.html?$", name):
        raise PlaceError("failed", f"{reference.url}: a web page, not a file")
    return _file(net, WebFile(name, answer.url, answer.size), revision)


def _file(net: Net, found: WebFile, revision: str) -> Archive:
    digest, notes = found.digest, []
    if not digest and found.size is not None and found.size <= MOST_HASHED:
        data = net.get(found.url, limit=max(found.size, 1)).data
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}" if len(data) == found.size else ""
    if revision.startswith("sha256:"):
        if not digest:
            raise PlaceError("refused", f"{found.path}: too large for its digest to be checked here")
        if digest != revision:
            raise PlaceError("gone", f"{found.path}: its digest is {digest}, not the one declared")
    elif not digest:
        notes.append("too large for a digest: pinned by its size alone")
    path = found.path if found.path.isprintable() and is_path(found.path) else "file"
    alone = WebTree(path, [found._replace(path=path, digest=digest)], net)
    return Archive(alone, digest or f"size:{found.size}", notes=tuple(notes))
