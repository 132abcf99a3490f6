"""Whether a file with a suffix of code was written by hand, told by its name and its first lines."""

from __future__ import annotations

import re

from ..patterns import either, lazy
from ..repository.places import WOVEN

#: Names that generators, packers and bundlers give.
_MADE_NAME = lazy(
    r"(?i)(?:[-_.](?:min|bundle|packed|pb2|pb2_grpc|pb|generated|gen|designer|g)|(?:^|_)(?:parse|lex|y)_?tab"
    r"|zz_generated\S{0,80})\.\w{1,6}$"
)
_MADE_SAID = either(
    r"\bDO NOT (?:EDIT|MODIFY)\b",
    r"(?i:\b(?:auto-?)?generated (?:by|from|file|automatically)\b)|@generated\b",
    r"(?i:\b(?:mysql|postgresql database|phpmyadmin sql) dump\b)",
)
#: How a line of code or a comment begins; text in a natural language and tables have no such line.
_BEGINS_CODE = lazy(
    r"^\s{0,40}(?:#|//|/\*|\*|--|%|;|\"\"\"|'''|@|<|\\|(?:import|from|def|class|package|func|fn|function|use"
    r"|using|const|var|let|export|public|private|module|namespace|library|struct|enum|type|static|void|int"
    r"|if|for|return|end|begin|open|select|create|insert|drop|set|with)\b)",
    re.IGNORECASE | re.MULTILINE,
)
_MARK = lazy(r"[(){}\[\];=<>_&|#$@\\]")
_NUMBER = lazy(r"[\d\s,.xXeE+\-]")
_FEW_MARKS, _MOSTLY_NUMBERS = 0.012, 0.75
#: Lines longer than this are a machine's.
_LONG_LINE = 3_000
#: What is minified has no more lines at its start; else somebody put data into their code.
_FEW_LINES = 10
_HEAD_LINES, _ENOUGH = 30, 200


def is_made(name: str) -> bool:
    """True for a name that a generator or a packer gives."""
    return bool(_MADE_NAME.search(name))


def kind(suffix: str, head: str) -> str:
    """What the start of a file shows: "code", "generated", "minified", or "text" that is no code at all."""
    if suffix == "ipynb" or suffix in WOVEN or len(head) < _ENOUGH:
        return "code"
    lines = head.split("\n")
    if max(map(len, lines)) > _LONG_LINE and len(lines) <= _FEW_LINES:
        return "minified"
    if any(_MADE_SAID.search(line) for line in lines[:_HEAD_LINES]):
        return "generated"
    few = len(_MARK.findall(head)) < _FEW_MARKS * len(head)
    table = len(_NUMBER.findall(head)) > _MOSTLY_NUMBERS * len(head)
    return "text" if (few or table) and not _BEGINS_CODE.search(head) else "code"
