"""Several systems in one repository, each with its manifest: the hooks judge each."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
from program import called
from systems import whole

from osaid_action.hooks import folders

if TYPE_CHECKING:
    from gitrepo import Repo

Capture = pytest.CaptureFixture[str]
ZEROS = "0" * 40


@pytest.fixture
def systems(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """Two systems below a root without a manifest, and manifests that are nobody's system."""
    files = {f"models/{name}/{file}": text for name in ("glass", "mirror") for file, text in whole().items()}
    broken = {f"{place}/osaid.toml": "[broken" for place in ("tests/cases/x", "third_party/y")}
    repo.commit({**files, **broken, "README.md": "# Our models\n"})
    for name in ("PRE_COMMIT", "PRE_COMMIT_FROM_REF"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(repo.path)
    return repo


def pushing(monkeypatch: pytest.MonkeyPatch, repo: Repo) -> None:
    head = repo.git("rev-parse", "HEAD")
    lines = f"refs/heads/main {head} refs/heads/main {repo.git('rev-parse', 'HEAD~1')}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode()), encoding="utf-8"))


def test_the_index_is_judged_folder_by_folder(systems: Repo, capsys: Capture) -> None:
    assert called(capsys, "hook", "check", "--no-cache").returncode == 0
    systems.git("rm", "--quiet", "models/glass/evaluate.py")
    done = called(capsys, "hook", "check", "--no-cache")
    assert done.returncode == 1
    assert "models/glass, against HEAD:\n✗ evaluate.py is gone" in done.stdout
    assert "mirror" not in done.stdout
    assert called(capsys, "hook", "check", "--no-cache", "--path", "models/mirror").returncode == 0
    both = called(capsys, "hook", "check", "--no-cache", "--path=models/mirror", "--path=models/glass")
    assert (both.returncode, "models/glass, against HEAD:" in both.stdout) == (1, True)


def test_only_what_is_below_is_judged(systems: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(systems.path / "models")
    assert folders.staged(".") == ["glass", "mirror"]
    assert folders.pushed("glass", "HEAD") == folders.staged("glass") == []
    assert folders.staged(str(systems.path)) == folders.pushed(str(systems.path), "HEAD") != []
    assert folders.pushed(".", "nowhere") == folders.staged(str(systems.path.parent)) == []


def test_a_manifest_is_not_removed_unseen(systems: Repo, capsys: Capture) -> None:
    systems.git("rm", "--quiet", "models/glass/evaluate.py", "models/glass/osaid.toml")
    done = called(capsys, "hook", "check", "--no-cache")
    assert (done.returncode, "models/glass, against HEAD:" in done.stdout) == (1, True)


def test_a_push_is_judged_folder_by_folder(
    systems: Repo, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    systems.git("rm", "--quiet", "models/mirror/train.py")
    systems.commit({"models/new/osaid.toml": '[system]\nname = "New"\n'})
    pushing(monkeypatch, systems)
    done = called(capsys, "hook", "push", "--no-cache", "origin", "url")
    assert done.returncode == 1
    assert "main in models/mirror, against " in done.stdout
    assert "glass" not in done.stdout
    pushing(monkeypatch, systems)
    assert called(capsys, "hook", "push", "--no-cache", "--path", "models/glass", "origin").returncode == 0


def test_a_broken_manifest_is_named_by_its_place(systems: Repo, capsys: Capture) -> None:
    systems.write("models/glass/osaid.toml", "[broken")
    systems.git("add", "--all")
    done = called(capsys, "hook", "check", "--no-cache")
    assert done.returncode == 2
    assert done.stderr.startswith("osaid: models/glass/osaid.toml:1")


def test_only_so_many_are_judged(systems: Repo, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST", 1)
    systems.git("rm", "--quiet", "models/mirror/evaluate.py")
    done = called(capsys, "hook", "check", "--no-cache")
    assert (done.returncode, done.stdout) == (0, "")
    assert "2 folders have a manifest: judged are the first 1" in done.stderr
