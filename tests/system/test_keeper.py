"""Pointers of Git LFS in a clone of the Hub: whether the Hub holds the bytes that they stand for."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from gitrepo import Repo
from program import called
from standins import SHA, Fault, Hub, Repository
from systems import safetensors

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]

CARD = "---\nlicense: mit\n---\n# wren\n\nA model.\n"
LARGE = "model.safetensors"


def pointer(data: bytes, size: int | None = None) -> str:
    oid = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {size or len(data)}\n"


@pytest.fixture
def clone(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[Repo, Run]:
    """A clone of acme/wren without what Git LFS keeps, and the program in it."""
    hub.repositories["models/acme/wren"] = Repository({"README.md": CARD, LARGE: safetensors()}, lfs={LARGE})
    repo = Repo(tmp_path / "wren")
    repo.commit({"README.md": CARD, LARGE: pointer(safetensors())})
    repo.git("remote", "add", "origin", "https://huggingface.co/acme/wren")
    monkeypatch.chdir(repo.path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795434000")
    return repo, partial(called, capsys)


def report(run: Run, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("check", "--format=json", "--fail-on=never", *options).stdout)
    return found


def status(found: dict[str, Any], name: str = "P1") -> str:
    return next(item["status"] for item in found["items"] if item["id"] == name)


def weights(found: dict[str, Any]) -> dict[str, Any]:
    return next(part for part in found["components"] if part["id"] == "weights")


def test_the_hub_holds_the_bytes(clone: tuple[Repo, Run], hub: Hub) -> None:
    _, run = clone
    before = report(run)
    assert status(before) == "external" and not hub.log
    now = report(run, "--online")
    assert (status(now), status(now, "T-P")) == ("met", status(before, "T-P"))
    [seen] = weights(now)["evidence"]
    assert seen["why"].endswith(f"not the weights themselves; hf:acme/wren@{SHA[:10]} holds these bytes")
    assert [one["verified"] for one in weights(now)["references"]] == [True]
    assert [row["why"].partition(";")[0] for row in now["elsewhere"]] == ["where pointers to weights lead"]
    # None of the large file was read but its head.
    assert all(row["range"] for row in hub.asked("^/cdn/"))


def test_the_lock_remembers_it(clone: tuple[Repo, Run], hub: Hub) -> None:
    repo, run = clone
    assert run("lock").returncode == 0
    asked = len(hub.log)
    now = report(run)
    assert status(now) == "met" and len(hub.log) == asked
    assert weights(now)["evidence"][0]["why"].endswith("holds these bytes, as osaid.lock says")
    assert run("lock", "--check").stdout == "No drift.\n"
    # Other bytes are not what was seen.
    (repo.path / LARGE).write_text(pointer(b"other"), encoding="utf-8")
    now = report(run)
    assert status(now) == "external"
    assert weights(now)["references"][0]["verified"] is False


@pytest.mark.parametrize("known", [True, False])
def test_at_its_own_commit_or_else_at_the_newest(clone: tuple[Repo, Run], hub: Hub, known: bool) -> None:
    """That the Hub's model moved on since is nothing wrong with a clone at an earlier commit."""
    repo, run = clone
    if known:
        before = hub.repositories["models/acme/wren"]
        commit = repo.git("rev-parse", "HEAD").strip()
        hub.kept[("models/acme/wren", commit)] = Repository(before.files, lfs={LARGE}, sha=commit)
        before.revisions = ("main", commit)
    newest = {"README.md": CARD, LARGE: safetensors()[:-1] + b"\1"}
    hub.repositories["models/acme/wren"] = Repository(
        newest, lfs={LARGE}, revisions=("main", *([commit] if known else []))
    )
    now = report(run, "--online")
    assert status(now) == ("met" if known else "external")
    told = [problem["message"] for problem in now["problems"] if problem["kind"] == "bytes"]
    words = f"{LARGE}: hf:acme/wren@{SHA[:10]} has other bytes at that path than this pointer names"
    assert told == ([] if known else [words])


def test_a_pointer_with_another_size_is_not_the_same(clone: tuple[Repo, Run]) -> None:
    repo, run = clone
    repo.commit({LARGE: pointer(safetensors(), 5_000)})
    assert status(report(run, "--online")) == "external"


def test_bytes_under_another_name_are_held_all_the_same(clone: tuple[Repo, Run]) -> None:
    repo, run = clone
    repo.git("mv", LARGE, "wren.safetensors")
    repo.commit({})
    assert status(report(run, "--online")) == "met"


@pytest.mark.parametrize("code", [401, 503])
def test_what_cannot_be_asked_is_not_spoken_of(clone: tuple[Repo, Run], hub: Hub, code: int) -> None:
    _, run = clone
    hub.faults.append(Fault("/api/models/acme/wren", status=code))
    before = report(run)
    now = report(run, "--online")
    assert (status(now), now["elsewhere"], now["problems"]) == ("external", [], before["problems"])
    assert now["limits"] == before["limits"]


@pytest.mark.parametrize(
    "url", ["https://github.com/acme/wren.git", "https://huggingface.co/datasets/acme/wren"]
)
def test_another_origin_is_not_asked(clone: tuple[Repo, Run], hub: Hub, url: str) -> None:
    repo, run = clone
    repo.git("remote", "set-url", "origin", url)
    assert status(report(run, "--online")) == "external"
    assert not hub.log


def test_a_place_that_the_manifest_names(clone: tuple[Repo, Run], hub: Hub) -> None:
    """Of a model that only is named, a file of the same name with other bytes says nothing."""
    repo, run = clone
    repo.git("remote", "remove", "origin")
    repo.commit({"osaid.toml": '[components.weights]\nat = "hf:acme/wren"\n'})
    now = report(run, "--online")
    assert status(now) == "met"
    assert "holds these bytes" in " ".join(one["why"] for one in weights(now)["evidence"])
    repo.commit({LARGE: pointer(b"other")})
    now = report(run, "--online")
    assert "holds these bytes" not in " ".join(one["why"] for one in weights(now)["evidence"])
    assert not [problem for problem in now["problems"] if problem["kind"] == "bytes"]


def test_a_statement_is_over_what_the_lock_tells_of_the_hub(clone: tuple[Repo, Run], hub: Hub) -> None:
    repo, run = clone
    repo.git("rm", "-q", LARGE)
    repo.commit({"osaid.toml": '[components.weights]\nat = ["hf:acme/wren"]\n'})
    assert "hf:acme/wren: it was not looked at" in run("check", "--format=intoto").stderr
    assert run("lock").returncode == 0
    asked = len(hub.log)
    made = json.loads(run("check", "--format=intoto", "--fail-on=never").stdout)
    digest = hashlib.sha256(safetensors()).hexdigest()
    assert made["subject"] == [{"name": f"hf:acme/wren@{SHA[:10]}#{LARGE}", "digest": {"sha256": digest}}]
    assert len(hub.log) == asked


def test_a_statement_on_a_model_of_the_hub_by_its_listing(clone: tuple[Repo, Run], hub: Hub) -> None:
    _, run = clone
    made = json.loads(run("check", "hf:acme/wren", "--format=intoto", "--fail-on=never").stdout)
    digest = hashlib.sha256(safetensors()).hexdigest()
    assert made["subject"] == [{"name": LARGE, "digest": {"sha256": digest}}]
    # The listing tells it: of the file, nothing but its head is asked for.
    assert all(row["range"] for row in hub.asked("^/cdn/"))
