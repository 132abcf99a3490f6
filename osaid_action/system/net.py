"""Reading from the web within bounds: https, hosts that are allowed, public addresses, sizes, times, retries.

What is asked for may come from a stranger's manifest, so every address is checked before a byte is
sent, redirects like first requests, and the connection goes to the very address that was checked.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import json
import random
import re
import socket
import ssl
import threading
import time
import urllib.parse
import urllib.request
from typing import TYPE_CHECKING, Any

from ..frozen import dataclass
from ..version import __version__
from .policy import PlaceError, is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .policy import Policy

#: For each place that a reference names.
MOST_REQUESTS = 400
MOST_BYTES = 64 << 20
MOST_SECONDS = 300.0
MOST_JSON = 16 << 20
MOST_REDIRECTS = 5
TRIES = 3
#: Seconds without a byte, and the longest wait that a server may ask for.
SILENCE = 20.0
LONGEST_WAIT = 30.0

_CHUNK = 1 << 16
_BUSY = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The start of what an address holds. size: of the whole, where the server says it."""

    url: str
    data: bytes
    size: int | None
    headers: Mapping[str, str]


class Net:
    """The web as one reference may use it: what all its requests took is counted against one bound."""

    def __init__(
        self,
        policy: Policy,
        *,
        lookup: Callable[..., Any] = socket.getaddrinfo,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.policy = policy
        self._lookup, self._sleep, self._clock = lookup, sleep, clock
        self._end = clock() + MOST_SECONDS
        self._requests = self._bytes = 0
        self._lock = threading.Lock()

    def checked(self, url: str) -> tuple[str, str, int, list[str]]:
        """(scheme, host, port, addresses) of what may be asked; PlaceError says why it may not."""
        parts = urllib.parse.urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        try:
            port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
        except ValueError:
            port = 0
        own = f"{host}:{port}" in self.policy.private
        if not host or not port or not (parts.scheme == "https" or (own and parts.scheme == "http")):
            raise PlaceError("refused", f"{_shown(url)}: only https is asked")
        if not own and not self.policy.allows(host, parts.path):
            raise PlaceError("refused", f"{host} is not a host that is asked; OSAID_HOSTS={host} allows it")
        if own or self._proxy(parts.scheme, host):
            # A proxy looks names up by itself; an address written out is checked all the same.
            with contextlib.suppress(ValueError):
                if not own and not is_public(str(ipaddress.ip_address(host))):
                    raise PlaceError("refused", f"{host} is not a public address")
            return parts.scheme, host, port, [host]
        try:
            found = self._lookup(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise PlaceError("failed", f"{host} could not be looked up: {error.strerror or error}") from None
        addresses = list(dict.fromkeys(str(row[4][0]) for row in found))
        if not addresses or not all(map(is_public, addresses)):
            raise PlaceError("refused", f"{host} has an address that is not public")
        return parts.scheme, host, port, addresses

    def get(
        self, url: str, *, limit: int, first: int = 0, login: str | None = None, accept: str = "*/*"
    ) -> Answer:
        """Up to `limit` bytes from byte `first` on. login: sent to this host and to no other. PlaceError."""
        for tries_left in reversed(range(TRIES)):
            try:
                return self._follow(url, first, limit, login, accept)
            except PlaceError as failure:
                if failure.kind != "failed" or not tries_left:
                    raise
                self.wait(failure, TRIES - tries_left)
        raise AssertionError("the last try returns or raises")

    def wait(self, failure: PlaceError, tries: int) -> None:
        """Wait before another try, as long as the server asked or ever longer; PlaceError when time is up."""
        pause = failure.wait if failure.wait is not None else 0.5 * 2**tries * (0.5 + random.random())  # noqa: S311 - spreads retries
        if pause > LONGEST_WAIT or self._clock() + pause > self._end:
            raise failure
        self._sleep(pause)

    def json(self, url: str, *, login: str | None = None) -> Any:
        """The JSON value at an address. PlaceError."""
        answer = self.get(url, limit=MOST_JSON + 1, login=login, accept="application/json")
        kind = answer.headers.get("content-type", "")
        if "json" not in kind:
            raise PlaceError("failed", f"{_shown(url)}: expected JSON, got {kind or 'no content type'}")
        if len(answer.data) > MOST_JSON:
            raise PlaceError("failed", f"{_shown(url)}: more than {MOST_JSON:,} bytes of JSON")
        try:
            return json.loads(answer.data)
        except (ValueError, RecursionError):
            raise PlaceError("failed", f"{_shown(url)}: not valid JSON") from None

    def count(self, requests: int = 0, size: int = 0) -> None:
        """Count what was used; PlaceError when that is more than one reference may use."""
        with self._lock:
            self._requests += requests
            self._bytes += size
            spent = self._requests > MOST_REQUESTS or self._bytes > MOST_BYTES
        if spent or self._clock() > self._end:
            raise PlaceError("refused", "more requests, bytes or time than one reference may take")

    def _follow(self, url: str, first: int, limit: int, login: str | None, accept: str) -> Answer:
        start = urllib.parse.urlsplit(url)
        for _ in range(MOST_REDIRECTS + 1):
            self.count(requests=1)
            parts = urllib.parse.urlsplit(url)
            same = (parts.scheme, parts.netloc) == (start.scheme, start.netloc)
            headers = {"Accept": accept, "Accept-Encoding": "identity", "User-Agent": f"osaid/{__version__}"}
            if login and same:
                headers["Authorization"] = login
            if limit < MOST_JSON:
                headers["Range"] = f"bytes={first}-{first + limit - 1}"
            answer = self._ask(url, headers, first, limit)
            if isinstance(answer, Answer):
                return answer
            url = urllib.parse.urljoin(url, answer)
        raise PlaceError("failed", f"{_shown(url)}: more than {MOST_REDIRECTS} redirects")

    def _ask(self, url: str, headers: dict[str, str], first: int, limit: int) -> Answer | str:
        """What one request gives; the address that it was redirected to, as text."""
        scheme, host, port, addresses = self.checked(url)
        parts = urllib.parse.urlsplit(url)
        target = urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, ""))
        connection = timer = None
        try:
            connection, timer = self._connection(scheme, host, port, addresses)
            connection.request(
                "GET", urllib.parse.quote(target, safe="/%?&=+:,;@!$'()*~-._[]"), headers=headers
            )
            response = connection.getresponse()
            said = {name.lower(): value for name, value in response.getheaders()}
            status = response.status
            if status in {301, 302, 303, 307, 308} and "location" in said:
                return said["location"]
            if status == 416:
                return Answer(url=url, data=b"", size=_total(said, 0), headers=said)
            if status not in {200, 206}:
                raise refusal(status, url, said)
            if first and status == 200:
                raise PlaceError("failed", f"{_shown(url)}: the server does not send parts of a file")
            data = self._body(response, limit)
            self.count()  # An answer that was cut because time is up looks like one that ended.
            return Answer(url=url, data=data, size=_total(said, status), headers=said)
        except (OSError, http.client.HTTPException, ssl.SSLError) as error:
            words = "no answer in time" if isinstance(error, TimeoutError) else _words_of(error)
            raise PlaceError("failed", f"{host}: {words}") from None
        finally:
            if timer is not None:
                timer.cancel()
            if connection is not None:
                connection.close()

    def _body(self, response: http.client.HTTPResponse, limit: int) -> bytes:
        chunks: list[bytes] = []
        size = 0
        while size < limit and (chunk := response.read1(min(_CHUNK, limit - size))):
            chunks.append(chunk)
            size += len(chunk)
            self.count(size=len(chunk))
        if size < limit and response.length:
            raise http.client.IncompleteRead(b"", response.length)
        return b"".join(chunks)

    def _connection(
        self, scheme: str, host: str, port: int, addresses: list[str]
    ) -> tuple[http.client.HTTPConnection, threading.Timer]:
        """A connection to the address that was checked, and what cuts it when time is up.

        A timeout of the socket counts from the last byte; a server that sends one now and then would
        hold us for ever.
        """
        kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        proxy = self._proxy(scheme, host)
        if proxy:
            connection = kind(proxy[0], proxy[1], timeout=SILENCE)
            connection.set_tunnel(host, port)
            connection.connect()
            return connection, self._timer([connection.sock])
        connection = kind(host, port, timeout=SILENCE)
        plain = _connected(addresses, port)
        held = [plain]
        timer = self._timer(held)
        try:
            secure = ssl.create_default_context() if scheme == "https" else None
            connection.sock = secure.wrap_socket(plain, server_hostname=host) if secure else plain
            held[0] = connection.sock
        except BaseException:
            timer.cancel()
            plain.close()
            raise
        return connection, timer

    def _timer(self, held: list[socket.socket]) -> threading.Timer:
        def cut() -> None:
            with contextlib.suppress(OSError):
                # Not the method of a TLS socket, which would take its state away under a reader.
                socket.socket.shutdown(held[0], socket.SHUT_RDWR)

        timer = threading.Timer(max(0.0, self._end - self._clock()), cut)
        timer.daemon = True
        timer.start()
        return timer

    def _proxy(self, scheme: str, host: str) -> tuple[str, int] | None:
        """Host and port of the user's proxy, where one is set for this host."""
        proxy = urllib.request.getproxies().get(scheme)
        if not proxy or urllib.request.proxy_bypass(host):
            return None
        parts = urllib.parse.urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        return (parts.hostname, parts.port or 3128) if parts.hostname else None


def _connected(addresses: list[str], port: int) -> socket.socket:
    """A socket to the first of some addresses that answers."""
    for address in addresses[:-1]:
        with contextlib.suppress(OSError):
            return socket.create_connection((address, port), timeout=SILENCE)
    return socket.create_connection((addresses[-1], port), timeout=SILENCE)


def refusal(status: int, url: str, said: Mapping[str, str]) -> PlaceError:
    """Why an answer with a status is none. said: its headers, named in lower case."""
    where = _shown(url)
    if status in {404, 410}:
        return PlaceError("gone", f"{where}: {status}, it is not there")
    # Who asks too often gets 403 as well.
    busy = said.get("x-ratelimit-remaining") == "0" or (status == 403 and "retry-after" in said)
    if status in {401, 403, 451} and not busy:
        gated = " (gated)" if said.get("x-error-code") == "GatedRepo" else ""
        return PlaceError("denied", f"{where}: {status}, not open to us{gated}")
    if status in _BUSY or status == 403:
        return PlaceError("failed", f"{where}: {status}, try again later", wait_of(said))
    return PlaceError("failed", f"{where}: unexpected status {status}")


def wait_of(said: Mapping[str, str]) -> float | None:
    """The seconds after which a server may be asked again, as far as it says so."""
    again = said.get("retry-after", "")
    if re.fullmatch(r"[0-9]{1,9}", again):
        return float(again)
    # GitHub names a time, the Hub what is left of a window: "api";r=0;t=123
    until = said.get("x-ratelimit-reset", "")
    if said.get("x-ratelimit-remaining") == "0" and re.fullmatch(r"[0-9]{1,12}", until):
        return max(0.0, int(until) - time.time())
    left = re.search(r";r=0;t=([0-9]{1,9})(?![0-9])", said.get("ratelimit", "")[:200])
    return float(left[1]) if left else None


def _total(said: Mapping[str, str], status: int) -> int | None:
    ranged = re.fullmatch(r"bytes [\d*-]+/(\d{1,18})", said.get("content-range", ""))
    if ranged:
        return int(ranged[1])
    length = said.get("content-length", "")
    return int(length) if status == 200 and re.fullmatch(r"\d{1,18}", length) else None


def _words_of(error: Exception) -> str:
    if isinstance(error, http.client.IncompleteRead):
        return "the answer was cut short"
    return " ".join(str(getattr(error, "strerror", None) or error or type(error).__name__).split())[:200]


def _shown(url: str) -> str:
    """An address without user, query and fragment, which may hold a secret."""
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"[:200]
