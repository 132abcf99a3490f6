"""What a text shows struck out or hides in comments: its words are there and are not said. Pure."""

from __future__ import annotations

import re

from ..patterns import lazy

_STRUCK = lazy(r"(?<!~)~~(?!~)[^~]{1,20000}~~(?!~)")
_HIDDEN = (
    lazy(r"<(del|s|strike)\b[^<>]{0,200}>[^<]{0,20000}</\1\s*>", re.IGNORECASE),
    lazy(
        r"<(\w{1,20})\b[^<>]{0,200}(?:line-through|display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)"
        r"[^<>]{0,200}>[^<]{0,20000}</\1\s*>",
        re.IGNORECASE,
    ),
)
_OVERLAID = lazy("(?:\\w[\u0335-\u0338]+[ \t]?)+")
_PICTURE = lazy("[\u2600-\u27bf\u2b1b-\u2b55\U0001f000-\U0001faff]")


def shown(text: str) -> str:
    """A text without what is struck out or commented out; line breaks are kept."""
    # Most texts have none of it, and are looked through for no more than a sign.
    tried = [_STRUCK] if "~~" in text else []
    if "<" in text:
        text = _uncommented(text)
        tried += _HIDDEN
    if not text.isascii():
        tried.append(_OVERLAID)
    for pattern in tried:
        text = pattern.sub(lambda found: "\n" * found[0].count("\n"), text)
    return text


def _uncommented(text: str) -> str:
    parts = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start)
        if end < 0:
            break
        parts += [text[at:start], "\n" * text.count("\n", start, end)]
        at = end + 3
    return "".join(parts) + text[at:]


def pictures(text: str) -> list[int]:
    """The offsets of pictographs that stand beside words, and not as the bullet of a line."""
    found = []
    for picture in _PICTURE.finditer(text) if not text.isascii() else ():
        line = text[text.rfind("\n", 0, picture.start()) + 1 : picture.start()]
        if line.strip(" \t*#>-"):
            found.append(picture.start())
    return found
