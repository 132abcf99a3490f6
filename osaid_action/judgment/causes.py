"""What was done that a change follows from: a file that is gone or moved, a text of terms, a record. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..model import IN_TREE
from . import terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Component, Evidence, Item, Report

#: Paths named in one line; the rest are counted.
MOST_PATHS = 3
RECORDED = {"waived", "not-used"}


class Known(NamedTuple):
    """Two reports, and what is known between them.

    moved: files that the base's report rests on and that are not where they were, each with where it is now,
    or "". texts: for a path, what became of the terms in it, in words.
    """

    base: Report
    now: Report
    moved: Mapping[str, str]
    texts: Mapping[str, str]


class Cause(NamedTuple):
    """What was done, in words, the files that are not where they were, and where to look."""

    words: str = ""
    lost: tuple[tuple[str, str], ...] = ()
    path: str = ""
    line: int | None = None


def rests_on(report: Report) -> set[str]:
    """The paths of the tree that a report rests on: evidence, terms, and what its manifest names."""
    paths = {seen.path for item in report.items for seen in item.evidence}
    paths |= {seen.path for part in report.components for seen in part.evidence}
    paths |= {row.path for row in report.licenses}
    return paths | {path for part in report.components for path in part.paths}


def of(known: Known, old: Item, item: Item) -> Cause:
    """What an item's change follows from."""
    said = _of_terms(known, item) if item.id.startswith("T-") else None
    if said and said.words:
        return said
    if lost := lost_of(known, old, item):
        return Cause(gone(lost), lost, lost[0][1] or lost[0][0])
    if said:
        return said
    if paths := stored(known, old):
        names = ", ".join(paths[:MOST_PATHS]) + (" and more" if len(paths) > MOST_PATHS else "")
        return Cause(f"{names}: only pointers are in git now", path=paths[0])
    seen = [one for one in _strong(old) if (one.path, one.why) not in _seen(item)]
    if not seen or item.evidence[:1] == (seen[0],):
        return Cause()
    path, line = seen[0].path, seen[0].line
    if item.status in {"unknown", "external"} or item.element == "data" or item.id.startswith("T-"):
        return Cause(path=path)
    where = f"{path}:{line}" if line else path
    return Cause(f"{where}: not seen there any more: {seen[0].why}", path=path, line=line)


def lost_of(known: Known, old: Item, item: Item) -> tuple[tuple[str, str], ...]:
    """The files that an item rested on and that are not where they were, best first."""
    seen = [one.path for one in _strong(old)]
    # Without evidence of its own, an item falls with the parts that it is about.
    if not known.moved.keys() & set(seen) and (item.status == "unknown" or not item.id.startswith("T-")):
        parts = {part.id: part for part in known.base.components}
        seen += [one.path for name in item.components if name in parts for one in parts[name].evidence]
    return tuple((path, known.moved[path]) for path in dict.fromkeys(seen) if path in known.moved)


def stored(known: Known, old: Item) -> list[str]:
    """The files that an item rested on, where pointers of a store stand for all of them now."""
    paths = list(dict.fromkeys(seen.path for seen in old.evidence))
    return paths if set(paths) <= pointers(known.now) else []


def pointers(report: Report) -> set[str]:
    """The paths of a tree that only stand for files in a store."""
    return {r.path for part in report.components for r in part.references if r.kind in IN_TREE}


def gone(lost: Iterable[tuple[str, str]]) -> str:
    """That files moved or are gone, in words."""
    pairs = list(lost)
    moved = [f"{path} moved to {to}" for path, to in pairs if to]
    paths = [path for path, to in pairs if not to]
    words = moved[:MOST_PATHS]
    if len(moved) > MOST_PATHS:
        words.append(f"{len(moved) - MOST_PATHS} more moved")
    if paths:
        more = f" and {len(paths) - MOST_PATHS} more" if len(paths) > MOST_PATHS else ""
        words.append(f"{', '.join(paths[:MOST_PATHS])}{more} {'is' if len(paths) == 1 else 'are'} gone")
    return "; ".join(words)


def sources(part: Component) -> dict[str, int | None]:
    """The places that state the terms of a component: paths, each with its line."""
    found: dict[str, int | None] = {}
    for seen in terms.evidence([part]):
        found.setdefault(seen.path, seen.line)
    return found


def _of_terms(known: Known, item: Item) -> Cause | None:
    """The text of terms that changed and that an item rests on, else what states terms and did not."""
    before = {part.id: sources(part) for part in known.base.components if part.id in item.components}
    now = {part.id: sources(part) for part in known.now.components if part.id in item.components}
    for path in (*_paths(now), *_paths(before)):
        if path in known.texts:
            return Cause(known.texts[path], path=path)
    for name, places in now.items():
        for path, line in places.items():
            if (path, line) not in before.get(name, {}).items():
                return Cause(path=path, line=line)
    return None


def _paths(places: Mapping[str, Mapping[str, int | None]]) -> list[str]:
    return [path for one in places.values() for path in one]


def _strong(item: Item) -> list[Evidence]:
    return [seen for seen in item.evidence if seen.strength != "hint"] or list(item.evidence)


def _seen(item: Item) -> set[tuple[str, str]]:
    return {(seen.path, seen.why) for seen in item.evidence}
