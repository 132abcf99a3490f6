"""Systems in folders without git: files written, a report on them."""

from __future__ import annotations

from pathlib import Path

from systems import whole

from osaid_action.flow import examine
from osaid_action.model import Report
from osaid_action.repository.target import open_tree

TODAY = "2026-11-23"


def fill(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, contents in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())


def report_on(folder: Path) -> Report:
    with open_tree(str(folder)) as tree:
        return examine.examine(tree, today=TODAY)


def statuses(report: Report) -> dict[str, str]:
    return {item.id: item.status for item in report.items}


def system() -> dict[str, str | bytes]:
    """A whole system without a manifest."""
    files = whole()
    del files["osaid.toml"]
    return files
