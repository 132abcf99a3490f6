"""What one blob holds: the signals in it and its license tags, remembered from one run to the next."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import progress
from ..patterns import either
from ..repository.notebooks import notebook_code, woven_code
from ..repository.places import WOVEN, may_try, words
from ..repository.spdx import head_note, spdx_tags
from ..repository.text import decode, is_binary
from . import choice, halves, ours
from .signals import C_COMMENTS, COMMENTS, SHELL_COMMENTS, Hit, Scanner
from .stand_ins import absent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..repository.blob import Blob
    from ..repository.cache import Cache
    from ..repository.tree import Tree
    from .file import File

_LIKE_C = words("c cc cpp cxx cu cuh h hpp metal rs cs m mm zig")
#: What a unit test says in the languages of scripts; a script that tries a model has none of it.
_UNIT_TEST = either(
    r"^\s{0,20}(?:async )?def test_?\w{0,80}\(",
    r"\b(?:unittest|pytest|absltest|googletest|testthat|TestCase|luaunit|doctest)\b",
    r"@testset\b|@test\b|\btest_that\(|\bmatlab\.unittest\b",
    flags=re.MULTILINE,
)


class Facts(NamedTuple):
    """What one blob holds: a pure function of its bytes and the role they are read in."""

    hits: dict[str, Hit] = {}  # noqa: RUF012 - never written to
    tags: tuple[tuple[int, str], ...] = ()
    cut: bool = False
    notes: tuple[tuple[int, str], ...] = ()


def of_files(
    wanted: list[File],
    role: str,
    most: int,
    *,
    tree: Tree,
    scanner: Scanner,
    cache: Cache,
    unreadable: dict[str, str],
) -> Iterator[Facts | None]:
    """What each file holds, remembered or read, and None for what can't be read; most: bytes of one file."""
    keys = {f.path: _key(f, role, most) for f in wanted if f.entry.oid}
    known = cache.get_many(keys.values())
    facts = {path: _remembered(known[key]) for path, key in keys.items() if key in known}
    unknown = [file for file in wanted if facts.get(file.path) is None]
    opened: list[tuple[File, Blob]] = []
    for file, blob in zip(unknown, tree.read_many((f.entry for f in unknown), most), strict=True):
        if blob.data is None:
            unreadable[file.path] = blob.reason
        elif trouble := absent(blob.data, choice.MOST_SETTINGS if role == "config" else None):
            unreadable[file.path] = trouble
        else:
            opened.append((file, blob))

    def look(some: Sequence[tuple[File, Blob]]) -> list[Facts]:
        going = progress.each(f"reading {role},", some, len(opened))
        return [read(file, blob, role, scanner) for file, blob in going]

    amount = sum(len(blob.data or b"") for _, blob in opened)
    for (file, _), answer in zip(opened, halves.split(look, opened, amount), strict=True):
        facts[file.path] = _remembered(answer)
        if file.path in keys:
            cache.put(keys[file.path], answer)
    return (facts.get(file.path) for file in wanted)


def _key(file: File, role: str, most: int) -> str:
    test = "test:" if may_try(file.name) else ""
    return f"facts:{role}:{most}:{file.suffix}:{test}{file.entry.oid}"


def read(file: File, blob: Blob, role: str, scanner: Scanner) -> Facts:
    """What the bytes of one file hold."""
    cut, data = blob.truncated, blob.data
    if not data or is_binary(data):
        return Facts(cut=cut)
    text = decode(data)
    if may_try(file.name) and _UNIT_TEST.search(text):
        return Facts({}, spdx_tags(text), cut, head_note(text))
    if role == "config" and ours.is_data(text):
        return Facts(cut=cut)
    if role == "code" and file.suffix in WOVEN:
        text = woven_code(text)
    if file.suffix == "ipynb":
        hits, more = _notebook(text, scanner)
    else:
        shell = SHELL_COMMENTS if role == "shell" else COMMENTS
        hits, more = scanner.scan(text, C_COMMENTS if file.suffix in _LIKE_C else shell)
    return Facts(hits, spdx_tags(text), cut or more, head_note(text))


def _remembered(value: Any) -> Facts | None:
    """Facts from what a cache gives back; None for anything else."""
    try:
        hits, tags, cut, notes = value
        return Facts(
            {str(name): Hit(int(line), str(text), int(seen)) for name, (line, text, seen) in hits.items()},
            tuple((int(line), str(text)) for line, text in tags),
            bool(cut),
            tuple((int(line), str(text)) for line, text in notes),
        )
    except (AttributeError, TypeError, ValueError):
        return None


def _notebook(text: str, scanner: Scanner) -> tuple[dict[str, Hit], bool]:
    """Signals in a notebook's code cells, with lines of the file."""
    lines = notebook_code(text)
    hits, cut = scanner.scan("\n".join(line for _, line in lines))
    return {name: hit._replace(line=lines[hit.line - 1][0]) for name, hit in hits.items()}, cut
