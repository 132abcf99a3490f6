"""What the words of the command line stand for: files, folders, and owners whose repositories are listed."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any

import pytest
from standins import Fault, Hub, Server

from osaid_action.errors import TreeError, UsageError
from osaid_action.survey import targets

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gitrepo import Repo


def named(*texts: object, said: list[str] | None = None, slept: list[float] | None = None) -> list[str]:
    say, sleep = ([] if said is None else said).append, ([] if slept is None else slept).append
    return [target for text in texts for target in targets.named(str(text), say, sleep=sleep)]


def test_a_file_names_a_target_a_line(tmp_path: Path) -> None:
    path = tmp_path / "targets.txt"
    path.write_bytes(b"\xef\xbb\xbfgithub:a/b\r\n\r\n# not this\n  ./c d  \n\xff\xfe\nlast")
    assert named(path) == ["github:a/b", "./c d", "\udcff\udcfe", "last"]
    path.write_bytes(b"a\n" + b"x" * 3_000 + b"\nb\n")
    with pytest.raises(UsageError, match=r"targets.txt:2: longer"):
        named(path)


def test_a_folder_stands_for_the_repositories_and_archives_below(
    make_repo: Callable[..., Repo], tmp_path: Path
) -> None:
    for name in ("b", "a"):
        make_repo(f"all/{name}").commit({"x": ""})
    make_repo("all/bare.git", "--bare")
    make_repo("all/deep/below").commit({"x": ""})
    make_repo("all/.hidden").commit({"x": ""})
    make_repo("other")
    (tmp_path / "all" / "link").symlink_to(tmp_path / "other")
    (tmp_path / "all" / "data.tar.gz").write_bytes(b"")
    (tmp_path / "all" / "notes.md").write_text("")
    folder = tmp_path / "all"
    assert named(folder) == [str(folder / name) for name in ("a", "b", "bare.git", "data.tar.gz")]
    assert named(folder / "a", folder / "data.tar.gz") == [str(folder / "a"), str(folder / "data.tar.gz")]
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match="no repository"):
        named(tmp_path / "empty")


@pytest.mark.parametrize("text", ["github:a/b", "hf:a/b", "https://example.org/x.git", "git@example.org:a/b"])
def test_a_target_stands_for_itself(text: str) -> None:
    assert named(text) == [text]


def test_what_is_neither_is_said() -> None:
    with pytest.raises(UsageError, match="nowhere: no such file"):
        named("nowhere")


@pytest.fixture
def github(trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with Server(trusted, "127.0.0.1") as made:
        monkeypatch.setattr(targets, "GITHUB", made.url)
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"127.0.0.1:{made.port}")
        monkeypatch.setenv("GH_TOKEN", "gh_secret")
        yield made


def _pages(rows: list[dict[str, Any]], size: int) -> Callable[..., list[dict[str, Any]]]:
    def page(_: object, match: re.Match[str], __: object) -> list[dict[str, Any]]:
        start = (int(match[1]) - 1) * size
        return rows[start : start + size]

    return page


def test_all_repositories_of_an_organization_but_forks_archived_and_empty_ones(github: Server) -> None:
    rows: list[dict[str, Any]] = [{"full_name": f"acme/r{n}", "size": 1} for n in range(203)]
    rows[7]["fork"] = rows[8]["fork"] = rows[150]["archived"] = True
    rows[151]["size"] = 0
    rows[152]["full_name"] = "acme/x y; rm -rf"
    github.route(r"^/orgs/acme/repos\?per_page=100&page=(\d+)", _pages(rows, 100))
    said: list[str] = []
    found = named("github:acme", said=said)
    left_out = {7, 8, 150, 151, 152}
    assert found == [f"github:acme/r{n}" for n in range(203) if n not in left_out]
    assert said == ["github:acme: left out 1 archived, 1 empty, 2 fork; a file of targets can name them"]
    assert len(github.log) == 3 and all(row["token"] for row in github.log)


def test_who_is_no_organization_is_a_person(github: Server) -> None:
    github.route(r"^/users/ada/repos\?per_page=100&page=(\d+)", _pages([{"full_name": "ada/x"}], 100))
    assert named("github:ada") == ["github:ada/x"]
    with pytest.raises(TreeError, match="github:nobody could not be listed"):
        named("github:nobody")


def test_a_listing_waits_as_long_as_it_is_asked_to(github: Server) -> None:
    github.route(r"^/orgs/acme/repos\?per_page=100&page=(\d+)", _pages([{"full_name": "acme/x"}], 100))
    limit = Fault("^/orgs", status=403, headers={"Retry-After": "77"}, times=1)
    github.faults.append(limit)
    slept: list[float] = []
    assert named("github:acme", slept=slept) == ["github:acme/x"] and slept == [78.0]
    limit.times = 1_000
    with pytest.raises(TreeError, match="could not be listed"):
        named("github:acme", slept=slept)
    assert slept == [78.0] * 3
    limit.headers = {"Retry-After": "86400"}
    with pytest.raises(TreeError, match="could not be listed"):
        named("github:acme", slept=slept)
    assert len(slept) == 3


@pytest.mark.parametrize("body", [b"{}", b"[1]", b"<html>", b"[[[[[[" * 20_000, b""])
def test_a_listing_that_is_none_is_said(github: Server, body: bytes) -> None:
    github.faults.append(Fault("^/orgs", status=200, body=body))
    with pytest.raises(TreeError, match="the answer is no list"):
        named("github:acme")


@pytest.mark.parametrize(
    ("word", "what", "before"),
    [("hf:acme", "models", "hf:"), ("hf:datasets:acme", "datasets", "hf:datasets/")],
)
def test_all_of_an_owner_on_the_hub(
    hub: Hub, monkeypatch: pytest.MonkeyPatch, word: str, what: str, before: str
) -> None:
    monkeypatch.setenv("HF_TOKEN", Hub.TOKEN)

    def page(handler: Any, match: re.Match[str], _: object) -> None:
        at = int(match[1] or 0)
        rows = [{"id": f"acme/m{at + n}"} for n in range(2)] + [{"id": "../../etc"}, {"id": 7}]
        elsewhere = "https://elsewhere.example/api/models?cursor=9"
        following = f"{hub.url}/api/{what}?author=acme&cursor={at + 2}" if at < 4 else elsewhere
        handler.say(200, rows, Link=f'<{following}>; rel="next"')

    hub.routes.insert(0, (rf"^/api/{what}\?author=acme&(?:limit=1000|cursor=(\d+))", page))
    assert named(word) == [f"{before}acme/m{n}" for n in range(6)]
    assert all(row["token"] == f"Bearer {Hub.TOKEN}" for row in hub.log)
