"""Requests and answers: whom the token is told, what is followed, what is bounded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from answering import Answer, Answers, Server, serving

from osaid_action.github import rest


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], Server]]:
    with contextlib.ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))


def client(server: Server, timeout: float = 5) -> rest.Client:
    return rest.Client("ghs_secret", server.url, timeout)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_what_was_renamed_is_asked_for_as_before(serve: Any, status: int) -> None:
    def answer(_: str, path: str, __: bytes) -> Answer:
        return (200, {}, b'{"id": 1}') if path == "/new" else (status, {"Location": "/new"}, b"")

    server = serve(answer)
    assert client(server).ask("POST", "old", {"a": 1}) == {"id": 1}
    assert server.seen == [("POST", path, "token ghs_secret") for path in ("/old", "/new")]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nobody_else_is_told_the_token(serve: Any, method: str) -> None:
    other = serve(lambda *_: (200, {}, b"{}"))
    server = serve(lambda *_: (302, {"Location": f"{other.url}/x"}, b""))
    with pytest.raises(rest.RefusedError) as caught:
        client(server).ask(method, "old")
    assert (caught.value.status, other.seen) == (302, [])
    listed = serve(lambda *_: (200, {"Link": f'<{other.url}/2>; rel="next"'}, b"[1]"))
    with pytest.raises(ValueError, match="another host"):
        list(client(listed).rows("list"))
    assert not other.seen
    with pytest.raises(ValueError, match="none of the web"):
        client(server).upload("file:///etc/passwd", b"", "text/plain")


def test_a_redirect_that_never_ends(serve: Any) -> None:
    server = serve(lambda *_: (302, {"Location": "/again"}, b""))
    with pytest.raises(rest.RefusedError):
        client(server).ask("GET", "again")
    assert len(server.seen) < 20


def test_answers_are_bounded(serve: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "_MOST_BYTES", 1_000)
    server = serve(lambda *_: (200, {}, b"[" + b"1," * 1_000 + b"1]"))
    with pytest.raises(ValueError, match="too long"):
        client(server).ask("GET", "long")
    short = serve(lambda *_: (200, {"Content-Length": "900"}, b"[1"))
    with pytest.raises(OSError, match="cut short"):
        client(short, timeout=0.5).ask("GET", "short")


def test_errors_of_somebody_between_have_no_words(serve: Any) -> None:
    for body in (b"<html>", b"[]", b'{"message": {}}', b""):
        server = serve(lambda *_, body=body: (502, {"Retry-After": "7"}, body))
        with pytest.raises(rest.RefusedError) as caught:
            client(server).ask("GET", "x")
        assert (caught.value.status, caught.value.message) == (502, "")
        assert caught.value.headers["retry-after"] == "7"
