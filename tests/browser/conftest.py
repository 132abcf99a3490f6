"""The page as `make browser` built it, in Chromium."""

from __future__ import annotations

import json
import os
import shutil
import ssl
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hosted import certified
from served import Check, Served
from standins import Forge, Hub
from systems import ROOT

sys.path.insert(0, str(ROOT / "tools"))

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

HOSTS: dict[str, str] = json.loads((ROOT / "site" / "check" / "config.json").read_text("utf-8"))["hosts"]
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Link, X-RateLimit-Remaining"}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the page."""
    folder = Path(os.environ.get("OSAID_PAGE", ROOT / "build" / "site" / "check")).resolve()
    if not (folder / "packages.zip").is_file():
        pytest.fail("the page is not built: make browser")
    return folder


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A certificate for the hosts that the page asks, and the file with the authority that signed it."""
    return certified(tmp_path_factory.mktemp("ca"), *map(_host, HOSTS.values()))


@pytest.fixture(scope="session")
def forge(authority: tuple[ssl.SSLContext, Path]) -> Iterator[Forge]:
    """Who answers for GitHub."""
    with Forge(authority[0]) as made:
        made.headers = CORS
        yield made


@pytest.fixture(scope="session")
def hub(authority: tuple[ssl.SSLContext, Path]) -> Iterator[Hub]:
    """Who answers for the Hub."""
    with Hub(authority[0]) as made:
        made.headers = CORS
        yield made


@pytest.fixture(scope="session")
def browser(forge: Forge, hub: Hub) -> Iterator[Browser]:
    """Chromium, for which the hosts that the page asks are the stand-ins: the page is that of everybody."""
    from playwright.sync_api import sync_playwright

    at = {"api": forge.port, "raw": forge.port, "hub": hub.port, "large": hub.port}
    here = {name: "127.0.0.1" if name in {"api", "hub"} else "127.0.0.2" for name in at}
    rules = [f"MAP {_host(url)} {here[name]}:{at[name]}" for name, url in HOSTS.items()]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[f"--host-resolver-rules={', '.join(rules)}", "--ignore-certificate-errors"],
        )
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def check(built: Path, browser: Browser) -> Iterator[Check]:
    """The page; loaded once, for that takes longer than to check."""
    with Served(built) as served:
        yield Check(browser, f"{served.url}/index.html")


def _host(url: str) -> str:
    return url.removeprefix("https://")
