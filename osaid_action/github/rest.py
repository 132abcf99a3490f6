"""GitHub's REST API over HTTP: a request and its answer, lists page by page. What went wrong is raised."""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

from ..version import __version__

_MOST_BYTES = 32 << 20
_CHUNK = 1 << 16


class RefusedError(Exception):
    """GitHub answered with an error. headers: by their names in lower case."""

    def __init__(self, status: int, message: str, headers: dict[str, str]) -> None:
        super().__init__(message)
        self.status, self.message, self.headers = status, message, headers


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows what was renamed, as it was asked and to nobody else: urllib would make a GET of a POST."""

    http_error_308 = urllib.request.HTTPRedirectHandler.http_error_302  # Python 3.10 does not know it

    def redirect_request(self, req: urllib.request.Request, *said: Any) -> urllib.request.Request | None:
        newurl = said[-1]
        if _host(newurl) != _host(req.full_url):
            return None
        return urllib.request.Request(  # noqa: S310 - where the runner says that the API is
            newurl, req.data, dict(req.header_items()), method=req.get_method()
        )


class Client:
    """What speaks for one token. timeout: seconds without a byte; an answer may take four times as long.

    scheme: the word before the token. Gitea and older servers know no other than this.
    """

    def __init__(self, token: str, api: str, timeout: float, scheme: str = "token") -> None:
        self.api, self._said, self._timeout = api.rstrip("/"), f"{scheme} {token}", timeout
        self._opener = urllib.request.build_opener(_SameHost())

    def ask(self, method: str, path: str, value: Any = None, **query: str) -> Any:
        """The JSON value that a request is answered with; None for an empty answer. value: sent as JSON."""
        data = None if value is None else json.dumps(value).encode()
        return _value(self._send(method, self._url(path, query), data, "application/json")[0])

    def graphql(self, query: str) -> Any:
        """What GraphQL answers, which is beside the REST API."""
        url = f"{self.api.removesuffix('/v3')}/graphql"
        return _value(self._send("POST", url, json.dumps({"query": query}).encode(), "application/json")[0])

    def rows(self, path: str, **query: str) -> Iterator[Any]:
        """The rows of a list, page after page."""
        url = self._url(path, {"per_page": "100", **query})
        while url:
            data, headers = self._send("GET", url)
            page = _value(data)
            if not isinstance(page, list):
                raise ValueError("the answer holds no list")
            yield from page
            following = re.search(r'<([^<>]*)>;\s*rel="next"', headers.get("link", ""))
            url = following[1] if following else ""
            if url and _host(url) != _host(self.api):
                raise ValueError("the list goes on at another host")

    def upload(self, url: str, data: bytes, kind: str) -> None:
        """Send a file to where GitHub has said that it goes."""
        self._send("POST", url, data, kind)

    def _url(self, path: str, query: dict[str, str]) -> str:
        return f"{self.api}/{path}" + (f"?{urllib.parse.urlencode(query)}" if query else "")

    def _send(
        self, method: str, url: str, data: bytes | None = None, kind: str = ""
    ) -> tuple[bytes, dict[str, str]]:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": self._said,
            "User-Agent": f"osaid/{__version__}",
            **({"Content-Type": kind} if data is not None else {}),
        }
        if _host(url)[0] not in {"http", "https"}:
            raise ValueError("the address is none of the web")
        asked = urllib.request.Request(url, data, headers, method=method)  # noqa: S310 - checked above
        try:
            with self._opener.open(asked, timeout=self._timeout) as answer:
                return self._body(answer), _lower(answer.headers)
        except urllib.error.HTTPError as error:
            with error:
                raise RefusedError(error.code, self._message(error), _lower(error.headers)) from None

    def _body(self, answer: Any) -> bytes:
        end, found = time.monotonic() + 4 * self._timeout, bytearray()
        while chunk := answer.read1(_CHUNK):
            found += chunk
            if len(found) > _MOST_BYTES:
                raise ValueError("the answer is too long")
            if time.monotonic() > end:
                raise TimeoutError
        if answer.length:
            raise ConnectionError("the answer was cut short")
        return bytes(found)

    def _message(self, error: urllib.error.HTTPError) -> str:
        try:
            said = json.loads(self._body(error.fp))["message"]
        except Exception:
            return ""  # An error page of somebody between.
        return said if isinstance(said, str) else ""


def quoted(part: str) -> str:
    """A name as one part of a path."""
    return urllib.parse.quote(part, safe="")


def _value(data: bytes) -> Any:
    return json.loads(data) if data else None


def _host(url: str) -> tuple[str, str]:
    return urllib.parse.urlsplit(url)[:2]


def _lower(headers: Any) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}
