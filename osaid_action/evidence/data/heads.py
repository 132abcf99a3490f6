"""What tells each head of data documentation: which classes of words stand near which."""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """Words of the first classes within so many words of words of the second; ordered: before them."""

    first: str
    second: str = ""
    within: int = 9
    ordered: bool = False


#: What tells a head clearly, and what tells it in part.
CLEAR: dict[str, tuple[Rule, ...]] = {
    "provenance": (
        Rule("from by", "name known address", 6, ordered=True),
        Rule("fromzh", "han", 2, ordered=True),
        Rule("han", "fromja", 3, ordered=True),
        Rule("fromzh", "name known", 6),
    ),
    "scope": (
        Rule("amount"),
        Rule("percent", "tongue share", 6),
        Rule("period", "year", 4),
        Rule("year", "year", 2),
    ),
    "obtained": (
        Rule("get", "tool who year address", 10),
        Rule("get", "name known", 8, ordered=True),
        Rule("hanget", "name known", 14),
        Rule("take", "tool who year", 9),
        Rule("makes", "name tool", 12),
    ),
    "selection_filtering": (
        Rule("drop wedrop", "stuff", 12),
        Rule("drop wedrop", "bound", 9),
        Rule("dedup", "drop wedrop stuff", 9),
        Rule("act", "deduped", 3, ordered=True),
    ),
    "labeling": (
        Rule("label look", "who", 10),
        Rule("labels", "labelmade", 6, ordered=True),
        Rule("answer", "madeby", 8, ordered=True),
        Rule("labelfact"),
    ),
    "where_to_obtain": (Rule("address", "avail", 10), Rule("data", "address", 3, ordered=True)),
}
#: What tells a head clearly where training data are the topic, and nowhere else.
SETTLED: dict[str, tuple[Rule, ...]] = {
    "provenance": (Rule("holds", "name known address", 5, ordered=True),),
    "obtained": (Rule("get", "from by", 3, ordered=True),),
    "selection_filtering": (
        Rule("does", "stuff bound dedup", 8, ordered=True),
        Rule("drop", "why", 4, ordered=True),
    ),
}
#: What a step of a listed procedure tells in a document on data.
STEPS: dict[str, tuple[Rule, ...]] = {
    "selection_filtering": (Rule("step", "stuff bound plural dedup", 8, ordered=True),)
}
PARTLY: dict[str, tuple[Rule, ...]] = {
    "provenance": (Rule("from by", "origin", 5, ordered=True), Rule("fromzh fromja", "origin", 8)),
    "scope": (Rule("many", "unit", 6),),
    "obtained": (
        Rule("takefrom", "name known", 6, ordered=True),
        Rule("get", "from by", 4, ordered=True),
        Rule("fetch", "name known address", 8, ordered=True),
        Rule("fetches", "name known data", 12, ordered=True),
    ),
    "selection_filtering": (
        Rule("dedup"),
        Rule("pluralwere", "drop", 4, ordered=True),
        Rule("drop", "plural", 2, ordered=True),
        Rule("nodup", "stuff unit", 9),
        Rule("does", "stuff bound dedup", 8, ordered=True),
    ),
    "labeling": (Rule("label", "by", 3), Rule("labels", "from", 4), Rule("label", "name", 6, ordered=True)),
    "where_to_obtain": (Rule("address"), Rule("request")),
}
