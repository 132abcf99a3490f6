"""Find, read and check the manifest: what a repository declares about the AI system it releases.

A manifest may come from a stranger's pull request. It is bounded before it is parsed, and every
problem is reported at once, with its line, what was expected and what to do.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..addresses import parse_place, path_fault
from ..errors import UsageError
from ..model import COMPONENTS, MANIFESTS, DataEntry, Declaration, Manifest, Review, Waiver
from .lines import MAX_DEPTH, Path, TooDeepError, lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError


MAX_BYTES = 1024 * 1024
#: Values in one manifest; above it, checking would cost more than any honest manifest is worth.
MAX_VALUES = 20_000
MAX_PROBLEMS = 100

_LONGEST_SHOWN = 60
# TOML's integers have 64 bits; larger ones can't be printed at a sane cost.
_LARGEST = 2**63
# Bidirectional overrides make a line read differently from what it says.
_HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestProblem:
    """One thing wrong with a manifest. `message` says what was expected and what was got."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    key: str = ""
    hint: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        text = ": ".join(part for part in (place, self.key, self.message) if part)
        return f"{text} ({self.hint})" if self.hint else text


class ConfigError(UsageError):
    """A manifest that can't be used. `str()` gives one line for each problem."""

    def __init__(self, *problems: ManifestProblem) -> None:
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


def find(read: Callable[[str], bytes | None]) -> Manifest:
    """The repository's manifest; an empty one when it has none. ConfigError.

    read: gives a file's bytes, or None when it does not exist. It may cut them off
    after MAX_BYTES + 1.
    """
    texts = [(name, text) for name in MANIFESTS if (text := read(name)) is not None]
    found = [source for name, text in texts if (source := _load(name, text)) is not None]
    if len(found) > 1:
        names = " and ".join(source.path for source in found)
        hint = "move everything into one of them and delete the other"
        raise ConfigError(found[1].problem((), f"expected one manifest, got {names}", hint))
    return _check(found[0]) if found else Manifest()


def parse(path: str, text: bytes) -> Manifest | None:
    """The manifest in `text`. None for a pyproject.toml without [tool.osaid]. ConfigError.

    path: how the file is called in messages; its last part tells whether it is a pyproject.toml.
    """
    source = _load(path, text)
    return None if source is None else _check(source)


def on_disk(path: str) -> bytes | None:
    """A manifest's bytes for `find`; None when there is no such file. ConfigError for what is none."""
    if os.path.islink(path):  # noqa: PTH114 - the check reads no link either
        raise ConfigError(ManifestProblem(path=path, message="expected a file, got a symbolic link"))
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None


def folder_of(path: str) -> str:
    """The folder that a manifest speaks for, as a prefix: "" or with a slash at its end."""
    folder, slash, _ = path.replace("\\", "/").rpartition("/")
    return f"{folder}{slash}".removesuffix(".github/") if slash else ""


def table(
    path: str, text: bytes, schema: str, more: Callable[[Source], Iterable[ManifestProblem]]
) -> dict[str, Any]:
    """The values of a TOML file that holds to a schema of ours, and to what `more` asks. ConfigError."""
    source = _load(path, text)
    if source is None:
        raise _fault(path, "expected a file of its own, not a part of pyproject.toml")
    _refuse(islice(_unfit_values(source), MAX_PROBLEMS))
    _refuse(islice(_schema_problems(source, schema), MAX_PROBLEMS))
    _refuse(islice(more(source), MAX_PROBLEMS))
    return source.table


def _refuse(problems: Iterable[ManifestProblem]) -> None:
    found = list(dict.fromkeys(problems))
    if found:
        raise ConfigError(*sorted(found, key=lambda one: (one.line or 0, one.key, one.message)))


@dataclass(frozen=True, slots=True)
class Source:
    """A manifest's values with what is needed to say where they stand."""

    path: str
    table: dict[str, Any]
    prefix: Path
    lines: dict[Path, int]

    def line(self, key: Path) -> int | None:
        """The line of the nearest key at or above `key` that is written down."""
        full = self.prefix + key
        return next(
            (self.lines[full[:size]] for size in range(len(full), 0, -1) if full[:size] in self.lines), None
        )

    def key(self, key: Path) -> str:
        """The key as it is spelled in messages: components.weights[1].license."""
        parts = (f"[{part}]" if isinstance(part, int) else f".{_escape(part)}" for part in self.prefix + key)
        return "".join(parts).removeprefix(".")

    def problem(self, key: Path, message: str, hint: str = "") -> ManifestProblem:
        return ManifestProblem(
            path=self.path, line=self.line(key), key=self.key(key), message=message, hint=hint
        )


def _load(path: str, text: bytes) -> Source | None:
    """Parse the TOML; None for a pyproject.toml that has no manifest in it."""
    embedded = path.rpartition("/")[2] == "pyproject.toml"
    # Most projects have a pyproject.toml; one that never says "osaid" is not ours to parse or to judge.
    if embedded and b"osaid" not in text:
        return None
    if len(text) > MAX_BYTES:
        raise _fault(path, f"expected at most {MAX_BYTES // 1024} KiB, got a larger file")
    try:
        decoded = text.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise _fault(path, f"expected UTF-8, got the byte 0x{text[error.start]:02x}", line) from None
    try:
        lines = lines_of(decoded)
    except TooDeepError as error:
        raise _fault(path, f"expected keys and arrays at most {MAX_DEPTH} levels deep", error.line) from None
    table = _toml(path, decoded)
    if not embedded:
        return Source(path, table, (), lines)
    tool = table.get("tool")
    if not isinstance(tool, dict) or "osaid" not in tool:
        return None
    if not isinstance(tool["osaid"], dict):
        message = f"tool.osaid: expected a table, got {_shown(tool['osaid'])}"
        raise _fault(path, message, lines.get(("tool", "osaid")))
    return Source(path, tool["osaid"], ("tool", "osaid"), lines)


def _toml(path: str, text: str) -> dict[str, Any]:
    """The values of a TOML text. ConfigError with line and column."""
    # Imported here: a repository without a manifest needs no parser.
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    try:
        table: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        # TOMLDecodeError is a ValueError; Python's own refusal of very long integers is one too.
        message = str(error)
        place = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)", message)
        if not place:
            raise _fault(path, f"expected valid TOML, got {_escape(message)}") from None
        line = int(place[1]) if place[1] else text.count("\n") + 1
        column = int(place[2]) if place[1] else None
        message = _escape(message[: place.start()] + message[place.end() :])
        raise _fault(path, f"expected valid TOML: {message}", line, column) from None
    return table


def _fault(path: str, message: str, line: int | None = None, column: int | None = None) -> ConfigError:
    return ConfigError(ManifestProblem(path=path, line=line, column=column, message=message))


def _check(source: Source) -> Manifest:
    """Everything that can be wrong with the values, then the manifest that they make."""
    _dates_to_text(source.table)
    # What the walk refuses could make the schema's own messages expensive, so nothing else runs on it.
    _refuse(islice(_unfit_values(source), MAX_PROBLEMS))
    _refuse(islice(_all_problems(source), MAX_PROBLEMS))
    return _manifest(source)


def _all_problems(source: Source) -> Iterator[ManifestProblem]:
    yield from _schema_problems(source, "manifest")
    for key, entry in _declarations(source.table):
        yield from _declaration_problems(source, key, entry)
    yield from _license_problems(source)
    yield from _contradictions(source)
    yield from _waiver_problems(source)
    yield from _review_problems(source)


def _dates_to_text(table: dict[str, Any]) -> None:
    """Turn the TOML dates of waivers and a review into ISO text: the schema, as JSON, knows no dates."""
    for review in _tables(table.get("review")):
        if type(review.get("on")) is date:
            review["on"] = review["on"].isoformat()
    for waiver in _tables(table.get("waivers")):
        # A date with a time of day is a `date` as well, but not what was asked for.
        if type(waiver.get("until")) is date:
            waiver["until"] = waiver["until"].isoformat()


def _unfit_values(source: Source) -> Iterator[ManifestProblem]:
    """Values that are harmful to print or too many to check."""
    waiting: list[tuple[Path, Any]] = [((), source.table)]
    for count, (key, value) in enumerate(_walk(waiting)):
        if count > MAX_VALUES:
            yield source.problem((), f"expected at most {MAX_VALUES} values in one file")
            return
        name = key[-1] if key else ""
        if isinstance(name, str) and _HARMFUL.search(name):
            yield source.problem(key, "expected a key without control characters")
        elif isinstance(value, str) and _HARMFUL.search(value):
            yield source.problem(key, f"expected text without control characters, got {_shown(value)}")
        elif isinstance(value, int) and abs(value) >= _LARGEST:
            yield source.problem(key, "expected a number of at most 64 bits")


def _walk(waiting: list[tuple[Path, Any]]) -> Iterator[tuple[Path, Any]]:
    """Each value below the first, with its key."""
    while waiting:
        key, value = waiting.pop()
        yield key, value
        if isinstance(value, dict):
            waiting.extend(((*key, name), inner) for name, inner in value.items())
        elif isinstance(value, list):
            waiting.extend(((*key, place), inner) for place, inner in enumerate(value))


def _schema_problems(source: Source, name: str) -> Iterator[ManifestProblem]:
    """What the JSON Schema finds, in our words."""
    # Imported here: it takes longer than all the rest, and most repositories have no manifest.
    from jsonschema.validators import Draft202012Validator

    from ..schema import load

    for error in Draft202012Validator(load(name)).iter_errors(source.table):
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
    if error.validator == "additionalProperties":
        known = [name for name in schema["properties"] if name != "$schema"]
        for name in value:
            if name not in schema["properties"]:
                yield source.problem((*key, name), *_unknown_key(name, known))
    elif error.validator == "required":
        for name in wanted:
            if name not in value:
                yield source.problem(key, f'expected a key "{name}", got none', _missing_key(name, value))
    elif error.validator == "enum":
        message = f"expected one of {', '.join(wanted)}; got {_shown(value)}"
        yield source.problem(key, message, _did_you_mean(value, wanted))
    else:
        expected = schema.get("x-expected") or _TYPES.get(str(wanted), "text that is not empty")
        yield source.problem(key, f"expected {expected}, got {_shown(value)}", _value_hint(error, value))


_TYPES = {"object": "a table", "array": "an array", "string": "a string"}


def _unknown_key(name: str, known: list[str]) -> tuple[str, str]:
    """Message and hint; the list of keys is told only to those who can't be guessed."""
    guess = _did_you_mean(name, known)
    expected = "a known key" if guess else f"one of the keys {', '.join(known)}"
    return f"expected {expected}, got {_shown(name)}", guess or "remove it, or write it as a comment"


def _missing_key(name: str, table: dict[str, Any]) -> str:
    if name == "reason" and "access" in table:
        return "say why the data can't be shared"
    if name == "where":
        return 'say where to obtain the data, or set access = "unshareable" and give a reason'
    return ""


def _value_hint(error: ValidationError, value: object) -> str:
    if error.validator == "pattern" and list(error.absolute_path)[-1] == "license":
        return _did_you_mean(value, _FAMILIAR_LICENSES) or "https://spdx.org/licenses/ lists the ids"
    if (
        error.validator == "type"
        and error.validator_value == "string"
        and isinstance(value, int | float | date)
    ):
        return "write it in quotes"
    if error.validator == "anyOf" and isinstance(value, str):
        return f"write {{ path = {_shown(value)} }}"
    return ""


def _declaration_problems(source: Source, key: Path, entry: dict[str, Any]) -> Iterator[ManifestProblem]:
    """Paths that can't be in a tree, and places that nobody could look up."""
    for name, text in _texts((*key, "path"), entry.get("path")):
        if text.strip() and (fault := path_fault(text)):
            message = f"expected a relative path with forward slashes, got {_shown(text)}"
            yield source.problem(name, message, fault)
    for name, text in _texts((*key, "at"), entry.get("at")):
        if not text.strip():
            continue
        try:
            parse_place(text)
        except ValueError as error:
            hint = "a file in this repository belongs under path" if _looks_local(text) else ""
            yield source.problem(name, f"{error}, got {_shown(text)}", hint)


def _looks_local(text: str) -> bool:
    return ":" not in text and not path_fault(text) and not text.startswith(("www.", "git@"))


def _license_problems(source: Source) -> Iterator[ManifestProblem]:
    """Parentheses that don't match: beyond what the schema's pattern can tell."""
    entries = [*_declarations(source.table), *_entries("data", source.table)]
    for key, entry in entries:
        text = entry.get("license")
        if isinstance(text, str) and not _balanced(text):
            message = f"expected an SPDX expression with matching parentheses, got {_shown(text)}"
            yield source.problem((*key, "license"), message)


def _balanced(text: str) -> bool:
    depth = 0
    for char in text:
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return False
    return depth == 0


def _contradictions(source: Source) -> Iterator[ManifestProblem]:
    """Components that are declared both present and not used."""
    components, not_used = source.table.get("components"), source.table.get("not-used")
    if not (isinstance(components, dict) and isinstance(not_used, dict)):
        return
    for name in not_used:
        if any("path" in entry or "at" in entry for entry in _tables(components.get(name))):
            place = source.line(("components", name))
            message = f"expected either this or components.{_escape(name)} (line {place}), got both"
            yield source.problem(("not-used", name), message, "remove the one that is not true")


def _waiver_problems(source: Source) -> Iterator[ManifestProblem]:
    seen: dict[str, Path] = {}
    for key, waiver in _entries("waivers", source.table):
        until, item = waiver.get("until"), waiver.get("item")
        if isinstance(until, str) and not _is_date(until):
            yield source.problem((*key, "until"), f"expected a date such as 2027-06-30, got {_shown(until)}")
        if isinstance(item, str) and item in seen:
            first = source.line((*seen[item], "item"))
            message = (
                f"expected one waiver for each item, got a second for {_escape(item)} (first: line {first})"
            )
            yield source.problem((*key, "item"), message, "merge them")
        elif isinstance(item, str):
            seen[item] = key


def _review_problems(source: Source) -> Iterator[ManifestProblem]:
    review = source.table.get("review")
    on = review.get("on") if isinstance(review, dict) else None
    if isinstance(on, str) and not _is_date(on):
        yield source.problem(("review", "on"), f"expected a date such as 2027-06-30, got {_shown(on)}")


def _is_date(text: str) -> bool:
    # Since Python 3.11 fromisoformat also takes forms such as 20270630 and 2027-W26-3.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _manifest(source: Source) -> Manifest:
    """The model's types from a table that passed every check."""
    table = source.table
    system, policy = table.get("system", {}), table.get("policy", {})
    return Manifest(
        path=source.path,
        name=_prose(system.get("name", "")),
        version=_prose(system.get("version", "")),
        declarations=tuple(_declaration(source, key, entry) for key, entry in _declarations(table)),
        data=tuple(_data_entry(source, key, entry) for key, entry in _entries("data", table))
        if "data" in table
        else None,
        not_used=tuple(
            (name, _prose(table["not-used"][name]))
            for name in COMPONENTS
            if name in table.get("not-used", {})
        ),
        waivers=tuple(_waiver(source, key, entry) for key, entry in _entries("waivers", table)),
        review=_review(source, table["review"]) if "review" in table else None,
        policy=policy.get("terms"),
        fail_on=policy.get("fail-on"),
        exclude=tuple(table.get("exclude", ())),
    )


def _declaration(source: Source, key: Path, entry: dict[str, Any]) -> Declaration:
    return Declaration(
        component=str(key[1]),
        paths=tuple(text for _, text in _texts(key, entry.get("path"))),
        places=tuple(text for _, text in _texts(key, entry.get("at"))),
        license=entry.get("license"),
        key=source.key(key),
        line=source.line(key),
    )


def _data_entry(source: Source, key: Path, entry: dict[str, Any]) -> DataEntry:
    return DataEntry(
        name=_prose(entry["name"]),
        access=entry["access"],
        where=tuple(_prose(text) for _, text in _texts(key, entry.get("where"))),
        license=entry.get("license"),
        reason=_prose(entry.get("reason", "")),
        line=source.line(key),
    )


def _waiver(source: Source, key: Path, entry: dict[str, Any]) -> Waiver:
    return Waiver(
        item=entry["item"],
        reason=_prose(entry["reason"]),
        by=_prose(entry["by"]),
        until=entry["until"],
        line=source.line(key),
    )


def _review(source: Source, entry: dict[str, Any]) -> Review:
    return Review(
        by=_prose(entry["by"]),
        on=entry["on"],
        files=tuple(entry["files"]),
        digest=entry["digest"],
        commit=entry.get("commit", ""),
        lacking=tuple(entry.get("lacking", ())),
        line=source.line(("review",)),
    )


def _declarations(table: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each table under [components], in the order of COMPONENTS; the others are the schema's business."""
    components = table.get("components")
    for name in COMPONENTS:
        entry = components.get(name) if isinstance(components, dict) else None
        if isinstance(entry, dict):
            yield ("components", name), entry
        else:
            for key, entry in _entries(name, components):
                yield ("components", *key), entry


def _entries(name: str, table: object) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The tables of an array of tables with their keys; whatever else is there is the schema's business."""
    value = table.get(name) if isinstance(table, dict) else None
    for place, entry in enumerate(value if isinstance(value, list) else ()):
        if isinstance(entry, dict):
            yield (name, place), entry


def _tables(value: object) -> Iterable[dict[str, Any]]:
    """The tables in a value that should be a table or an array of them."""
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def _texts(key: Path, value: object) -> Iterator[tuple[Path, str]]:
    """The strings in a value that should be a string or an array of strings."""
    if isinstance(value, str):
        yield key, value
    for place, text in enumerate(value if isinstance(value, list) else ()):
        if isinstance(text, str):
            yield (*key, place), text


def _prose(text: str) -> str:
    """One line: reports print these texts inside lines and table cells."""
    return " ".join(text.split())


def _did_you_mean(word: object, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    if not isinstance(word, str) or len(word) > _LONGEST_SHOWN:
        return ""
    by_plain = {re.sub(r"[\s_.]", "-", name.lower()): name for name in known}
    close = get_close_matches(re.sub(r"[\s_.]", "-", word.lower()), by_plain, n=1)
    return f"did you mean {by_plain[close[0]]}?" if close else ""


def _shown(value: object) -> str:
    """A value as a message shows it: quoted, short, nothing that acts on a terminal."""
    if isinstance(value, str):
        # Messages end up in public logs, where a password has no business.
        return f'"{_escape(re.sub(r"//[^/@]*@", "//…@", value))}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= _LARGEST:
        return "a very large number"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return "a date with a time"
    if isinstance(value, date):
        return f"the date {value}"
    if isinstance(value, dict):
        return "a table" if value else "an empty table"
    return ("an array" if value else "an empty array") if isinstance(value, list) else "a time"


def _escape(text: str) -> str:
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
