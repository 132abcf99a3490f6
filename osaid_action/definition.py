"""The Definition as data, read from `definition.toml`."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from .built import table


class Requirement(NamedTuple):
    """One item of the Definition: what it asks, in which words, and how to answer it.

    unasked: why it is not required, where it is not. asks: the question where nothing tells whether such a
    thing was used; fix_asked: how to answer it.
    """

    id: str
    element: str
    title: str
    short: str
    required: bool
    components: tuple[str, ...]
    freedoms: tuple[str, ...]
    clause: str
    words: str
    cannot: str
    fix: str
    fix_restricted: str = ""
    unasked: str = ""
    asks: str = ""
    fix_asked: str = ""
    if_used: bool = False
    terms: bool = False


class Kind(NamedTuple):
    """One kind of component: what is looked for, what counts as weak, how to declare it."""

    title: str
    seeks: str
    weak: str
    declare: str


class Definition(NamedTuple):
    """The whole of `definition.toml`."""

    version: str
    source: str
    items: tuple[Requirement, ...]
    components: MappingProxyType[str, Kind]
    heads: MappingProxyType[str, str]
    results: MappingProxyType[str, str]
    statuses: MappingProxyType[str, str]
    verdicts: MappingProxyType[str, str]


#: Where the documents of this program are: `docs/` as a site.
SITE = "https://osaid.github.io/osaid/"


def page(rule: str) -> str:
    """The address of the page on an item, or on another kind of problem."""
    return f"{SITE}rules/{rule}/" if any(item.id == rule for item in load().items) else f"{SITE}rules/#{rule}"


@cache
def load() -> Definition:
    """The Definition, read once."""
    data = table("definition.toml")
    items: list[dict[str, Any]] = [
        {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
        for row in data["items"]
    ]
    return Definition(
        version=data["version"],
        source=data["source"],
        items=tuple(Requirement(**item) for item in items),
        components=MappingProxyType({name: Kind(**row) for name, row in data["components"].items()}),
        heads=MappingProxyType(data["heads"]),
        results=MappingProxyType(data["results"]),
        statuses=MappingProxyType(data["statuses"]),
        verdicts=MappingProxyType(data["verdicts"]),
    )
