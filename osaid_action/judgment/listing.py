"""D2 and D3, the listings of training data: what the manifest lists, or else what the documents name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..definition import load
from .data_list import kind
from .grounds import open_for, pointers, some_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Component, DataEntry, DataList, Dataset, Evidence, Manifest
    from .grounds import Answer

#: The kinds of data that an item asks for.
_KINDS = {"D2": {"open", "public"}, "D3": {"obtainable"}}
_MOST_EVIDENCE = 4


def status(item: str, by_id: Mapping[str, Component], manifest: Manifest, data: DataList) -> Answer:
    """The status of D2 or D3. Whether a listing is whole is never decided here."""
    answer = _listing(item, by_id, manifest, data)
    documents = by_id["data-documentation"]
    if documents.unread and answer[0] not in {"external", "unknown"} and not _by_manifest(answer):
        # One more document may name data that are not listed, or say where they are.
        return open_for(documents, "" if answer[0] == "unmet" else answer[1])
    if item == "D2" and answer[0] == "unmet" and by_id["dataset"].unread:
        return open_for(by_id["dataset"], "")
    review = manifest.review
    if answer[0] == "met" and review is not None and not review.expired and item in review.lacking:
        why = f"{review.by} judged on {review.on} that something is lacking; {answer[1]}"
        return "needs-review", why, answer[2]
    return answer


def evidence(item: str, by_id: Mapping[str, Component], data: DataList) -> tuple[Evidence, ...]:
    """The sentences and pointers that bear on D2 or D3."""
    none = tuple(said for of, said in data.none if of == item)
    if item == "D2":
        words = load().heads["where_to_obtain"]
        told = by_id["data-documentation"].telling(words)
        return none + told + pointers(by_id["dataset"].references[:_MOST_EVIDENCE])
    named = tuple(row.evidence[-1] for row in _asked(item, data.rows) if row.access)
    return none + named[:_MOST_EVIDENCE]


def _by_manifest(answer: Answer) -> bool:
    """True where the manifest alone shows what is lacking."""
    status, _, by = answer
    return status == "partial" and by == "declared"


def _listing(item: str, by_id: Mapping[str, Component], manifest: Manifest, data: DataList) -> Answer:
    if manifest.data is not None:
        return _listed(item, manifest.path, manifest.data, data.rows)
    none = next((said for of, said in data.none if of == item), None)
    if none is not None and not _asked(item, data.rows):
        return "met", f"{none.path}:{none.line} says that there are none", "found"
    heads = dict(by_id["data-documentation"].heads)
    told = heads.get("where_to_obtain") == "found" and heads.get("provenance") == "found"
    if data.rows and told and not _gaps(data.rows):
        theirs = _with_ways(_asked(item, data.rows)) or ["none of this kind"]
        return "met", f"each dataset named has a place and a way to get it: {', '.join(theirs)}", "found"
    return _public(by_id, data.rows, told) if item == "D2" else _third_party(by_id, data.rows)


def _listed(item: str, path: str, entries: Iterable[DataEntry], rows: tuple[Dataset, ...]) -> Answer:
    """By the manifest's list of training data, held against what documents name."""
    bare = [entry.name for entry in entries if not entry.where and entry.access != "unshareable"]
    if bare:
        return "partial", "no place named for: " + ", ".join(bare), "declared"
    conflicts = [conflict for row in rows for conflict in row.conflicts]
    if conflicts:
        return "needs-review", "the documents contradict the manifest: " + "; ".join(conflicts[:3]), "both"
    unlisted = [row for row in rows if not row.declared]
    # A name without a place may be that of a publisher or a tool.
    if placed := [row for row in unlisted if row.where]:
        return "needs-review", f"{path} does not list what documents name: {_seen(placed)}", "both"
    listed = ", ".join(row.name for row in _asked(item, rows)) or "none"
    aside = f"not there, though documents name them: {_seen(unlisted)}" if unlisted else ""
    return "met", _and(f"listed in {path}: {listed}", aside), "declared"


def _public(by_id: Mapping[str, Component], rows: tuple[Dataset, ...], told: bool) -> Answer:
    """D2 by documents that leave something open. told: they say where to get data, and whence it came."""
    heads = dict(by_id["data-documentation"].heads)
    if told:
        why = "places are named; whether all are is for a person to judge"
        return "needs-review", _and(why, _gaps(rows)), "found"
    if heads.get("where_to_obtain", "missing") != "missing" or by_id["dataset"].references:
        return "partial", _and("some places are named, without a full account", _gaps(rows)), "found"
    if by_id["dataset"].standing == "unreadable":
        closed = by_id["dataset"].evidence
        return "unknown", f"{closed[0].path}: {closed[0].why}" if closed else "the data could not be read", ""
    if rows:
        return "partial", f"named without a place: {some_of([row.name for row in rows])}", "found"
    return _unread(by_id["data-documentation"]) or (
        "unmet",
        "no listing of where to obtain the training data",
        "",
    )


def _third_party(by_id: Mapping[str, Component], rows: tuple[Dataset, ...]) -> Answer:
    """D3 by documents that leave something open."""
    documentation = by_id["data-documentation"]
    if theirs := _asked("D3", rows):
        return "needs-review", _and(f"others provide {some_of(_with_ways(theirs))}", _gaps(rows)), "found"
    if documentation.standing not in {"missing", "unreadable"}:
        return "unknown", "nothing says whether any training data came from third parties", ""
    return _unread(documentation) or ("unmet", "nothing says whether data came from third parties", "")


def _unread(documentation: Component) -> Answer | None:
    """What documents would say that are not here, or could not be read."""
    if documentation.unsettled:
        return "external", "the documents are elsewhere; not verified", "declared"
    if documentation.standing == "unreadable":
        return "unknown", "the documents could not be read", ""
    return None


def _asked(item: str, rows: tuple[Dataset, ...]) -> list[Dataset]:
    """The datasets that D2 or D3 asks for."""
    return [row for row in rows if kind(row) in _KINDS[item]]


def _with_ways(rows: list[Dataset]) -> list[str]:
    return [f"{row.name} ({row.access})" for row in rows]


def _seen(rows: list[Dataset]) -> str:
    return some_of([f"{row.name} ({row.evidence[0].path}:{row.evidence[0].line})" for row in rows])


def _gaps(rows: tuple[Dataset, ...]) -> str:
    """What is not said of the datasets named."""
    placeless = [row.name for row in rows if not row.where and kind(row) != "unshareable"]
    silent = [row.name for row in rows if row.name not in placeless and not kind(row)]
    return "; ".join(
        f"{what}: {some_of(names)}"
        for what, names in (("no place named for", placeless), ("nothing says how to get", silent))
        if names
    )


def _and(first: str, second: str) -> str:
    return f"{first}; {second}" if second else first
