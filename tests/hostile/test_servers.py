"""Servers that are slow or lie: what is fetched from them ends within its bounds, with one line."""

from __future__ import annotations

import contextlib
import itertools
import os
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from bait import has_https
from observed import controls, within
from program import called
from turns import in_turn

from osaid_action.errors import TreeError
from osaid_action.repository import remote

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n\r\n"
_SERVICE = b"001e# service=git-upload-pack\n0000"


def _line(data: bytes) -> bytes:
    """A line as git's protocol has it."""
    return b"%04x%s" % (len(data) + 4, data)


def _found(place: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {place}\r\nContent-Length: 0\r\n\r\n".encode()


def _refs() -> Iterator[bytes]:
    """Branches without an end."""
    yield _HEAD + _SERVICE + _line(b"%040x HEAD\0multi_ack\n" % 1)
    for number in itertools.count():
        yield b"".join(_line(b"%040x refs/heads/%d-%d\n" % (1, number, n)) for n in range(500))


def _drip() -> Iterator[bytes]:
    for byte in _HEAD + _SERVICE:
        time.sleep(0.2)
        yield bytes([byte])


def _slow(*parts: bytes) -> Iterator[bytes]:
    yield from parts
    time.sleep(60)


#: What a server answers, in pieces; it hangs up after the last.
_ANSWERS: dict[str, Callable[[], Iterator[bytes]]] = {
    "hangs up": lambda: iter(()),
    "never answers": lambda: _slow(),
    "stops in its head": lambda: _slow(_HEAD[:30]),
    "stops in its body": lambda: _slow(_HEAD + _SERVICE),
    "a byte now and then": _drip,
    "garbage": lambda: iter([os.urandom(4000)]),
    "garbage in its body": lambda: iter([_HEAD, os.urandom(4000)]),
    "a head without an end": lambda: (
        b"HTTP/1.1 200 OK\r\n" if n == 0 else b"X: y\r\n" * 999 for n in itertools.count()
    ),
    "a body without an end": lambda: itertools.chain([_HEAD], itertools.repeat(b"0" * 9999)),
    "refs without an end": _refs,
    "not found": lambda: iter([b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"]),
    "asks for a password": lambda: iter(
        [b'HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm="\033[31m"\r\nContent-Length: 0\r\n\r\n']
    ),
    "to a file": lambda: iter([_found("file:///etc/passwd")]),
    "to a program": lambda: iter([_found("ext::touch SPRUNG")]),
    "to itself": lambda: iter([_found("/x")]),
    "words": lambda: iter(
        [_HEAD, _SERVICE + _line(b"ERR \033[31m\r\n::error::pwned ##[error]x \xe2\x80\xae\n")]
    ),
    "odd refs": lambda: iter([_HEAD, _SERVICE + _line(b"%040x ../../x\0agent=\033[31m\n" % 1) + b"0000"]),
}


class _Server:
    """A server on loopback that gives the same answer to everybody."""

    def __init__(self, context: ssl.SSLContext, answer: Callable[[], Iterator[bytes]]) -> None:
        self._context, self._answer = context, answer
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._socket.getsockname()[1]}/acme/model.git"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                there, _ = self._socket.accept()
                threading.Thread(target=self._one, args=(there,), daemon=True).start()

    def _one(self, there: socket.socket) -> None:
        with contextlib.suppress(OSError), self._context.wrap_socket(there, server_side=True) as secure:
            secure.recv(65536)
            for piece in self._answer():
                secure.sendall(piece)
            secure.unwrap()  # else what was sent counts as cut

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    trustme = pytest.importorskip("trustme")
    if not has_https():
        pytest.skip("this git speaks no https")
    authority, made = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    authority.issue_cert("127.0.0.1").configure_cert(made)
    return made, path


@pytest.fixture
def server(
    request: pytest.FixtureRequest,
    context: tuple[ssl.SSLContext, Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[_Server]:
    """A server with the answer of that name, and little patience with it."""
    monkeypatch.setenv("GIT_SSL_CAINFO", str(context[1]))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for name in ("CLONE_BOUNDS", "FETCH_BOUNDS"):
        monkeypatch.setattr(remote, name, (1.5, 1 << 20))
    monkeypatch.chdir(tmp_path)
    made = _Server(context[0], _ANSWERS[request.param])
    yield made
    made.close()
    assert not (tmp_path / "SPRUNG").exists()
    assert _reading(tmp_path) == []


def _reading(folder: Path) -> list[str]:
    """The commands of processes that work below a folder or were told of it, where the system tells."""
    until = time.monotonic() + 5
    while (left := list(_at_work(folder))) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def _at_work(folder: Path) -> Iterator[str]:
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (process / "cmdline").read_bytes()
            place = os.fsencode(folder)
            told = place in words or place in (process / "environ").read_bytes()
            if told and process.name != str(os.getpid()) and b"git" in words.partition(b"\0")[0]:
                yield words.replace(b"\0", b" ").decode(errors="replace")


@pytest.mark.parametrize(
    ("answer", "server"), [(name, name) for name in _ANSWERS], indirect=["server"], ids=[*_ANSWERS]
)
def test_what_a_user_names(
    answer: str, server: _Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with within(20):
        done = called(capsys, "check", "--no-cache", server.url)
    assert done.returncode == 3
    (line,) = done.stderr.splitlines()
    assert line.startswith("osaid: ")
    assert done.stdout == ""
    assert controls(line) == set()
    assert "::error" not in line
    assert "##[" not in line
    assert answer != "words" or "remote error" in line
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("server", in_turn(_ANSWERS, 3), indirect=True)
def test_what_a_manifest_names(server: _Server, tmp_path: Path) -> None:
    (tmp_path / "clone").mkdir()
    with within(20), pytest.raises(TreeError) as error:
        remote.fetched(server.url, "HEAD", tmp_path / "clone", approve=lambda url: (url, {}, ""))
    assert len(str(error.value)) < 1000
