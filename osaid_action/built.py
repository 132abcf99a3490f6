"""What a build worked out for this Python (see `prepare.py`), or what is worked out where it did not."""

from __future__ import annotations

import _sre  # type: ignore[import-not-found]  # no stubs
import os
import sys
from functools import cache
from marshal import loads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: What has to be the same where the work was done and where it is used.
KEY = (sys.implementation.cache_tag, sys.byteorder, _sre.MAGIC, _sre.CODESIZE, _sre.MAXREPEAT)
#: A string: pathlib takes half as long to load as Python to start.
ROOM = os.path.dirname(__file__)  # noqa: PTH120
#: What the files begin with, each of which holds one kind.
PREPARED = os.path.join(ROOM, f"prepared.{sys.implementation.cache_tag}")  # noqa: PTH118


@cache
def prepared(kind: str) -> dict[Any, Any]:
    """What `prepare.py` left for this Python, of a kind and by what it is of; {} where it left nothing."""
    try:
        with open(f"{PREPARED}.{kind}", "rb") as file:  # noqa: PTH123 - as above
            key, found = loads(file.read())  # noqa: S302 - a part of the package, as its .pyc files are
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return found if key == KEY and isinstance(found, dict) else {}


def table(path: str) -> dict[str, Any]:
    """What a TOML file of the package holds. path: below the package, with forward slashes."""
    found: dict[str, Any] | None = prepared("tables").get(path)
    return parsed(path) if found is None else found


def parsed(path: str) -> dict[str, Any]:
    """The same, read now."""
    # Imported here: what only says that nothing was checked needs no package of another's.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    with open(os.path.join(ROOM, path), "rb") as file:  # noqa: PTH118, PTH123 - as above
        return tomllib.load(file)
