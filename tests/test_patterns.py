"""What a build prepares is what the program would work out, and nothing depends on its being there."""

from __future__ import annotations

import re
from marshal import dumps
from typing import TYPE_CHECKING

import pytest

from osaid_action import patterns, prepare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(patterns, "PREPARED", tmp_path / "prepared")
    patterns.prepared.cache_clear()
    patterns._read.cache_clear()
    yield patterns.PREPARED
    patterns.prepared.cache_clear()
    patterns._read.cache_clear()


def test_a_restored_pattern_is_the_compiled_one(file: Path) -> None:
    prepare.write(file)
    # Writing may have asked for what was not there yet.
    patterns.prepared.cache_clear()
    patterns._read.cache_clear()
    kept = patterns.prepared("patterns")
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
        dumps((("cpython-27", *patterns.KEY[1:]), {"patterns": dumps({("a", 0): (0, b"", 0, {})})})),
        dumps((patterns.KEY, {})),
    ],
    ids=["absent", "empty", "broken", "strange", "another Python's", "without it"],
)
def test_without_a_file_patterns_are_compiled(file: Path, content: bytes | None) -> None:
    if content is not None:
        file.write_bytes(content)
    found = patterns.lazy("a").search("ba")
    assert found and found.start() == 1


def test_a_pattern_is_taken_from_the_file(file: Path) -> None:
    parts = prepare.parts("b", re.IGNORECASE)
    file.write_bytes(dumps((patterns.KEY, {"patterns": dumps({("a", 0): parts})})))
    assert patterns.lazy("a").search("B")
