"""Writing a file whole or not at all. The one place that writes into a project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(
    path: str | os.PathLike[str], text: str, *, project: str | os.PathLike[str] | None = None
) -> None:
    """Put text where a file is or will be; a file that is there keeps its permissions. OSError, UsageError.

    project: a folder of strangers' making: below it, nothing is written through a link.
    A device or a pipe, such as /dev/null, is written to and stays what it is.
    """
    import tempfile
    from pathlib import Path

    if project is not None:
        refuse_links(path, project)
    target = Path(path)
    if _stays(target):
        with target.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
        return
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        # The name that was asked for tells more than that of a file beside it.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    try:
        # Line ends are written as they are in the text: a file that is edited keeps its own.
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        Path(temporary).chmod(_mode(target))
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _stays(target: Path) -> bool:
    """Whether this is no file that another may take the place of; links count only among the system's own."""
    if os.path.abspath(target).startswith(("/dev/", "/proc/")):  # noqa: PTH100 - the link, not where it leads
        return True
    return not target.is_symlink() and target.exists() and not target.is_file()


def refuse_links(path: str | os.PathLike[str], project: str | os.PathLike[str]) -> None:
    """UsageError where a file below a project's folder would be written through a link."""
    if link := linked_folder(path, project):
        raise UsageError(f"{link} is a symbolic link: nothing is written through it")


def linked_folder(path: str | os.PathLike[str], project: str | os.PathLike[str]) -> Path | None:
    """The first folder on the way from a project's folder down to a file that is a link, if any is."""
    from pathlib import Path

    folder = Path(os.path.abspath(project))  # noqa: PTH100 - links are to be seen, not followed
    file = Path(os.path.abspath(path))  # noqa: PTH100
    between = [one for one in file.parents if folder in one.parents]
    return next((one for one in reversed(between) if one.is_symlink()), None)


def _mode(target: os.PathLike[str]) -> int:
    try:
        return os.stat(target).st_mode & 0o777  # noqa: PTH116 - a path of any kind
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
