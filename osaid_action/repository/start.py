"""The start of a file on disk."""

from __future__ import annotations

import errno
import os
import stat

#: Without O_NONBLOCK, opening a FIFO would wait for somebody to write to it.
READ_ONLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    READ_ONLY |= getattr(os, _flag, 0)


def start_of(path: str, limit: int) -> bytes:
    """Up to `limit` bytes of a file that a user or a command names. OSError, also for what is no file."""
    handle = os.open(path, READ_ONLY & ~getattr(os, "O_NOFOLLOW", 0))
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "not a regular file", path)
        return read_start(handle, limit)
    finally:
        os.close(handle)


def read_start(handle: int, limit: int) -> bytes:
    """Up to `limit` bytes of an open file."""
    chunks = []
    while limit > 0 and (chunk := os.read(handle, limit)):
        chunks.append(chunk)
        limit -= len(chunk)
    return b"".join(chunks)
