"""How one gets at a dataset, by the words around its name and by where it lies."""

from __future__ import annotations

import re

from ...patterns import either, lazy

#: The most restrictive first: a sentence that says several things means the narrowest.
_SAYS = (
    (
        "unshareable",
        either(
            r"\b(?:can|may|could)(?:not| not)(?: be)? (?:share|redistribut|releas|publish)\w{0,4}",
            r"\bforbids redistribution",
            r"\bproprietary\b|\bconfidential\b",
            r"不能公开|无法公开",
            flags=re.IGNORECASE,
        ),
    ),
    ("ids-only", lazy(r"(?i)\b(?:only (?:the )?|lists? (?:the )?)(?:\w{1,20} )?(?:ids|identifiers)\b")),
    (
        "on-request",
        either(
            r"\b(?:up)?on (?:reasonable )?request\b",
            r"\bby (?:e-?mail|writing to)\b",
            r"sur demande|auf Anfrage",
            flags=re.IGNORECASE,
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
#: Where a file lies open. A page of a hub may be gated, so its address alone says nothing of access.
_OPEN_HOST = either(
    r"^https?://(?:www\.)?(?:openslr\.org|zenodo\.org/records?/\d{1,12}/files/|[\w.-]{1,60}\.s3[.-]"
    r"|storage\.googleapis\.com|data\.commoncrawl\.org)",
    r"\.(?:zip|tar|gz|tgz|zst|xz|parquet|jsonl?|csv|7z)$",
    flags=re.IGNORECASE,
)


def access(text: str, where: tuple[str, ...]) -> str:
    """One of WAYS, or "" where nothing is said; a file at an open host can be downloaded."""
    said = next((kind for kind, pattern in _SAYS if pattern.search(text)), "")
    return said or ("direct-download" if any(map(_OPEN_HOST.search, where)) else "")
