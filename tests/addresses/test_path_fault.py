"""Which paths can name something in a tree."""

from __future__ import annotations

import pytest

from osaid_action.addresses import path_fault


@pytest.mark.parametrize(
    "path", ["a", "a/b.py", "src/**/*.py", "./a", "größe.bin", "a..b", "with space", ".hidden"]
)
def test_good_path(path: str) -> None:
    assert path_fault(path) == ""


@pytest.mark.parametrize("path", ["", " ", "/a", "../a", "a/..", "a\\b", "C:a", "~/a", "a\0", "a\nb"])
def test_bad_path(path: str) -> None:
    assert path_fault(path)
