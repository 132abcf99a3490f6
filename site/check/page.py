"""What the page runs in Pyodide: it checks what was given, and tells of it in each form that is shown."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from osaid_action.addresses import spell
from osaid_action.errors import TreeError, UsageError
from osaid_action.flow.clock import today
from osaid_action.flow.examine import examine
from osaid_action.flow.targets import noted
from osaid_action.frozen import replace
from osaid_action.manifest.aliases import typed
from osaid_action.report import html, markdown
from osaid_action.report import json as report_json
from osaid_action.report.words import headline, outcome, sentence
from osaid_action.repository.blob import Blob
from osaid_action.repository.folder import plain_folder
from osaid_action.repository.listing import entry_of
from osaid_action.repository.packed import packed
from osaid_action.system import hub
from osaid_action.system.listed import path_of
from osaid_action.system.net import MOST_JSON, Answer, Net, refusal
from osaid_action.system.opened import Opened
from osaid_action.system.policy import PlaceError, settings
from osaid_action.system.records import at, line, whole
from osaid_action.system.web import MOST_FILES, WebFile, WebTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from osaid_action.model import Reference
    from osaid_action.repository.tree import Tree

_NO_GIT = "read without git: files that git ignores count too"
_OID = re.compile(r"[0-9a-f]{40,64}")
_NEXT = re.compile(r'<([^<>]{1,2000})>; rel="next"')


def of_zip(path: str) -> str:
    """What `_told` gives for a zip file."""
    return _told(lambda: packed(Path(path)))


def of_folder(path: str, had_git: bool) -> str:
    """What `_told` gives for a folder. had_git: it is that of a repository, whose own folder was left out."""

    def opened() -> Tree:
        tree = plain_folder(Path(path), _NO_GIT if had_git else "")
        # What is above it here tells nothing.
        tree.name = Path(path).name
        return tree

    return _told(opened)


def of_place(text: str, hosts: str, ask: Callable[[str], Any]) -> str:
    """What `_told` gives for an address. hosts: JSON of which are asked; ask: a function of the worker."""
    net = _Net(ask)

    def opened() -> Tree:
        reference = typed(text if re.match(r"[a-z]+:", text) else f"https://{text}")
        if reference.kind not in _OPENERS:
            raise UsageError(f"{text}: only repositories on GitHub, models and datasets on the Hub are asked")
        try:
            return _OPENERS[reference.kind](reference, json.loads(hosts), net)
        except PlaceError as failure:
            again = "" if failure.kind == "gone" else "\nIt can be saved as a zip file, and dropped here."
            raise TreeError(f"{failure}{again}") from None

    return _told(opened)


def _told(opened: Callable[[], Tree]) -> str:
    """JSON: the outcome in a line and the report by its forms, or in `refused` why there is none."""
    try:
        with opened() as tree:
            report = examine(tree, today=today())
    except TreeError as error:
        return json.dumps({"refused": str(error)})
    placed, unread = report, 0
    if isinstance(tree, _Tree):
        placed = replace(report, target=replace(report.target, origin=tree.origin, folder=tree.folder))
        unread = len(tree.unread)
    told = {
        "name": report.target.name,
        "outcome": outcome(report),
        "headline": sentence(headline(report)),
        "unread": unread,
        "html": html.render(placed),
        "json": report_json.render(report),
        "md": markdown.render(report),
    }
    return json.dumps(told)


class _Asked(NamedTuple):
    """What is asked for: up to `limit` bytes of an address. part: there is more of it."""

    url: str
    limit: int
    part: bool = False
    accept: str = ""


class _Net(Net):
    """The web as a browser lets a page ask it: without sockets and threads, several at once."""

    def __init__(self, ask: Callable[[str], Any]) -> None:
        super().__init__(settings())
        self._ask_for = ask

    def get(
        self, url: str, *, limit: int, first: int = 0, login: str | None = None, accept: str = ""
    ) -> Answer:
        """Up to `limit` bytes from the start. PlaceError."""
        assert not first and not login
        (found,) = self.many([_Asked(url, limit, accept=accept)])
        if isinstance(found, PlaceError):
            raise found
        return found

    def many(self, wanted: Sequence[_Asked]) -> list[Answer | PlaceError]:
        """What each address gives."""
        found = self._ask_for(json.dumps(wanted))
        if hasattr(found, "then"):
            from pyodide.ffi import run_sync  # type: ignore[import-not-found]  # it is there in Pyodide alone

            found = run_sync(found)
        return [_answer(one, row) for one, row in zip(wanted, found, strict=True)]


def _answer(asked: _Asked, row: Any) -> Answer | PlaceError:
    """An answer as the worker gives it: `status` (0: none came, and `why`), `headers` as JSON, `data`."""
    if row.status in {200, 206}:
        return Answer(
            url=asked.url, data=row.data.to_bytes()[: asked.limit], size=None, headers=json.loads(row.headers)
        )
    if not row.status:
        return PlaceError("failed", f"{urlsplit(asked.url).hostname}: {row.why}")
    return refusal(row.status, asked.url, json.loads(row.headers))


class _Tree(WebTree):
    """A listing whose files the worker asks for. origin: the https URL of a repository, or "".

    unread: which files did not come.
    """

    def __init__(
        self, name: str, files: Iterable[WebFile], *, net: _Net, origin: str = "", **options: Any
    ) -> None:
        super().__init__(name, files, net, **options)
        self.origin = origin
        self.unread: set[str] = set()
        self._many = net.many

    def starts(self, files: Sequence[WebFile], limit: int) -> Iterator[Blob]:
        """Up to `limit` bytes from the start of each file; all are asked for at once."""
        wanted = [file for file in files if file.size != 0]
        asked = [
            _Asked(file.url, min(limit, file.size or limit), part=file.size is None or file.size > limit)
            for file in wanted
        ]
        found = dict(zip((file.path for file in wanted), self._many(asked), strict=True))
        for file in files:
            blob = _blob(file, found.get(file.path), limit)
            if blob.data is None:
                self.unread.add(file.path)
            yield blob


def _blob(file: WebFile, answer: Answer | PlaceError | None, limit: int) -> Blob:
    if answer is None:
        return Blob(b"", 0)
    if isinstance(answer, PlaceError):
        return Blob(None, file.size, str(answer))
    if file.size is not None and len(answer.data) < min(limit, file.size):
        return Blob(None, file.size, f"{len(answer.data):,} bytes, its listing says {file.size:,}")
    return Blob(answer.data, file.size)


def _github(reference: Reference, hosts: dict[str, str], net: _Net) -> Tree:
    """A repository on GitHub, or a folder of it, at a commit. PlaceError, UsageError."""
    name = reference.url.partition("#")[0].removeprefix("github:")
    asked = f"{hosts['api']}/repos/{name}"
    revision = quote(reference.revision or "HEAD", safe="")
    answer = net.get(f"{asked}/commits/{revision}", limit=100, accept="application/vnd.github.sha")
    commit = answer.data.decode("ascii", "replace").strip()
    if not _OID.fullmatch(commit):
        raise PlaceError("failed", f"{asked}: what it answers is no commit")
    listing = net.json(f"{asked}/git/trees/{commit}?recursive=1")
    files = [
        file for row in _rows(at(listing, "tree"), asked) if (file := _of_github(row, hosts, name, commit))
    ]
    folder = f"{path_of(reference).strip('/')}/"
    paths = {file.path for file in files}
    if folder == "/" or folder[:-1] in paths:
        folder = ""
    elif not any(path.startswith(folder) for path in paths):
        raise UsageError(f"no folder {folder[:-1]!r} in commit {commit}")
    tree = _Tree(
        f"{name}/{folder}".rstrip("/"),
        files,
        net=net,
        commit=commit,
        folder=folder,
        origin=f"https://github.com/{name}",
    )
    if at(listing, "truncated") is not False:
        tree.whole = False
        tree.add_limits(["GitHub's listing was cut: the rest of the files was not looked at"])
    return tree


def _of_github(row: object, hosts: dict[str, str], name: str, commit: str) -> WebFile | None:
    """A row of https://docs.github.com/rest/git/trees; None for a folder."""
    path, mode, oid = (at(row, key) for key in ("path", "mode", "sha"))
    if at(row, "type") == "tree":
        return None
    if not (isinstance(path, str) and isinstance(mode, str) and isinstance(oid, str) and _OID.fullmatch(oid)):
        raise PlaceError("failed", f"{name}: a row of its listing names no file")
    url = f"{hosts['raw']}/{name}/{commit}/{quote(path, errors='replace')}"
    entry = entry_of(mode, oid, path)
    return WebFile(path, url, whole(at(row, "size")), f"git:{oid}", kind=entry.kind, oid=oid)


def _hub(reference: Reference, hosts: dict[str, str], net: _Net) -> Tree:
    """A model or dataset on the Hub, at a commit. PlaceError."""
    if path_of(reference):
        raise UsageError(f"{spell(reference)}: a part of it can't be checked by itself")
    kind = reference.kind.removeprefix("hf-")
    asked = reference.url.removeprefix("hf:").removeprefix("datasets/")
    kept = f"{hosts['hub']}/api/{kind}s"
    revision = f"/revision/{quote(reference.revision, safe='')}" if reference.revision else ""
    info = net.json(f"{kept}/{asked}{revision}")
    name, commit, card, gated = (at(info, key) for key in ("id", "sha", "cardData", "gated"))
    if not isinstance(name, str) or not isinstance(commit, str) or not _OID.fullmatch(commit):
        raise PlaceError("failed", f"{kept}/{asked}: the answer is not a repository's")
    about = hub.About(
        name=name,
        commit=commit,
        card=card if isinstance(card, dict) else {},
        gated=gated if isinstance(gated, str | bool) else False,
        disabled=at(info, "disabled") is True,
    )
    files: list[WebFile] = []
    page = f"{kept}/{name}/tree/{commit}?recursive=true"
    while page and len(files) <= MOST_FILES:
        answer = net.get(page, limit=MOST_JSON)
        try:
            listing = json.loads(answer.data)
        except (ValueError, RecursionError):
            raise PlaceError("failed", f"{kept}/{name}: not valid JSON") from None
        files += (file for row in _rows(listing, kept) if (file := _of_hub(row, hosts, kind, about)))
        more = _NEXT.search(answer.headers.get("link", ""))
        page = more[1] if more and more[1].startswith(f"{kept}/{name}/tree/") else ""
    found = hub.told(kind, asked, about, files, partial(_Tree, net=net))
    opened = Opened(found.tree, commit, (), found.gated, found.bases, found.datasets, found.notes)
    return noted(opened, spell(reference))


def _of_hub(row: object, hosts: dict[str, str], kind: str, about: hub.About) -> WebFile | None:
    """A row of a listing; None for a folder."""
    path = at(row, "path")
    if at(row, "type") == "directory":
        return None
    if not isinstance(path, str):
        raise PlaceError("failed", f"{about.name}: a row of its listing names no file")
    size, sha256, oid = whole(at(row, "size")), line(at(row, "lfs", "oid")), line(at(row, "oid"))
    return hub.listed(hosts["hub"], kind, about, path, size, sha256, oid)


def _rows(listing: object, asked: str) -> list[object]:
    """The rows of a listing. PlaceError, for one without rows would be that of an empty repository."""
    if not isinstance(listing, list):
        raise PlaceError("failed", f"{asked}: the answer is no listing")
    return listing


_OPENERS = {"github": _github, "hf-model": _hub, "hf-dataset": _hub}
