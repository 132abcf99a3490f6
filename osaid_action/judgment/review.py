"""A person's review of the data information: which documents it covers, whether it still counts.

A review is of files as they were: their digest goes into the manifest with it, and when they change,
or another document comes to tell of the training data, the review no longer counts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from ..model import HEADS, MANIFESTS, Component, Dataset, Manifest, Review
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..repository.tree import Tree

#: The sub-items of D1 that a reviewer ticks, and the listings.
BOXES = (*(head for head in HEADS if head != "where_to_obtain"), "D2", "D3")
_BYTES = 16 * 1024 * 1024
_BOX = lazy(r"^\s{0,3}[-*] \[([ xX])\] \*\*([\w-]{1,40})\*\*")
_DIGEST = lazy(r"sha256:[0-9a-f]{64}")


def documents(components: Iterable[Component], rows: Iterable[Dataset]) -> tuple[str, ...]:
    """The files that a reviewer has to read: those that tell of training data, but for the manifest."""
    evidence = [e for c in components if c.id == "data-documentation" for e in c.evidence]
    evidence += [e for row in rows for e in row.evidence]
    return tuple(sorted({e.path for e in evidence} - set(MANIFESTS)))


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
    """The manifest with its review marked as expired where it no longer counts. seen: `documents` now."""
    review = manifest.review
    if review is None:
        return manifest
    return replace(manifest, review=replace(review, expired=_expired(tree, review, seen, today)))


def _expired(tree: Tree, review: Review, seen: tuple[str, ...], today: str) -> str:
    if review.on > today:
        return f"it is dated {review.on}, which is to come"
    try:
        if digest(tree, review.files) != review.digest:
            return f"{', '.join(review.files)} changed since"
    except TreeError as error:
        return str(error)
    new = [path for path in seen if path not in review.files]
    return f"{', '.join(new[:3])} also speaks of the training data, and was not reviewed" if new else ""


def ticked(worksheet: str, digest_now: str) -> tuple[str, ...]:
    """The boxes left open in a worksheet, as far as there are such. UsageError."""
    if digest_now not in _DIGEST.findall(worksheet):
        raise UsageError("the worksheet is of other documents than these: write a new one with osaid review")
    boxes = {found[2]: found[1] for line in worksheet.splitlines() if (found := _BOX.match(line))}
    if missing := [box for box in BOXES if box not in boxes]:
        raise UsageError(f"the worksheet has no box for {', '.join(missing)}")
    return tuple(box for box in BOXES if boxes[box] == " ")
