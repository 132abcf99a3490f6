"""Works out what is slow at first use, for the Python that builds the package: see `built.py`."""

from __future__ import annotations

import sys
from array import array
from importlib import import_module
from marshal import dumps
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from .built import KEY, ROOM, parsed
from .evidence import literals, probes
from .patterns import LazyPattern

if sys.version_info >= (3, 11):
    from re import _compiler, _parser
else:
    import sre_compile as _compiler
    import sre_parse as _parser


def write(start: Path) -> list[Path]:
    """Write a file for each kind, named as `built.PREPARED` begins and then by the kind."""
    written = []
    for made in (patterns, looks, tables):
        written.append(start.with_name(f"{start.name}.{made.__name__}"))
        written[-1].write_bytes(dumps((KEY, made())))
    return written


def tables() -> dict[str, dict[str, Any]]:
    """What the TOML files of the package hold, by their paths."""
    room = Path(ROOM)
    paths = (file.relative_to(room).as_posix() for file in sorted(room.rglob("*.toml")))
    return {path: parsed(path) for path in paths}


def patterns() -> dict[tuple[str | bytes, int], tuple[int, bytes, int, dict[str, int]]]:
    """What each lazy pattern of the package is restored from."""
    package = sys.modules[__package__]
    for module in walk_packages(package.__path__, f"{__package__}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return {(source, flags): parts(source, flags) for source, flags in LazyPattern.known}


def looks() -> dict[tuple[str, ...], tuple[tuple[Any, ...], ...]]:
    """Where each pattern of the signals may match."""
    every = [one for some in probes.signals().values() for one in some]
    sources = {sources for one in every for sources in one.sources}
    return {one: tuple(map(tuple, literals.looks(*one))) for one in sources}


def parts(source: str | bytes, flags: int) -> tuple[int, bytes, int, dict[str, int]]:
    """What `patterns.restored` makes a pattern of."""
    parsed = _parser.parse(source, flags)  # type: ignore[arg-type]  # bytes are parsed too
    state = parsed.state
    code = array("I", _compiler._code(parsed, flags)).tobytes()  # type: ignore[attr-defined]  # not in its stubs
    return int(flags | state.flags), code, state.groups - 1, dict(state.groupdict)
