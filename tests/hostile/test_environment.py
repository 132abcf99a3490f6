"""Programs that are started get no token of the environment."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import contents, opened

from osaid_action.repository import fetch, pdf
from osaid_action.repository.git import Git

SECRETS = (
    *("OSAID_TOKEN", "GITHUB_TOKEN", "HF_TOKEN", "GH_PAT", "AWS_SECRET_ACCESS_KEY", "DATABASE_URL"),
    *("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_RUNTIME_TOKEN", "NPM_AUTH", "MY_KEY", "PGPASSWORD"),
)


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What all gits that are started have in their environment."""
    real, log = shutil.which("git"), tmp_path / "environments"
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "git").write_text(f'#!/bin/sh\nenv >> {log}\nexec {real} "$@"\n', encoding="utf-8")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    for name in SECRETS:
        monkeypatch.setenv(name, "SECRET-VALUE")
    return log


def test_git(repo: Repo, seen: Path) -> None:
    repo.commit({"a": "1"})
    assert "SECRET-VALUE" in seen.read_text("utf-8"), "the bait does not bite"
    seen.unlink()
    for options in ({}, {"staged": True}, {"revision": "HEAD"}):
        with opened(repo, **options) as tree:
            assert contents(tree) == {"a": b"1"}
            tree.at("HEAD")
    with fetch.beside(repo.path, "HEAD", repo.url):
        pass
    words = seen.read_text("utf-8")
    assert words.count("LC_ALL=C") > 5
    assert "SECRET-VALUE" not in words


def test_what_the_user_names_is_fetched_in_the_users_name(repo: Repo, seen: Path) -> None:
    """A credential helper of the user's own may take its token from the environment."""
    repo.commit({"a": "1"})
    seen.unlink()
    with opened(repo.url) as tree:
        assert contents(tree) == {"a": b"1"}
    fetching, _, after = seen.read_text("utf-8").rpartition("GIT_ALLOW_PROTOCOL=https:ssh:file")
    assert fetching
    assert "SECRET-VALUE" not in after.partition("GIT_ALLOW_PROTOCOL=none")[2]


def test_pdf(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HF_TOKEN", "SECRET-VALUE")
    monkeypatch.setattr(pdf, "_CHILD", "import json, os; print(json.dumps([[str(dict(os.environ))], False]))")
    found, _ = pdf.read(b"")
    assert found is not None
    assert "SECRET-VALUE" not in str(found.sections)
    assert "PATH" in str(found.sections)


def test_settings_that_git_needs_stay(monkeypatch: pytest.MonkeyPatch, repo: Repo) -> None:
    repo.commit({"a": "1"})
    repo.git("config", "--global", "osaid.test", "yes")
    assert Git(repo.path / ".git", repo.path).settings["osaid.test"] == ["yes"]
    assert sys.executable
