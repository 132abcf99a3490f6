"""Fixtures that conftest.py files import: a stand-in of the Hub that the clients trust."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import pytest
from standins import Hub, Repository
from systems import MIT, safetensors

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CARD = "---\nlicense: apache-2.0\nbase_model: acme/base\n---\n# tiny\n\nA model.\n"


def certified(folder: Path, *hosts: str) -> tuple[ssl.SSLContext, Path]:
    """A certificate for loopback and some hosts, and the file with the authority that signed it."""
    trustme = pytest.importorskip("trustme")
    ca = trustme.CA()
    path = folder / "ca.pem"
    ca.cert_pem.write_to_path(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1", "127.0.0.2", *hosts).configure_cert(context)
    return context, path


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """What the stand-ins prove themselves with, and what their clients are to trust."""
    return certified(tmp_path_factory.mktemp("ca"), "localhost")


@pytest.fixture
def trusted(
    authority: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> ssl.SSLContext:
    """The servers' certificate, trusted by the clients; they keep what they get in this test's folder."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority[1]))
    monkeypatch.setenv("GIT_SSL_CAINFO", str(authority[1]))
    monkeypatch.setenv("HF_HUB_DISABLE_TELEMETRY", "1")
    monkeypatch.setenv("HF_HOME", str(tmp_path / "hf"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.delenv("HF_TOKEN", raising=False)
    return authority[0]


@pytest.fixture
def hub(trusted: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    pytest.importorskip("huggingface_hub")
    # The client waits between its own tries.
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda _: None)
    with Hub(trusted) as made:
        monkeypatch.setenv("HF_ENDPOINT", made.url)
        monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"127.0.0.1:{made.port},127.0.0.2:{made.port}")
        made.repositories["models/acme/tiny"] = Repository(
            {"README.md": CARD, "LICENSE": MIT, "config.json": "{}", "model.safetensors": safetensors()},
            lfs={"model.safetensors"},
            card={"license": "apache-2.0", "base_model": "acme/base"},
            revisions=("main", "step1000"),
        )  # fmt: skip
        yield made
