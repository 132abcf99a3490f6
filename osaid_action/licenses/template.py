"""A license as a word list with optional and variable parts, and its one-line form in the data file.

In that form words are separated by spaces; ``<`` opens and ``>`` closes an optional part; a variable part is
``{options`` + its usual words + ``}``, options being separated by ``|``, their words by ``_``, with ``*`` for
a name.
"""

from __future__ import annotations

from ..frozen import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """An optional or variable part: words ``start`` to ``end`` (exclusive) less those of inner parts."""

    options: tuple[str, ...] | None
    start: int
    end: int

    @property
    def variable(self) -> bool:
        return self.options is not None


@dataclass(frozen=True, slots=True)
class Template:
    """``owner[i]`` is the innermost part (1-based) that word ``i`` belongs to, 0 for normative words."""

    tokens: list[str]
    owner: list[int]
    parts: tuple[Part, ...]
    normative: int


def parse(line: str) -> Template:
    """Read the one-line form."""
    if "<" not in line and "{" not in line:
        tokens = line.split(" ")
        return Template(tokens, [0] * len(tokens), (), len(tokens))
    tokens = []
    owner: list[int] = []
    parts: list[Part] = []
    open_parts: list[int] = []
    normative = 0
    for item in line.split(" "):
        mark = item[:1]
        if mark == "<" or mark == "{":
            options = tuple(item[1:].replace("_", " ").split("|")) if mark == "{" else None
            parts.append(Part(options, len(tokens), len(tokens)))
            open_parts.append(len(parts))
        elif mark == ">" or mark == "}":
            closed = open_parts.pop() - 1
            parts[closed] = Part(parts[closed].options, parts[closed].start, len(tokens))
        elif item:
            inside = open_parts[-1] if open_parts else 0
            normative += not inside
            tokens.append(item)
            owner.append(inside)
    return Template(tokens, owner, tuple(parts), normative)
