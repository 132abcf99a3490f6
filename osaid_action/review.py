"""A person's review of the data information: which documents it covers, whether it still counts, its record.

A review is of files as they were: their digest goes into the manifest with it, and when they change,
or another document comes to tell of the training data, the review no longer counts.
"""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from .git import TreeError, UsageError
from .model import HEADS, MANIFESTS, Component, Dataset, Manifest, Review
from .patterns import lazy

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from .tree import Tree

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


def find(folder: Path) -> tuple[str, str]:
    """(name, text) of the manifest in a folder; a new osaid.toml when there is none. ConfigError."""
    from . import config

    for name in MANIFESTS:
        path = folder / name
        if path.is_file():
            data = path.read_bytes()
            if config.parse(name, data) is not None:
                return name, data.decode("utf-8-sig")
    return MANIFESTS[0], ""


def recorded(name: str, text: str, review: Review) -> str:
    """The manifest's text with a review in place of the one that is there, all else as it was. UsageError.

    Apart from everything else, so that an editor of manifests can take its place.
    """
    from . import config

    header = "tool.osaid.review" if name == "pyproject.toml" else "review"
    newline = "\r\n" if "\r\n" in text else "\n"
    block = newline.join([f"[{header}]", *_rows(review)]) + newline
    there = re.search(rf"(?m)^[ \t]*\[{re.escape(header)}\][^\n]*\n?", text)
    if there:
        following = re.search(r"(?m)^[ \t]*\[", text[there.end() :])
        end = there.end() + following.start() if following else len(text)
        new = text[: there.start()] + block + (newline if following else "") + text[end:]
    else:
        new = text.rstrip() + (2 * newline if text.strip() else "") + block
    try:
        same = _others(name, new) == _others(name, text)
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise UsageError(f"{name} is written so that a table can't be added: put this in by hand:\n{block}")
    config.parse(name, new.encode())
    return new


def _rows(review: Review) -> list[str]:
    values: dict[str, Any] = {"by": review.by, "on": review.on, "commit": review.commit}
    values |= {"files": list(review.files), "digest": review.digest, "lacking": list(review.lacking)}
    return [f"{key} = {_literal(key, value)}" for key, value in values.items() if value]


def _literal(key: str, value: Any) -> str:
    if key == "on":
        return str(value)  # a date of TOML
    return f"[{', '.join(map(_quoted, value))}]" if isinstance(value, list) else _quoted(value)


def _quoted(text: str) -> str:
    import json

    # A string of JSON is one of TOML, but for this character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _others(name: str, text: str) -> dict[str, Any]:
    """The values of a manifest without its review."""
    table = tomllib.loads(text)
    inner = table.get("tool", {}).get("osaid", {}) if name == "pyproject.toml" else table
    inner.pop("review", None)
    return table
