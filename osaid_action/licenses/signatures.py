"""Licenses that a file only names: by title, by link or by a short phrase."""

from __future__ import annotations

import re

from ..patterns import lazy
from .names import normalize_id, table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .text import Words

_CC_LINK = lazy(
    r"creativecommons\.org/(?:licenses/(by(?:-(?:nc|nd|sa))*)/(\d\.\d)(?:/(?!deed)([a-z]{2,4})(?![a-z]))?|(publicdomain/zero)/1\.0)",
    re.IGNORECASE,
)
_LINKS = lazy(
    r"(?:opensource\.org/licenses?/|spdx\.org/licenses/|choosealicense\.com/licenses/)([\w.+-]+?)(?:\.html|\.php|/|\b$|(?=[\s)>]))",
    re.IGNORECASE,
)
_KNOWN_LINKS = (
    ("apache.org/licenses/license-2.0", "Apache-2.0"),
    ("gnu.org/licenses/gpl-3.0", "GPL-3.0-only"),
    ("gnu.org/licenses/agpl-3.0", "AGPL-3.0-only"),
    ("ai.google.dev/gemma/terms", "LicenseRef-Gemma-Terms"),
    ("llama.com/llama3_1/license", "LicenseRef-Llama-3.1-Community"),
    ("llama.com/llama3_2/license", "LicenseRef-Llama-3.2-Community"),
    ("llama.com/llama3_3/license", "LicenseRef-Llama-3.3-Community"),
    ("llama.com/llama4/license", "LicenseRef-Llama-4-Community"),
    ("llama.meta.com/llama3/license", "LicenseRef-Llama-3-Community"),
)
_PHRASE = lazy(
    r"\b(?:licensed|released|distributed|made available|available) (?:to you )?under (?:the )?(?:terms of )?"
    r"(?:the )?"
    r"((?:[\w.+-]+[ ]){0,7}?[\w.+-]+?)(?: license)?(?=[.,;:)\]](?:\s|$)|$| see | please | which | by )",
    re.IGNORECASE,
)
_HEAD = 60
_SHORT = 120


def find(words: Words) -> tuple[str, int] | None:
    """The license that a text names and the word where it does; None when it names none or several."""
    title = titled(words)
    if title:
        return title
    if len(words.tokens) > _SHORT:
        return _first_line(words)
    found = {*_by_link(words), *_by_phrase(words)}
    if len(found) == 1:
        return found.pop(), 0
    return None if found else _first_line(words)


def titled(words: Words) -> tuple[str, int] | None:
    """The longest known title phrase near the beginning."""
    head = " ".join(words.tokens[:_HEAD])
    best: tuple[int, str, int] | None = None
    for title, identifier in table("titles").items():
        place = f" {head} ".find(f" {title} ")
        if place >= 0 and (best is None or len(title) > best[0]):
            best = len(title), identifier, head[:place].count(" ")
    return (best[1], best[2]) if best else None


def mentioned(words: Words, first: int, last: int) -> set[str]:
    """Every license that some words name by a known title or as what something is licensed under.

    An empty name stands for a license that is named and not known.
    """
    text = " ".join(words.tokens[first : min(last, first + 2000)])
    found = {identifier for title, identifier in table("titles").items() if f" {title} " in f" {text} "}
    source = " ".join(words.quote(first, last, 8000).split())
    for match in _PHRASE.finditer(source):
        identifier = normalize_id(match.group(1)) or normalize_id(match.group(1) + " license")
        found.add(identifier or "")
    named = normalize_id(source.strip("#*=-:. "))
    return found | ({named} if named else set())


def _first_line(words: Words) -> tuple[str, int] | None:
    """A first line that is nothing but a license name."""
    end = 1
    while end < len(words.tokens) and words.line(end) == words.line(0):
        end += 1
    if end > 16:
        return None
    found = normalize_id(words.quote(0, end).strip("#*=- \t"))
    return (found, 0) if found else None


def _by_link(words: Words) -> set[str]:
    text = words.source.lower()
    found = set()
    for match in _CC_LINK.finditer(text):
        kind, version, port, zero = match.groups()
        name = "CC0-1.0" if zero else f"cc-{kind}-{version}" + (f"-{port}" if port else "")
        identifier = normalize_id(name)
        if identifier:
            found.add(identifier)
    for match in _LINKS.finditer(text):
        identifier = normalize_id(match.group(1))
        if identifier:
            found.add(identifier)
    found.update(identifier for link, identifier in _KNOWN_LINKS if link in text)
    return found


def _by_phrase(words: Words) -> set[str]:
    return mentioned(words, 0, len(words.tokens)) - {""}
