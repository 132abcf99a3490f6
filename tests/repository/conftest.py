"""Fixtures of the tests of repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[str]:
    """A program that must never run."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/SPRUNG\n", encoding="utf-8")
    program.chmod(0o755)
    yield str(program)
    assert not (tmp_path / "SPRUNG").exists()
