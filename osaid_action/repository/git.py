"""One git repository, asked through the git program.

The repository is not trusted: nothing its configuration could run (hooks, fsmonitor, filters,
fetches of missing objects) stays switched on, and no configuration is ever written.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from ..ruleset import blake2b
from .cat_file import Blobs
from .listing import text_of
from .processes import end, pipe_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

#: Seconds for the first look at the configuration, and for any other local command. Reading a
#: FIFO that a hostile configuration includes would take for ever.
SETTINGS_TIMEOUT = 20
LOCAL_TIMEOUT = 600

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
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "gc.auto": "0",
    "maintenance.auto": "false",
}
#: Bytes of a listing that are split at a time.
_CHUNK = 1 << 20


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
        self._env = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        self._env.update({key: os.environ[key] for key in _KEPT_ENVIRONMENT if key in os.environ})
        self._env.update(_SAFE_ENVIRONMENT)
        self._command = ["git", "--no-pager", "-C", str(self._top), f"--git-dir={directory}"]
        if top is not None:
            self._command.append(f"--work-tree={top}")
        self._set(_SAFE_SETTINGS)
        self.blobs = Blobs(self._start)
        self.warnings: list[str] = []
        self.settings = self._settings()
        self._set(_disarmed(self.settings))

    def _settings(self) -> dict[str, list[str]]:
        settings: dict[str, list[str]] = {}
        for item in text_of(self.run("config", "--list", "-z", timeout=SETTINGS_TIMEOUT)).split("\0")[:-1]:
            key, _, value = item.partition("\n")
            settings.setdefault(key, []).append(value)
        return settings

    def _set(self, settings: dict[str, str]) -> None:
        for key, value in settings.items():
            self._command += ["-c", f"{key}={value}"]

    def _fetch_within(self, asked: tuple[str, ...], seconds: float, most: int) -> None:
        process = self._start(*asked, stderr=subprocess.PIPE)
        done, over = threading.Event(), threading.Event()

        def watch() -> None:
            while not done.wait(0.5):
                if _size(self._top) > most:
                    over.set()
                    process.terminate()
                    return

        threading.Thread(target=watch, daemon=True).start()
        try:
            self._output(process, seconds)
        except TreeError:
            if over.is_set():
                raise TreeError(f"more than {most:,} bytes, not fetched") from None
            raise
        finally:
            done.set()
            end(process)

    def rewritten(self, url: str) -> str:
        """The URL that the user's own `url.<base>.insteadOf` makes of another."""
        return text_of(self.run("ls-remote", "--get-url", "--", url)).strip()

    def without_secrets(self, settings: dict[str, str]) -> None:
        """Ask for nothing in the user's name, and take no redirect; settings: more of git's, by key."""
        for key in ("GIT_ASKPASS", "GIT_SSH", "GIT_SSH_COMMAND"):
            self._env.pop(key, None)
        alone = {"credential.helper": "", "core.askPass": "", "http.followRedirects": "false"}
        self._set({**alone, "http.extraHeader": "", "fetch.recurseSubmodules": "false", **settings})
        # A server may else name other servers to take bundles and packs from.
        self._set({"transfer.bundleURI": "false", "fetch.uriProtocols": ""})

    def use_index(self, path: str) -> None:
        """Look at another index: git hands a hook its own for `git commit -a` and `git commit FILE`."""
        self._env["GIT_INDEX_FILE"] = path

    def fetch(
        self,
        url: str,
        revision: str,
        *args: str,
        progress: bool,
        protocols: str = "https:ssh:file",
        bounds: tuple[float, int] | None = None,
    ) -> None:
        """Fetch one revision into FETCH_HEAD, over protocols that run no program the URL names.

        bounds: seconds that it may take, and bytes that it may bring.
        """
        self._env["GIT_ALLOW_PROTOCOL"] = protocols
        self.run("remote", "add", "origin", url)
        verbosity = "--progress" if progress else "--quiet"
        # Progress goes straight to the terminal; git's own words on a failure then do too.
        asked = ("fetch", verbosity, *args, "--", "origin", revision)
        if bounds is None:
            self.run(*asked, timeout=None, show=progress)
        else:
            self._fetch_within(asked, *bounds)
        self._env["GIT_ALLOW_PROTOCOL"] = _SAFE_ENVIRONMENT["GIT_ALLOW_PROTOCOL"]

    def run(self, *args: str, timeout: float | None = LOCAL_TIMEOUT, show: bool = False) -> bytes:
        """Standard output of one git command; TreeError with git's own words when it fails."""
        process = self._start(*args, stderr=None if show else subprocess.PIPE)
        try:
            return self._output(process, timeout)
        finally:
            end(process)

    def names(self, *args: str) -> list[str]:
        """The NUL-separated output of a git command."""
        return text_of(self.run(*args)).split("\0")[:-1]

    @contextlib.contextmanager
    def begun(self, *args: str) -> Iterator[Callable[[], list[str]]]:
        """Start a git command that works while others do; what is given waits for its `names`."""
        process = self._start(*args, stderr=subprocess.PIPE)
        try:
            yield lambda: text_of(self._output(process, LOCAL_TIMEOUT)).split("\0")[:-1]
        finally:
            end(process)

    def rows(self, *args: str) -> Iterator[list[bytes]]:
        """The NUL-separated output of a git command, some thousands at a time."""
        rest = b""
        for chunk in self._chunks(*args):
            *whole, rest = (rest + chunk).split(b"\0")
            yield whole

    def digest(self, *args: str) -> str:
        """A digest of the output of a git command."""
        digest = blake2b(digest_size=20)
        for chunk in self._chunks(*args):
            digest.update(chunk)
        return digest.hexdigest()

    def _chunks(self, *args: str) -> Iterator[bytes]:
        process = self._start(*args, stderr=subprocess.PIPE)
        watch = threading.Timer(LOCAL_TIMEOUT, process.kill)
        watch.daemon = True
        watch.start()
        try:
            while chunk := pipe_of(process.stdout).read(_CHUNK):
                yield chunk
            self._output(process, LOCAL_TIMEOUT if watch.is_alive() else 0)
        finally:
            watch.cancel()
            end(process)

    def _output(self, process: subprocess.Popen[bytes], timeout: float | None) -> bytes:
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as error:
            raise TreeError(f"git gave no answer within {timeout} seconds") from error
        # The report must not depend on where the repository lies.
        said = text_of(err or b"").replace(str(self._top), ".").splitlines()
        if process.returncode:
            # "fatal" sums up the errors before it.
            words = [line for kind in ("fatal: ", "error: ") for line in said if line.startswith(kind)]
            raise TreeError(words[0][7:] if words else f"git failed with exit code {process.returncode}")
        self.warnings += [
            line.partition(": ")[2] for line in said if line.startswith("warning: could not open")
        ]
        return out

    def _start(self, *args: str, stderr: int | None = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        asked = subprocess.PIPE if args[0] == "cat-file" else subprocess.DEVNULL
        command = [*self._command, *args]
        try:
            return subprocess.Popen(
                command, stdin=asked, stdout=subprocess.PIPE, stderr=stderr, env=self._env
            )
        except (OSError, ValueError) as error:
            raise TreeError(f"git could not be started: {getattr(error, 'strerror', error)}") from error

    def commit(self, revision: str) -> str:
        """Full id of the commit that a revision names."""
        try:
            found = self.run("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
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
            if "=" in key:  # `-c` ends the key at the first "=".
                raise TreeError(f"the configuration holds a filter that can't be switched off: {key}")
            off[key] = ""
        elif section == "remote" and variable == "promisor" and "=" not in key:
            off[key] = "false"
    return off


def _size(folder: Path) -> int:
    """Bytes of all files below a folder, while files come and go."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - os.walk gives text
    return total
