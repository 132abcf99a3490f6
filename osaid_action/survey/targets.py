"""What is to be surveyed: targets in a file, below a folder, of an organization at GitHub or on the Hub."""

from __future__ import annotations

import os
import re
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import TreeError, UsageError
from ..repository.locate import find_repository
from ..repository.packed import is_packed
from ..repository.remote import is_remote
from ..system import policy
from ..system.net import Net

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: Targets of one survey, and characters of a line of a file that names them.
MOST = 5_000_000
_LONGEST = 2_000
#: What a page of GitHub's and of the Hub's listing holds at most.
_GITHUB_PAGE = 100
_HUB_PAGE = 1_000
_OWNER = re.compile(r"(github|hf|hf:datasets):([A-Za-z0-9][\w.-]{0,99})\Z", re.ASCII)
_NEXT = re.compile(r'<([^<>]{1,2000})>; ?rel="next"')


def named(text: str, tell: Callable[[str], None]) -> Iterator[str]:
    """The targets that a word of the command line stands for. UsageError, TreeError.

    text: a file of targets, a line each; a folder of repositories; github:OWNER, hf:OWNER or hf:datasets:OWNER
    for all of theirs; anything else is a target itself. tell: takes what was left out, in words.
    """
    if owner := _OWNER.match(text):
        yield from (_of_github if owner[1] == "github" else _of_hub)(owner[1], owner[2], tell)
        return
    if is_remote(text):
        yield text
        return
    path = Path(text)
    if path.is_dir():
        yield from _below(path, text)
    elif not path.is_file():
        raise UsageError(f"{text}: no such file or folder, and no place elsewhere")
    elif is_packed(path.name):
        yield text
    else:
        yield from _lines(path)


def _lines(path: Path) -> Iterator[str]:
    """The targets in a file: a line each, without what is empty or starts with #."""
    try:
        with path.open(encoding="utf-8", errors="strict") as file:
            for number, line in enumerate(file, 1):
                if len(line) > _LONGEST:
                    raise UsageError(f"{path}:{number}: longer than {_LONGEST:,} characters, no target")
                target = line.strip()
                if target and not target.startswith("#"):
                    yield target
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise UsageError(f"{path}: {why}; expected a text file with a target on each line") from error


def _below(folder: Path, text: str) -> Iterator[str]:
    """A folder that is a repository; else those directly below it that are, and archives."""
    if find_repository(folder.resolve())[0] == folder.resolve():
        yield text
        return
    found = sorted(one for one in os.scandir(folder) if not one.name.startswith(".") or one.name == ".git")
    some = False
    for one in found:
        if one.is_symlink():
            continue
        path = Path(one.path)
        if one.is_dir() and find_repository(path.resolve())[0] == path.resolve() or is_packed(one.name):
            some = True
            yield one.path
    if not some:
        raise UsageError(f"{text}: no repository and no archive here or directly below")


def _of_github(_: str, owner: str, tell: Callable[[str], None]) -> Iterator[str]:
    """All repositories of an owner at GitHub that are no forks, not archived and not empty."""
    allowed = policy.settings()
    net = Net(allowed)
    left_out: dict[str, int] = {}
    kind = "orgs"
    page = 1
    while True:
        url = f"https://api.github.com/{kind}/{owner}/repos?per_page={_GITHUB_PAGE}&page={page}&sort=full_name"
        try:
            rows = net.json(url, login=allowed.login("https://github.com/") or None)
        except policy.PlaceError as failure:
            if failure.kind == "gone" and kind == "orgs":
                kind = "users"
                continue
            raise TreeError(f"github:{owner} could not be listed: {failure}") from failure
        rows = _rows(rows, f"github:{owner}")
        for row in rows:
            why = next((why for why in ("fork", "archived", "disabled") if row.get(why)), "")
            why = why or ("empty" if row.get("size") == 0 else "")
            if why:
                left_out[why] = left_out.get(why, 0) + 1
            elif isinstance(name := row.get("full_name"), str):
                yield f"github:{name}"
        if len(rows) < _GITHUB_PAGE:
            break
        page += 1
    if left_out:
        words = ", ".join(f"{count} {why}" for why, count in sorted(left_out.items()))
        tell(f"github:{owner}: left out {words}")


def _of_hub(kind: str, owner: str, _: Callable[[str], None]) -> Iterator[str]:
    """All models, or datasets, of an owner on the Hub."""
    allowed = policy.settings()
    net = Net(allowed)
    what, before = ("datasets", "hf:datasets/") if "datasets" in kind else ("models", "hf:")
    end = os.environ.get("HF_ENDPOINT", "https://huggingface.co").rstrip("/")
    url = f"{end}/api/{what}?author={urllib.parse.quote(owner)}&limit={_HUB_PAGE}"
    while url:
        try:
            answer = net.get(url, limit=16 << 20, accept="application/json")
        except policy.PlaceError as failure:
            raise TreeError(f"{before}{owner} could not be listed: {failure}") from failure
        rows = _rows(_parsed(answer.data), f"{before}{owner}")
        yield from (f"{before}{row['id']}" for row in rows if isinstance(row.get("id"), str))
        following = _NEXT.search(answer.headers.get("link", ""))
        url = following[1] if following and following[1].startswith(f"{end}/api/") else ""


def _parsed(data: bytes) -> Any:
    import json

    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


def _rows(found: Any, called: str) -> list[dict[str, Any]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TreeError(f"{called} could not be listed: the answer is no list")
    return found
