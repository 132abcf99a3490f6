"""What was worked out before, kept under the user's cache folder, so that a second run need not again.

Only pure functions of what git holds are kept: the key names the contents by git's object id, the
program by the digest of its rules, and the Python, so a stale answer cannot come up. A cache that
can't be used is left alone.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import model, ruleset
from ..frozen import Frozen, values

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from typing_extensions import Self

#: Beyond this the cache is emptied rather than grown.
MOST_BYTES = 64 << 20
#: Marks the file as ours: "osai", as SQLite's application id.
_APPLICATION = 0x6F736169
_ASKED_AT_ONCE = 500
#: Another run may be writing; waiting longer than this costs more than doing the work again.
_PATIENCE = 0.25


class Cache:
    """Answers by key: in memory for this run, and in a file for the next. Use as a context manager.

    trouble: why the file is not in use, in words; "" when it is, or when none was asked for.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.trouble = ""
        self._answers: dict[str, Any] = {}
        self._fresh: dict[str, Any] = {}
        self._path = path
        self._rules = f"{ruleset.digest()}:{sys.implementation.cache_tag}:" if path else ""
        self._file = self._opened(path) if path else None

    def _opened(self, path: Path) -> sqlite3.Connection | None:
        import sqlite3  # a run without a cache has no use for it

        connection = None
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if why := of_others(path):
                self.trouble = why
                return None
            connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
            # Losing the last answers in a crash is no loss.
            connection.execute("PRAGMA synchronous = OFF")
            if _is_ours(connection) or _made(connection):
                return connection
            self.trouble = f"{path} is not a cache of osaid's"
        except (OSError, sqlite3.Error) as error:
            self.trouble = f"{path}: {getattr(error, 'strerror', None) or error}"
        if connection is not None:
            connection.close()
        return None

    def get(self, key: str) -> Any:
        """The answer kept under a key, or None."""
        return self.get_many([key]).get(key)

    def get_many(self, keys: Iterable[str]) -> dict[str, Any]:
        """The answers kept under keys; named tuples have lost their names when they come from the file."""
        keys = list(keys)
        wanted = [key for key in keys if key not in self._answers]
        if self._file is not None and wanted:
            self._read(self._file, wanted)
        return {key: self._answers[key] for key in keys if key in self._answers}

    def _read(self, file: sqlite3.Connection, wanted: list[str]) -> None:
        import sqlite3

        prefix = self._rules
        try:
            for start in range(0, len(wanted), _ASKED_AT_ONCE):
                some = [prefix + key for key in wanted[start : start + _ASKED_AT_ONCE]]
                marks = ",".join("?" * len(some))
                query = f"SELECT key, answer FROM answers WHERE key IN ({marks})"  # noqa: S608 - marks only
                for key, answer in file.execute(query, some):
                    self._answers[key[len(prefix) :]] = _revived(json.loads(answer))
        except sqlite3.Error as error:
            self._give_up(str(error))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            self._give_up(f"holds an answer that is none: {error}")

    def put(self, key: str, answer: Any) -> None:
        """Keep an answer, of plain values, tuples and the types of `model`, under a key."""
        self._answers[key] = answer
        self._fresh[key] = answer

    def close(self) -> None:
        """Write what is new, whole or not at all."""
        if self._file is None:
            return
        import sqlite3

        try:
            if self._fresh:
                self._write(self._file)
            self._file.close()
        except sqlite3.Error as error:
            self._give_up(str(error))

    def _write(self, file: sqlite3.Connection) -> None:
        file.execute("BEGIN IMMEDIATE")
        [[pages]], [[size]] = file.execute("PRAGMA page_count"), file.execute("PRAGMA page_size")
        if pages * size > MOST_BYTES:
            file.execute("DELETE FROM answers")
        rows = [(self._rules + key, json.dumps(_plain(answer))) for key, answer in self._fresh.items()]
        file.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows)
        file.execute("COMMIT")
        if pages * size > MOST_BYTES:
            file.execute("VACUUM")

    def _give_up(self, why: str) -> None:
        self.trouble = f"{self._path}: {why}"
        if self._file is not None:
            self._file.close()
        self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def of_others(path: Path) -> str:
    """Why others may write a file or a folder of this user's, and so the verdicts in it, or "". OSError.

    As ssh has it: the file and its folder are this user's, no link, and closed to others.
    """
    if not hasattr(os, "getuid"):
        return ""  # on Windows, the user's profile is closed to others
    seen = {path.parent: path.parent.stat()}
    with contextlib.suppress(FileNotFoundError):
        seen[path] = path.lstat()
    for place, status in seen.items():
        mode = status.st_mode
        plain = stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and status.st_nlink == 1)
        if not plain or status.st_uid != os.getuid() or mode & 0o022:
            return f"others may write {place} (owner {status.st_uid}, mode {stat.S_IMODE(mode):04o})"
    return ""


def _is_ours(file: sqlite3.Connection) -> bool:
    [[mark]] = file.execute("PRAGMA application_id")
    return bool(mark == _APPLICATION)


def _made(file: sqlite3.Connection) -> bool:
    """Make an empty file ours, unless another run has just done so. False for anybody else's file."""
    file.execute("BEGIN IMMEDIATE")
    try:
        [[tables]] = file.execute("SELECT count(*) FROM sqlite_master")
        if tables == 0:
            file.execute(f"PRAGMA application_id = {_APPLICATION}")
            file.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID")
        return _is_ours(file)
    finally:
        file.execute("COMMIT")


def default_path() -> Path | None:
    """Where the cache is: a file in the user's cache folder; None where there is no such folder."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Caches")  # noqa: PTH111 - Path.expanduser raises without a home
    else:
        folder = os.environ.get("XDG_CACHE_HOME", "") or os.path.expanduser("~/.cache")  # noqa: PTH111
    return Path(folder, "osaid", "cache.sqlite") if os.path.isabs(folder) else None  # noqa: PTH117


def _plain(value: Any) -> Any:
    """An answer as JSON can hold it: what is of a type of the model by the type's name."""
    if isinstance(value, Frozen):
        return {type(value).__name__: {name: _plain(member) for name, member in values(value).items()}}
    if isinstance(value, dict):
        return {"": {key: _plain(item) for key, item in value.items()}}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _revived(value: Any) -> Any:
    """The value of the model that `_plain` made this of."""
    if isinstance(value, dict):
        [(name, members)] = value.items()
        revived = {key: _revived(member) for key, member in members.items()}
        return _type(name)(**revived) if name else revived
    return tuple(map(_revived, value)) if isinstance(value, list) else value


def _type(name: str) -> type:
    """A type of the model; KeyError for anything else that a file names."""
    if name not in model.MODULE_OF:
        raise KeyError(name)
    kind: type = getattr(model, name)
    return kind
