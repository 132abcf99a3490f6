"""Reading from the web: what may be asked at all, and what happens when the other side misbehaves."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest
from standins import Fault, Hub, Server

from osaid_action.system import net
from osaid_action.system.net import Net
from osaid_action.system.policy import PlaceError, Policy, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator


def answers(*addresses: str) -> Any:
    """A resolver that gives these addresses for every name."""
    return lambda _, port, **__: [(2, 1, 6, "", (address, port)) for address in addresses]


@pytest.fixture
def server() -> Iterator[Server]:
    """A plain server on 127.0.0.1 and, on the same port, on 127.0.0.2."""
    with Server(None, "127.0.0.1", "127.0.0.2") as made:
        made.route("^/ok", b"0123456789")
        made.route("^/json", {"a": 1})
        yield made


def policy(server: Server, *more: str) -> Policy:
    return Policy(private=frozenset({f"127.0.0.1:{server.port}", *more}))


def patient(server: Server, waits: list[float] | None = None, *more: str) -> Net:
    """A Net that does not really wait."""
    return Net(policy(server, *more), sleep=(waits if waits is not None else []).append)


PRIVATE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.9.9", "169.254.169.254", "0.0.0.0", "100.64.0.1",
    "224.0.0.1", "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "ff02::1",
    "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "nonsense",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["140.82.121.4", "2606:4700::1111", "64:ff9b::8c52:7904"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://github.com/a", "only https"),
        ("file:///etc/passwd", "only https"),
        ("ftp://github.com/a", "only https"),
        ("https:///a", "only https"),
        ("https://github.com:99999/", "only https"),
        ("https://example.org/a", "OSAID_HOSTS=example.org"),
        ("https://github.com.evil.example/a", "not a host that is asked"),
        ("https://evilgithub.com/a", "not a host that is asked"),
        ("https://127.0.0.1/a", "not a host that is asked"),
        ("https://user@example.org/a", "not a host that is asked"),
    ],
)
def test_what_is_never_asked(url: str, words: str) -> None:
    with pytest.raises(PlaceError, match=words) as error:
        Net(Policy(), lookup=answers("140.82.121.4")).get(url, limit=10)
    assert error.value.kind == "refused"


@pytest.mark.parametrize("addresses", [("127.0.0.1",), ("140.82.121.4", "10.0.0.1"), ("::1",), ()])
def test_a_name_that_leads_inside_is_refused(addresses: tuple[str, ...]) -> None:
    with pytest.raises(PlaceError, match="not public"):
        Net(Policy(), lookup=answers(*addresses)).get("https://github.com/a", limit=10)


def test_an_allowed_name_is_connected_at_the_address_that_was_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    def connect(address: object, timeout: float) -> object:
        asked.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(net.socket, "create_connection", connect)
    lookups = iter([answers("140.82.121.4"), answers("127.0.0.1"), answers("127.0.0.1")])
    web = Net(Policy(), lookup=lambda *args, **named: next(lookups)(*args, **named), sleep=lambda _: None)
    # The second answer is another one, as an attacker's server would give it.
    with pytest.raises(PlaceError):
        web.get("https://api.github.com/a", limit=10)
    assert asked == [("140.82.121.4", 443)]


def test_the_user_extends_the_list_and_a_manifest_has_no_way_to() -> None:
    policy = Policy.of_user(
        {
            "OSAID_HOSTS": "mirror.example.org, other.example",
            "HF_ENDPOINT": "https://hub.example.com/x",
            "OSAID_PRIVATE_HOSTS": "127.0.0.1:99",
        }
    )
    assert all(map(policy.allows, ["mirror.example.org", "a.other.example", "hub.example.com", "github.com"]))
    assert not policy.allows("example.org")
    assert policy.private == {"127.0.0.1:99"}


def test_of_a_host_that_keeps_anybodys_files_no_more_than_an_archives_own() -> None:
    shared = "s3-eu-west-1.amazonaws.com"
    assert Policy().allows(shared, "/pfigshare-u-files/3/a.zip")
    for path in ("/", "/other/a.zip", "/pfigshare-u-files-2/a", "/pfigshare-u-files/%2e%2E/other/a"):
        assert not Policy().allows(shared, path)
    assert not Policy().allows("other.s3-eu-west-1.amazonaws.com", "/pfigshare-u-files/3")


def test_parts_and_sizes(server: Server) -> None:
    url = f"{server.url}/ok"
    answer = patient(server).get(url, first=2, limit=3)
    assert (answer.data, answer.size) == (b"234", 10)
    assert patient(server).get(url, limit=100).data == b"0123456789"
    assert server.log[0]["range"] == "bytes=2-4"


def test_a_server_that_sends_all_is_read_no_further(server: Server) -> None:
    server.faults.append(Fault("/big", status=200, body=b"x" * 5_000_000))
    assert patient(server).get(f"{server.url}/big", limit=10).data == b"x" * 10


def test_a_redirect_is_checked_like_a_first_request(server: Server) -> None:
    away = f"http://127.0.0.2:{server.port}/ok"
    server.faults.append(Fault("/away", status=302, headers={"Location": away}))
    with pytest.raises(PlaceError, match="only https"):
        patient(server).get(f"{server.url}/away", limit=10)
    assert [row["host"] for row in server.log] == ["127.0.0.1"]
    other = patient(server, None, f"127.0.0.2:{server.port}")
    assert other.get(f"{server.url}/away", limit=10, login="Bearer secret").data == b"0123456789"
    # The token went to the host it was for, and to no other.
    assert [(row["host"], row["token"]) for row in server.log[1:]] == [
        ("127.0.0.1", "Bearer secret"),
        ("127.0.0.2", None),
    ]


@pytest.mark.parametrize(
    "to", ["file:///etc/passwd", "//127.0.0.3:1/x", "gopher://x", "https://169.254.169.254/"]
)
def test_redirects_to_elsewhere(server: Server, to: str) -> None:
    server.faults.append(Fault("/away", status=302, headers={"Location": to}))
    with pytest.raises(PlaceError) as error:
        patient(server).get(f"{server.url}/away", limit=10)
    assert error.value.kind == "refused"


def test_redirects_without_end(server: Server) -> None:
    server.faults.append(Fault("/loop", status=302, headers={"Location": "/loop"}))
    with pytest.raises(PlaceError, match="redirects"):
        patient(server).get(f"{server.url}/loop", limit=10)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(server: Server, status: int) -> None:
    waits: list[float] = []
    server.faults.append(Fault("/ok", status=status, headers={"Retry-After": "2"}, times=2))
    assert patient(server, waits).get(f"{server.url}/ok", limit=10).data == b"0123456789"
    assert waits == [2.0, 2.0]


def test_a_lasting_fault_ends_within_the_bound(server: Server) -> None:
    server.faults.append(Fault("/ok", status=503))
    with pytest.raises(PlaceError, match="503"):
        patient(server).get(f"{server.url}/ok", limit=10)
    assert len(server.log) == net.TRIES


def test_a_server_that_asks_for_an_hour_gets_none(server: Server) -> None:
    waits: list[float] = []
    server.faults.append(Fault("/ok", status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(PlaceError, match="429"):
        patient(server, waits).get(f"{server.url}/ok", limit=10)
    assert not waits


@pytest.mark.parametrize(
    ("status", "kind", "requests"),
    [
        (404, "gone", 1),
        (410, "gone", 1),
        (401, "denied", 1),
        (403, "denied", 1),
        (451, "denied", 1),
        (418, "failed", 3),
    ],
)
def test_each_status_has_its_meaning(server: Server, status: int, kind: str, requests: int) -> None:
    server.faults.append(Fault("/ok", status=status))
    with pytest.raises(PlaceError, match=str(status)) as error:
        patient(server).get(f"{server.url}/ok", limit=10)
    assert (error.value.kind, len(server.log)) == (kind, requests)


def test_a_rate_limit_is_no_denial(server: Server) -> None:
    server.faults.append(Fault("/ok", status=403, headers={"X-RateLimit-Remaining": "0"}))
    with pytest.raises(PlaceError) as error:
        patient(server).get(f"{server.url}/ok", limit=10)
    assert error.value.kind == "failed"


def test_an_answer_that_is_cut_short(server: Server) -> None:
    server.faults.append(Fault("/json", status=0, body=b'{"a":'))
    with pytest.raises(PlaceError, match="cut short"):
        patient(server).json(f"{server.url}/json")


def test_an_answer_of_another_kind(server: Server) -> None:
    server.faults.append(
        Fault("/json", status=200, headers={"Content-Type": "text/html"}, body=b"<html>", times=1)
    )
    with pytest.raises(PlaceError, match="expected JSON, got text/html"):
        patient(server).json(f"{server.url}/json")
    server.faults.append(Fault("/json", status=200, body=b"[" * 200_000, times=1))
    with pytest.raises(PlaceError, match="not valid JSON"):
        patient(server).json(f"{server.url}/json")
    assert patient(server).json(f"{server.url}/json") == {"a": 1}


def test_a_silent_server(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "SILENCE", 0.1)
    server.faults.append(Fault("/ok", delay=0.4, status=200, body=b"late"))
    with pytest.raises(PlaceError, match="no answer in time"):
        patient(server).get(f"{server.url}/ok", limit=10)


def test_a_server_that_sends_a_byte_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    """The headers never end, and no single wait is long."""
    monkeypatch.setattr(net, "MOST_SECONDS", 1.0)
    monkeypatch.setattr(net, "TRIES", 1)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]

    def drip() -> None:
        with listener, contextlib.suppress(OSError):
            client, _ = listener.accept()
            with client:
                client.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                for _ in range(300):
                    client.sendall(b"y")
                    time.sleep(0.1)

    threading.Thread(target=drip, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(PlaceError):
        Net(Policy(private=frozenset({f"127.0.0.1:{port}"}))).get(f"http://127.0.0.1:{port}/", limit=1)
    assert time.monotonic() - start < 10


def test_an_address_that_does_not_answer_is_passed_over(server: Server) -> None:
    found = net._connected(["127.0.0.1", "127.0.0.1"], server.port)
    found.close()
    with Server(None, "127.0.0.1") as other:
        port = other.port
    with pytest.raises(OSError, match="refused"):
        net._connected(["127.0.0.1", "127.0.0.1"], port)


def test_nobody_there(server: Server) -> None:
    with Server(None, "127.0.0.1") as other:
        port = other.port
    with pytest.raises(PlaceError) as error:
        patient(server, None, f"127.0.0.1:{port}").get(f"http://127.0.0.1:{port}/", limit=1)
    assert error.value.kind == "failed"


def test_requests_bytes_and_time_are_bounded(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net, "MOST_REQUESTS", 3)
    web = patient(server)
    for _ in range(3):
        web.get(f"{server.url}/ok", limit=1)
    with pytest.raises(PlaceError, match="one reference may take"):
        web.get(f"{server.url}/ok", limit=1)
    monkeypatch.setattr(net, "MOST_BYTES", 5)
    with pytest.raises(PlaceError, match="one reference may take"):
        patient(server).get(f"{server.url}/ok", limit=10)
    now = [0.0]
    slow = Net(policy(server), clock=lambda: now[0])
    now[0] = net.MOST_SECONDS + 1
    with pytest.raises(PlaceError, match="one reference may take"):
        slow.get(f"{server.url}/ok", limit=10)


def test_a_message_holds_no_secret(server: Server) -> None:
    server.faults.append(Fault("/x", status=404))
    with pytest.raises(PlaceError) as error:
        patient(server).get(f"{server.url}/x?token=hunter2#hunter2", limit=1)
    assert "hunter2" not in str(error.value)


def test_the_stand_in_is_closed_to_strangers() -> None:
    with Hub(None) as hub, pytest.raises(PlaceError):
        Net(Policy(), sleep=lambda _: None).get(f"{hub.url}/api/models/a/b", limit=1)
