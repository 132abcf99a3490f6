"""The model's types from the table of a manifest that passed every check; places are parsed here for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..addresses import parse_place
from ..frozen import replace
from ..model import ABOUT, COMPONENTS, DataEntry, Declaration, Manifest, Member, Reference, Review, Waiver
from .aliases import aliases, place, spelled
from .tables import declarations, entries, texts
from .wording import one_line

if TYPE_CHECKING:
    from .lines import Path
    from .source import Source


def manifest(source: Source) -> Manifest:
    """The model's types from a table that passed every check."""
    table = source.table
    system, policy = table.get("system", {}), table.get("policy", {})
    known = aliases(table)
    return Manifest(
        path=source.path,
        name=one_line(system.get("name", "")),
        version=one_line(system.get("version", "")),
        about=tuple((key, one_line(system[key])) for key in ABOUT if key in system),
        declarations=tuple(_declaration(source, key, entry, known) for key, entry in declarations(table)),
        data=tuple(_data_entry(source, key, entry, known) for key, entry in entries("data", table))
        if "data" in table
        else None,
        not_used=tuple(
            (name, one_line(table["not-used"][name]))
            for name in COMPONENTS
            if name in table.get("not-used", {})
        ),
        waivers=tuple(_waiver(source, key, entry) for key, entry in entries("waivers", table)),
        review=_review(source, table["review"]) if "review" in table else None,
        policy=policy.get("terms"),
        fail_on=policy.get("fail-on"),
        exclude=tuple(table.get("exclude", ())),
        subject=table.get("subject", ""),
        models=tuple(_member(source, key, entry, known) for key, entry in entries("models", table)),
    )


def _member(source: Source, key: Path, entry: dict[str, Any], known: dict[str, str]) -> Member:
    return Member(
        name=one_line(entry["name"]),
        declarations=tuple(
            replace(_declaration(source, inner, one, known), alone=True)
            for inner, one in declarations(entry, key)
        ),
        line=source.line(key),
    )


def _declaration(source: Source, key: Path, entry: dict[str, Any], known: dict[str, str]) -> Declaration:
    paths, places = (list(texts((*key, name), entry.get(name))) for name in ("path", "at"))
    return Declaration(
        component=str(key[key.index("components") + 1]),
        paths=tuple(text for _, text in paths),
        places=tuple(place(text, known) for _, text in places),
        license=entry.get("license"),
        key=source.key(key),
        line=source.line(key),
        path_lines=tuple(source.line(at) for at, _ in paths),
        place_lines=tuple(source.line(at) for at, _ in places),
    )


def _data_entry(source: Source, key: Path, entry: dict[str, Any], known: dict[str, str]) -> DataEntry:
    where = tuple(one_line(_spelled(text, known)) for _, text in texts(key, entry.get("where")))
    return DataEntry(
        name=one_line(entry["name"]),
        access=entry["access"],
        where=where,
        places=tuple(map(_place_or_text, where)),
        license=entry.get("license"),
        reason=one_line(entry.get("reason", "")),
        line=source.line(key),
    )


def _spelled(where: str, known: dict[str, str]) -> str:
    """The address that a name stands for; words may look like one."""
    try:
        return spelled(where, known)
    except ValueError:
        return where


def _place_or_text(where: str) -> Reference:
    """Where data can be had may be told in words too."""
    try:
        return parse_place(where)
    except ValueError:
        return Reference(url=where, kind="text")


def _waiver(source: Source, key: Path, entry: dict[str, Any]) -> Waiver:
    return Waiver(
        item=entry["item"],
        reason=one_line(entry["reason"]),
        by=one_line(entry["by"]),
        until=entry["until"],
        line=source.line(key),
    )


def _review(source: Source, entry: dict[str, Any]) -> Review:
    return Review(
        by=one_line(entry["by"]),
        on=entry["on"],
        files=tuple(entry["files"]),
        digest=entry["digest"],
        commit=entry.get("commit", ""),
        lacking=tuple(entry.get("lacking", ())),
        line=source.line(("review",)),
    )
