"""Hostile repositories, built once and proven to bite."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bait import Site, removed
from baits import BAITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Site]]:
    """Build a bait by name, or give the one that was built. "" is a harmless repository."""
    folder = tmp_path_factory.mktemp("baits")
    there: dict[str, Site] = {}
    harmless: set[str] = set()

    def site(name: str) -> Site:
        if name not in there:
            ready = site("").folder if name else None
            made = there[name] = Site(folder / str(len(there)), ready)
            if name and not made.bites(BAITS[name]):
                harmless.add(name)
        assert name not in harmless, "the bait does not bite"
        return there[name]

    yield site
    if "deep folders" in there:  # pytest, which removes the rest, can't go so deep
        removed(there["deep folders"].folder)


@pytest.fixture
def built(
    sites: Callable[[str], Site], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], Site]]:
    """Build a bait, and stand in it."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795348800")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    back = Path.cwd()

    def build(name: str) -> Site:
        site = sites(name)
        os.chdir(site.here)
        return site

    yield build
    os.chdir(back)
