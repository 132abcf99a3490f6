"""Models and datasets on ModelScope, as its published client asks.

That is `hub/api.py` and `hub/file_download.py` of https://github.com/modelscope/modelscope, release 1.20. No
commit is told, so the files' digests pin.
"""

from __future__ import annotations

import re
import urllib.parse
from typing import TYPE_CHECKING, Any

from .policy import PlaceError
from .records import Archive, at, digest, line, listed, tree, whole
from .web import MOST_FILES, WebFile

if TYPE_CHECKING:
    from ..model import Reference
    from .net import Net

API = "https://www.modelscope.cn/api/v1"
#: Files that a page of a dataset's list has, and pages that are asked for.
_PAGE = 100
MOST_PAGES = 100


def look(reference: Reference, revision: str, net: Net) -> Archive:
    """A model or dataset at a revision ("" = the default branch). PlaceError."""
    place = reference.url.partition("#")[0]
    group = "models" if reference.kind == "ms-model" else "datasets"
    name = place.removeprefix("modelscope:").removeprefix("datasets/")
    # What the lock has of a look is no revision.
    asked = revision if revision and ":" not in revision else "master"
    given, all_ = _model(name, asked, net) if group == "models" else _dataset(place, name, asked, net)
    url = f"{API}/{group}/{name}/repo"
    files = [_file(row, url, asked) for row in given if at(row, "Type") != "tree"]
    cut = [] if all_ else [f"more than {MOST_PAGES * _PAGE:,} files: the rest was not looked at"]
    return Archive(tree(name, files, net, cut, whole=all_, packed=False), digest(files))


def _file(row: object, url: str, revision: str) -> WebFile | None:
    path = at(row, "Path")
    if not isinstance(path, str):
        return None
    query = urllib.parse.urlencode({"Revision": revision, "FilePath": path}, errors="replace")
    found = line(at(row, "Sha256"))
    told = f"sha256:{found}" if re.fullmatch(r"[0-9a-f]{64}", found) else ""
    return WebFile(path, f"{url}?{query}", whole(at(row, "Size")), told)


def _model(name: str, revision: str, net: Net) -> tuple[list[Any], bool]:
    query = urllib.parse.urlencode({"Revision": revision, "Recursive": "True"})
    answer = net.json(f"{API}/models/{name}/repo/files?{query}")
    return listed(at(answer, "Data", "Files"), f"modelscope:{name}"), True


def _dataset(place: str, name: str, revision: str, net: Net) -> tuple[list[Any], bool]:
    """A dataset's files are listed by its number, some at a time."""
    number = whole(at(net.json(f"{API}/datasets/{name}"), "Data", "Id"))
    if number is None:
        raise PlaceError("failed", f"{place}: the answer is not a dataset's")
    found: dict[object, Any] = {}
    for page in range(1, MOST_PAGES + 1):
        asked = {
            "Revision": revision,
            "Root": "/",
            "Recursive": "True",
            "PageNumber": page,
            "PageSize": _PAGE,
        }
        query = urllib.parse.urlencode(asked)
        answer = net.json(f"{API}/datasets/{number}/repo/tree?{query}")
        more = listed(at(answer, "Data", "Files"), place)
        before = len(found)
        found |= {str(at(row, "Path")): row for row in more}
        # A page that tells nothing new is the last, whatever it says.
        if len(more) < _PAGE or len(found) == before or len(found) > MOST_FILES:
            return list(found.values()), True
    return list(found.values()), False
