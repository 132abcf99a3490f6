"""Reports on made-up systems, in a folder or in a repository."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from gitrepo import Repo
from systems import DATA, whole

from osaid_action.definition import load
from osaid_action.flow.examine import examine
from osaid_action.model import Item, Report, Target
from osaid_action.repository.target import open_tree

TODAY = "2026-11-23"
#: The same as seconds, for SOURCE_DATE_EPOCH.
EPOCH = "1795392000"
#: Documents that speak of every part that D1 asks for.
TOLD = DATA.replace(
    "Duplicates were removed, and", "We chose texts in English only; duplicates were removed, and"
)
#: Documents that tell of each dataset where it is and how one gets at it.
PLACED = DATA.replace(
    "and from Wikipedia.",
    "which anybody may download.\n\n"
    "We also trained on the Acme corpus, https://acme.org, available on request.",
)


_ITEMS = tuple(
    Item(
        id=r.id,
        title=r.title,
        short=r.short,
        element=r.element,
        required=r.required,
        status="met",
        components=r.components,
    )
    for r in load().items
)
_TERMS = next(r.id for r in load().items if r.terms)


def having(**statuses: str) -> tuple[Item, ...]:
    """All items met but for some, by their ids ("T" for one on terms)."""
    named = {_TERMS if name == "T" else name: status for name, status in statuses.items()}
    return tuple(replace(item, status=named.get(item.id, item.status)) for item in _ITEMS)


def made(**values: Any) -> Report:
    """A complete report on nothing in particular, but for some of its fields."""
    plain: dict[str, Any] = {
        "target": Target(name="made"),
        "subject": "model",
        "subject_why": "it holds weights",
        "result": "complete",
        "policy": "working",
        "items": having(),
        "components": (),
        "licenses": (),
    }
    return Report(**plain | values)


def report_on(repo: Repo, today: str = TODAY) -> Report:
    """The report on the work tree of a repository."""
    with open_tree(str(repo.path)) as tree:
        return examine(tree, today=today)


def committed(repo: Repo, files: dict[str, str | bytes]) -> Report:
    """The report on a repository once some files are committed."""
    repo.commit(files)
    return report_on(repo)


def examined(folder: Path, without: str = "train.py") -> Report:
    """The report on a whole system in a folder, but for one file."""
    for name, text in whole().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (folder / without).unlink()
    with open_tree(str(folder)) as tree:
        return examine(tree, today="2026-01-01")


def item(report: Report, name: str = "D1") -> Item:
    """One item of a report."""
    return next(item for item in report.items if item.id == name)


def without_manifest(data: str) -> dict[str, str | bytes]:
    """A whole system without a manifest. data: what DATA.md says."""
    files = whole()
    del files["osaid.toml"]
    return {**files, "DATA.md": data}
