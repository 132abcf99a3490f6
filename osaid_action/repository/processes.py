"""Processes that were started with pipes: what they inherit, what they may take, and their end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import threading
import time
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from typing_extensions import Self

#: What programs need to find themselves, their libraries, and the user's settings. All else may be a
#: secret: CI hands out tokens under any name.
_NEEDED = {
    *("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "LOCPATH", "TZ", "TMPDIR", "TMP", "TEMP"),
    *("XDG_CONFIG_HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
    *("DEVELOPER_DIR", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE"),
    *("HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "ALLUSERSPROFILE"),
}
#: What reaching a server takes besides.
_NETWORK = {
    *("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"),
    *("SSL_CERT_FILE", "SSL_CERT_DIR", "CURL_CA_BUNDLE", "SSH_AUTH_SOCK"),
}
#: Seconds between two looks at a process, bytes that are kept of its complaints, and of memory it may take.
_STEP, _WORDS, MOST_MEMORY = 0.5, 1 << 16, 4 << 30


def inherited(*, network: bool = False) -> dict[str, str]:
    """The environment for a program: nothing in it that may be a secret. network: it talks to a server."""
    names = _NEEDED | _NETWORK if network else _NEEDED
    return {
        name: value
        for name, value in os.environ.items()
        if name.upper() in names or (name.startswith("LC_") and name.isupper())
    }


class Watch:
    """Looks after a process while its output is read: hears what it complains of, ends it for a reason.

    wrong: given the seconds so far, says why it must not go on, or "".
    hear: takes its complaints as they come. why: what it was ended for, or "". said: the start of its
    complaints, or where somebody hears them their end; complete once it is over.
    """

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        wrong: Callable[[float], str],
        hear: Callable[[bytes], None] | None = None,
    ) -> None:
        self.why, self.said = "", b""
        self._process, self._wrong, self._hear = process, wrong, hear
        self._done = threading.Event()
        threading.Thread(target=self._look, daemon=True).start()
        # The thread that reads the pipe closes it too: nobody else may while it waits there.
        pipe, process.stderr = process.stderr, None
        self._listener = threading.Thread(target=self._listen, args=(pipe,), daemon=True) if pipe else None
        if self._listener is not None:
            self._listener.start()

    def _look(self) -> None:
        began, pause = time.monotonic(), 0.05
        while not self._done.wait(pause):
            self.why = self._wrong(time.monotonic() - began) or _greedy(self._process.pid)
            if self.why:
                stop(self._process)
                return
            pause = _STEP

    def _listen(self, pipe: IO[bytes]) -> None:
        with pipe, contextlib.suppress(OSError):
            while self._hear and (piece := os.read(pipe.fileno(), _WORDS)):
                self.said = (self.said + piece)[-_WORDS:]
                self._hear(piece)
            self.said = self.said or pipe.read(_WORDS)
            while pipe.read(_WORDS):
                pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, stopped: object, *_: object) -> None:
        """Wait for the process's end, or end it where its output was not read to the end."""
        self._done.set()
        stop(self._process)
        if self._listener is not None and not stopped and not self.why:
            # What it started may live on and hold the pipe open.
            self._listener.join(timeout=5)


def _greedy(process: int) -> str:
    """That a process takes too much memory of its own, where the system tells; else ""."""
    with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{process}/statm", "rb") as file:  # noqa: PTH123 - pathlib costs more here
        resident, shared = map(int, file.read().split()[1:3])
        if (resident - shared) * os.sysconf("SC_PAGE_SIZE") > MOST_MEMORY:
            return f"git took more than {MOST_MEMORY >> 30} GiB of memory"
    return ""


@contextlib.contextmanager
def within(process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """Kill a process that is at work for longer; the event says that it was."""
    late = threading.Event()

    def kill() -> None:
        late.set()
        process.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def pipe_of(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe that the process was started with."""
    if pipe is None:
        raise ValueError("started without this pipe")
    return pipe


def end(process: subprocess.Popen[bytes]) -> None:
    """Close a process's pipes and wait until it is gone."""
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    stop(process)
    process.wait()


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end and, where it was started in a session of its own, all that it started.

    git's helpers go on reading from a server after git has gone.
    """
    if process.poll() is not None:
        return
    # Asked rather than killed, a fetch removes what it was writing.
    with contextlib.suppress(OSError, AttributeError):
        if os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGTERM)
            return
    process.terminate()


def has_terminal() -> bool:
    """True where a program that is started can ask the user something."""
    with contextlib.suppress(OSError), open("/dev/tty", "rb"):  # noqa: PTH123 - as above
        return True
    return False


def named_pipe(top: Path, directory: Path, others: list[str], seconds: float = 20) -> str:
    """A named pipe that git would wait at, in a work tree, its git directory, or among others; or ""."""
    until = time.monotonic() + seconds
    for path in others:
        if _is_pipe(path):
            return path
    for root, wanted in ((directory, None), (top, {".gitignore", ".gitattributes"})):
        waiting = [str(root)]
        # Not os.walk, which goes as deep as the folders do in Python 3.11.
        while waiting and time.monotonic() < until:
            folder = waiting.pop()
            with contextlib.suppress(OSError), os.scandir(folder) as found:
                for item in found:
                    if (wanted is None or item.name in wanted) and _is_pipe(item.path):
                        return item.path.removeprefix(f"{top}/")
                    is_kept = wanted is not None or not re.fullmatch(r"[0-9a-f]{2}|pack", item.name)
                    if is_kept and item.is_dir(follow_symlinks=False):
                        waiting.append(item.path)
    return ""


def size_below(folder: Path) -> int:
    """Bytes of all files below a folder, while files come and go."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118 - os.walk gives text
    return total


def _is_pipe(path: str) -> bool:
    import stat

    with contextlib.suppress(OSError, ValueError):
        return stat.S_ISFIFO(os.stat(path).st_mode)  # noqa: PTH116 - os.walk gives text
    return False
