"""What is to be surveyed: targets in a file, below a folder, of an owner at GitHub or on the Hub."""

from __future__ import annotations

import json
import os
import re
import time
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import TreeError, UsageError
from ..progress import tell
from ..repository.locate import find_repository
from ..repository.packed import is_packed
from ..repository.remote import is_remote
from ..system import policy
from ..system.net import MOST_JSON, Net

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..system.net import Answer

#: Bytes of a line of a file that names targets.
_LONGEST = 2_000
#: What a page of GitHub's and of the Hub's listing holds at most.
_GITHUB_PAGE = 100
_HUB_PAGE = 1_000
GITHUB = "https://api.github.com"
#: Times that a page is asked for, and the longest wait in seconds that its server may ask for.
_TRIES, LONGEST_WAIT = 3, 3_700.0
_OWNER = re.compile(r"(github|hf|hf:datasets):([A-Za-z0-9][\w.-]{0,99})\Z", re.ASCII)
_NAME = re.compile(r"[\w.-]{1,100}/[\w.-]{1,100}\Z", re.ASCII)
_NEXT = re.compile(r'<([^<>]{1,2000})>; ?rel="next"')


def named(
    text: str, say: Callable[[str], None], *, sleep: Callable[[float], None] = time.sleep
) -> Iterator[str]:
    """The targets that a word of the command line stands for. UsageError, TreeError.

    text: a file of targets, a line each; a folder of repositories; github:OWNER, hf:OWNER or
    hf:datasets:OWNER for all of theirs; anything else is a target itself. say: takes what was left out.
    """
    if owner := _OWNER.match(text):
        yield from (_of_github if owner[1] == "github" else _of_hub)(owner[1], owner[2], say, sleep)
        return
    if is_remote(text):
        yield text
        return
    path = Path(text)
    if path.is_dir():
        yield from _below(path, text)
    elif not path.exists():
        raise UsageError(f"{text}: no such file or folder, and no place elsewhere")
    elif is_packed(path.name):
        yield text
    else:
        yield from _lines(path)


def _lines(path: Path) -> Iterator[str]:
    """The targets in a file: a line each, of any bytes, as paths are."""
    with path.open("rb") as file:
        for number, data in enumerate(iter(lambda: file.readline(_LONGEST + 1), b""), 1):
            if len(data) > _LONGEST:
                raise UsageError(f"{path}:{number}: longer than {_LONGEST:,} bytes, so not a file of targets")
            target = os.fsdecode(data.removeprefix(b"\xef\xbb\xbf") if number == 1 else data).strip()
            if target and not target.startswith("#"):
                yield target


def _below(folder: Path, text: str) -> Iterator[str]:
    """A folder that is a repository; else those directly below it that are, and archives."""
    if _is_repository(folder):
        yield text
        return
    some = False
    for path in sorted(folder.iterdir()):
        # A link may lead out of the folder that was named.
        if path.is_symlink() or path.name.startswith("."):
            continue
        if _is_repository(path) if path.is_dir() else is_packed(path.name):
            some = True
            yield str(path)
    if not some:
        raise UsageError(f"{text}: no repository and no archive here or directly below")


def _is_repository(folder: Path) -> bool:
    return find_repository(folder.resolve())[0] == folder.resolve()


def _of_github(
    _: str, owner: str, say: Callable[[str], None], sleep: Callable[[float], None]
) -> Iterator[str]:
    """All repositories of an owner at GitHub that are no forks, not archived and not empty."""
    called = f"github:{owner}"
    login = policy.settings().login("https://github.com/") or None
    left_out: dict[str, int] = {}
    kind, page = "orgs", 1
    while True:
        url = f"{GITHUB}/{kind}/{owner}/repos?per_page={_GITHUB_PAGE}&page={page}&sort=full_name"
        try:
            rows = _rows(_asked(url, login, called, sleep), called)
        except policy.PlaceError as failure:
            if failure.kind == "gone" and kind == "orgs":
                kind = "users"
                continue
            raise TreeError(f"{called} could not be listed: {failure}") from failure
        for row in rows:
            why = next((why for why in ("fork", "archived", "disabled") if row.get(why)), "")
            why = why or ("empty" if row.get("size") == 0 else "")
            if why:
                left_out[why] = left_out.get(why, 0) + 1
            elif _NAME.match(name := str(row.get("full_name"))):
                yield f"github:{name}"
        if len(rows) < _GITHUB_PAGE:
            break
        page += 1
    if left_out:
        words = ", ".join(f"{count:,} {why}" for why, count in sorted(left_out.items()))
        say(f"{called}: left out {words}; a file of targets can name them")


def _of_hub(kind: str, owner: str, _: Callable[[str], None], sleep: Callable[[float], None]) -> Iterator[str]:
    """All models, or datasets, of an owner on the Hub."""
    what, before = ("datasets", "hf:datasets/") if "datasets" in kind else ("models", "hf:")
    end = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    token = os.environ.get("HF_TOKEN", "").strip()
    login = f"Bearer {token}" if token and policy.settings().tokens else None
    url = f"{end}/api/{what}?author={urllib.parse.quote(owner)}&limit={_HUB_PAGE}"
    while url:
        try:
            answer = _asked(url, login, f"{before}{owner}", sleep)
        except policy.PlaceError as failure:
            raise TreeError(f"{before}{owner} could not be listed: {failure}") from failure
        for row in _rows(answer, f"{before}{owner}"):
            if _NAME.match(name := str(row.get("id"))):
                yield f"{before}{name}"
        following = _NEXT.search(answer.headers.get("link", ""))
        url = following[1] if following and following[1].startswith(f"{end}/api/") else ""


def _asked(url: str, login: str | None, called: str, sleep: Callable[[float], None]) -> Answer:
    """A page of a listing; who is told to wait waits. PlaceError."""
    tell(f"listing {called}", waits=True)
    for tries_left in reversed(range(_TRIES)):
        try:
            # The bounds of a place hold for each page.
            net = Net(policy.settings())
            return net.get(url, limit=MOST_JSON + 1, login=login, accept="application/json")
        except policy.PlaceError as failure:
            if failure.wait is None or failure.wait > LONGEST_WAIT or not tries_left:
                raise
            tell(f"listing {called}: asked to wait {failure.wait:,.0f} s", waits=True)
            sleep(failure.wait + 1)
    raise AssertionError("the last try returns or raises")


def _rows(answer: Answer, called: str) -> list[dict[str, Any]]:
    """The objects of a page. TreeError."""
    try:
        found = json.loads(answer.data)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TreeError(f"{called} could not be listed: the answer is no list")
    return found
