"""Valid inputs to start from: the tests' own cases, the examples, and whole systems."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from systems import ROOT, whole

CASES = ROOT / "tests" / "cases"
#: Between the files of a tree, and between a name and what it holds.
APART, NAMED = b"\0\n\0", b"\0"
_SMALL = 6_000


def texts(*patterns: str, most: int = 24, within: Path = ROOT) -> list[bytes]:
    """Contents of small files by patterns below a folder, some of them where there are many."""
    paths = [path for pattern in patterns for path in sorted(within.glob(pattern)) if path.is_file()]
    small = [path for path in paths if 0 < path.stat().st_size <= _SMALL]
    return [path.read_bytes() for path in small[:: len(small) // most + 1]]


def named(*patterns: str, most: int = 24, within: Path = ROOT) -> list[bytes]:
    """The same with the name of each file before its contents."""
    paths = [path for pattern in patterns for path in sorted(within.glob(pattern)) if path.is_file()]
    small = [path for path in paths if 0 < path.stat().st_size <= _SMALL]
    return [path.name.encode() + NAMED + path.read_bytes() for path in small[:: len(small) // most + 1]]


@cache
def trees() -> tuple[bytes, ...]:
    """Whole trees, each as one input."""
    found = [joined(tree) for case in _cases() if (tree := files(case / "tree"))]
    system = {name: text if isinstance(text, bytes) else text.encode() for name, text in whole().items()}
    return (joined(system), *found)


def _cases() -> list[Path]:
    cases = [path for path in sorted(CASES.glob("*/*/*")) if (path / "tree").is_dir()]
    return cases[::9]


def files(folder: Path) -> dict[str, bytes]:
    """The small files below a folder by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.stat().st_size <= _SMALL
    }


def joined(tree: dict[str, bytes]) -> bytes:
    """A tree as one input."""
    return APART.join(name.encode() + NAMED + data for name, data in tree.items())


def parted(data: bytes) -> dict[str, bytes]:
    """The tree of an input; names that are no text stand for their bytes."""
    parts = (part.partition(NAMED) for part in data.split(APART))
    return {name.decode("utf-8", "surrogateescape"): contents for name, _, contents in parts}
