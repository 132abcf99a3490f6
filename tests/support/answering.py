"""A server on loopback that answers as a test says, and remembers who asked for what."""

from __future__ import annotations

import contextlib
import http.server
import threading
from collections.abc import Callable, Iterator

Answer = tuple[int, dict[str, str], bytes]
Answers = Callable[[str, str, bytes], Answer]


class Server:
    """Answers as it is told and remembers (method, path, token)."""

    def __init__(self, answer: Answers) -> None:
        self.seen: list[tuple[str, str, str]] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.seen.append((self.command, self.path, self.headers.get("Authorization", "")))
                status, headers, body = answer(self.command, self.path, data)
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            do_POST = do_PATCH = do_GET  # noqa: N815  # the names http.server asks for

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}"


@contextlib.contextmanager
def serving(answer: Answers) -> Iterator[Server]:
    """A server while it lasts."""
    one = Server(answer)
    threading.Thread(target=one.http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield one
    finally:
        one.http.shutdown()
        one.http.server_close()
