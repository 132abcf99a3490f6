"""What the JSON Schema finds wrong with a manifest, in our words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from .wording import did_you_mean, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.exceptions import ValidationError

    from .problems import ManifestProblem
    from .source import Source

_FAMILIAR_LICENSES = (
    "Apache-2.0",
    "MIT",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "MPL-2.0",
    "GPL-3.0-only",
    "LGPL-3.0-only",
    "AGPL-3.0-only",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "CC-BY-NC-4.0",
    "ODC-By-1.0",
    "ODbL-1.0",
    "CDLA-Permissive-2.0",
    "OpenMDW-1.0",
)
#: Keys that no table has.
_ABOVE = {"subject", "exclude"}
_TYPES = {"object": "a table", "array": "an array", "string": "a string"}


def schema_problems(source: Source, name: str) -> Iterator[ManifestProblem]:
    """What the JSON Schema finds, in the order in which it looks."""
    from ..schema import load
    from ..schema.holds import holds

    schema = load(name)
    if holds(source.table, schema):
        return
    # Imported here: it takes longer than all the rest, and most manifests are valid.
    from jsonschema.validators import Draft202012Validator

    for error in Draft202012Validator(schema).iter_errors(source.table):
        for leaf in _leaves(error):
            yield from _in_words(source, leaf)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """The errors worth telling: of alternatives, those of the branch whose type was meant."""
    if error.validator != "anyOf":
        yield error
        return
    branches: dict[str | int, list[ValidationError]] = {}
    for inner in error.context or ():
        branches.setdefault(inner.relative_schema_path[0], []).append(inner)
    meant = [
        branch
        for branch in branches.values()
        if not any(
            inner.validator == "type" and inner.absolute_path == error.absolute_path for inner in branch
        )
    ]
    for branch in meant:
        for inner in branch:
            yield from _leaves(inner)
    if not meant:
        yield error


def _in_words(source: Source, error: ValidationError) -> Iterator[ManifestProblem]:
    """One of the schema's errors; those about keys may be several problems."""
    schema: dict[str, Any] = error.schema if isinstance(error.schema, dict) else {}
    wanted: Any = error.validator_value
    value: Any = error.instance
    key = tuple(error.absolute_path)
    if "propertyNames" in error.absolute_schema_path:
        key = (*key, value)
    if error.validator == "additionalProperties":
        known = [name for name in schema["properties"] if name != "$schema"]
        for name in value:
            if name not in schema["properties"]:
                message, hint = _unknown_key(name, known)
                # What stands below a table's head is that table's.
                if key and name in _ABOVE:
                    hint = "write it above all tables"
                yield source.problem((*key, name), message, hint)
    elif error.validator == "required":
        for name in wanted:
            if name not in value:
                yield source.problem(key, f'expected a key "{name}", got none', _missing_key(name, value))
    elif error.validator == "enum":
        message = f"expected one of {', '.join(wanted)}; got {shown(value)}"
        yield source.problem(key, message, did_you_mean(value, wanted))
    else:
        expected = schema.get("x-expected") or _TYPES.get(str(wanted), "text that is not empty")
        yield source.problem(key, f"expected {expected}, got {shown(value)}", _value_hint(error, value))


def _unknown_key(name: str, known: list[str]) -> tuple[str, str]:
    """Message and hint; the list of keys is told only to those who can't be guessed."""
    guess = did_you_mean(name, known)
    expected = "a known key" if guess else f"one of the keys {', '.join(known)}"
    return f"expected {expected}, got {shown(name)}", guess or "remove it, or write it as a comment"


def _missing_key(name: str, table: dict[str, Any]) -> str:
    if name == "reason" and "access" in table:
        return "say why the data can't be shared"
    if name == "where":
        return 'say where to obtain the data, or set access = "unshareable" and give a reason'
    return ""


def _value_hint(error: ValidationError, value: object) -> str:
    if error.validator == "pattern" and list(error.absolute_path)[-1] == "license":
        return did_you_mean(value, _FAMILIAR_LICENSES) or "https://spdx.org/licenses/ lists the ids"
    if (
        error.validator == "type"
        and error.validator_value == "string"
        and isinstance(value, int | float | date)
    ):
        return "write it in quotes"
    if error.validator == "anyOf" and isinstance(value, str):
        return f"write {{ path = {shown(value)} }}"
    return ""
