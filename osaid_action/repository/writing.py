"""Writing a file whole or not at all. The one place that writes into a project."""

from __future__ import annotations

import os


def write_whole(path: str | os.PathLike[str], text: str) -> None:
    """Put text where a file is or will be; a file that is there keeps its permissions. OSError."""
    import tempfile
    from pathlib import Path

    target = Path(path)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        # Line ends are written as they are in the text: a file that is edited keeps its own.
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _mode(target: os.PathLike[str]) -> int:
    try:
        return os.stat(target).st_mode & 0o777  # noqa: PTH116 - a path of any kind
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
