"""Terms at the head of a file of code: `SPDX-License-Identifier`, or words in its comments."""

from __future__ import annotations

import re

from ..patterns import lazy

_SPDX = lazy(
    r"SPDX-License-Identifier:\s*([^\s*/\"'<>#][^*\"'<>#\n]{0,200}?)\s*(?:\*/|-->|[\"'#]|$)",
    re.MULTILINE,
)


def spdx_tags(text: str, within: int = 4_096) -> tuple[tuple[int, str], ...]:
    """(line, license expression) of each SPDX tag at the head of a file."""
    if "SPDX-License-Identifier" not in text[:within]:
        return ()
    return tuple((text.count("\n", 0, m.start()) + 1, m[1]) for m in _SPDX.finditer(text[:within]))


#: What a comment says that takes a freedom away, and that it speaks of terms.
_TAKES = lazy(
    r"(?i)non[- ]?commercial|commercial (?:use|purposes?|licen[cs])|prohibited|confidential|proprietary"
    r"|(?:research|academic|educational|evaluation) (?:purposes?|use)"
)
#: Of what it says, one stands in small letters: most files have none, and to look for these costs little.
_NEEDED = (
    *("commercial", "prohibited", "confidential", "proprietary"),
    *(f"{ending} {noun}" for ending in ("ch", "ic", "al", "on") for noun in ("use", "purpose")),
)
_SPEAKS = lazy(r"(?i)licen[cs]|copyright|permission|permitted|may (?:only |not )?be used|may not")
_COMMENT = lazy(r"[ \t]{0,20}(?:#(?!!)|//|/?\*+|--|%|;|<!--)[#/*%;-]{0,80}[ \t]?(.*)")


def head_note(text: str, within: int = 4_096) -> tuple[tuple[int, str], ...]:
    """(line, words) of the comment that opens a file, where it may take a freedom away; else nothing."""
    head = text[:within]
    small = head.lower()
    if not any(needed in small for needed in _NEEDED):
        return ()
    lines: list[str] = []
    first = 1
    for number, line in enumerate(head.split("\n"), 1):
        found = _COMMENT.match(line)
        if found:
            first = first if lines else number
            lines.append(found[1])
        elif lines and line.strip():
            break
    words = "\n".join(lines)
    return ((first, words),) if _TAKES.search(words) and _SPEAKS.search(words) else ()
