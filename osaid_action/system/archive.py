"""Archives and single files: Zenodo records, DOIs, release assets of GitHub, https files with a digest.

Metadata, license, file list and digests; of a file's contents the start alone, unless its digest is
to be checked and it is small enough. Nothing is unpacked.
"""

from __future__ import annotations

import hashlib
import re
import urllib.parse
from typing import TYPE_CHECKING, Any, NamedTuple

from ..licenses import judge, normalize_id
from ..model import License
from ..repository.listing import is_path
from .net import MOST_BYTES
from .policy import PlaceError
from .web import MOST_FILES, WebFile, WebTree

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

ZENODO = "https://zenodo.org"
DATACITE = "https://api.datacite.org"
GITHUB_API = "https://api.github.com"
#: A file without a digest in its listing is read whole for one up to here.
MOST_HASHED = MOST_BYTES // 2


class Archive(NamedTuple):
    """What an archive lists. licenses: what its metadata state; resolved: what pins it."""

    tree: WebTree
    resolved: str
    licenses: tuple[License, ...]
    notes: tuple[str, ...]
    gated: str = ""


def zenodo(reference: Reference, revision: str, net: Net) -> Archive:
    """A Zenodo record: its files are fixed for ever, a new version is a new record. PlaceError."""
    del revision
    asked = reference.url.removeprefix("zenodo:")
    record = net.json(f"{ZENODO}/api/records/{asked}")
    number = str(_at(record, "id") or "")
    if not re.fullmatch(r"\d{1,12}", number):
        raise PlaceError("failed", f"zenodo:{asked}: the answer is not a record's")
    rows = _at(record, "files")
    files = []
    for row in rows if isinstance(rows, list) else []:
        name, size = _at(row, "key"), _at(row, "size")
        if isinstance(name, str) and name.isprintable():
            url = f"{ZENODO}/api/records/{number}/files/{urllib.parse.quote(name)}/content"
            known = size if isinstance(size, int) and size >= 0 else None
            files.append(WebFile(name, url, known, str(_at(row, "checksum") or "")))
    notes = [f"moved: zenodo:{asked} leads to zenodo:{number}"] if number != asked else []
    title = _at(record, "metadata", "title")
    notes += [f"titled: {' '.join(title.split())[:200]}"] if isinstance(title, str) else []
    access = str(_at(record, "metadata", "access_right") or "open")
    stated = _at(record, "metadata", "license", "id")
    return Archive(
        WebTree(f"zenodo:{number}", files[:MOST_FILES], net, commit=None),
        f"zenodo:{number}",
        _license(f"zenodo:{number}", stated) if isinstance(stated, str) else (),
        tuple(notes),
        "" if access == "open" else access,
    )


def _license(path: str, stated: str) -> tuple[License, ...]:
    """What a record's metadata state, for all files of the record."""
    expression = normalize_id(stated) or stated
    return (
        License(
            path=path,
            expression=expression,
            state="stated",
            verdict=judge(expression).verdict,
            scope=("code", "parameters", "data"),
            note="the record's metadata, for all its files and so for its documentation",
        ),
    )


def doi(reference: Reference, revision: str, net: Net) -> Archive:
    """A DOI's metadata. They name no files, so this only ever says why nothing was verified. PlaceError."""
    del revision
    name = reference.url.removeprefix("doi:")
    value = net.json(f"{DATACITE}/dois/{urllib.parse.quote(name, safe='/')}")
    titles, rights = (
        _at(value, "data", "attributes", "titles"),
        _at(value, "data", "attributes", "rightsList"),
    )
    title = _at(titles[0], "title") if isinstance(titles, list) and titles else None
    stated = (
        [_at(row, "rightsIdentifier") or _at(row, "rights") for row in rights]
        if isinstance(rights, list)
        else []
    )
    words = f"doi:{name} is registered"
    words += f" as “{' '.join(title.split())[:120]}”" if isinstance(title, str) else ""
    named = ", ".join(str(one)[:60] for one in stated if one)
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
    rows = _at(value, "assets")
    wanted = urllib.parse.unquote(file)
    row = next((row for row in rows if _at(row, "name") == wanted), None) if isinstance(rows, list) else None
    if row is None:
        raise PlaceError("gone", f"{reference.url}: the release has no such file")
    size, digest = _at(row, "size"), str(_at(row, "digest") or "")
    return _file(
        net, WebFile(wanted, reference.url, size if isinstance(size, int) else None, digest), revision
    )


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
    tree = WebTree(path, [found._replace(path=path, digest=digest)], net)
    return Archive(tree, digest or f"size:{found.size}", (), tuple(notes))


def _at(value: Any, *keys: str) -> Any:
    """What stands under keys in nested JSON objects; None where one is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
