"""Works out what is slow at first use, for the Python that builds the package: see `patterns.py`."""

from __future__ import annotations

import sys
from array import array
from importlib import import_module
from marshal import dumps
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from .evidence import literals, probes
from .patterns import KEY, LazyPattern

if TYPE_CHECKING:
    from pathlib import Path

if sys.version_info >= (3, 11):
    from re import _compiler, _parser
else:
    import sre_compile as _compiler
    import sre_parse as _parser


def write(path: Path) -> None:
    """Write the file that `patterns.PREPARED` names."""
    path.write_bytes(dumps((KEY, {"patterns": dumps(patterns()), "looks": dumps(looks())})))


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
