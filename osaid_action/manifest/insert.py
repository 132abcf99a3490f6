"""One more table in the text of a manifest, put where it belongs; all else stays as it is."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from typing import Any

from ..errors import UsageError
from .lines import lines_of

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: What a new manifest starts with.
NEW = "#:schema https://raw.githubusercontent.com/osaid/osaid/main/osaid_action/schema/manifest.schema.json\n"


def quoted(text: str) -> str:
    """A TOML string. TOML wants one more character escaped than JSON does."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def literal(value: Any) -> str:
    """A string, a list of strings or a date in TOML."""
    if isinstance(value, list):
        return f"[{', '.join(map(quoted, value))}]"
    return value.isoformat() if isinstance(value, date) else quoted(value)


def inserted(name: str, text: str, kind: tuple[str, ...], block: str) -> str:
    """The text of the file `name` with a block of TOML: below the comment that suggests it, else after the
    last table of its kind, else at the end. UsageError.

    kind: the path that the headers of such tables start with, such as ("tool", "osaid", "components").
    """
    # TOML knows no other ends of lines, whatever else a string or a comment holds.
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    meant = _merged(tomllib.loads(text), tomllib.loads(block))
    for end in (_below_suggestion(lines, block), _below_kind(text, lines, kind)):
        if end is None:
            continue
        new = _put(lines, end, block, "\r\n" if "\r\n" in text else "\n")
        try:
            if tomllib.loads(new) == meant:
                return new
        except tomllib.TOMLDecodeError:
            continue
    raise UsageError(f"{name} is written so that a table can't be added: put this in by hand:\n{block}")


def with_keys(text: str, table: tuple[str, ...], rows: dict[str, str]) -> str | None:
    """The text with more keys right below the last one of a table; None where that can't be done so."""
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    places = lines_of(text).items()
    last = max((line for path, line in places if path[: len(table)] == table), default=0)
    if not last or not lines[last - 1].endswith("\n"):
        return None
    end = "\r\n" if lines[last - 1].endswith("\r\n") else "\n"
    new = "".join(
        [*lines[:last], *(f"{key} = {quoted(value)}{end}" for key, value in rows.items()), *lines[last:]]
    )
    meant: dict[str, Any] = rows
    for name in reversed(table):
        meant = {name: meant}
    try:
        return new if tomllib.loads(new) == _merged(tomllib.loads(text), meant) else None
    except tomllib.TOMLDecodeError:
        return None


def _put(lines: list[str], end: int, block: str, newline: str) -> str:
    before, after = "".join(lines[:end]).rstrip("\r\n"), "".join(lines[end:]).lstrip("\r\n")
    return before + 2 * newline + block.replace("\n", newline) + (newline + after if after else "")


def _below_suggestion(lines: list[str], block: str) -> int | None:
    """Where the comments end that hold the block's header as a suggestion; None when there are none."""
    header = next(line for line in block.splitlines() if line.startswith("["))
    at = next((n for n, line in enumerate(lines) if line.strip("# \t\r\n") == header), None)
    while at is not None and at < len(lines) and lines[at].startswith("#"):
        at += 1
    return at


def _below_kind(text: str, lines: list[str], kind: tuple[str, ...]) -> int:
    """Where the last table of a kind ends, else the last below the same root; the end when there is none."""
    headers = _headers(text, lines)
    roots = kind[:-1]
    of_kind = [line for line, path in headers if path[: len(kind)] == kind]
    of_kind = of_kind or [line for line, path in headers if roots and path[: len(roots)] == roots]
    if not of_kind:
        return len(lines)
    end = next((line - 1 for line, _ in headers if line > of_kind[-1]), len(lines))
    # Comments apart from the last line speak of what follows, those right below it of itself.
    while _is_aside(lines[end - 1]):
        end -= 1
    below = end
    while below < len(lines) and lines[below].lstrip().startswith("#"):
        below += 1
    return below if below == len(lines) or not lines[below].strip() else end


def _is_aside(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def _headers(text: str, lines: list[str]) -> list[tuple[int, tuple[str | int, ...]]]:
    """Line and path of each table's header, in order."""
    found = []
    for path, line in lines_of(text).items():
        start = lines[line - 1].lstrip()
        # A nested array may start a line with a bracket as well; its path ends with a number.
        if start.startswith("[[") or (start.startswith("[") and isinstance(path[-1], str)):
            found.append((line, path))
    return sorted(found, key=lambda row: row[0])


def _merged(old: Any, new: Any) -> Any:
    """Both of two values of TOML."""
    if isinstance(old, dict) and isinstance(new, dict):
        both = {key: _merged(old[key], new[key]) for key in old.keys() & new.keys()}
        return {**old, **new, **both}
    if isinstance(old, list) and isinstance(new, list):
        return old + new
    return new
