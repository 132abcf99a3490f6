"""The documents that a review covers, read as they are now, and the review held against them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import TreeError
from ..frozen import replace
from ..judgment.review import expired

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import Manifest
    from ..repository.tree import Tree

_BYTES = 16 * 1024 * 1024


def digest(tree: Tree, paths: Iterable[str]) -> str:
    """One digest over names and contents; line ends don't count. TreeError when one can't be read."""
    import hashlib  # loads OpenSSL, and most trees have no review

    whole = hashlib.sha256()
    for path in sorted(paths):
        entry = tree.entries.find(path)
        if entry is None:
            raise TreeError(f"{path} is not there")
        blob = tree.read(entry, _BYTES)
        if blob.data is None:
            raise TreeError(f"{path} can't be read: {blob.reason}")
        inner = hashlib.sha256(blob.data.replace(b"\r\n", b"\n")).hexdigest()
        whole.update(f"{path}\0{inner}\n".encode("utf-8", "surrogateescape"))
    return f"sha256:{whole.hexdigest()}"


def held_against(tree: Tree, manifest: Manifest, seen: tuple[str, ...], today: str) -> Manifest:
    """The manifest with its review marked as expired where it no longer counts.

    seen: the documents that tell of training data now. today: an ISO date.
    """
    review = manifest.review
    if review is None:
        return manifest
    now = trouble = ""
    try:
        now = digest(tree, review.files)
    except TreeError as error:
        trouble = str(error)
    return replace(manifest, review=replace(review, expired=expired(review, now, trouble, seen, today)))
