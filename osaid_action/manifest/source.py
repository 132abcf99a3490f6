"""The TOML of a manifest: its values, and the line on which each stands. Bounded before it is parsed."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

from ..frozen import dataclass
from .lines import MAX_DEPTH, TooDeepError, lines_of
from .problems import ManifestProblem, fault
from .wording import escaped, shown

if TYPE_CHECKING:
    from .lines import Path

MAX_BYTES = 1024 * 1024


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
        parts = (f"[{part}]" if isinstance(part, int) else f".{escaped(part)}" for part in self.prefix + key)
        return "".join(parts).removeprefix(".")

    def problem(self, key: Path, message: str, hint: str = "") -> ManifestProblem:
        return ManifestProblem(
            path=self.path, line=self.line(key), key=self.key(key), message=message, hint=hint
        )


def load(path: str, text: bytes) -> Source | None:
    """Parse the TOML; None for a pyproject.toml that has no manifest in it. ConfigError."""
    embedded = path.rpartition("/")[2] == "pyproject.toml"
    # Most projects have a pyproject.toml; one that never says "osaid" is not ours to parse or to judge.
    if embedded and b"osaid" not in text:
        return None
    if len(text) > MAX_BYTES:
        raise fault(path, f"expected at most {MAX_BYTES // 1024} KiB, got a larger file")
    try:
        # Taken off here: the places of errors are counted without the mark.
        text = text.removeprefix(b"\xef\xbb\xbf")
        decoded = text.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = text.count(b"\n", 0, error.start) + 1
        raise fault(path, f"expected UTF-8, got the byte 0x{text[error.start]:02x}", line) from None
    try:
        lines = lines_of(decoded)
    except TooDeepError as error:
        raise fault(path, f"expected keys and arrays at most {MAX_DEPTH} levels deep", error.line) from None
    table = _toml(path, decoded)
    if not embedded:
        return Source(path, table, (), lines)
    tool = table.get("tool")
    if not isinstance(tool, dict) or "osaid" not in tool:
        return None
    if not isinstance(tool["osaid"], dict):
        message = f"tool.osaid: expected a table, got {shown(tool['osaid'])}"
        raise fault(path, message, lines.get(("tool", "osaid")))
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
            raise fault(path, f"expected valid TOML, got {escaped(message)}") from None
        line = int(place[1]) if place[1] else text.count("\n") + 1
        column = int(place[2]) if place[1] else None
        message = escaped(message[: place.start()] + message[place.end() :])
        raise fault(path, f"expected valid TOML: {message}", line, column) from None
    return table
