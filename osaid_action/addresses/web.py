"""Web addresses: what they mean on hosts that are known, and https places of no other kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..frozen import replace
from . import git
from .hosts import BUCKET_CONSOLE, BUCKET_HOST, FORGES
from .kinds import PAGES
from .urls import taken_apart

if TYPE_CHECKING:
    from ..model import Reference
    from .urls import Url

#: Kinds whose revision is a digest: https://host/file#sha256=...
DIGESTED = ("url", "release-asset")


def place(text: str) -> Reference:
    """https://host/path[#sha256=DIGEST]; what its host is known for, else the address itself."""
    url = taken_apart(text)
    if url is None:
        raise ValueError("expected a web address such as https://host/path")
    if re.match(r"https://[^/?#]*@", text, re.IGNORECASE):
        raise ValueError("expected a web address without a user name or password")
    found = known(url) or url.reference()
    digest = re.fullmatch(r"#sha256[=:]([0-9a-fA-F]{64})", url.fragment)
    if digest and found.kind in DIGESTED:
        return replace(found, revision=f"sha256:{digest[1].lower()}")
    return found


def insecure(text: str) -> Reference:
    """Refuses http://..."""
    raise ValueError(f"expected https{text[4:60]}; plain http can be changed on its way")


def known(url: Url) -> Reference | None:
    """What a web address means on a host whose addresses we can read; None elsewhere. ValueError."""
    host, parts = url.site, url.parts
    if not url.port:
        if host in PAGES:
            return PAGES[host](parts)
        if host in FORGES:
            return git.forge_page(host, parts)
    if BUCKET_HOST.fullmatch(host) or (host == BUCKET_CONSOLE and parts[:2] == ["storage", "browser"]):
        return url.reference("bucket")
    if url.path.lower().endswith(".torrent"):
        return url.reference("torrent")
    return git.place("git+" + url.address) if url.path.endswith(".git") else None
