"""The comment, release files and faults, against a GitHub that checks requests."""

from __future__ import annotations

import time

import pytest
from fake_github import BOT, FakeGitHub, Fault

from osaid_action.github.api import GitHub, GitHubError
from osaid_action.github.faults import wait
from osaid_action.report.comment import marker

KEY = "0123456789abcdef"


def body(words: str, said: str = "one", key: str = KEY) -> str:
    return f"{marker(key)}{said} -->\n{words}\n"


def client(fake: FakeGitHub, **options: float) -> GitHub:
    settings = {"timeout": 5, "patience": 20.0, "pause": 0.01, **options}
    return GitHub("ghs_secret", "acme/model", fake.url, **settings)  # type: ignore[arg-type]


def texts(fake: FakeGitHub) -> list[str]:
    return [comment["body"] for comment in fake.comments.values()]


def test_comment_is_created_then_edited_then_left_alone(fake: FakeGitHub) -> None:
    made = client(fake).comment(7, KEY, body("first", "a"))
    assert made.outcome == "created"
    assert made.url.startswith("https://github.com/acme/model/pull/7#issuecomment-")
    assert client(fake).comment(7, KEY, body("second", "b")) == ("edited", made.url)
    writes = len(fake.writes())
    assert client(fake).comment(7, KEY, body("second, at another commit", "b")) == ("unchanged", made.url)
    assert len(fake.writes()) == writes
    assert texts(fake) == [body("second", "b")]
    assert {request.token for request in fake.requests} == {"ghs_secret"}


def test_without_create_only_what_is_there_is_edited(fake: FakeGitHub) -> None:
    assert client(fake).comment(7, KEY, body("x"), create=False).outcome == "none"
    assert not fake.comments
    fake.add_comment(body("old", "old"))
    assert client(fake).comment(7, KEY, body("new", "new"), create=False).outcome == "edited"


def test_comment_is_found_on_a_later_page_and_only_by_mark_and_author(fake: FakeGitHub) -> None:
    for number in range(120):
        fake.add_comment(f"talk {number}", "ada")
    theirs = fake.add_comment(body("not ours", "theirs"), "mallory")
    quoted = fake.add_comment("> " + body("quoted"), BOT)
    other = fake.add_comment(body("of another job", "x", "f" * 16), BOT)
    elsewhere = fake.add_comment(body("of another pull request", "x"), BOT, issue=8)
    ours = fake.add_comment(body("ours", "old"), BOT)
    assert client(fake).comment(7, KEY, body("new", "new")).outcome == "edited"
    assert ours["body"] == body("new", "new")
    assert (theirs["body"], quoted["body"], other["body"], elsewhere["body"]) == (
        body("not ours", "theirs"),
        "> " + body("quoted"),
        body("of another job", "x", "f" * 16),
        body("of another pull request", "x"),
    )


@pytest.mark.parametrize(
    ("viewer", "login"),
    [(BOT, BOT), ("github-actions", BOT), ("ada", "ada"), ("my-app[bot]", "my-app[bot]"), (None, BOT)],
)
def test_author_is_the_one_the_token_writes_as(fake: FakeGitHub, viewer: str | None, login: str) -> None:
    fake.viewer, fake.login = viewer, login
    fake.add_comment(body("forged", "old"), "mallory")
    client(fake).comment(7, KEY, body("one", "a"))
    assert client(fake).comment(7, KEY, body("two", "b")).outcome == "edited"
    assert texts(fake) == [body("forged", "old"), body("two", "b")]


def test_duplicates_are_removed_and_the_oldest_kept(fake: FakeGitHub) -> None:
    first = fake.add_comment(body("a", "a"))
    fake.add_comment(body("b", "b"))
    fake.add_comment(body("c", "c"))
    assert client(fake).comment(7, KEY, body("d", "d")) == ("edited", first["html_url"])
    assert texts(fake) == [body("d", "d")]


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_post_that_worked_without_an_answer_leaves_one_comment(fake: FakeGitHub, status: int) -> None:
    fake.faults.append(Fault("POST", "/comments$", status, done=True))
    assert client(fake).comment(7, KEY, body("x")).outcome in {"created", "unchanged"}
    assert len(fake.comments) == 1


@pytest.mark.parametrize("kind", ["reset", "silence"])
def test_a_post_whose_answer_never_comes_leaves_one_comment(fake: FakeGitHub, kind: str) -> None:
    fake.faults.append(Fault("POST", "/comments$", kind=kind, done=True))
    assert client(fake, timeout=1).comment(7, KEY, body("x")).outcome in {"created", "unchanged"}
    assert len(fake.comments) == 1


@pytest.mark.parametrize("answer", ["<html>", "[1, 2", '{"id": 1}', "null", '"x"', "[]", "\x00"])
@pytest.mark.parametrize(("method", "path"), [("POST", "/comments$"), ("GET", "/comments$")])
def test_answers_that_are_not_what_they_should_be(
    fake: FakeGitHub, method: str, path: str, answer: str
) -> None:
    fake.faults.append(
        Fault(method, path, 201 if method == "POST" else 200, body=answer, done=method == "POST")
    )
    done = client(fake).comment(7, KEY, body("x"))
    assert done.url
    assert len(fake.comments) == 1


@pytest.mark.parametrize(
    ("status", "headers", "message"),
    [
        (429, {"Retry-After": "1"}, "Too many requests"),
        (403, {"Retry-After": "1"}, "You have exceeded a secondary rate limit"),
        (403, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1"}, "API rate limit exceeded"),
        (409, {}, "Conflict"),
        (500, {}, "Server Error"),
        (503, {"Retry-After": "1"}, "Busy"),
    ],
)
def test_what_passes_is_waited_for(
    fake: FakeGitHub, status: int, headers: dict[str, str], message: str
) -> None:
    fake.faults.append(Fault("POST", "/comments$", status, headers, message=message))
    start = time.monotonic()
    assert client(fake).comment(7, KEY, body("x")).outcome == "created"
    assert time.monotonic() - start >= (1 if headers else 0)
    assert len(fake.comments) == 1


@pytest.mark.parametrize(
    ("status", "message", "said", "denied"),
    [
        (401, "Bad credentials", "does not take the token", True),
        (403, "Resource not accessible by integration", "may not do this", True),
        (403, "Unable to create comment because issue is locked.", "locked", False),
        (404, "Not Found", "may not do this", True),
        (410, "Gone", "locked or gone", False),
        (422, "Validation Failed", "422 Validation Failed", False),
    ],
)
def test_what_does_not_pass_is_said_at_once(
    fake: FakeGitHub, status: int, message: str, said: str, denied: bool
) -> None:
    fake.faults.append(Fault("POST", "/comments$", status, message=message, times=99))
    with pytest.raises(GitHubError, match=said) as caught:
        client(fake).comment(7, KEY, body("x"))
    assert caught.value.denied is denied
    assert fake.faults[0].times == 98


@pytest.mark.parametrize(
    ("headers", "patience"), [({"Retry-After": "3600"}, 20.0), ({"Retry-After": "2"}, 1.0), ({}, 5.0)]
)
def test_the_whole_wait_is_bounded(fake: FakeGitHub, headers: dict[str, str], patience: float) -> None:
    fake.faults.append(Fault("GET", "/comments$", 429, headers, times=99))
    start = time.monotonic()
    with pytest.raises(GitHubError, match="rate limit"):
        client(fake, patience=patience).comment(7, KEY, body("x"))
    assert time.monotonic() - start < 2


def test_attempts_are_bounded(fake: FakeGitHub) -> None:
    fake.faults.append(Fault("GET", "/comments$", 502, times=99))
    with pytest.raises(GitHubError, match="502"):
        client(fake).comment(7, KEY, body("x"))
    assert 99 - fake.faults[0].times <= 6


def test_no_one_there() -> None:
    with FakeGitHub() as gone:
        github = client(gone)
    with pytest.raises(GitHubError, match="could not be reached"):
        github.comment(7, KEY, body("x"))


def test_comment_deleted_under_way_is_written_again(fake: FakeGitHub) -> None:
    fake.add_comment(body("old", "old"))
    fake.faults.append(Fault("PATCH", "/comments/", 404, message="Not Found"))
    assert client(fake).comment(7, KEY, body("new", "new")).outcome == "created"


def test_enterprise_has_a_path_of_its_own(fake: FakeGitHub) -> None:
    github = GitHub("t", "acme/model", f"{fake.url}/api/v3", timeout=5, pause=0.01)
    assert github.comment(7, KEY, body("x")).outcome == "created"


def test_merge_base_and_pull_request_of_a_commit(fake: FakeGitHub) -> None:
    fake.merge_base = "a" * 40
    assert client(fake).merge_base("b" * 40, "c" * 40) == "a" * 40
    pull = fake.example("get /repos/{owner}/{repo}/pulls")[0]
    pull["number"] = 12
    pull["head"] |= {"label": "eve:patch", "sha": "c" * 40}
    fake.pulls.append(pull)
    assert client(fake).pull("eve", "patch", "c" * 40) == 12
    assert client(fake).pull("eve", "patch", "d" * 40) is None
    assert client(fake).pull("ada", "patch", "c" * 40) is None


def test_files_of_a_release(fake: FakeGitHub) -> None:
    assert client(fake).assets("v1") is None
    fake.add_release("v1", "model.safetensors")
    assert client(fake).assets("v1") == ["model.safetensors"]
    files = {"osaid-report.json": b"{}", "osaid-report.md": b"# x"}
    assert client(fake).attach("v1", files) == list(files)
    assert client(fake).attach("v1", files) == []
    assert client(fake).attach("v1", {**files, "osaid-report.md": b"# y"}) == ["osaid-report.md"]
    assert sorted(asset["name"] for asset in fake.releases["v1"]) == [
        "model.safetensors",
        "osaid-report.json",
        "osaid-report.md",
    ]
    with pytest.raises(GitHubError, match="no release of v2"):
        client(fake).attach("v2", files)


def test_an_upload_without_an_answer_is_not_done_twice(fake: FakeGitHub) -> None:
    fake.add_release("v1")
    fake.faults.append(Fault("POST", "/assets$", 502, done=True))
    client(fake).attach("v1", {"osaid-report.json": b"{}"})
    assert [asset["name"] for asset in fake.releases["v1"]] == ["osaid-report.json"]


def test_waits_that_github_asks_for() -> None:
    assert wait({}) is None
    assert wait({"retry-after": "soon"}) is None
    assert wait({"retry-after": "7"}) == 7
    assert wait({"x-ratelimit-remaining": "9", "x-ratelimit-reset": "1"}) is None
