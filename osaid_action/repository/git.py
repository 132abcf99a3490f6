"""One git repository, asked through the git program.

The repository is not trusted: nothing its configuration could run (hooks, fsmonitor, filters,
fetches of missing objects) stays switched on, and no configuration is ever written.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
from typing import TYPE_CHECKING

from .. import progress
from ..errors import TreeError, UsageError
from .cat_file import Blobs
from .listing import bytes_of, text_of
from .processes import Watch, end, has_terminal, inherited, named_pipe, pipe_of, size_below

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

#: Seconds for the first look at the configuration, for a list of names, and for any other local command,
#: which may have to read all files.
SETTINGS_TIMEOUT = 20
LISTING_TIMEOUT = 180
LOCAL_TIMEOUT = 600
#: Seconds that a repository may take to say which commit it has.
_ASK_SECONDS = 60.0
#: Seconds after which a command may be one that waits at a named pipe.
PATIENCE = 5
#: Bytes of output of one command, of the configuration, and of one name in a listing.
MOST_OUTPUT, MOST_SETTINGS, _MOST_NAME = 512 << 20, 16 << 20, 16 << 20
#: Filters that are switched off one by one. Who has more of them means no good.
MOST_FILTERS = 1_000

#: What users set so that fetching works; the other GIT_* variables would point git elsewhere.
_KEPT_ENVIRONMENT = (
    "GIT_ASKPASS",
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_SYSTEM",
    "GIT_SSH",
    "GIT_SSH_COMMAND",
    "GIT_SSL_CAINFO",
)
_SAFE_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_SAFE_SETTINGS = {
    # A file counts as unchanged by all that the system tells of it.
    "core.checkStat": "default",
    # Not "false", which was the name of a program to git before 2.36.
    "core.fsmonitor": "",
    "core.hooksPath": os.devnull,
    "core.trustctime": "true",
    "gc.auto": "0",
    "maintenance.auto": "false",
}
#: Bytes of a listing that are split at a time.
_CHUNK = 1 << 20
#: How far git says that fetching is; a server's own words begin otherwise.
_PART = re.compile(rb"(Receiving objects|Resolving deltas): +([0-9]{1,3}%)")


class Git:
    """A repository by its git directory (or `.git` file), and its work tree unless it is bare.

    Naming both makes git skip its search and its check of who owns the folder, so `core.worktree`
    has no say and a checkout owned by another user works.
    directory: its git directory. settings: the whole configuration, the values of each key in order.
    blobs: what reads its objects.
    warnings: folders that git could not look into.
    """

    def __init__(self, directory: Path, top: Path | None = None) -> None:
        self.directory, self._top = directory, top or directory
        self._env = inherited()
        self._env.update({key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ})
        self._env.update(_SAFE_ENVIRONMENT)
        self._command = ["git", "--no-pager", "-C", spelled(self._top), f"--git-dir={spelled(directory)}"]
        if top is not None:
            self._command.append(f"--work-tree={spelled(top)}")
        self._set(_SAFE_SETTINGS)
        self._may_ask = False
        self.blobs = Blobs(self._start)
        self.warnings: list[str] = []
        self.settings: dict[str, list[str]] = {}
        self.settings = self._settings()
        self._set(_disarmed(self.settings))

    @property
    def origin(self) -> str:
        """The URL of the remote that a clone was made of; "" for none."""
        return self.settings.get("remote.origin.url", [""])[0]

    def _settings(self) -> dict[str, list[str]]:
        settings: dict[str, list[str]] = {}
        process = self._start("config", "--list", "-z", stderr=subprocess.PIPE)
        listed = b"".join(self._read(process, SETTINGS_TIMEOUT, most=MOST_SETTINGS))
        for item in text_of(listed).split("\0")[:-1]:
            key, _, value = item.partition("\n")
            settings.setdefault(key, []).append(value)
        return settings

    def _set(self, settings: dict[str, str]) -> None:
        for key, value in settings.items():
            self._command += ["-c", f"{key}={value}"]

    def rewritten(self, url: str) -> str:
        """The URL that the user's own `url.<base>.insteadOf` makes of another."""
        return text_of(self.run("ls-remote", "--get-url", "--", url)).strip()

    def in_the_users_name(self) -> None:
        """Let fetches have the user's whole environment, from which credential helpers take tokens."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self._env = {**own, **self._env}
        self._may_ask = True

    def without_secrets(self, settings: dict[str, str]) -> None:
        """Ask for nothing in the user's name, and take no redirect; settings: more of git's, by key."""
        for key in ("GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND"):
            self._env.pop(key, None)
        alone = {"credential.helper": "", "core.askPass": "", "http.followRedirects": "false"}
        self._set({**alone, "http.extraHeader": "", "fetch.recurseSubmodules": "false", **settings})
        # A server may else name other servers to take bundles and packs from.
        self._set({"transfer.bundleURI": "false", "fetch.uriProtocols": ""})

    def with_login(self, url: str, header: str) -> None:
        """Send a header to one server. It goes through the environment: commands are for all to see."""
        if header:
            self._env["OSAID_LOGIN"] = header
            self._command.append(f"--config-env=http.{url}.extraHeader=OSAID_LOGIN")

    def use_index(self, path: str) -> None:
        """Look at another index: git hands a hook its own for `git commit -a` and `git commit FILE`."""
        self._env["GIT_INDEX_FILE"] = path

    def fetch(
        self,
        url: str,
        revision: str,
        *args: str,
        bounds: tuple[float, int],
        protocols: str = "https:ssh:file",
    ) -> None:
        """Fetch one revision into FETCH_HEAD, over protocols that run no program the URL names.

        bounds: seconds that it may take, and bytes that it may bring.
        """
        self._env = {**inherited(network=True), **self._env, "GIT_ALLOW_PROTOCOL": protocols}
        self.run("remote", "add", "origin", url)
        by = progress.listener()
        seconds, most = bounds

        def too_much() -> str:
            return f"more than {most:,} bytes, not fetched" if size_below(self._top) > most else ""

        def hear(said: bytes) -> None:
            if by is not None and (parts := _PART.findall(said)):
                stage, percent = map(text_of, parts[-1])
                by(f"{stage.lower()}, {percent}: {url}", True)

        process = self._start(
            *("fetch", "--progress" if by else "--quiet", *args, "--", "origin", revision),
            stderr=subprocess.PIPE,
            # A password can be asked for in the user's own session alone.
            apart=not (self._may_ask and has_terminal()),
        )
        for _ in self._read(process, seconds, wrong=too_much, hear=hear if by else None):
            pass
        if said := too_much():
            raise TreeError(said)
        self._env["GIT_ALLOW_PROTOCOL"] = _SAFE_ENVIRONMENT["GIT_ALLOW_PROTOCOL"]

    def listed_at(self, url: str, revision: str) -> list[tuple[str, str]]:
        """(commit, ref) of what a repository calls so, over protocols that run no program. TreeError."""
        self._env = {**inherited(network=True), **self._env, "GIT_ALLOW_PROTOCOL": "https:ssh:file"}
        process = self._start(
            *("ls-remote", "--quiet", "--", url, revision, f"{revision}^{{}}"),
            stderr=subprocess.PIPE,
            apart=not (self._may_ask and has_terminal()),
        )
        said = text_of(b"".join(self._read(process, _ASK_SECONDS)))
        rows = (line.partition("\t") for line in said.splitlines())
        return [(oid, name) for oid, mark, name in rows if mark]

    def run(self, *args: str) -> bytes:
        """Standard output of one git command; TreeError with git's own words when it fails."""
        return b"".join(self._read(self._start(*args, stderr=subprocess.PIPE), LOCAL_TIMEOUT))

    def names(self, *args: str) -> list[str]:
        """The NUL-separated output of a git command."""
        return text_of(self.run(*args)).split("\0")[:-1]

    @contextlib.contextmanager
    def begun(self, *args: str) -> Iterator[Callable[[], list[str]]]:
        """Start a git command that works while others do; what is given waits for its `names`."""
        process = self._start(*args, stderr=subprocess.PIPE)
        try:
            yield lambda: text_of(b"".join(self._read(process, LOCAL_TIMEOUT))).split("\0")[:-1]
        finally:
            end(process)

    def rows(self, *args: str) -> Iterator[list[bytes]]:
        """The NUL-separated output of a git command that lists names, some thousands at a time."""
        rest = b""
        for chunk in self._read(self._start(*args, stderr=subprocess.PIPE), LISTING_TIMEOUT):
            *whole, rest = (rest + chunk).split(b"\0")
            if len(rest) > _MOST_NAME:
                raise TreeError(f"a name of more than {_MOST_NAME:,} bytes")
            yield whole

    def _read(
        self,
        process: subprocess.Popen[bytes],
        seconds: float,
        *,
        most: int | None = None,
        wrong: Callable[[], str] = lambda: "",
        hear: Callable[[bytes], None] | None = None,
    ) -> Iterator[bytes]:
        """The output of a git command in pieces, and its end. TreeError.

        most: bytes of output. wrong: says why it must not go on, or "". hear: takes what it complains of.
        """
        looked, left = False, most or MOST_OUTPUT

        def why(so_far: float) -> str:
            nonlocal looked
            if so_far > PATIENCE and not looked:
                looked = True
                others = [
                    *self.settings.get("core.excludesfile", []),
                    *self.settings.get("core.attributesfile", []),
                ]
                if pipe := named_pipe(self._top, self.directory, others):
                    return f"{pipe} is a named pipe, at which git would wait for ever"
            return f"git gave no answer within {seconds} seconds" if so_far >= seconds else wrong()

        try:
            with Watch(process, why, hear) as watch:
                while chunk := pipe_of(process.stdout).read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise TreeError("git's answer is too long to be read")
                    yield chunk
                process.wait()
            if watch.why:
                raise TreeError(watch.why)
            self._hear(watch.said, process.returncode)
        finally:
            end(process)

    def _hear(self, words: bytes, code: int) -> None:
        """Take down what git complained of. TreeError where it failed."""
        # The report must not depend on where the repository lies.
        said = text_of(words).replace(spelled(self._top), ".").splitlines()
        if code:
            # "fatal" sums up the errors before it.
            lines = [line for kind in ("fatal: ", "error: ") for line in said if line.startswith(kind)]
            raise TreeError(lines[0][7:] if lines else f"git failed with exit code {code}")
        self.warnings += [
            line.partition(": ")[2] for line in said if line.startswith("warning: could not open")
        ]

    def _start(
        self, *args: str, stderr: int | None = subprocess.DEVNULL, apart: bool = False
    ) -> subprocess.Popen[bytes]:
        """Start a git command. apart: in a session of its own, with which its helpers end."""
        asked = subprocess.PIPE if args[0] == "cat-file" else subprocess.DEVNULL
        words = [*self._command, *args]
        # In bytes, because another encoding of the name of a filter would be another filter.
        command = words if os.name == "nt" else [bytes_of(word) for word in words]
        try:
            return subprocess.Popen(
                command,
                env=self._env,
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=stderr,
                start_new_session=apart,
            )
        except (OSError, ValueError) as error:
            raise TreeError(f"git could not be started: {getattr(error, 'strerror', error)}") from error

    def commit(self, revision: str) -> str:
        """Full id of the commit that a revision names."""
        try:
            wanted = typed(revision) + "^{commit}"
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", wanted)
        except TreeError as error:
            # A repository that can't answer is not the user's mistake: this raises what git says then.
            shallow = self.run("rev-parse", "--is-shallow-repository").strip() == b"true"
            hint = " (a shallow clone holds only its newest commits: fetch it first)" if shallow else ""
            raise UsageError(f"no commit {revision!r} in this repository{hint}") from error
        return text_of(found).strip()

    def close(self) -> None:
        """End the long-lived processes; a question after that starts a new one."""
        self.blobs.close()


def _disarmed(settings: Iterable[str]) -> dict[str, str]:
    """Values that switch off what comparing files or reading objects would run.

    A clean filter would run on every file git compares, and a promisor remote is asked for every
    object that is not here.
    """
    off = {}
    for key in settings:
        section, variable = key.split(".")[0], key.split(".")[-1]
        if section == "filter" and variable in {"clean", "process", "required"}:
            # `-c` ends the key at the first "="; Windows passes no bytes on.
            if "=" in key or (os.name == "nt" and not key.isascii()):
                raise TreeError(f"the configuration holds a filter that can't be switched off: {key}")
            off[key] = ""
        elif section == "remote" and variable == "promisor" and "=" not in key:
            off[key] = "false"
    if len(off) > MOST_FILTERS:
        raise TreeError(f"the configuration holds more than {MOST_FILTERS:,} filters")
    return off


def spelled(path: Path) -> str:
    """A path in the text that stands for its bytes, as git's output is read."""
    return text_of(os.fsencode(path))


def typed(words: str) -> str:
    """What a user typed, decoded by the locale, in the text that stands for its bytes."""
    try:
        return text_of(os.fsencode(words))
    except UnicodeEncodeError:
        return words
