"""What a build prepares is what the program would work out, and nothing depends on its being there."""

from __future__ import annotations

import re
from marshal import dumps
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from osaid_action import built, patterns, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(built, "PREPARED", tmp_path / "prepared")
    built.prepared.cache_clear()
    yield built.PREPARED
    built.prepared.cache_clear()


@pytest.fixture
def file(start: Path) -> Path:
    return start.with_name("prepared.patterns")


def test_a_restored_pattern_is_the_compiled_one(start: Path) -> None:
    prepare.write(start)
    # Writing may have asked for what was not there yet.
    built.prepared.cache_clear()
    kept = built.prepared("patterns")
    assert len(kept) > 300
    for (source, flags), parts in kept.items():
        compiled, restored = re.compile(source, flags), patterns.restored(source, *parts)
        assert restored == compiled, source
        assert restored.groupindex == compiled.groupindex
        assert restored.flags == compiled.flags


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"\0\xff",
        dumps(7),
        dumps((("cpython-27", *built.KEY[1:]), {("a", 0): (0, b"", 0, {})})),
        dumps((built.KEY, {})),
        dumps((built.KEY, 7)),
    ],
    ids=["absent", "empty", "broken", "strange", "another Python's", "without it", "no table"],
)
def test_without_a_file_patterns_are_compiled(file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    found = patterns.lazy("a").search("ba")
    assert found and found.start() == 1


def test_a_pattern_is_taken_from_the_file(file: Path) -> None:
    parts = prepare.parts("b", re.IGNORECASE)
    file.write_bytes(dumps((built.KEY, {("a", 0): parts})))
    assert patterns.lazy("a").search("B")


def test_a_table_is_the_one_of_its_file(start: Path) -> None:
    there = {file.relative_to(built.ROOM).as_posix() for file in Path(built.ROOM).rglob("*.toml")}
    prepare.write(start)
    built.prepared.cache_clear()
    assert built.prepared("tables").keys() == there >= {"definition.toml", "evidence/data/words.toml"}
    assert all(built.table(path) == built.parsed(path) for path in there)


def test_without_a_file_a_table_is_read(start: Path) -> None:
    assert built.table("definition.toml")["version"]
