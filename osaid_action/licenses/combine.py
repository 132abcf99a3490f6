"""One expression for what a file holds: texts, notices and SPDX tags together."""

from __future__ import annotations

import re
from bisect import bisect_left

from ..patterns import lazy
from .statements import base

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .matching import Match
    from .text import Words

#: How many licenses a choice is left between.
_CHOSEN = 2
_TAG = lazy(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9(][^\n\"'<>*#]{0,300})", re.IGNORECASE)


def read_tags(words: Words) -> list[tuple[str, int, int]]:
    """SPDX tags: the expression and its words. An unreadable tag is left for the rest."""
    if "spdx" not in words.tokens:
        return []
    from .expression import ExpressionError, parse

    tags = []
    for found in _TAG.finditer(words.source):
        text = found.group(1).strip().rstrip("-/;,. \t")
        try:
            node = parse(text)
        except ExpressionError:
            continue
        first = bisect_left(words.starts, found.start())
        last = bisect_left(words.starts, found.start(1) + len(text))
        tags.append((str(node), first, last))
    return tags


def expression_of(
    found: list[Match], tags: list[tuple[str, int, int]], *, choice: bool = False
) -> tuple[str | None, set[str], bool]:
    """The expression for what was found, all ids it may stand for, and whether "or later" is open.

    choice: the file leaves the choice between the licenses that it holds.

    A GNU text names no choice between "only" and "or later", so its id ends in ``-only`` unless a notice or
    a tag in the same file decides.
    """
    from .expression import licenses as of
    from .expression import parse

    texts = [item for item in found if item.reference.kind == "text"]
    notices = [item for item in found if item.reference.kind == "notice"]
    exceptions = [item for item in found if item.reference.kind == "exception"]
    tagged = [str(license_) for tag, _, _ in tags for license_ in of(parse(tag))]
    said = {base(item.reference.ids[0]): item.reference.ids[0] for item in notices}
    for name in tagged:
        said.setdefault(base(name.split(" WITH ")[0]), name.split(" WITH ")[0])
    ids, alternatives, open_family = _ids(texts, notices, said)
    if len(tags) == 1 and set(ids) <= set(tagged) | {name.replace("+", "-or-later") for name in tagged}:
        return tags[0][0], alternatives | set(tagged), False
    # A tag may say that an exception goes with the text.
    excepted = {base(name.split(" WITH ")[0]): name for name in tagged if " WITH " in name}
    ids = [excepted.get(base(identifier), identifier) for identifier in ids]
    for tag, _, _ in tags:
        if not all(_has(ids, str(license_)) for license_ in of(parse(tag))):
            ids.append(f"({tag})" if " OR " in tag else tag)
    if exceptions and len(ids) == 1 and " " not in ids[0]:
        ids[0] = f"{ids[0]} WITH {exceptions[0].reference.ids[0]}"
        exceptions = exceptions[1:]
    if exceptions and not ids:
        return None, set(), False
    # Notices and texts of more than two may go with different things.
    joiner = " OR " if choice and len(ids) == _CHOSEN and not any(" " in one for one in ids) else " AND "
    return (joiner.join(ids) or None), alternatives | set(tagged), open_family


def _ids(texts: list[Match], notices: list[Match], said: dict[str, str]) -> tuple[list[str], set[str], bool]:
    """The ids of texts and notices; ``said`` holds what notices and tags say of later versions."""
    ids: list[str] = []
    alternatives: set[str] = set()
    open_family = False
    for item in texts:
        identifier = _plainest(item.reference.ids)
        alternatives.update(item.reference.ids)
        if identifier.endswith("-only"):
            decided = said.get(base(identifier))
            open_family = open_family or decided is None
            if decided and decided.endswith("-or-later"):
                identifier = decided
        if identifier not in ids:
            ids.append(identifier)
    for item in notices:
        alternatives.update(item.reference.ids)
        if not _has(ids, item.reference.ids[0]):
            ids.append(item.reference.ids[0])
    return ids, alternatives, open_family


def _plainest(ids: Sequence[str]) -> str:
    """Of the ids of one text the one that says nothing more: of GFDL-1.3 and its variants GFDL-1.3."""
    return next((one for one in ids if all(other.startswith(base(one)) for other in ids)), ids[0])


def _has(ids: list[str], identifier: str) -> bool:
    return any(base(found.split(" WITH ")[0]) == base(identifier.split(" WITH ")[0]) for found in ids)
