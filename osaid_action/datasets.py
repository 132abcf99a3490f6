"""Which training datasets do the documents name, where are they, and how does one get at them?

Rather none than a wrong one: a name counts where it stands as a source in a sentence or a table on
training data. Nothing is fetched; access is what the words around say, or "" when they say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .patterns import lazy
from .probes._data_files import declared
from .probes._data_heads import MAX_SENTENCE, sources
from .probes._data_talk import talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .survey import Survey

MOST = 100
ACCESS = (
    "unshareable",
    "ids-only",
    "on-request",
    "gated",
    "click-through",
    "registration",
    "scraping-script",
    "direct-download",
)
#: The most restrictive first: a sentence that says several things means the narrowest.
_SAYS = (
    (
        "unshareable",
        lazy(
            r"(?i)\b(?:can|may|could)(?:not| not)(?: be)? (?:share|redistribut|releas|publish)\w{0,4}"
            r"|\bforbids redistribution|\bproprietary\b|\bconfidential\b|不能公开|无法公开"
        ),
    ),
    ("ids-only", lazy(r"(?i)\b(?:only (?:the )?|lists? (?:the )?)(?:\w{1,20} )?(?:ids|identifiers)\b")),
    (
        "on-request",
        lazy(
            r"(?i)\b(?:up)?on (?:reasonable )?request\b|\bby (?:e-?mail|writing to)\b|sur demande|auf Anfrage"
        ),
    ),
    ("gated", lazy(r"(?i)\bgated\b|\brequest(?:ing)? access\b|\baccess (?:form|request)\b")),
    (
        "click-through",
        lazy(
            r"(?i)\b(?:accept|agree(?:ing)? to|sign(?:ing)?) (?:the|an?|their|its) (?:\w{1,20} ){0,3}"
            r"(?:terms|agreement|license|conditions)\b"
        ),
    ),
    (
        "registration",
        lazy(r"(?i)\bregist(?:er|ration)\b|\bwith an account\b|\bsign(?:ing)? up\b|\blog ?in\b"),
    ),
    (
        "scraping-script",
        lazy(r"(?i)\b(?:we|were|was) (?:\w{1,20} )?(?:crawled|scraped)\b|\bcrawler\b|\bscraper\b|爬虫|爬取"),
    ),
    ("direct-download", lazy(r"(?i)\bdownload(?:ed|s|able)?\b|\bfetched\b|下载")),
)
_OPEN_HOST = lazy(
    r"(?i)^https?://(?:www\.)?(?:zenodo\.org|huggingface\.co/datasets|figshare\.com|openslr\.org|[\w.-]{1,60}\.s3[.-]"
    r"|storage\.googleapis\.com|data\.commoncrawl\.org)|\.(?:zip|tar|gz|tgz|zst|xz|parquet|jsonl?|csv|7z)$"
)
_TOTAL = lazy(r"(?i)^\W*(?:total|sum|all|average|mean|overall|train\w{0,8}|val\w{0,8}|test\w{0,8}|dev)\W*$")


class Dataset(NamedTuple):
    """One body of training data that a document names. access: one of ACCESS, or "" when nothing says."""

    name: str
    where: tuple[str, ...]
    access: str
    path: str
    line: int
    text: str


def named(survey: Survey) -> tuple[Dataset, ...]:
    """Training datasets in the order of their first mention, each once, with the line that names it."""
    found: dict[str, Dataset] = {}
    for row in (*_spoken(survey), *_front(survey)):
        key = _key(row.name)
        before = found.get(key)
        if before is not None:
            where = tuple(dict.fromkeys((*before.where, *row.where)))
            row = before._replace(where=where, access=before.access or row.access)
        if key and len(found) < MOST:
            found[key] = row
    return tuple(found.values())


def _spoken(survey: Survey) -> Iterator[Dataset]:
    for said in talk(survey):
        for name, where in said.rows:
            if any(c.isalnum() for c in name) and not _TOTAL.match(name):
                yield Dataset(name, where, _access("", where), said.path, said.line, said.text[:200])
        if said.rows or said.order or not {"provenance", "where_to_obtain"} & said.clear:
            continue
        text = said.text[:MAX_SENTENCE]
        for name, where in sources(text, said.settled):
            yield Dataset(name, where, _access(text, where), said.path, said.line, text[:200])


def _front(survey: Survey) -> Iterator[Dataset]:
    for row in declared(survey):
        key, _, names = row.text.partition(": ")
        if row.head == "provenance" and key == "datasets":
            for name in names.split(", "):
                where = (f"https://huggingface.co/datasets/{name}",) if name.count("/") == 1 else ()
                yield Dataset(name, where, _access("", where), row.path, row.line, row.text)


def _access(text: str, where: tuple[str, ...]) -> str:
    """What the words around a name say of access; a file at an open host can be downloaded."""
    said = next((kind for kind, pattern in _SAYS if pattern.search(text)), "")
    return said or ("direct-download" if any(map(_OPEN_HOST.search, where)) else "")


def _key(name: str) -> str:
    """A name without what differs between mentions: owner, case, punctuation, the word dataset."""
    words = name.rpartition("/")[2].lower()
    plain = "".join(c for c in words if c.isalnum())
    for ending in ("dataset", "corpus", "database", "data"):
        plain = plain.removesuffix(ending) or plain
    return plain.removeprefix("the") or plain
