"""What licenses allow, by id: the facts table of the data file, read through expressions."""

from __future__ import annotations

from functools import lru_cache

from .expression import ExpressionError, License, Node, parse
from .model import Judgement
from .names import is_closed, normalize_id

#: From the most to the least restrictive: AND takes the first that occurs, OR the last.
ORDER = ("none", "restricted", "undetermined", "open", "osi-approved")


@lru_cache(maxsize=1)
def table() -> dict[str, str]:
    """Id to verdict, share-alike, name and reasons, parted by tabs."""
    from .index import index

    return index().table("facts")


@lru_cache(maxsize=1)
def exceptions() -> frozenset[str]:
    """The license exceptions that the data knows, lower-case."""
    from .index import index

    return frozenset(
        identifier.lower()
        for reference in index().references
        if reference.kind == "exception"
        for identifier in reference.ids
    )


def known_ids() -> tuple[str, ...]:
    """Every id that the data knows, sorted."""
    return tuple(sorted(table()))


def name(identifier: str) -> str:
    """The name of an id, or the id."""
    entry = table().get(identifier)
    return entry.split("\t")[2] if entry else identifier


@lru_cache(maxsize=1024)
def judge(expression: str) -> Judgement:
    """Say what an SPDX expression, a ``LicenseRef-`` or a Hub id allows."""
    text = expression.strip()
    if not text or text.upper() == "NONE":
        return Judgement(verdict="none", reasons=("no terms stated",), share_alike=False)
    try:
        return _judge(parse(text))
    except ExpressionError as error:
        reason = f"not a known license or expression ({error})"
    identifier = normalize_id(text) if text.count("(") == text.count(")") else None
    if identifier is None:
        return _unknown(text, reason)
    return _judge(parse(identifier))


def of_text(state: str, expression: str | None, restricts: bool) -> str:
    """The verdict on a text in one of the states of `Identification`; restricts: it has such clauses."""
    base = judge(expression).verdict if expression else "undetermined"
    if state == "clean":
        return base
    if state in ("extra-text", "additional-terms", "named") and base == "restricted":
        return base
    if state in ("additional-terms", "modified", "unknown") and restricts:
        return "restricted"
    return "undetermined"


def _judge(node: Node) -> Judgement:
    if isinstance(node, License):
        return _judge_license(node)
    parts = [_judge(part) for part in node.parts]
    ranks = [ORDER.index(part.verdict) for part in parts]
    rank = min(ranks) if node.operator == "AND" else max(ranks)
    chosen = [part for part, its in zip(parts, ranks, strict=True) if its == rank]
    reasons = tuple(dict.fromkeys(reason for part in chosen for reason in part.reasons))
    shared = [part.share_alike for part in (parts if node.operator == "AND" else chosen)]
    return Judgement(
        verdict=ORDER[rank],
        reasons=reasons,
        share_alike=any(shared) if node.operator == "AND" else all(shared),
    )


def _unknown(name: str, reason: str) -> Judgement:
    if is_closed(name):
        return Judgement(verdict="restricted", reasons=(f"no open terms ({name})",), share_alike=False)
    return Judgement(verdict="undetermined", reasons=(reason,), share_alike=False)


def _judge_license(license_: License) -> Judgement:
    identifier = normalize_id(str(License(license_.id, license_.or_later))) or normalize_id(license_.id)
    if identifier and " " in identifier:
        return _judge(parse(identifier))
    entry = table().get(identifier) if identifier else None
    if entry is None:
        return _unknown(license_.id, f"{license_.id} is not a license id that the data knows")
    verdict, shared, _, *reasons = entry.split("\t")
    if license_.exception and license_.exception.lower() not in exceptions():
        reasons = [f"{license_.exception} is not an exception that the data knows"]
        verdict = "restricted" if verdict == "restricted" else "undetermined"
    return Judgement(verdict=verdict, reasons=tuple(reasons), share_alike=shared == "yes")
