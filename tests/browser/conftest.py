"""The page as `make browser` built it, in Chromium."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest
from served import Check, Served
from systems import ROOT

sys.path.insert(0, str(ROOT / "tools"))

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def built() -> Path:
    """The folder of the page."""
    folder = ROOT / "build" / "site" / "check"
    if not (folder / "packages.zip").is_file():
        pytest.fail("the page is not built: make browser")
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def check(built: Path, browser: Browser) -> Iterator[Check]:
    """The page; loaded once, for that takes longer than to check."""
    with Served(built) as served:
        yield Check(browser, f"{served.url}/index.html")
