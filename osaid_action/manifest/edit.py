"""Edits of a manifest that leave the rest of it as it is: comments, order and line ends.

New tables are put in as text, changes of tables that are there go through a TOML round trip. Either
way the result is read again and held against what was meant, so a file is never half right.
"""

from __future__ import annotations

import copy
import os
import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UsageError
from ..model import MANIFESTS
from ..repository.locate import find_repository
from ..repository.writing import linked_folder
from . import read as config
from .aliases import aliases, typed
from .insert import NEW, inserted, literal, with_keys

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from ..model import Review
    from .proposal import Block


class Place(NamedTuple):
    """The manifest of a project: its folder, its name there, and its text; "" when there is none yet."""

    folder: Path
    name: str = MANIFESTS[0]
    text: str = ""

    @property
    def path(self) -> Path:
        """Where the manifest is or will be."""
        return self.folder / self.name


def find(start: Path) -> Place:
    """The manifest for a folder: there, above it in its repository, or a new one at the top. ConfigError."""
    start = start.resolve()
    top, _ = find_repository(start)
    for folder in (start, *start.parents):
        for name in MANIFESTS:
            if linked_folder(folder / name, folder):
                continue  # as the check, which follows no link
            data = config.on_disk(str(folder / name))
            if data is not None and config.parse(name, data) is not None:
                return Place(folder, name, data.decode("utf-8-sig"))
        if folder == top:
            return Place(folder)
    return Place(start)


def sort_out(names: Iterable[str], here: Path, manifest: Place) -> tuple[list[str], list[str]]:
    """What a user named, as paths relative to the manifest's folder and as places elsewhere. UsageError."""
    paths, places = [], []
    folder, known = manifest.folder, aliases(_table(manifest))
    for name in names:
        found = Path(os.path.normpath(here.resolve() / name))
        if found.exists() or (re.search(r"[*?\[]", name) and any(here.glob(name))):
            try:
                paths.append(found.relative_to(folder).as_posix())
            except ValueError as error:
                raise UsageError(f"{name} is outside {folder}, the folder of the manifest") from error
        elif ":" in name or name.partition("#")[0] in known:
            typed(name, known)
            places.append(name)
        else:
            raise UsageError(
                f"no such file or folder: {name} (for a place elsewhere: github:OWNER/NAME, hf:OWNER/MODEL, "
                "https://...)"
            )
    return paths, places


def declare(
    place: Place, component: str, paths: list[str], places: list[str], license_id: str | None, *, add: bool
) -> str:
    """The text with a component declared at paths or places. ConfigError, UsageError."""
    given: dict[str, Any] = {"path": _one(paths), "at": _one(places), "license": license_id}
    given = {key: value for key, value in given.items() if value}
    if not given:
        raise UsageError("name a path, a place or a license to declare")
    now = _table(place).get("components", {}).get(component)
    if now is None or (add and isinstance(now, list)):
        header = f"components.{component}"
        return _with_table(place, "components", header, given, repeated=now is not None)
    if isinstance(now, list):
        raise UsageError(
            f"{place.name} has {len(now)} entries for {component}: edit the one that is meant, or --add one"
        )
    if add and license_id and now.get("license", license_id) != license_id:
        raise UsageError(
            f"{component} is declared under {now['license']}: parts under other terms need entries of their "
            f"own, each under [[components.{component}]]"
        )

    def change(table: Any) -> None:
        entry = table["components"][component]
        for key, value in given.items():
            both = add and key != "license" and key in entry
            entry[key] = _one(list(dict.fromkeys([*_list(entry[key]), *_list(value)]))) if both else value

    return _changed(place, change)


def waive(place: Place, item: str, reason: str, by: str, until: date) -> str:
    """The text with a waiver of an item, which replaces one that is there. ConfigError, UsageError."""
    waiver: dict[str, Any] = {"item": item, "reason": reason, "by": by, "until": until}
    waivers = _table(place).get("waivers", [])
    at = next((n for n, entry in enumerate(waivers) if entry.get("item") == item), None)
    if at is None:
        return _with_table(place, "waivers", "waivers", waiver, repeated=True)

    def change(table: Any) -> None:
        entry = table["waivers"][at]
        for key, value in waiver.items():
            entry[key] = value

    return _changed(place, change)


def review(place: Place, made: Review) -> str:
    """The text with a review, which replaces one that is there. ConfigError, UsageError."""
    given: dict[str, Any] = {"by": made.by, "on": date.fromisoformat(made.on), "commit": made.commit}
    given |= {"files": list(made.files), "digest": made.digest, "lacking": list(made.lacking)}
    given = {key: value for key, value in given.items() if value}
    if "review" not in _table(place):
        return _with_table(place, "review", "review", given, repeated=False)

    def change(table: Any) -> None:
        entry = table["review"]
        for key in [key for key in entry if key not in given]:
            del entry[key]
        for key, value in given.items():
            entry[key] = value

    return _changed(place, change)


def update(place: Place, blocks: Iterable[Block]) -> tuple[str, list[Block]]:
    """The text with the blocks of components that are found and not declared yet, and those blocks."""
    added = []
    known = declared(place)
    for block in blocks:
        if block.claims and block.component not in known:
            place = place._replace(text=_with_block(place, "components", block.text))
            added.append(block)
    check(place.name, place.text)
    return place.text, added


def named_places(place: Place) -> dict[str, str]:
    """The places that a manifest has names for."""
    return aliases(_table(place))


def data_places(place: Place) -> list[str]:
    """Where the training data that a manifest lists is said to be."""
    return [where for entry in _table(place).get("data", []) for where in _list(entry.get("where", []))]


def with_places(place: Place, rows: dict[str, str]) -> str:
    """The text with more names for places."""
    if not rows:
        return place.text
    return _with_keys(place, "places", rows)


def add_data(place: Place, entry: dict[str, Any]) -> str:
    """The text with one more body of training data. ConfigError, UsageError."""
    listed = _table(place).get("data", [])
    if any(one.get("name") == entry["name"] for one in listed):
        raise UsageError(f"{place.name} lists {entry['name']!r} already: edit it there")
    if listed == [] and "data" in _table(place):
        raise UsageError(f"{place.name} says data = [], that there is none: take that out first")
    return _with_table(place, "data", "data", entry, repeated=True)


def name_system(place: Place, name: str, version: str) -> str:
    """The text with the system's name and version, as far as they are given. ConfigError, UsageError."""
    given = {key: value for key, value in (("name", name), ("version", version)) if value}
    if version and "version" not in _table(place).get("system", {}):
        # As `init` suggests it.
        place = place._replace(text=re.sub(r'(?m)^# (?=version = "1\.0"\s*$)', "", place.text, count=1))
    return _with_keys(place, "system", given)


def describe_system(place: Place, rows: dict[str, str]) -> tuple[str, list[str]]:
    """The text with what is said of the system, and which keys are new. ConfigError, UsageError."""
    now = _table(place).get("system", {})
    given = {key: value for key, value in rows.items() if key not in now}
    return (_with_keys(place, "system", given) if given else place.text), list(given)


def declared(place: Place) -> frozenset[str]:
    """The components that a manifest speaks of."""
    table = _table(place)
    models = (name for model in table.get("models", []) for name in model.get("components", {}))
    return frozenset({*table.get("components", {}), *table.get("not-used", {}), *models})


def check(name: str, text: str) -> str:
    """The text, when it is a manifest. ConfigError."""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{name} is in UTF-8, and what was given to write into it is not") from error
    config.parse(name, data)
    return text


def prefix_of(name: str) -> str:
    """What stands before `components` in the headers of a manifest of this name."""
    return "tool.osaid." if name == "pyproject.toml" else ""


def _one(values: list[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else values


def _list(value: Any) -> list[str]:
    return [str(value)] if isinstance(value, str) else [str(one) for one in value]


def _roots(name: str) -> list[str]:
    return prefix_of(name).split(".")[:-1]


def _table(place: Place) -> dict[str, Any]:
    """The values of a manifest."""
    table: dict[str, Any] = tomllib.loads(place.text)
    for root in _roots(place.name):
        table = table.get(root, {})
    return table


def _changed(place: Place, change: Callable[[Any], None]) -> str:
    """The text with a change of tables that are there, made on the text and on its values alike."""
    import tomlkit  # only where a manifest is changed

    document: Any = tomlkit.parse(place.text)
    meant = copy.deepcopy(tomllib.loads(place.text))
    for whole in (document, meant):
        table = whole
        for root in _roots(place.name):
            table = table[root]
        change(table)
    text = tomlkit.dumps(document)
    if tomllib.loads(text) != meant:
        raise UsageError(f"{place.name} can't be changed without touching other parts of it: edit it by hand")
    return check(place.name, text)


def _with_keys(place: Place, name: str, rows: dict[str, str]) -> str:
    """The text with values of a table of its own, new or in place of those there. ConfigError, UsageError."""
    now = _table(place).get(name)
    if now is None:
        return _with_table(place, name, name, rows, repeated=False)
    if not now.keys() & rows.keys():
        # A round trip would put them below the comments that follow.
        text = with_keys(place.text, (*_roots(place.name), name), rows)
        if text is not None:
            return check(place.name, text)

    def change(table: Any) -> None:
        for key, value in rows.items():
            table[name][key] = value

    return _changed(place, change)


def _with_table(place: Place, key: str, header: str, values: dict[str, Any], *, repeated: bool) -> str:
    """The text with one more table."""
    header = f"{prefix_of(place.name)}{header}"
    lines = [f"[[{header}]]" if repeated else f"[{header}]"]
    lines += [f"{name} = {literal(value)}" for name, value in values.items()]
    return check(place.name, _with_block(place, key, "\n".join(lines) + "\n"))


def _with_block(place: Place, key: str, block: str) -> str:
    return inserted(place.name, place.text or NEW, (*_roots(place.name), key), block)
