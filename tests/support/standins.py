"""Stand-ins on loopback for the Hub, for hosts of git repositories and for archives, with faults.

    hub.repositories["models/acme/tiny"] = Repository({"README.md": "..."}, lfs={"model.safetensors"})
    hub.faults.append(Fault("/api/models/acme/tiny", status=503, times=1))

They answer what the real clients ask for, over TLS with a certificate of their own, and write down each
request in `log`. Files of LFS come from a second server, 127.0.0.2, as they come from another host on
the real Hub: a token must not follow them there.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import os
import re
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from typing_extensions import Self

SHA = "c0ffee" + "0" * 34


@dataclass
class Fault:
    """What goes wrong for paths that match. status 0: the connection is dropped in the middle."""

    path: str
    status: int = 500
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b'{"error": "fault"}'
    times: int = 1000
    delay: float = 0.0


@dataclass
class Repository:
    """A repository on the Hub at one commit."""

    files: dict[str, bytes | str]
    lfs: Iterable[str] = ()
    card: dict[str, Any] = field(default_factory=dict)
    gated: str | bool = False
    private: bool = False
    sha: str = SHA
    revisions: tuple[str, ...] = ("main",)
    called: str = ""

    def data(self, path: str) -> bytes:
        value = self.files[path]
        return value if isinstance(value, bytes) else value.encode()

    def row(self, path: str) -> dict[str, Any]:
        data = self.data(path)
        blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        row: dict[str, Any] = {"type": "file", "oid": blob, "size": len(data), "path": path}
        if path in self.lfs:
            row["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
        return row


class Server:
    """One or two servers with the same routes. Use as a context manager."""

    def __init__(self, context: ssl.SSLContext | None, *hosts: str) -> None:
        self.log: list[dict[str, Any]] = []
        self.faults: list[Fault] = []
        self.routes: list[tuple[str, Callable[..., Any]]] = []
        self.context = context
        #: What every answer has, such as that pages of others may read it.
        self.headers: dict[str, str] = {}
        self._servers = []
        port = 0
        for host in hosts:
            server = _Http((host, port), _Handler)
            port = server.server_address[1]
            server.owner = self
            self._servers.append(server)
        self.port = port
        self.url = f"{'https' if context else 'http'}://{hosts[0]}:{port}"

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def route(self, pattern: str, answer: Callable[..., Any] | bytes | dict[str, Any] | list[Any]) -> None:
        """Answer paths that match: with JSON, with bytes, or with what a function of the handler gives."""
        self.routes.append((pattern, answer if callable(answer) else lambda *_: answer))

    def asked(self, pattern: str) -> list[dict[str, Any]]:
        return [row for row in self.log if re.search(pattern, row["path"])]


class _Http(http.server.ThreadingHTTPServer):
    daemon_threads = True
    owner: Server

    def finish_request(self, request: Any, address: Any) -> None:
        # The handshake takes place in the request's own thread, so that nobody can hold up the others.
        if self.owner.context is None:
            super().finish_request(request, address)
            return
        with (
            contextlib.suppress(OSError),
            self.owner.context.wrap_socket(request, server_side=True) as secure,
        ):
            super().finish_request(secure, address)

    def handle_error(self, request: Any, address: Any) -> None:
        """Nothing: clients of these tests hang up on purpose."""


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16
    disable_nagle_algorithm = True
    server: _Http

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""

    def say(self, status: int, body: Any = b"", kind: str = "application/json", **headers: object) -> None:
        if isinstance(body, dict | list):
            body = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers | self.server.owner.headers).items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def file(self, data: bytes, **headers: object) -> None:
        """Bytes, or the part of them that is asked for."""
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not asked:
            self.say(200, data, "application/octet-stream", **headers)
            return
        first, last = int(asked[1]), min(int(asked[2] or len(data)), len(data) - 1)
        span = f"bytes {first}-{last}/{len(data)}"
        self.say(206, data[first : last + 1], "application/octet-stream", Content_Range=span, **headers)

    def answer(self) -> None:
        owner = self.server.owner
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size)
        owner.log.append(
            {
                "path": self.path,
                "host": self.server.server_address[0],
                "range": self.headers.get("Range"),
                "token": self.headers.get("Authorization"),
            }
        )
        for fault in owner.faults:
            if fault.times > 0 and re.search(fault.path, self.path):
                fault.times -= 1
                time.sleep(fault.delay)
                if fault.status == 0:
                    self.send_response(200)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", "100000")
                    self.end_headers()
                    self.wfile.write(fault.body)
                    self.wfile.flush()
                    self.connection.shutdown(socket.SHUT_RDWR)
                    self.close_connection = True
                    return
                kind = fault.headers.get("Content-Type", "application/json")
                rest = {k.replace("-", "_"): v for k, v in fault.headers.items() if k != "Content-Type"}
                self.say(fault.status, fault.body, kind, **rest)
                return
        path = urllib.parse.unquote(self.path)
        for pattern, give in owner.routes:
            match = re.search(pattern, path)
            if match:
                value = give(self, match, body)
                if isinstance(value, dict | list):
                    self.say(200, value)
                elif isinstance(value, bytes):
                    self.file(value)
                return
        self.say(404, {"error": "not found"})

    do_GET = do_HEAD = do_POST = answer  # noqa: N815 - the names that http.server asks for


class Hub(Server):
    """The Hugging Face Hub on 127.0.0.1, and what serves its large files on 127.0.0.2."""

    TOKEN = "hf_secret"

    def __init__(self, context: ssl.SSLContext | None) -> None:
        super().__init__(context, "127.0.0.1", "127.0.0.2")
        self.repositories: dict[str, Repository] = {}
        self.moved: dict[str, str] = {}
        #: How they are called that answer for the Hub and for its large files.
        self.called = self.url
        self.large = f"{'https' if context else 'http'}://127.0.0.2:{self.port}"
        #: Former commits of repositories, by kind and name, and the commit.
        self.kept: dict[tuple[str, str], Repository] = {}
        self.route(r"^/api/(models|datasets)/([^/]+/[^/?]+)(?:/revision/([^?]+))?(?:\?|$)", self._info)
        self.route(r"^/api/(models|datasets)/([^/]+/[^/]+)/tree/([^/?]+)", self._tree)
        self.route(r"^/(datasets/)?([^/]+/[^/]+)/resolve/([^/]+)/([^?]+)", self._file)
        self.route(r"^/cdn/(models|datasets)/([^/]+/[^/]+)/([^?]+)", self._large)

    def _find(self, handler: _Handler, kind: str, name: str) -> Repository | None:
        given = handler.headers.get("Authorization") or ""
        known = given == f"Bearer {self.TOKEN}"
        if given and not known:
            handler.say(401, {"error": "Invalid credentials"}, X_Error_Message="Invalid credentials")
            return None
        found = self.repositories.get(f"{kind}/{name}")
        if f"{kind}/{name}" in self.moved:
            to = handler.path.replace(name, self.moved[f"{kind}/{name}"], 1)
            handler.say(307, b"", Location=to)
            return None
        if found is None or (found.private and not known):
            words = "Repository not found"
            handler.say(
                404 if known else 401, {"error": words}, X_Error_Code="RepoNotFound", X_Error_Message=words
            )
            return None
        return found

    def _info(self, handler: _Handler, match: re.Match[str], _: bytes) -> Any:
        found = self._find(handler, match[1], match[2])
        if found is None:
            return None
        found = self.kept.get((f"{match[1]}/{match[2]}", match[3] or ""), found)
        if match[3] and match[3] not in (*found.revisions, found.sha):
            handler.say(404, {"error": "Invalid rev id"}, X_Error_Code="RevisionNotFound")
            return None
        return {
            "id": match[2],
            "sha": found.sha,
            "private": found.private,
            "gated": found.gated,
            "disabled": False,
            "tags": [],
            "downloads": 0,
            "likes": 0,
            "cardData": found.card,
            "siblings": [{"rfilename": path} for path in sorted(found.files)],
        }

    def _tree(self, handler: _Handler, match: re.Match[str], _: bytes) -> Any:
        found = self._find(handler, match[1], match[2])
        if found is None:
            return None
        found = self.kept.get((f"{match[1]}/{match[2]}", match[3]), found)
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(handler.path).query)
        start = int(query.get("cursor", ["0"])[0])
        rows = [found.row(path) for path in sorted(found.files)]
        more = {}
        if start + 1000 < len(rows):
            path = urllib.parse.urlsplit(handler.path).path
            more["Link"] = f'<{self.called}{path}?recursive=true&cursor={start + 1000}>; rel="next"'
        handler.say(200, rows[start : start + 1000], **more)
        return None

    def _file(self, handler: _Handler, match: re.Match[str], _: bytes) -> Any:
        kind = "datasets" if match[1] else "models"
        found = self._find(handler, kind, match[2])
        if found is None:
            return None
        known = (handler.headers.get("Authorization") or "") == f"Bearer {self.TOKEN}"
        if found.gated and not known and match[4] != "README.md":
            handler.say(401, {"error": "gated"}, X_Error_Code="GatedRepo")
            return None
        if match[4] not in found.files:
            handler.say(404, {"error": "no such file"}, X_Error_Code="EntryNotFound")
            return None
        if match[4] in found.lfs:
            to = f"{self.large}/cdn/{kind}/{match[2]}/{urllib.parse.quote(match[4])}"
            handler.say(302, b"", Location=to)
            return None
        return found.data(match[4])

    def _large(self, _: _Handler, match: re.Match[str], __: bytes) -> bytes:
        return self.repositories[f"{match[1]}/{match[2]}"].data(match[3])


class GitHost(Server):
    """A host of git repositories: those in a folder, through git's own server program."""

    def __init__(self, context: ssl.SSLContext | None, folder: Path) -> None:
        super().__init__(context, "127.0.0.1")
        self._folder = folder
        self.moved: dict[str, str] = {}
        #: What opens a repository that is not open to all, by its name.
        self.closed: dict[str, str] = {}
        self.route(r"^/([^/]+/[^/?]+)/(info/refs|git-upload-pack)", self._serve)

    def _serve(self, handler: _Handler, match: re.Match[str], body: bytes) -> Any:
        if match[1] in self.moved:
            handler.say(301, b"", Location=handler.path.replace(match[1], self.moved[match[1]], 1))
            return None
        if handler.headers.get("Authorization", "") != self.closed.get(match[1], ""):
            handler.say(401, b"", WWW_Authenticate="Basic")
            return None
        parts = urllib.parse.urlsplit(handler.path)
        environment = {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self._folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": handler.headers.get("Git-Protocol", ""),
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": handler.command,
            "CONTENT_TYPE": handler.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=environment, capture_output=True, check=False
        )
        head, _, rest = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(fields.get("Status", "200 OK").split()[0])
        handler.say(status, rest, fields.get("Content-Type", "text/plain"))
        return None


class Forge(Server):
    """GitHub's API on 127.0.0.1 and its host of plain files on 127.0.0.2, for repositories on disk."""

    def __init__(self, context: ssl.SSLContext | None) -> None:
        super().__init__(context, "127.0.0.1", "127.0.0.2")
        self.repositories: dict[str, Path] = {}
        self.truncated = False
        self.route(r"^/repos/([^/]+/[^/]+)/commits/(.+)$", self._commit)
        self.route(r"^/repos/([^/]+/[^/]+)/git/trees/([0-9a-f]{40})\?recursive=1$", self._tree)
        self.route(r"^/([^/]+/[^/]+)/([0-9a-f]{40})/(.+)$", self._file)

    def _git(self, handler: _Handler, name: str, *arguments: str) -> bytes | None:
        if name in self.repositories:
            done = subprocess.run(
                ["git", "-C", str(self.repositories[name]), *arguments], capture_output=True, check=False
            )
            if done.returncode == 0:
                return done.stdout
        handler.say(404, {"message": "Not Found"})
        return None

    def _commit(self, handler: _Handler, match: re.Match[str], _: bytes) -> None:
        if commit := self._git(handler, match[1], "rev-parse", "--verify", f"{match[2]}^{{commit}}"):
            handler.say(200, commit.strip(), "application/vnd.github.sha; charset=utf-8")

    def _tree(self, handler: _Handler, match: re.Match[str], _: bytes) -> dict[str, Any] | None:
        listing = self._git(handler, match[1], "ls-tree", "-rtlz", match[2])
        if listing is None:
            return None
        rows = []
        for row in listing.decode().split("\0")[:-1]:
            head, _tab, path = row.partition("\t")
            mode, kind, oid, size = head.split()
            sized = {"size": int(size)} if size.isdigit() else {}
            rows.append({"path": path, "mode": mode, "type": kind, "sha": oid, **sized})
        return {"sha": match[2], "tree": rows, "truncated": self.truncated}

    def _file(self, handler: _Handler, match: re.Match[str], _: bytes) -> bytes | None:
        return self._git(handler, match[1], "cat-file", "blob", f"{match[2]}:{match[3]}")
