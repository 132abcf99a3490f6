"""When two names mean one dataset."""

from __future__ import annotations


def key(name: str) -> str:
    """A name without what differs between mentions: owner, case, punctuation, the word dataset."""
    words = name.rpartition("/")[2].lower()
    plain = "".join(c for c in words if c.isalnum())
    for ending in ("dataset", "corpus", "database", "data"):
        plain = plain.removesuffix(ending) or plain
    return plain.removeprefix("the") or plain
