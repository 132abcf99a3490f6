"""Files below a folder on disk, read without following a symbolic link below it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TreeError
from .blob import Blob
from .listing import bytes_of, text_of
from .start import READ_ONLY, read_start

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Bytes of a file that are read at once.
_PIECE = 1 << 20


class Disk:
    """The files below a folder, read without following a symbolic link."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._real_folders: dict[str, bool] = {"": True}

    def read(self, path: str, limit: int) -> Blob | None:
        """The start of a regular file; None when there is no such file."""
        try:
            with self._opened(path) as (handle, size):
                return Blob(read_start(handle, min(limit, size)), size)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return Blob(None, None, error.strerror or "cannot be read")

    def pieces(self, path: str) -> Iterator[bytes]:
        """All of a regular file, piece by piece. TreeError where it can't be read."""
        try:
            with self._opened(path) as (handle, _):
                while piece := os.read(handle, _PIECE):
                    yield piece
        except OSError as error:
            raise TreeError(error.strerror or "cannot be read") from None

    @contextlib.contextmanager
    def _opened(self, path: str) -> Iterator[tuple[int, int]]:
        """A regular file and its size. OSError."""
        if not self._has(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        handle = os.open(self._locate(path), READ_ONLY)
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                raise OSError(errno.EINVAL, "not a regular file")
            yield handle, info.st_size
        finally:
            os.close(handle)

    def size(self, path: str) -> int | None:
        """Size of a regular file in bytes; None when there is no such file."""
        with contextlib.suppress(OSError):
            info = os.lstat(self._locate(path))
            if stat.S_ISREG(info.st_mode) and self._has(path):
                return info.st_size
        return None

    def is_link(self, path: str) -> bool:
        """True for a symbolic link."""
        with contextlib.suppress(OSError):
            return stat.S_ISLNK(os.lstat(self._locate(path)).st_mode)
        return False

    def target(self, path: str) -> str | None:
        """What a symbolic link holds; None when there is none."""
        with contextlib.suppress(OSError):
            if self._has(path):
                return text_of(os.fsencode(Path(self._locate(path)).readlink())).replace(os.sep, "/")
        return None

    def _locate(self, path: str) -> str:
        return f"{self._root}/{os.fsdecode(bytes_of(path))}"

    def _has(self, path: str) -> bool:
        """False when a folder on the way to `path` is a link or "..", which could lead anywhere."""
        folder, _, name = path.rpartition("/")
        unknown = []
        while folder not in self._real_folders:
            unknown.append(folder)
            folder = folder.rpartition("/")[0]
        real = self._real_folders[folder]
        for below in reversed(unknown):
            real = real and _is_name(below.rpartition("/")[2]) and not self.is_link(below)
            self._real_folders[below] = real
        return real and _is_name(name)


def _is_name(part: str) -> bool:
    return part not in {"", ".", ".."} and (os.name != "nt" or not {"\\", ":"} & set(part))
