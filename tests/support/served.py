"""A static server on loopback for the page that checks in the browser, and what the page does in Chromium."""

from __future__ import annotations

import functools
import http.server
import json
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from typing_extensions import Self

_TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}
#: The one thing that a report does which its frame forbids, when it is shown here.
_SORTS = "the document's frame is sandboxed and the 'allow-scripts' permission is not set"


class Served:
    """A folder served on loopback, without any header of ours: all that a static host promises."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Handler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map: ClassVar = {**http.server.SimpleHTTPRequestHandler.extensions_map, **_TYPES}

    def log_message(self, *_: object) -> None:
        """Nothing on standard error."""


class Check:
    """The page in a tab of its own. asked: every address; told: what Chromium complains of."""

    def __init__(self, browser: Browser, url: str, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.asked: list[str] = []
        self.told: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: self.told.append(f"dialog: {dialog.message}"))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))
        watched = self.context.new_cdp_session(self.page)
        watched.send("Log.enable")
        watched.on("Log.entryAdded", lambda event: self._note(event["entry"]["text"]))
        self.page.goto(url)

    def _note(self, words: str) -> None:
        if _SORTS not in words:
            self.told.append(words)

    def given(self, kind: str, path: Path) -> str:
        """What the page says in the end of a zip file or a folder that is chosen."""
        self.page.locator(f"#{kind}").set_input_files(path)
        return self.ended()

    def asks(self, address: str) -> str:
        """What the page says in the end of an address that is typed."""
        self.page.locator("#address").fill(address)
        self.page.locator("#place button").click()
        return self.ended()

    def ended(self, seconds: float = 60) -> str:
        """What the page says when it is done."""
        until = time.monotonic() + seconds
        while self.page.locator("#stop").is_visible():
            assert time.monotonic() < until, self.said
            self.page.wait_for_timeout(50)
        return self.said

    @property
    def said(self) -> str:
        """What the page says now."""
        return self.page.locator("#state").inner_text()

    def saved(self, form: str) -> str:
        """The report as it is saved."""
        with self.page.expect_download() as download:
            self.page.locator(f"#{form}").click()
        return Path(download.value.path()).read_text("utf-8")

    def json(self) -> dict[str, Any]:
        """The report, as far as it can be read by programs."""
        report: dict[str, Any] = json.loads(self.saved("json"))
        return report
