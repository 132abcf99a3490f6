"""Code at another repository: one commit of it, fetched shallow and without large blobs into a cache.

git runs no hook, no credential helper and no protocol but https, takes no redirect, and connects to
the address that was checked. A commit that is kept needs no network.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TreeError
from ..patterns import lazy
from ..repository import cache, remote
from .policy import PlaceError

if TYPE_CHECKING:
    from ..model import Reference
    from ..repository.git_tree import GitTree
    from .net import Answer, Net

#: Bytes of fetched repositories that are kept; beyond it, those used longest ago go.
MOST_KEPT = 1 << 30
_COMMIT = lazy(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_NO_REVISION = lazy(r"couldn't find remote ref|not our ref|no such remote ref", re.IGNORECASE)


def url_of(reference: Reference) -> str:
    """The https URL of a repository."""
    base = reference.url.partition("#")[0]
    if reference.kind == "github":
        return f"https://github.com/{base.removeprefix('github:')}.git"
    return base.removeprefix("git+")


def fetch(reference: Reference, revision: str, net: Net) -> tuple[GitTree, tuple[str, ...]]:
    """The tree at a revision ("" = what HEAD names) with what there is to note. PlaceError."""
    url = url_of(reference)
    folder = _folder()
    if folder and _COMMIT.fullmatch(revision):
        # What a token opened is there for those alone who have it.
        for login in dict.fromkeys(("", net.policy.login(url))):
            kept = folder / _key(url, revision, login)
            if kept.is_dir():
                kept.touch()
                return remote.kept(url, revision, kept), ()
    notes: list[str] = []
    used = ""

    def approve(asked: str) -> tuple[str, dict[str, str], str]:
        nonlocal used
        final, settings, used = _approve(asked, net, notes)
        return final, settings, f"Authorization: {used}" if used else ""

    new = Path(tempfile.mkdtemp(prefix=".osaid-", dir=folder))
    try:
        found = remote.fetched(url, revision or "HEAD", new, approve=approve)
    except TreeError as error:
        shutil.rmtree(new, ignore_errors=True)
        words = str(error).replace(str(new), ".")
        if revision and _NO_REVISION.search(words):
            raise PlaceError("gone", f"{url}: {revision} is not there") from None
        raise PlaceError("failed", f"{url}: {words}") from None
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    if folder and found.commit:
        found.close()
        _make_room(folder)
        final = folder / _key(url, found.commit, used)
        try:
            new.rename(final)
        except OSError:  # Another run was faster.
            shutil.rmtree(new, ignore_errors=True)
        return remote.kept(url, found.commit, final), tuple(notes)
    return found, tuple(notes)


def _approve(url: str, net: Net, notes: list[str]) -> tuple[str, dict[str, str], str]:
    """The URL to fetch after redirects, each checked; the address to connect to; the login that it takes."""
    asked = url.rstrip("/")
    answer, login = _asked(asked, net)
    final = answer.url.partition("/info/refs?")[0]
    # A server that was led to elsewhere gets nothing but what is its own.
    login = login and net.policy.login(final)
    if final != asked:
        notes.append(f"moved: {asked} leads to {final}")
    _, host, port, addresses = net.checked(final)
    if addresses == [host]:
        return final, {}, login
    address = addresses[0]
    at = f"{host}:{port}:{f'[{address}]' if ':' in address else address}"
    return final, {"http.curloptResolve": at}, login


def _asked(url: str, net: Net) -> tuple[Answer, str]:
    """What a repository answers, and the login that it took: "" for one that is open to all."""
    refs = f"{url}/info/refs?service=git-upload-pack"
    try:
        return net.get(refs, limit=1 << 12), ""
    except PlaceError as failure:
        if failure.kind not in {"denied", "gone"}:
            raise
        login = net.policy.login(url)
        if login:
            with contextlib.suppress(PlaceError):
                return net.get(refs, limit=1 << 12, login=login), login
        if failure.kind == "gone":
            raise
        # GitHub and GitLab ask for a name where there is no repository.
        words = "it is private or not there; a token may open it"
        raise PlaceError("denied", f"{failure.args[0].removesuffix(', not open to us')}, {words}") from None


def _folder() -> Path | None:
    """Where fetched repositories are kept; None where nothing can be, or others could change them."""
    own = cache.default_path()
    if own is None:
        return None
    folder = own.parent / "repositories"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return None if cache.of_others(folder) else folder
    except OSError:
        return None


def _key(url: str, commit: str, login: str) -> str:
    return hashlib.sha256(f"{url} {commit} {login}".rstrip().encode()).hexdigest()[:40]


def _make_room(folder: Path) -> None:
    """Remove what was used longest ago while there is too much."""
    sizes = {}
    for item in folder.iterdir():
        if re.fullmatch(r"[0-9a-f]{40}", item.name):
            size = sum(file.stat().st_size for file in item.rglob("*") if file.is_file())
            sizes[item] = (item.stat().st_mtime, size)
    total = sum(size for _, size in sizes.values())
    for item, (_, size) in sorted(sizes.items(), key=lambda row: row[1]):
        if total <= MOST_KEPT:
            break
        shutil.rmtree(item, ignore_errors=True)
        total -= size
