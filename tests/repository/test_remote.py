"""Repositories elsewhere: what is fetched, what is refused, and that nothing is left behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from gitrepo import Repo
from trees import opened

from osaid_action import progress
from osaid_action.errors import TreeError, UsageError
from osaid_action.flow.targets import open_target
from osaid_action.repository.remote import is_remote


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary folders go; nothing may be left there."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("allow_filter", ["true", "false"])
def test_remote(repo: Repo, temporary: Path, allow_filter: str) -> None:
    first = repo.commit({"a": "1"})
    commit = repo.commit({"a": "2", "large": b"x" * (5 << 20)})
    repo.git("config", "uploadpack.allowFilter", allow_filter)
    with opened(repo.url) as tree:
        assert (tree.name, tree.commit, tree.dirty) == ("repo", commit, False)
        assert tree.read(tree.entries[0], 99).data == b"2"
        large = tree.read(tree.entries[1], 99)
        assert large.data == (None if allow_filter == "true" else b"x" * 99)
        assert list(temporary.iterdir())
        with pytest.raises(UsageError, match="shallow"):
            tree.at(first)


@pytest.fixture
def github(repo: Repo, tmp_path: Path) -> Repo:
    """`github:ada/model` reaches this repository."""
    repo.git("config", "--global", f"url.{tmp_path.as_uri()}/.insteadOf", "https://github.com/")
    return Repo(tmp_path / "ada/model.git", "--bare")


def test_github_form(repo: Repo, github: Repo, temporary: Path) -> None:
    first = repo.commit({"a": "1"})
    repo.git("tag", "-a", "-m", "x", "v1")
    repo.git("branch", "feature/x")
    second = repo.commit({"a": "2"})
    repo.git("push", "--quiet", str(github), "--all")
    repo.git("push", "--quiet", str(github), "--tags")
    for form, commit in {
        "github:ada/model": second,
        "github:ada/model.git": second,
        "github:ada/model@main": second,
        "github:ada/model@v1": first,
        "github:ada/model@feature/x": first,
        f"github:ada/model@{first}": first,
        "https://github.com/ada/model": second,
    }.items():
        with opened(form) as tree:
            assert (tree.name, tree.commit) == ("ada/model", commit)
    with opened("github:ada/model", revision="v1") as tree:
        assert tree.commit == first
    for form, words in {
        "github:ada/nothing": "https://github.com/ada/nothing.git could not be fetched at HEAD: .*nothing",
        "github:ada/model@nope": "could not be fetched at nope: couldn't find remote ref nope",
        f"github:ada/model@{'1' * 40}": "could not be fetched at 1111",
    }.items():
        with pytest.raises(TreeError, match=words) as caught:
            open_target(form)
        assert not isinstance(caught.value, UsageError)


def test_how_far_it_is_goes_to_who_listens(
    repo: Repo, temporary: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    repo.commit({"a": "1"})
    open_target(repo.url).close()
    told: list[str] = []
    with progress.heard(lambda words, _: told.append(words)):
        open_target(repo.url).close()
    assert capfd.readouterr() == ("", "")
    assert told[0] == f"fetching {repo.url}"
    assert told[-1] == f"receiving objects, 100%: {repo.url}"


def test_interrupt_while_fetching(repo: Repo, temporary: Path, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    slow = tmp_path / "slow.sh"
    slow.write_text("#!/bin/sh\nexec sleep 5\n", encoding="utf-8")
    slow.chmod(0o755)
    repo.git("config", "--global", "uploadpack.packObjectsHook", str(slow))

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    previous = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        with pytest.raises(KeyboardInterrupt):
            open_target(repo.url)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)


@pytest.mark.parametrize(
    "target",
    [
        "http://github.com/a/b",
        "git://github.com/a/b",
        "s3://bucket/a",
        "ftp://host/a",
        "github:a",
        "github:a/b/c",
        "github:a/b@--upload-pack=x",
        "github:a/b@+main:main",
        "github:a/b@",
        "github:a/b@a b",
        "ext::sh -c 'touch SPRUNG'",
        "-oProxyCommand=touch SPRUNG",
        "--upload-pack=touch SPRUNG",
    ],
)
def test_refused_targets(
    target: str, temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError):
        open_target(target)
    assert not Path("SPRUNG").exists()


def test_host_that_looks_like_an_option(temporary: Path, trap: str) -> None:
    for target in (f"ssh://-oProxyCommand={trap}/a/b", f"ssh://-oProxyCommand={trap}@host/a/b"):
        with pytest.raises(TreeError):
            open_target(target)


def test_options_that_do_not_go_with_a_remote() -> None:
    with pytest.raises(UsageError, match="needs a local repository"):
        open_target("github:a/b", staged=True)
    with pytest.raises(UsageError, match="already names 'v1'"):
        open_target("github:a/b@v1", revision="v2")


def test_is_remote() -> None:
    assert all(
        map(is_remote, ("github:a/b", "https://h/a/b", "git@h:a/b", "ssh://h/a", "git+ssh://h/a", "s3://b"))
    )
    assert not any(map(is_remote, (".", "a/b", "/a", "C:/a", "C:\\a", "a:b", "")))


def test_credentials_stay_out_of_messages(temporary: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(TreeError) as caught:
        open_target("file://ada:SECRET@localhost/nothing")
    assert "SECRET" not in str(caught.value) + "".join(capfd.readouterr())
