"""The tables and texts of a manifest, each with its key; whatever else is there is the schema's business."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..model import COMPONENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .lines import Path


def declarations(table: dict[str, Any], at: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each table under [components], in the order of COMPONENTS. at: the key of the table."""
    components = table.get("components")
    for name in COMPONENTS:
        entry = components.get(name) if isinstance(components, dict) else None
        if isinstance(entry, dict):
            yield (*at, "components", name), entry
        else:
            for key, entry in entries(name, components):
                yield (*at, "components", *key), entry


def dated(table: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any], str]]:
    """Each table that may hold a date: its key, itself, and the date's name in it."""
    for section, name in (("system", "date"), ("review", "on")):
        if isinstance(one := table.get(section), dict):
            yield (section,), one, name
    for key, waiver in entries("waivers", table):
        yield key, waiver, "until"


def every_declaration(table: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Those of the system, and those of each model of a family."""
    yield from declarations(table)
    for key, model in entries("models", table):
        yield from declarations(model, key)


def entries(name: str, table: object) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The tables of an array of tables."""
    value = table.get(name) if isinstance(table, dict) else None
    for place, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            yield (name, place), entry


def tables(value: object) -> Iterable[dict[str, Any]]:
    """The tables in a value that should be a table or an array of them."""
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def texts(key: Path, value: object) -> Iterator[tuple[Path, str]]:
    """The strings in a value that should be a string or an array of strings."""
    if isinstance(value, str):
        yield key, value
    for place, text in enumerate(value if isinstance(value, list) else ()):
        if isinstance(text, str):
            yield (*key, place), text
