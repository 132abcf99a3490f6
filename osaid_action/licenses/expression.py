"""SPDX license expressions: a small parser and its tree.

``AND`` binds closer than ``OR``, ``WITH`` closer than both; operators are read in any case. A license id is
what the grammar of SPDX 2.3, annex D, calls one, ``+`` included.
"""

from __future__ import annotations

from ..frozen import dataclass
from ..patterns import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container

MAX_LENGTH = 2_000
_TOKEN = lazy(r"\s*([()]|[A-Za-z0-9][A-Za-z0-9.\-:+_]*)")


class ExpressionError(ValueError):
    """The text is not a license expression."""


@dataclass(frozen=True, slots=True)
class License:
    """One license, ``or_later`` where it ends in ``+``, with the exception that goes with it."""

    id: str
    or_later: bool = False
    exception: str | None = None

    def __str__(self) -> str:
        base = self.id + "+" * self.or_later
        return f"{base} WITH {self.exception}" if self.exception else base


@dataclass(frozen=True, slots=True)
class Group:
    """Two or more parts joined by ``AND`` or ``OR``."""

    operator: str
    parts: tuple[Node, ...]

    def __str__(self) -> str:
        shown = [
            f"({part})"
            if isinstance(part, Group) and (part.operator == "OR" or self.operator == "OR")
            else str(part)
            for part in self.parts
        ]
        return f" {self.operator} ".join(shown)


Node = License | Group


def parse(text: str) -> Node:
    """Read an expression; raises ``ExpressionError``."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError("expression too long")
    tokens: list[str] = []
    place = 0
    while place < len(text.rstrip()):
        match = _TOKEN.match(text, place)
        if match is None:
            raise ExpressionError(f"unexpected character at {place + 1}")
        tokens.append(match.group(1))
        place = match.end()
    tokens.append("")
    node, used = _either(tokens, 0, 0)
    if tokens[used]:
        raise ExpressionError(f"unexpected {tokens[used]!r}")
    return node


def licenses(node: Node) -> tuple[License, ...]:
    """Every license of an expression, in order."""
    if isinstance(node, License):
        return (node,)
    return tuple(found for part in node.parts for found in licenses(part))


def consists_of(text: str, ids: Container[str]) -> bool:
    """Whether what an expression says, or one of its alternatives, is among some ids."""
    try:
        return _consists(parse(text), ids)
    except ExpressionError:
        return False


def _consists(node: Node, ids: Container[str]) -> bool:
    if isinstance(node, License):
        return str(node) in ids
    parts = (_consists(part, ids) for part in node.parts)
    return any(parts) if node.operator == "OR" else all(parts)


def _either(tokens: list[str], place: int, depth: int) -> tuple[Node, int]:
    return _joined("OR", tokens, place, depth)


def _joined(operator: str, tokens: list[str], place: int, depth: int) -> tuple[Node, int]:
    parts: list[Node] = []
    while True:
        if operator == "OR":
            node, place = _joined("AND", tokens, place, depth)
        else:
            node, place = _single(tokens, place, depth)
        if isinstance(node, Group) and node.operator == operator:
            parts.extend(node.parts)
        else:
            parts.append(node)
        if tokens[place].upper() != operator:
            break
        place += 1
    return (parts[0] if len(parts) == 1 else Group(operator, tuple(parts))), place


def _single(tokens: list[str], place: int, depth: int) -> tuple[Node, int]:
    word = tokens[place]
    if word == "(":
        if depth > 20:
            raise ExpressionError("nested too deeply")
        node, place = _either(tokens, place + 1, depth + 1)
        if tokens[place] != ")":
            raise ExpressionError("missing )")
        return node, place + 1
    if not word or word == ")" or word.upper() in ("AND", "OR", "WITH"):
        raise ExpressionError(f"a license is missing before {word!r}" if word else "a license is missing")
    place += 1
    exception = None
    if tokens[place].upper() == "WITH":
        exception = tokens[place + 1]
        if not exception or exception in "()" or exception.upper() in ("AND", "OR", "WITH"):
            raise ExpressionError("an exception is missing after WITH")
        place += 2
    name = word.rstrip("+")
    if not name or len(word) - len(name) > 1:
        raise ExpressionError(f"not a license id: {word!r}")
    return License(name, word != name, exception), place
