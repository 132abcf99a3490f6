"""Who can't see, or sees small, can use the page and the report: axe finds nothing to complain of."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from program import run
from served import Check, Served
from systems import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe, from npm."""
    folder = tmp_path_factory.mktemp("axe")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "site" / "check" / name, folder)
    subprocess.run(["npm", "ci", "--silent", "--ignore-scripts", f"--prefix={folder}"], check=True)
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


def violations(check: Check, axe: str) -> list[Any]:
    """What axe finds in each width and each color scheme."""
    found: list[Any] = []
    check.page.evaluate(axe)
    for width in (400, 1280):
        for scheme in ("light", "dark"):
            check.page.set_viewport_size({"width": width, "height": 900})
            check.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            rows = check.page.evaluate("axe.run({ iframes: false }).then((found) => found.violations)")
            found += [(width, scheme, row["id"], [node["html"] for node in row["nodes"][:3]]) for row in rows]
            wide = check.page.evaluate("document.documentElement.scrollWidth")
            found += [(width, scheme, "scrolls sideways", wide)] if wide > width else []
    return found


def test_the_page(built: Path, browser: Browser, axe: str) -> None:
    with Served(built) as served:
        check = Check(browser, f"{served.url}/index.html", bypass_csp=True)
        assert violations(check, axe) == []
        check.page.evaluate("document.querySelectorAll('[hidden]').forEach((one) => { one.hidden = false; })")
        assert violations(check, axe) == []
        check.context.close()


@pytest.mark.parametrize("example", ["complete", "incomplete"])
def test_reports(browser: Browser, axe: str, tmp_path: Path, example: str) -> None:
    report = run("check", str(ROOT / "examples" / example), "--format", "html", "--no-cache").stdout
    (tmp_path / "report.html").write_text(report, "utf-8")
    check = Check(browser, (tmp_path / "report.html").as_uri(), bypass_csp=True)
    assert violations(check, axe) == []
    check.context.close()
