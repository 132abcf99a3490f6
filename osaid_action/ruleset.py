"""The number of the rules: a digest of everything in the package that decides what a report says."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

try:
    # What hashlib would hand on, after loading OpenSSL for five milliseconds.
    from _blake2 import blake2b as blake2b
except ImportError:
    from hashlib import blake2b as blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: What only starts the program, or prints or counts what it found. All else decides, so a new file can't be
#: forgotten. The lines of a survey have a format of their own.
APART = frozenset(
    {"__main__.py", "api.py", "commands", "github", "hooks", "prepare.py", "report", "survey", "version.py"}
)
#: How the files begin that a build adds to a wheel, and the one with the digest.
_BUILT = "prepared."
STORED = Path(__file__).with_name(f"{_BUILT}ruleset")


@cache
def digest() -> str:
    """Ten hexadecimal digits, the same for the same rules on every Python and system.

    A wheel holds it as it was when the wheel was built: who edits an installed package keeps that number.
    Anywhere else nothing is stored, and it is that of the files as they are.
    """
    try:
        return STORED.read_text(encoding="utf-8")
    except OSError:
        return of(STORED.parent)


def of(package: str | os.PathLike[str]) -> str:
    """The digest of the rules in a package's folder: of names and contents, comments and all."""
    whole = blake2b(digest_size=5)
    for name, path in sorted(_files(os.fspath(package))):
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - two hundred of pathlib's cost two milliseconds
            contents = file.read()
        # A checkout on Windows may end the lines of a text otherwise; git, too, leaves alone what has a NUL.
        if b"\0" not in contents:
            contents = contents.replace(b"\r\n", b"\n")
        whole.update(b"%s\0%d\0" % (name.encode(), len(contents)))
        whole.update(contents)
    return whole.hexdigest()


def _files(package: str) -> Iterator[tuple[str, str]]:
    """The files that decide: POSIX name within the package, and path."""
    folders = [("", package)]
    for within, folder in folders:
        with os.scandir(folder) as items:
            for item in items:
                name = within + item.name
                if name in APART or name.startswith(_BUILT):
                    continue
                if item.name.startswith(".") or item.name == "__pycache__":
                    continue
                if item.is_dir():
                    folders.append((f"{name}/", item.path))
                else:
                    yield name, item.path
