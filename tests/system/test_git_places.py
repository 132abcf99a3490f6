"""Repositories elsewhere looked at for real: against a stand-in of a host, with faults."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from gitrepo import Repo
from looking import look, part, private
from standins import Fault, GitHost
from systems import MIT, TRAIN

from osaid_action.addresses import parse_place
from osaid_action.repository.git import Git
from osaid_action.system import lock, policy
from osaid_action.system.listed import changed
from osaid_action.system.lock import Lock
from osaid_action.system.net import Net
from osaid_action.system.policy import Policy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_code_at_another_repository(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    seen = look(f"{place}@v1", "training-code", policy=private(host))
    assert (seen.state, seen.resolved) == ("verified", repo.git("rev-parse", "HEAD")), seen.reason
    found = part(seen, "training-code")
    assert (found.outcome, found.license, found.verdict) == ("found", "MIT", "osi-approved")
    assert found.evidence[0].path == "src/train.py"


def test_a_commit_that_is_kept_needs_no_network(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    commit = repo.git("rev-parse", "HEAD")
    first = look(f"{place}@{commit}", "training-code", policy=private(host))
    host.log.clear()
    again = look(f"{place}@{commit}", "training-code", policy=private(host))
    assert again == first
    assert not host.log


@pytest.mark.parametrize(
    ("path", "outcome"),
    [("src", "found"), ("src/train.py", "found"), ("prepare.py", "missing"), ("none", "missing")],
)
def test_a_path_in_a_repository(trainer: tuple[str, Repo], host: GitHost, path: str, outcome: str) -> None:
    seen = look(f"{trainer[0]}@v1#{path}", "training-code", policy=private(host))
    assert part(seen, "training-code").outcome == outcome


def test_the_readme_of_a_library_that_is_named_as_documentation_is_read(
    trainer: tuple[str, Repo], host: GitHost
) -> None:
    text = (
        "# Corpora\n\nCorpora is a library for curating datasets.\n\n## Training data\n\nOur training data "
    )
    text += "were collected from Common Crawl. Pages with fewer than 100 words were removed.\n"
    trainer[1].commit({"README.md": text})
    seen = look(trainer[0], "data-documentation", policy=private(host))
    heads = dict(part(seen, "data-documentation").heads)
    assert (heads["provenance"], heads["selection_filtering"]) == ("found", "found")


def test_a_tag_that_moved_is_drift(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    before = look(f"{place}@v1", "training-code", policy=private(host))
    repo.commit(
        {"LICENSE": "Attribution-NonCommercial 4.0 International, CC BY-NC 4.0, non-commercial purposes only"}
    )
    repo.git("tag", "--force", "v1")
    after = look(f"{place}@v1", "training-code", policy=private(host), old=Lock(entries=(before,)))
    lines = lock.drift(before, after)
    assert lines[0].startswith("moved: v1 was ")
    [terms] = [
        line for line in lines if line.startswith("training-code: terms were MIT (osi-approved), now ")
    ]
    # Not only the license that it looks like, but what it takes away.
    assert "restricted" in terms or "conflict" in terms
    assert "non-commercial" in terms and "LICENSE" in terms, terms


def test_which_files_changed_at_a_commit(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    before = look(f"{place}@v1#src", "training-code", policy=private(host))
    repo.git("rm", "-q", "src/train.py", "prepare.py")
    repo.commit({"src/model.py": "x = 1\n", "src/new.py": "y = 1\n"})
    repo.git("tag", "--force", "v1")
    after = look(f"{place}@v1#src", "training-code", policy=private(host), old=Lock(entries=(before,)))
    reference = parse_place(f"{place}@v1#src")
    told = changed(reference, before, after, Net(private(host)))
    assert told == "removed src/train.py; added src/new.py; changed src/model.py"
    gone = replace(before, resolved="0" * 39 + "1")
    assert changed(reference, gone, after, Net(private(host))) == ""


def test_an_unpinned_place_is_pinned_by_the_lock(trainer: tuple[str, Repo], host: GitHost) -> None:
    place, repo = trainer
    before = look(place, "training-code", policy=private(host))
    old = Lock(entries=(before,))
    repo.git("rm", "-q", "src/train.py")
    repo.commit()
    assert (
        look(place, "training-code", policy=private(host), old=old, pinned=True).resolved == before.resolved
    )
    now = look(place, "training-code", policy=private(host), old=old)
    assert lock.drift(before, now)[:2] == (
        "files removed: 4 before, 3 now", "training-code: was found, now missing",
    )  # fmt: skip


def test_a_revision_that_is_not_there_is_gone(trainer: tuple[str, Repo], host: GitHost) -> None:
    seen = look(f"{trainer[0]}@v9", "training-code", policy=private(host))
    assert seen.state == "gone", seen.reason
    seen = look(f"{trainer[0]}@{'0' * 39}1", "training-code", policy=private(host))
    assert seen.state == "gone", seen.reason


def test_a_repository_that_is_not_there(host: GitHost) -> None:
    place = f"git+https://localhost:{host.port}/acme/none.git"
    assert look(place, policy=private(host)).state == "unverified"
    assert look(f"{place}@v1", policy=private(host)).state == "gone"
    host.faults.append(Fault("/acme", status=503))
    assert look(f"{place}@v1", policy=private(host)).state == "unverified"


def test_a_renamed_repository_is_followed_and_said(trainer: tuple[str, Repo], host: GitHost) -> None:
    host.moved["acme/old.git"] = "acme/trainer.git"
    seen = look(f"git+https://localhost:{host.port}/acme/old.git@v1", "training-code", policy=private(host))
    assert seen.state == "verified", seen.reason
    assert seen.notes[0].startswith("moved: ")


LOGINS = [
    ({"GITHUB_TOKEN": "s3cret"}, "GITHUB_SERVER_URL", "x-access-token"),
    ({"GH_TOKEN": "s3cret", "GITHUB_TOKEN": "other"}, "GITHUB_SERVER_URL", "x-access-token"),
    ({"GITLAB_TOKEN": "s3cret"}, "GITLAB_HOST", "oauth2"),
]


@pytest.fixture
def closed(trainer: tuple[str, Repo], host: GitHost, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A private repository on a host for which the user has a token; what opens it."""

    def close(variables: dict[str, str], at: str, name: str) -> str:
        for one in ("GITHUB_TOKEN", "GH_TOKEN", "GITLAB_TOKEN"):
            monkeypatch.delenv(one, raising=False)
        for key, value in variables.items():
            monkeypatch.setenv(key, value)
        monkeypatch.setenv(at, f"https://localhost:{host.port}")
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"localhost:{host.port},127.0.0.1:{host.port}")
        login = f"Basic {b64encode(f'{name}:s3cret'.encode()).decode()}"
        host.closed["acme/trainer.git"] = login
        return login

    return close


@pytest.mark.parametrize("login", LOGINS)
def test_a_token_opens_a_private_repository_at_its_own_host(
    trainer: tuple[str, Repo], host: GitHost, closed: Callable[..., str], login: tuple[Any, str, str]
) -> None:
    header = closed(*login)
    seen = look(f"{trainer[0]}@v1", "training-code", policy=policy.settings())
    assert (seen.state, part(seen, "training-code").outcome) == ("verified", "found"), seen.reason
    # It is asked in nobody's name first.
    assert [row["token"] for row in host.log[:2]] == [None, header]
    assert "s3cret" not in repr(policy.settings()) and "s3cret" not in str(seen)
    # What a token opened is no answer for who has none.
    place = f"{trainer[0]}@{seen.resolved}"
    assert look(place, "training-code", policy=policy.settings()).state == "verified"
    host.log.clear()
    mine = replace(policy.settings(), tokens=False)
    assert look(place, "training-code", policy=mine).state == "unverified"
    assert {row["token"] for row in host.log} == {None}


def test_a_token_is_for_no_other_host(
    trainer: tuple[str, Repo], host: GitHost, closed: Callable[..., str]
) -> None:
    closed(*LOGINS[0])
    there = trainer[0].replace("localhost", "127.0.0.1")
    seen = look(f"{there}@v1", "training-code", policy=policy.settings())
    assert (seen.state, "401, it is private or not there" in seen.reason) == ("unverified", True), seen.reason
    # Nor after a redirect from where it is for.
    host.moved["acme/old.git"] = "acme/trainer.git"
    host.faults.append(
        Fault(
            "/old.git/info/refs",
            status=302,
            headers={
                "Location": f"https://127.0.0.1:{host.port}/acme/trainer.git/info/refs?service=git-upload-pack"
            },
        )
    )
    old = trainer[0].replace("trainer", "old")
    assert look(f"{old}@v1", "training-code", policy=policy.settings()).state == "unverified"
    assert not any(row["token"] for row in host.asked("/trainer.git"))


def test_an_open_repository_gets_no_token(
    trainer: tuple[str, Repo], host: GitHost, closed: Callable[..., str]
) -> None:
    closed(*LOGINS[0])
    host.closed.clear()
    assert look(f"{trainer[0]}@v1", "training-code", policy=policy.settings()).state == "verified"
    assert {row["token"] for row in host.log} == {None}


def test_a_token_is_in_no_list_of_processes(tmp_path: Path) -> None:
    git = Git(tmp_path)
    git.with_login("https://example.org/a.git", "Authorization: Basic s3cret")
    assert "s3cret" not in " ".join(git._command)
    assert (
        git.run("config", "http.https://example.org/a.git.extraHeader").strip()
        == b"Authorization: Basic s3cret"
    )


def test_a_redirect_out_of_the_list_is_refused(trainer: tuple[str, Repo], host: GitHost) -> None:
    host.faults.append(
        Fault("/info/refs", status=301, headers={"Location": f"https://127.0.0.1:{host.port}/x.git"})
    )
    seen = look(f"{trainer[0]}@v1", "training-code", policy=private(host))
    assert (seen.state, len(host.log)) == ("unverified", 1)
    assert "not a host that is asked" in seen.reason


def test_git_asks_nothing_of_a_host_that_is_not_allowed(trainer: tuple[str, Repo], host: GitHost) -> None:
    seen = look(f"{trainer[0]}@v1", "training-code", policy=Policy())
    assert seen.state == "unverified"
    assert not host.log


def test_hooks_helpers_and_other_protocols_stay_out(
    trainer: tuple[str, Repo], host: GitHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user's own configuration may name helpers; for a stranger's place they are not run."""
    trap = tmp_path / "trap"
    settings = tmp_path / "settings"
    settings.write_text(
        f'[credential]\n helper = "!touch {trap}"\n[core]\n askPass = {trap}\n hooksPath = {tmp_path}\n',
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    monkeypatch.setenv("GIT_ASKPASS", f"touch {trap}")
    (tmp_path / "reference-transaction").write_text(f"#!/bin/sh\ntouch {trap}\n", "utf-8")
    (tmp_path / "reference-transaction").chmod(0o755)
    assert look(f"{trainer[0]}@v1", "training-code", policy=private(host)).state == "verified"
    host.faults.append(
        Fault("/trainer.git/git-upload-pack$", status=401, headers={"WWW-Authenticate": "Basic"})
    )
    assert look(f"{trainer[0]}@v1", "training-code", policy=private(host)).state == "unverified"
    assert not trap.exists()


def test_the_users_own_rewriting_of_urls_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = Repo(tmp_path / "mirror")
    repo.commit({"LICENSE": MIT, "train.py": TRAIN})
    settings = tmp_path / "settings"
    settings.write_text(
        f'[url "{repo.url}"]\n insteadOf = https://github.com/acme/trainer.git\n',
        "utf-8",
    )
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
    seen = look("github:acme/trainer", "training-code", policy=Policy())
    assert (seen.state, part(seen, "training-code").outcome) == ("verified", "found"), seen.reason


def test_a_repository_that_brings_too_much_is_given_up(
    trainer: tuple[str, Repo], host: GitHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osaid_action.repository.remote.FETCH_BOUNDS", (30.0, 10))
    host.faults.append(Fault("/trainer.git/git-upload-pack$", delay=1.2, times=1, status=200, body=b""))
    seen = look(f"{trainer[0]}@v1", "training-code", policy=private(host))
    assert (seen.state, "bytes, not fetched" in seen.reason) == ("unverified", True), seen.reason
    host.faults.append(Fault("/trainer.git/git-upload-pack$", delay=3, times=1, status=200, body=b""))
    monkeypatch.setattr("osaid_action.repository.remote.FETCH_BOUNDS", (0.5, 1 << 30))
    assert "no answer within" in look(f"{trainer[0]}@v1", "training-code", policy=private(host)).reason


def test_what_is_kept_has_a_bound(
    trainer: tuple[str, Repo], host: GitHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from osaid_action.system import git

    monkeypatch.setattr(git, "MOST_KEPT", 1)
    for n in range(3):
        trainer[1].commit({"n": str(n)})
        assert look(trainer[0], "training-code", policy=private(host)).state == "verified"
    assert len(list((tmp_path / "cache" / "osaid" / "repositories").iterdir())) == 1
