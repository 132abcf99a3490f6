"""Fixtures that every test may use."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from hosted import authority, hub, trusted
from hypothesis import settings
from reports import EPOCH, TOLD
from systems import whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["authority", "hub", "trusted"]

# How long a test takes depends on what else the machine does.
settings.register_profile("osaid", deadline=None)
settings.load_profile("osaid")

GIT_SETTINGS = """\
[user]
    name = Ada
    email = ada@example.org
[core]
    fsync = none
[gc]
    auto = 0
[protocol "file"]
    allow = always
[uploadpack]
    allowFilter = true
"""


@pytest.fixture(autouse=True)
def _no_settings_of_the_user(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tests give the same on every machine, also when they run inside a git hook."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    settings = home / ".gitconfig"
    settings.write_text(GIT_SETTINGS, encoding="utf-8")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def make_repo(tmp_path: Path) -> Callable[..., Repo]:
    """Make a repository by name: `make_repo("data")`, `make_repo("data", "--bare")`."""
    return lambda name, *init: Repo(tmp_path / name, *init)


@pytest.fixture
def repo(make_repo: Callable[..., Repo]) -> Repo:
    """One repository without a commit."""
    return make_repo("repo")


@pytest.fixture
def system(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """The current folder: a whole system whose data are described part by part, on a fixed day."""
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    repo.commit({**whole(), "DATA.md": TOLD})
    return repo
