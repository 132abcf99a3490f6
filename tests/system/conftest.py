"""Stand-ins of the Hub, of a host of git repositories and of archives, which the clients trust."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from standins import GitHost, Server
from systems import MIT, MODEL, PREPARE, TRAIN

from osaid_action.system import archive, figshare

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def host(trusted: ssl.SSLContext, tmp_path: Path) -> Iterator[GitHost]:
    (tmp_path / "hosted").mkdir()
    with GitHost(trusted, tmp_path / "hosted") as made:
        yield made


@pytest.fixture
def trainer(host: GitHost, tmp_path: Path) -> tuple[str, Repo]:
    """(place, repository) of code on a host."""
    repo = Repo(tmp_path / "hosted" / "acme" / "trainer.git")
    repo.commit({"LICENSE": MIT, "src/train.py": TRAIN, "src/model.py": MODEL, "prepare.py": PREPARE})
    repo.git("tag", "v1")
    return f"git+https://localhost:{host.port}/acme/trainer.git", repo


@pytest.fixture
def archives(trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(trusted, "127.0.0.1") as made:
        for name in ("ZENODO", "DATACITE", "GITHUB_API"):
            monkeypatch.setattr(archive, name, made.url)
        monkeypatch.setattr(figshare, "API", f"{made.url}/v2")
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"127.0.0.1:{made.port}")
        yield made
