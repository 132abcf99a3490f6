"""How patterns as in `.gitignore` are read, and which paths they name.

A pattern is held against a path part by part, and within a part piece by piece between its stars. Each
piece has one length, so the first place where it fits is as good as any other: nothing is tried twice,
and the time grows with the path, whatever the pattern is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "cntrl": r"\x00-\x1f\x7f",
    "digit": "0-9",
    "graph": r"\x21-\x7e",
    "lower": "a-z",
    "print": r"\x20-\x7e",
    "punct": r"\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7e",
    "space": r"\x09-\x0d\x20",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}
#: One member of a set in brackets: a class, an escaped character, or a character.
_MEMBER = lazy(r"\[:([^:\]]*):\]|\\(.)|([^\\])", re.DOTALL)


class _Piece(NamedTuple):
    """What stands between two stars of a part: as many characters as it is long."""

    pattern: re.Pattern[str]
    size: int


#: What stands between two slashes: a name, or the pieces between its stars.
_Part = str | tuple[_Piece, ...]


class Glob(NamedTuple):
    """A pattern. runs: the parts between its double stars; the first and the last stand at the ends."""

    runs: tuple[tuple[_Part, ...], ...]
    negated: bool = False
    folders: bool = False

    def fits(self, parts: Sequence[str]) -> bool:
        """Whether it names the path of these parts itself; what is below it is another question."""
        head, tail = self.runs[0], self.runs[-1]
        if len(self.runs) == 1:
            return len(parts) == len(head) and _stands(head, parts, 0)
        at, end = len(head), len(parts) - len(tail)
        if at > end or not _stands(head, parts, 0) or not _stands(tail, parts, end):
            return False
        for run in self.runs[1:-1]:
            places = range(at, end - len(run) + 1)
            found = next((place for place in places if _stands(run, parts, place)), None)
            if found is None:
                return False
            at = found + len(run)
        return True

    def literal(self) -> str:
        """The path it names, or a name anywhere; with a slash before it for a path. "" with a wildcard."""
        names = [part for run in self.runs for part in run if isinstance(part, str)]
        if len(names) != sum(map(len, self.runs)):
            return ""
        if len(self.runs) == 1:
            return "/" + "/".join(names)
        return names[0] if len(self.runs) == 2 and not self.runs[0] and len(names) == 1 else ""


def rule(pattern: str) -> Glob | None:
    """A line as in `.gitignore`; None for a comment. ValueError with what is wrong with it."""
    if pattern.startswith("#"):
        return None
    line = pattern.rstrip(" ")
    if line != pattern and (len(line) - len(line.rstrip("\\"))) % 2:
        line += " "  # a space after a backslash stays
    negated = line.startswith("!")
    line = line.removeprefix("!")
    folders = line.endswith("/")
    line = line.removesuffix("/")
    if not line.strip("/"):
        raise ValueError("it names nothing")
    parts = line.removeprefix("/").split("/")
    if "/" not in line:
        parts.insert(0, "**")
    return Glob(_runs(parts, strict=True), negated, folders)


def glob(pattern: str) -> Glob:
    """The path or glob of a declaration, from the top of the tree. ValueError with what is wrong with it."""
    return Glob(_runs(pattern.strip("/").split("/"), strict=False), folders=pattern.endswith("/"))


def is_glob(pattern: str) -> bool:
    """Whether a declared path has wildcards."""
    return re.search(r"[*?\[]", pattern) is not None


def fault(read: Callable[[str], object], pattern: str) -> str:
    """What is wrong with a pattern for `rule` or `glob`, or ""."""
    try:
        read(pattern)
    except ValueError as error:
        return str(error)
    return ""


def _runs(parts: list[str], *, strict: bool) -> tuple[tuple[_Part, ...], ...]:
    if parts[-1] == "**":
        parts = [*parts, "*"]  # what is in a folder, not the folder
    runs: list[list[_Part]] = [[]]
    for part in parts:
        if part != "**":
            runs[-1].append(_part(part, strict=strict))
        elif runs[-1] or len(runs) == 1:
            runs.append([])
    return tuple(map(tuple, runs))


def _part(text: str, *, strict: bool) -> _Part:
    """strict: a bracket has to be closed, as git asks; else one that is not stands for itself."""
    pieces: list[list[str]] = [[]]
    name = ""
    wild = False
    at = 0
    closed = len(text) + 1 if strict else text.rfind("]")
    while at < len(text):
        char = text[at]
        at += 1
        if char == "*":
            wild = True
            pieces.append([])
        elif char == "?":
            wild = True
            pieces[-1].append(".")
        elif char == "[" and at < closed:
            wild = True
            members, at = _set(text, at)
            pieces[-1].append(members)
        else:
            if char == "\\":
                if at == len(text):
                    raise ValueError("it ends in a backslash")
                char = text[at]
                at += 1
            name += char
            pieces[-1].append(re.escape(char))
    if not wild:
        return name
    # A second star after a star says nothing more.
    inner = [piece for piece in pieces[1:-1] if piece]
    return tuple(
        _Piece(re.compile("".join(piece), re.DOTALL), len(piece))
        for piece in ([pieces[0], *inner, pieces[-1]] if len(pieces) > 1 else pieces)
    )


def _set(text: str, at: int) -> tuple[str, int]:
    """A set in brackets, from what follows the first, as `re` writes it; and where it ends. ValueError."""
    negated = text[at : at + 1] in {"!", "^"}
    at += negated
    members: list[str] = []
    while text[at : at + 1] != "]" or not members:
        found = _MEMBER.match(text, at)
        if not found:
            raise ValueError("it has a bracket that is not closed")
        at = found.end()
        if found[1] is not None:
            if found[1] not in _CLASSES:
                raise ValueError("it has a class of characters that nobody knows")
            members.append(_CLASSES[found[1]])
            continue
        first = last = found[2] or found[3]
        if text[at : at + 1] == "-" and text[at + 1 : at + 2] not in {"", "]"}:
            end = _MEMBER.match(text, at + 1)
            last = (end[2] or end[3]) if end else ""
            if not end or not last or last < first:
                raise ValueError("it has a range that runs backwards")
            at = end.end()
        members.append(re.escape(first) if first == last else f"{re.escape(first)}-{re.escape(last)}")
    return f"[{'^' if negated else ''}{''.join(members)}]", at + 1


def _stands(run: tuple[_Part, ...], parts: Sequence[str], at: int) -> bool:
    """Whether each part of a run fits the one of a path, from a place on."""
    for part in run:
        name = parts[at]
        if part != name if isinstance(part, str) else not _matches(part, name):
            return False
        at += 1
    return True


def _matches(pieces: tuple[_Piece, ...], name: str) -> bool:
    """Whether a name is the pieces in their order, with anything between them."""
    head, tail = pieces[0], pieces[-1]
    if len(pieces) == 1:
        return head.pattern.fullmatch(name) is not None
    at, end = head.size, len(name) - tail.size
    if at > end or not head.pattern.match(name) or not tail.pattern.match(name, end):
        return False
    for piece in pieces[1:-1]:
        found = piece.pattern.search(name, at, end)
        if not found:
            return False
        at = found.end()
    return True
