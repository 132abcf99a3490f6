"""What can be wrong with a manifest beyond what its schema can tell."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ..addresses import parse_place, path_fault
from ..patterns import lazy
from ..repository import globs
from .aliases import aliases, place
from .tables import dated, entries, every_declaration, tables, texts
from .wording import LARGEST, did_you_mean, escaped, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .lines import Path
    from .problems import ManifestProblem
    from .source import Source

#: Values in one manifest; above it, checking would cost more than any honest manifest is worth.
MAX_VALUES = 20_000
# Bidirectional overrides make a line read differently from what it says.
_HARMFUL = lazy("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def unfit_values(source: Source) -> Iterator[ManifestProblem]:
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
            yield source.problem(key, f"expected text without control characters, got {shown(value)}")
        elif isinstance(value, int) and abs(value) >= LARGEST:
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


def false_claims(source: Source) -> Iterator[ManifestProblem]:
    """Paths, places, licenses and dates that are none, and claims that contradict each other."""
    known = aliases(source.table)
    yield from _alias_problems(source, known)
    for key, entry in every_declaration(source.table):
        yield from _declaration_problems(source, key, entry, known)
    yield from _exclude_problems(source)
    yield from _license_problems(source)
    yield from _contradictions(source)
    yield from _model_problems(source)
    yield from _waiver_problems(source)
    yield from _date_problems(source)


def _alias_problems(source: Source, known: dict[str, str]) -> Iterator[ManifestProblem]:
    """Names under [places] that stand for none."""
    for name, text in known.items():
        try:
            parse_place(text)
        except ValueError as error:
            yield source.problem(("places", name), f"{error}, got {shown(text)}")


def _declaration_problems(
    source: Source, key: Path, entry: dict[str, Any], known: dict[str, str]
) -> Iterator[ManifestProblem]:
    """Paths that can't be in a tree, and places that nobody could look up."""
    for at, text in texts((*key, "path"), entry.get("path")):
        # What systems of one repository share lies beside their folders.
        inner = text.lstrip("./") if text.startswith("../") else text
        if text.strip() and (fault := path_fault(inner) and path_fault(text)):
            message = f"expected a relative path with forward slashes, got {shown(text)}"
            yield source.problem(at, message, fault)
        elif text.strip() and globs.is_glob(text) and (fault := globs.fault(globs.glob, text)):
            yield source.problem(at, f"expected a path or a glob, got {shown(text)}", fault)
    for at, text in texts((*key, "at"), entry.get("at")):
        if not text.strip():
            continue
        try:
            place(text, known)
        except ValueError as error:
            name = text.partition("#")[0]
            hint = did_you_mean(name, known) if ":" not in text and name not in known else ""
            if not hint and name not in known and _looks_local(text):
                hint = "a file in this repository belongs under path"
            yield source.problem(at, f"{error}, got {shown(text)}", hint)


def _exclude_problems(source: Source) -> Iterator[ManifestProblem]:
    """Patterns that git would pass over without a word."""
    for name, text in texts(("exclude",), source.table.get("exclude")):
        if text.strip() and (fault := globs.fault(globs.rule, text)):
            yield source.problem(name, f"expected a pattern as in .gitignore, got {shown(text)}", fault)


def _looks_local(text: str) -> bool:
    return ":" not in text and not path_fault(text) and not text.startswith(("www.", "git@"))


def _license_problems(source: Source) -> Iterator[ManifestProblem]:
    """Parentheses that don't match: beyond what the schema's pattern can tell."""
    for key, entry in (*every_declaration(source.table), *entries("data", source.table)):
        text = entry.get("license")
        if isinstance(text, str) and not _balanced(text):
            message = f"expected an SPDX expression with matching parentheses, got {shown(text)}"
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
        if any("path" in entry or "at" in entry for entry in tables(components.get(name))):
            place = source.line(("components", name))
            message = f"expected either this or components.{escaped(name)} (line {place}), got both"
            yield source.problem(("not-used", name), message, "remove the one that is not true")


def _model_problems(source: Source) -> Iterator[ManifestProblem]:
    """Two models of a family with one name."""
    seen: dict[str, Path] = {}
    for key, model in entries("models", source.table):
        name = model.get("name")
        if isinstance(name, str) and name in seen:
            first = source.line((*seen[name], "name"))
            message = f"expected another name, got {shown(name)} a second time (first: line {first})"
            yield source.problem((*key, "name"), message)
        elif isinstance(name, str):
            seen[name] = key


def _waiver_problems(source: Source) -> Iterator[ManifestProblem]:
    seen: dict[str, Path] = {}
    for key, waiver in entries("waivers", source.table):
        item = waiver.get("item")
        if isinstance(item, str) and item in seen:
            first = source.line((*seen[item], "item"))
            message = (
                f"expected one waiver for each item, got a second for {escaped(item)} (first: line {first})"
            )
            yield source.problem((*key, "item"), message, "merge them")
        elif isinstance(item, str):
            seen[item] = key


def _date_problems(source: Source) -> Iterator[ManifestProblem]:
    for key, entry, name in dated(source.table):
        text = entry.get(name)
        if isinstance(text, str) and not is_date(text):
            yield source.problem((*key, name), f"expected a date such as 2027-06-30, got {shown(text)}")


def is_date(text: str) -> bool:
    """True for a day that the calendar has, as 2027-06-30."""
    # Since Python 3.11 fromisoformat also takes forms such as 20270630 and 2027-W26-3.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
