"""Values and guesses as messages on a manifest tell them: short, and nothing that acts on a terminal."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from ..escape import without_secrets

if TYPE_CHECKING:
    from collections.abc import Iterable

#: TOML's integers have 64 bits; larger ones can't be printed at a sane cost.
LARGEST = 2**63
_LONGEST_SHOWN = 60


def shown(value: object) -> str:
    """A value as a message shows it: quoted, short, nothing that acts on a terminal."""
    if isinstance(value, str):
        # Messages end up in public logs, where a password has no business.
        return f'"{escaped(without_secrets(value))}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and abs(value) >= LARGEST:
        return "a very large number"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, datetime):
        return "a date with a time"
    if isinstance(value, date):
        return f"the date {value}"
    if isinstance(value, dict):
        return "a table" if value else "an empty table"
    return ("an array" if value else "an empty array") if isinstance(value, list) else "a time"


def escaped(text: str) -> str:
    """Text cut to a length, with what can't be printed spelled out."""
    if len(text) > _LONGEST_SHOWN:
        text = text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """A hint that names the known word that is most like `word`, or ""."""
    from difflib import get_close_matches

    if not isinstance(word, str) or len(word) > _LONGEST_SHOWN:
        return ""
    by_plain = {re.sub(r"[\s_.]", "-", name.lower()): name for name in known}
    close = get_close_matches(re.sub(r"[\s_.]", "-", word.lower()), by_plain, n=1)
    return f"did you mean {by_plain[close[0]]}?" if close else ""


def one_line(text: str) -> str:
    """One line: reports print these texts inside lines and table cells."""
    return " ".join(text.split())
