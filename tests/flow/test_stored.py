"""Pointers of Git LFS whose objects are in the clone: they are what they point to."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from systems import safetensors, whole

from osaid_action.flow import recall
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

    from gitrepo import Repo

    from osaid_action.model import Component, Report

WEIGHTS = safetensors()
OID = hashlib.sha256(WEIGHTS).hexdigest()
POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{OID}\nsize {len(WEIGHTS)}\n"


@pytest.fixture
def pointed(repo: Repo) -> Repo:
    files = {name: text for name, text in whole().items() if name != "osaid.toml"}
    repo.commit({**files, "weights/model.safetensors": POINTER})
    return repo


def report(folder: Path, cache: Cache, *, staged: bool = False, revision: str | None = None) -> Report:
    with open_tree(str(folder), staged=staged, revision=revision) as tree:
        return recall.examine(tree, policy=None, fail_on=None, today="2026-11-27", cache=cache)


def weights(told: Report) -> Component:
    return next(one for one in told.components if one.id == "weights")


def store(repo: Repo, data: bytes = WEIGHTS) -> Path:
    path = repo.path / ".git" / "lfs" / "objects" / OID[:2] / OID[2:4] / OID
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("how", [{"revision": "HEAD"}, {"staged": True}, {}])
def test_a_pointer_is_its_object_once_that_is_here(
    pointed: Repo, tmp_path: Path, how: dict[str, object]
) -> None:
    with Cache(tmp_path / "cache.sqlite") as cache:
        before = report(pointed.path, cache, **how)  # type: ignore[arg-type]
        assert {item.id: item.status for item in before.items}["P1"] == "external"
        store(pointed)
        # What was remembered is not taken for what is here now.
        now = report(pointed.path, cache, **how)  # type: ignore[arg-type]
        assert {item.id: item.status for item in now.items}["P1"] == "met"
        assert weights(now).evidence[0].why.endswith("bytes, which Git LFS has in this clone")
        assert not weights(now).references


@pytest.mark.parametrize("data", [b"", b"<html>sign in</html>" * 100, WEIGHTS[:40]])
def test_an_object_is_held_to_what_weights_are(pointed: Repo, tmp_path: Path, data: bytes) -> None:
    store(pointed, data)
    with Cache(tmp_path / "cache.sqlite") as cache:
        assert weights(report(pointed.path, cache, revision="HEAD")).here == "missing"


def test_no_link_in_the_store_is_followed(pointed: Repo, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(WEIGHTS)
    path = store(pointed)
    path.unlink()
    path.symlink_to(tmp_path / "elsewhere")
    with Cache(tmp_path / "cache.sqlite") as cache:
        assert weights(report(pointed.path, cache, revision="HEAD")).references
