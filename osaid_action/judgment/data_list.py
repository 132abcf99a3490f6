"""The list of training data: what the documents name, joined with what the manifest declares. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import replace
from ..licenses import judge
from ..model import Dataset, Evidence
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import DataEntry, DataList, Manifest

#: What stands in parentheses behind a name.
_ASIDE = lazy(r"\s{0,9}[(（][^()（）]{1,200}[)）]\s{0,9}$")
#: Ways to data that contradict what the manifest calls them.
_CONTRADICTS = {
    "open": {"unshareable", "ids-only", "on-request", "gated", "click-through", "registration"},
    "public": {"unshareable", "on-request", "gated"},
    "obtainable": {"unshareable"},
    "unshareable": {"direct-download"},
}
#: What stands as the kind of data where the manifest does not say it.
_KIND = {
    "direct-download": "public",
    "scraping-script": "public",
    "registration": "public",
    "click-through": "public",
    "gated": "obtainable",
    "on-request": "obtainable",
    "ids-only": "obtainable",
    "unshareable": "unshareable",
}


def kind(row: Dataset) -> str:
    """open, public, obtainable or unshareable, by the manifest or else by the words of documents; or ""."""
    return row.declared or _KIND.get(row.access, "")


def join(seen: DataList, manifest: Manifest) -> DataList:
    """The manifest's entries first, each with what documents say of it; then what documents alone name."""
    from ..evidence.data.same import key  # loaded with the probes, and not by a report that is recalled

    by_key = {key(row.name): row for row in seen.rows}
    rows: list[Dataset] = []
    for entry in manifest.data or ():
        match = _match((key(entry.name), key(_ASIDE.sub("", entry.name))), entry, by_key)
        rows.append(_joined(entry, by_key.pop(match) if match else Dataset(name=entry.name), manifest.path))
    return replace(seen, rows=(*rows, *by_key.values()))


def _match(names: tuple[str, ...], entry: DataEntry, by_key: dict[str, Dataset]) -> str:
    """The dataset of the documents that an entry means: by name, or by the same place."""
    if name := next((name for name in names if name in by_key), ""):
        return name
    places = {_place(where) for where in entry.where}
    return next((k for k, row in by_key.items() if not places.isdisjoint(map(_place, row.where))), "")


def _place(where: str) -> str:
    plain = where.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    hub = plain.removeprefix("huggingface.co/datasets/").removeprefix("hf:datasets/")
    return hub.partition("@")[0] if hub != plain else plain


def _joined(entry: DataEntry, row: Dataset, path: str) -> Dataset:
    declared = Evidence(path=path, line=entry.line, why="lists it", strength="certain")
    return replace(
        row,
        name=entry.name,
        where=tuple(dict.fromkeys((*entry.where, *row.where))),
        declared=entry.access,
        license=entry.license or row.license,
        reason=entry.reason,
        evidence=(declared, *row.evidence),
        conflicts=tuple(_conflicts(entry, row, path)),
    )


def _conflicts(entry: DataEntry, row: Dataset, path: str) -> Iterator[str]:
    if not row.evidence:
        return
    here, there = f"{path}:{entry.line}", f"{row.evidence[0].path}:{row.evidence[0].line}"
    if row.access in _CONTRADICTS[entry.access]:
        yield f"{entry.name}: {here} says {entry.access}, {there} says {row.access}"
    if row.license and entry.license and row.license.lower() != entry.license.lower():
        yield f"{entry.name}: {here} says {entry.license}, {there} says {row.license}"
    elif entry.access == "open" and row.license and judge(row.license).verdict == "restricted":
        yield f"{entry.name}: {here} says open, {there} gives it {row.license}, which takes a freedom away"
