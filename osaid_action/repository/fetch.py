"""Commits that a shallow checkout lacks, fetched into a folder of our own, never into the user's."""

from __future__ import annotations

import base64
import contextlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..errors import TreeError
from .git import Git
from .listing import bytes_of, text_of
from .locate import find_repository
from .processes import Watch, end, inherited, size_below
from .remote import CLONE_BLOB_LIMIT, CLONE_BOUNDS

#: Seconds for one fetch, and bytes that it may bring.
TIMEOUT, MOST_BYTES = 300, CLONE_BOUNDS[1]
FETCHED = "FETCH_HEAD"


@contextlib.contextmanager
def beside(folder: Path, revision: str, url: str, token: str = "") -> Iterator[str]:
    """A folder whose FETCH_HEAD is a revision of the repository that holds `folder`. TreeError.

    One commit deep and without large files; what the checkout has already is read from there. The
    token goes to git through the environment, where no list of processes shows it.
    """
    folder = folder.resolve()
    top, bare = find_repository(folder)
    if top is None or bare:
        raise TreeError(f"{folder.name} is not in a git repository")
    if revision.startswith("-"):
        raise TreeError(f"not a revision: {revision!r}")
    with tempfile.TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True) as temporary:
        there = Path(temporary, top.name or "repository")
        there.mkdir()
        form = ("--object-format=sha256",) if len(revision) == 64 else ()
        _git(there, "init", "--quiet", "--template=", *form)
        _git(
            there,
            *("fetch", "--quiet", "--no-tags", "--depth=1", "--no-write-commit-graph"),
            *(f"--filter=blob:limit={CLONE_BLOB_LIMIT}", "--", url, revision),
            header=_header(url, token),
        )
        objects = text_of(Git(top / ".git", top).run("rev-parse", "--git-path", "objects"))
        shared = Path(top, os.fsdecode(bytes_of(objects.strip()))).resolve()
        if shared.is_dir() and "\n" not in str(shared):
            # Large files that did not change are not fetched again.
            alternates = there / ".git" / "objects" / "info" / "alternates"
            alternates.parent.mkdir(exist_ok=True)
            alternates.write_bytes(os.fsencode(shared.as_posix()) + b"\n")
        inside = there / folder.relative_to(top)
        inside.mkdir(parents=True, exist_ok=True)
        yield str(inside)


def _header(url: str, token: str) -> dict[str, str]:
    """Configuration that sends a token to the host of a URL, and no other header with it."""
    host = re.match(r"https?://[^/]+/", url)
    if not token or not host:
        return {}
    key = f"http.{host[0]}.extraHeader"
    credentials = base64.b64encode(f"x-access-token:{token}".encode()).decode()
    return {
        "GIT_CONFIG_COUNT": "2",
        "GIT_CONFIG_KEY_0": key,
        "GIT_CONFIG_VALUE_0": "",
        "GIT_CONFIG_KEY_1": key,
        "GIT_CONFIG_VALUE_1": f"AUTHORIZATION: basic {credentials}",
    }


def _git(folder: Path, *arguments: str, header: dict[str, str] | None = None) -> None:
    kept = ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM", "GIT_SSL_CAINFO")
    environment = {
        **inherited(network=True),
        **{key: os.environ[key] for key in kept if key in os.environ},
        "GIT_ALLOW_PROTOCOL": "https:http:file",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
        **(header or {}),
    }
    # The checkout may belong to another user, as in a container.
    safe = (
        "-c",
        f"safe.directory={folder.as_posix()}",
        "-c",
        "core.fsmonitor=",
        "-c",
        f"core.hooksPath={os.devnull}",
    )
    command = ["git", "--no-pager", *safe, "-C", str(folder), *arguments]
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        raise TreeError(f"git {arguments[0]} did not work: {type(error).__name__}") from error

    def wrong(so_far: float) -> str:
        if so_far >= TIMEOUT:
            return f"git {arguments[0]} took more than {TIMEOUT} seconds"
        return f"more than {MOST_BYTES:,} bytes, not fetched" if size_below(folder) > MOST_BYTES else ""

    try:
        with Watch(process, wrong) as watch:
            process.wait()
    finally:
        end(process)
    if watch.why:
        raise TreeError(watch.why)
    if process.returncode:
        lines = text_of(watch.said).replace(str(folder), ".").splitlines()
        words = [line for line in lines if line.startswith(("fatal: ", "error: "))]
        raise TreeError(words[0].partition(": ")[2] if words else f"git {arguments[0]} failed")
