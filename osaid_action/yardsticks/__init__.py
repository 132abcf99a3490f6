"""Yardsticks beside the Definition, as data: labels in order, and what each asks for."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from ..built import table

#: Those there are; the Definition, which comes first, is not among them.
NAMES = ("g7", "mof", "eu-gpai")
#: Those of them that have labels; the others have rows for a person to read.
LABELED = ("g7", "mof")
#: Those that a line under every result tells of; of the others who asks.
TOLD = ("g7",)


class Label(NamedTuple):
    """What a system may be called; asks: all that it asks for, by id; words: its definition, quoted."""

    id: str
    title: str
    asks: tuple[str, ...]
    words: str = ""


class Ask(NamedTuple):
    """One thing that labels ask for.

    kind: how it is answered. components: what it is about. needs: what is asked for where it is needed.
    about: what a doubt on it is about.
    """

    id: str
    title: str
    kind: str
    components: tuple[str, ...]
    needs: tuple[str, ...] = ()
    about: str = ""


class Yardstick(NamedTuple):
    """One of them.

    labels: the one that asks for most first. counts, counts_not: words of reasons, one with a star a
    beginning. licenses: ids that count as open, where it has a list of its own.
    """

    id: str
    short: str
    title: str
    date: str
    source: str
    standing: str
    cannot: tuple[str, ...]
    labels: tuple[Label, ...]
    asks: tuple[Ask, ...]
    counts: tuple[str, ...]
    counts_not: tuple[str, ...]
    licenses: frozenset[str] = frozenset()


@cache
def load(name: str) -> Yardstick:
    """A yardstick by its name, read once. KeyError where there is none."""
    if name not in NAMES:
        raise KeyError(name)
    data = dict(table(f"yardsticks/{name}.toml"))
    reasons = data.pop("reasons", {"counts": (), "counts_not": ()})
    labels = tuple(Label(**row | {"asks": tuple(row["asks"])}) for row in data.pop("labels", ()))
    rows: list[dict[str, Any]] = [
        {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in data.pop("asks")
    ]
    return Yardstick(
        **data | {"cannot": tuple(data["cannot"]), "licenses": frozenset(data.get("licenses", ()))},
        labels=labels,
        asks=tuple(Ask(**row) for row in rows),
        counts=tuple(reasons["counts"]),
        counts_not=tuple(reasons["counts_not"]),
    )
