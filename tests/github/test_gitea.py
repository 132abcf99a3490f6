"""Gitea and Forgejo: the paths and fields of their documentation, which are GitHub's without pages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from answering import Answer, serving
from events import pull_request

from osaid_action.github import events
from osaid_action.github.api import GitHub
from osaid_action.report.comment import marker

if TYPE_CHECKING:
    from answering import Server

KEY = "0123456789abcdef"
ROOT = "/api/v1/repos/acme/model/issues"


class Gitea:
    """Comments of pull request 7. me: what it says of the token, or None where it may not ask."""

    def __init__(self, me: str | None, writes_as: str) -> None:
        self.me, self.writes_as = me, writes_as
        self.comments: dict[int, dict[str, Any]] = {}

    def add(self, body: str, login: str) -> dict[str, Any]:
        number = 40 + len(self.comments)
        url = f"https://gitea.example.org/acme/model/pulls/7#issuecomment-{number}"
        self.comments[number] = {"id": number, "body": body, "html_url": url, "user": {"login": login}}
        return self.comments[number]

    def __call__(self, method: str, path: str, data: bytes) -> Answer:
        status, value = self.answer(method, path.partition("?")[0], data)
        return status, {"Content-Type": "application/json"}, json.dumps(value).encode()

    def answer(self, method: str, path: str, data: bytes) -> tuple[int, Any]:
        body = json.loads(data)["body"] if data else ""
        if path == "/api/v1/user":
            return (200, {"login": self.me}) if self.me else (403, {"message": "token is not allowed"})
        if path == f"{ROOT}/7/comments":
            # All of them at once: it knows no pages here.
            if method == "GET":
                return 200, list(self.comments.values())
            return 201, self.add(body, self.writes_as)
        number = int(path.removeprefix(f"{ROOT}/comments/"))
        assert method == "PATCH"
        self.comments[number]["body"] = body
        return 200, self.comments[number]


@pytest.mark.parametrize(
    ("me", "writes_as"), [("ada", "ada"), (None, "gitea-actions"), (None, "forgejo-actions")]
)
def test_a_comment_is_created_edited_and_left_alone(me: str | None, writes_as: str) -> None:
    gitea = Gitea(me, writes_as)
    with serving(gitea) as server:
        for number in range(60):
            gitea.add(f"talk {number}", "eve")
        forged = gitea.add(f"{marker(KEY)}x -->\n", "github-actions[bot]")
        done = [keep(server, said) for said in ("a", "b", "b")]
    assert done == ["created", "edited", "unchanged"]
    assert len(gitea.comments) == 62
    assert forged["body"] == f"{marker(KEY)}x -->\n"
    assert server.seen[0][2] == "token secret"


def keep(server: Server, said: str) -> str:
    client = GitHub("secret", "acme/model", f"{server.url}/api/v1", timeout=5, patience=1.0, pause=0.01)
    return client.comment(7, KEY, f"{marker(KEY)}{said} -->\n{said}\n").outcome


def test_the_base_is_the_one_that_the_event_names() -> None:
    value = pull_request("b" * 40, "c" * 40)
    value["pull_request"]["merge_base"] = "a" * 40
    environment = {"GITHUB_EVENT_NAME": "pull_request"}
    assert events.read(environment, value).merge_base == "a" * 40
    assert events.read(environment, pull_request("b" * 40, "c" * 40)).merge_base == ""


def test_it_is_what_is_compared_with(run: Any, system: Any) -> None:
    repo, base = system
    repo.git("rm", "--quiet", "train.py")
    gone = repo.commit()
    value = pull_request(gone, repo.commit({"notes.md": "x"}))
    value["pull_request"]["merge_base"] = base
    assert run(repo.path, "pull_request", value).outputs["delta"] == "worse"
    value["pull_request"]["merge_base"] = gone
    assert run(repo.path, "pull_request", value).outputs["delta"] == "none"
