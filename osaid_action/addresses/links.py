"""A link in a README or in code: what it points to, when that may be a part of an AI system."""

from __future__ import annotations

import re

from ..frozen import replace
from ..model import Reference
from ..patterns import lazy
from .declared import MAX_LENGTH, PREFIXES, check_text
from .hosts import FILE, PACKAGE_HOSTS, PICTURE, SHARED_HOST, SHARED_PATH, SHARES
from .kinds import PAGES
from .records import zenodo_badge
from .urls import Url, taken_apart
from .web import known

#: Addresses that examples use, and those that a program puts together.
_PLACEHOLDER = lazy(
    r"[{}<>$*]|%[sd]|\.\.\.|…|\[[^\[\]]*\]"
    r"|(?<![a-z0-9])(?:your|my)[-_](?:\w+)|/(?:username|user|owner|org|organization|namespace)/"
    r"|(?<![a-z0-9])x{3,}(?![a-z0-9])|path/to/",
    re.IGNORECASE,
)
#: What ends a link in prose or in code.
_ENDS = lazy(r"[\s<>\"`|]|\\[nrt\"']|'[,)]|\]\(")
#: Known hosts are recognized without a scheme as well.
_BARE = tuple(f"{host}/" for host in ("www.kaggle.com", *PAGES))


def from_url(url: str) -> Reference | None:
    """The place that a link in a README or in code points to; None when it holds nothing we look for.

    Takes the link as found: trailing punctuation and Markdown or quotes around it are dropped. A file
    on the Hub is reduced to its repository, for a README often lists each file of one.
    """
    url = _strip_markup(url[: 2 * MAX_LENGTH])
    if not url or _PLACEHOLDER.search(url):
        return None
    try:
        check_text(url)
        found = _link(url)
    except ValueError:
        return None
    return (
        replace(found, url=found.url.partition("#")[0]) if found and found.kind.startswith("hf-") else found
    )


def _strip_markup(text: str) -> str:
    """The link alone, without the quotes, brackets and punctuation that surround it in prose."""
    text, _, target = text.partition("](")
    text = target if target and "://" not in text else text
    text = text.strip().lstrip("<([{\"'`*")
    text = _ENDS.split(text, maxsplit=1)[0]
    while text:
        if text[-1] in ".,;:!?'*_\\}]" or (text[-1] == ")" and text.count(")") > text.count("(")):
            text = text[:-1]
        else:
            break
    return text


def _link(url: str) -> Reference | None:
    """What a link without markup points to. ValueError when it is malformed."""
    lower = url.lower()
    if lower.startswith("git@"):
        url = re.sub(r"git@([^:/@]+):", r"git+https://\1/", url, count=1, flags=re.IGNORECASE)
    elif lower.startswith(("git://", "ssh://", "git+ssh://")):
        url = re.sub(r"(?<![a-z+])[a-z+]+://(?:[^/@]*@)?", "git+https://", url, count=1, flags=re.IGNORECASE)
    elif lower.startswith(_BARE):
        url = f"https://{url}"
    if lower.startswith(("ftp://", "ftps://", "ipfs://")):
        return Reference(url=url, kind="url") if url.endswith("/") or FILE.fullmatch(url) else None
    address = taken_apart(url)
    if address is not None:
        return _mention(address)
    prefix = next((prefix for prefix in PREFIXES if url.lower().startswith(prefix)), None)
    return PREFIXES[prefix](url) if prefix else None


def _mention(url: Url) -> Reference | None:
    """A web address in a text: a known host, or a file that looks like weights or data."""
    host, path = url.site, url.path
    if PICTURE.fullmatch(path[path.rfind(".") :] if "." in path else ""):
        return zenodo_badge(path) if host == "zenodo.org" else None
    found = known(url)
    if found or host in PAGES:
        return found
    if f"{host}{path}".startswith(PACKAGE_HOSTS):
        return None
    share = SHARES.get(host)
    shared = share and share.fullmatch(path)
    elsewhere = SHARED_PATH.fullmatch(path) or (SHARED_HOST.fullmatch(host) and len(path) > 1)
    return url.reference() if shared or elsewhere or FILE.fullmatch(path) else None
