"""A file of the Model Openness Tool: what it says of a release, read from YAML and written as YAML.

It comes from strangers: bounded, without aliases, and every value is text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import UsageError
from ..escape import shown
from ..repository.values import load_yaml
from .parts import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parts import Part

MAX_BYTES = 256 * 1024
_MOST_LISTED, _LONGEST = 200, 2_000
_FRAMEWORK = {"name": "Model Openness Framework", "version": "1.0", "date": "2024-12-15"}
#: What a file may say of a release, in the order in which the tool writes it.
FIELDS = (
    "name",
    "version",
    "date",
    "license",
    "type",
    "architecture",
    "treatment",
    "origin",
    "producer",
    "contact",
    "repository",
    "huggingface",
    "components",
)
#: Whose license a release may state: of all of it, or of what is of a kind.
SCOPES = ("distribution", "code", "data", "document")
#: The word for a component without a license, which has none of the release's either.
UNLICENSED = "unlicensed"


class Listed(NamedTuple):
    """A component that a file lists. license: None where it has that of the release, "" where it has none."""

    part: Part
    license: str | None = None
    license_path: str = ""
    component_path: str = ""
    description: str = ""


class Release(NamedTuple):
    """What a file says of a release. fields: those that are there; licenses: (name, path) by scope."""

    fields: dict[str, str]
    licenses: dict[str, tuple[str, str]]
    components: tuple[Listed, ...]
    notes: tuple[str, ...] = ()

    def license_of(self, listed: Listed) -> tuple[str, str]:
        """(name, path) of the license that counts for a component; "" for what is not stated."""
        if listed.license is not None:
            return listed.license, listed.license_path
        scopes = (self.licenses.get(scope, ("", "")) for scope in (listed.part.kind, "distribution"))
        name, path = next((one for one in scopes if one[0]), ("", ""))
        return name, listed.license_path or path


def read(data: bytes, called: str) -> Release:
    """The release that a file describes. called: the file, in an error. UsageError."""
    if len(data) > MAX_BYTES:
        raise UsageError(f"{called}: expected at most {MAX_BYTES // 1024} KiB, got a larger file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{called}: not in UTF-8") from error
    value, error_ = load_yaml(text)
    if error_:
        raise UsageError(f"{called}: {error_}")
    try:
        return _release(_table(_table(value, "the file").get("release"), "release"))
    except UsageError as fault:
        raise UsageError(f"{called}: {fault}") from None


def _release(table: dict[str, Any]) -> Release:
    texts = [name for name in FIELDS if name not in {"license", "components"} and name in table]
    fields = {name: _text(table[name], name) for name in texts}
    if not fields.get("name"):
        raise UsageError("release.name: expected the name of the model, got none")
    rows = table.get("components")
    if not isinstance(rows, list) or len(rows) > _MOST_LISTED:
        raise UsageError(f"release.components: expected a list of at most {_MOST_LISTED} components")
    listed: dict[str, Listed] = {}
    notes = [f"{name}: no field of the tool's, passed over" for name in map(str, table) if name not in FIELDS]
    for number, row in enumerate(rows):
        one = _listed(_table(row, f"components[{number}]"))
        if one.part.name in listed:
            notes.append(f"{one.part.name}: listed twice, the last one counts")
        listed[one.part.name] = one
    return Release(fields, dict(_licenses(table.get("license"))), tuple(listed.values()), tuple(notes))


def _licenses(value: Any) -> Iterator[tuple[str, tuple[str, str]]]:
    if value in (None, []):
        return
    for scope, row in _table(value, "license").items():
        if scope not in SCOPES:
            raise UsageError(f"license: expected one of {', '.join(SCOPES)}; got {str(scope)[:100]!r}")
        if row is not None:
            given = _table(row, f"license.{scope}")
            name, path = (_text(given.get(key), f"license.{scope}.{key}") for key in ("name", "path"))
            yield scope, (name, path)


def _listed(row: dict[str, Any]) -> Listed:
    part = named(_text(row.get("name"), "components.name"))
    stated = row.get("license")
    own = None if stated is None else _text(stated, f"{part.name}: license")
    path, place, words = (
        _text(row.get(key), f"{part.name}: {key}")
        for key in ("license_path", "component_path", "description")
    )
    return Listed(part, "" if own == UNLICENSED else own, path, place, words)


def _table(value: Any, called: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"expected names and values in {called}")
    return value


def _text(value: Any, called: str) -> str:
    """A value as text: what was meant may have been read as a number or a date."""
    if value is None:
        return ""
    if not isinstance(value, str | int | float | date) or isinstance(value, bool):
        raise UsageError(f"{called}: expected text")
    text = str(value)
    if len(text) > _LONGEST:
        raise UsageError(f"{called}: expected at most {_LONGEST} characters")
    return text


def write(release: Release) -> str:
    """The file that describes a release, valid by the tool's schema."""
    import yaml  # only here, and slow to load

    table: dict[str, Any] = {}
    for name in FIELDS:
        if name == "license":
            table[name] = {
                scope: {"name": text or None, "path": path or None}
                for scope, (text, path) in release.licenses.items()
            }
        elif name == "components":
            table[name] = [_row(listed) for listed in release.components]
        elif name in release.fields:
            table[name] = release.fields[name]
    whole = {"framework": _FRAMEWORK, "release": table}
    # What acts on a terminal is escaped, and with it every other letter beyond ASCII.
    plain: str = yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=_LONGEST * 2)
    if all(shown(line) == line for line in plain.splitlines()):
        return plain
    escaped: str = yaml.safe_dump(whole, sort_keys=False, width=_LONGEST * 2)
    return escaped


def _row(listed: Listed) -> dict[str, str]:
    row = {"name": listed.part.name, "description": listed.description or listed.part.description}
    if listed.license is not None:
        row["license"] = listed.license or UNLICENSED
    more = {"license_path": listed.license_path, "component_path": listed.component_path}
    return row | {key: text for key, text in more.items() if text}
