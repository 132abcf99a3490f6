"""Stores without revisions: Kaggle, buckets, torrents."""

from __future__ import annotations

import re

from ..model import Reference
from ..patterns import lazy
from .names import OWNER

_BUCKET = lazy(r"(?:s3|gs|az|r2)://[A-Za-z0-9][A-Za-z0-9._-]*(?:/.*)?")
#: How many names follow each of Kaggle's groups.
_KAGGLE = {"datasets": 2, "models": 2, "competitions": 1}


def kaggle_place(text: str) -> Reference:
    """kaggle:datasets/owner/name, kaggle:models/owner/name, kaggle:competitions/name."""
    reference = kaggle_page(text[len("kaggle:") :].split("/"))
    if reference is None:
        raise ValueError(
            "expected kaggle:datasets/owner/name, kaggle:models/owner/name or kaggle:competitions/name"
        )
    return reference


def kaggle_page(parts: list[str]) -> Reference | None:
    """kaggle.com/datasets/owner/name and the pages below it."""
    first = parts[0] if parts else ""
    group, names = {"c": "competitions"}.get(first, first), parts[1:3]
    wanted = _KAGGLE.get(group)
    if wanted is None or len(names) < wanted or not all(OWNER.fullmatch(name) for name in names[:wanted]):
        return None
    return Reference(url=f"kaggle:{group}/{'/'.join(names[:wanted])}", kind="kaggle")


def bucket_place(text: str) -> Reference:
    """s3://bucket/key and its like."""
    if not _BUCKET.fullmatch(text):
        raise ValueError("expected a bucket such as s3://bucket/key")
    return Reference(url=text, kind="bucket")


def magnet_place(text: str) -> Reference:
    """magnet:?xt=urn:btih:..."""
    if not re.search(r"[?&]xt(?:\.\d+)?=urn:bt(?:ih|mh):[A-Za-z0-9]+", text):
        raise ValueError("expected a magnet link with xt=urn:btih:...")
    return Reference(url=text, kind="torrent")
