"""Which training datasets do documents name, where are they, and how does one get at them?

Nothing is fetched; access is what the words around a name say, or "" when they say nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...frozen import replace
from ...model import DataList, Dataset
from ...patterns import lazy
from . import absent
from .names import made_from
from .rows import MOST, MOST_SOURCES, Licenses, rows
from .same import key
from .sentence import MAX_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey

__all__ = ["MOST", "Licenses", "named", "read"]

MOST_STATEMENTS = 5
_HUB = lazy(r"(?i)^https?://huggingface\.co/datasets/([^/?#\s]{1,96}/[^/?#\s]{1,96})")


def read(survey: Survey, licenses: Licenses) -> DataList:
    """The datasets named, and what says that there are none of a kind."""
    return DataList(rows=named(survey, licenses), none=tuple(absent.read(survey)))


def named(survey: Survey, licenses: Licenses) -> tuple[Dataset, ...]:
    """Training datasets in the order of their first mention, each once, with the lines that name it."""
    found: dict[str, Dataset] = {}
    for row in rows(survey, licenses):
        _add(found, row)
    return tuple(_with_sources(found, _made(survey)))


def _made(survey: Survey) -> dict[str, tuple[str, ...]]:
    """What each dataset is said to be made from."""
    made: dict[str, tuple[str, ...]] = {}
    for said in survey.account.said:
        for name, source in made_from(said.text[:MAX_SENTENCE]) if not said.rows else ():
            made[key(name)] = (*made.get(key(name), ()), source)
    return made


def _add(found: dict[str, Dataset], row: Dataset) -> None:
    """Add a mention to what is known: the same name, or the same page."""
    pages = {page[1].lower() for place in row.where if (page := _HUB.match(place))}
    name = key(row.name)
    if name not in found and pages:
        name = next(
            (
                other
                for other, before in found.items()
                if any((page := _HUB.match(place)) and page[1].lower() in pages for place in before.where)
            ),
            name,
        )
    before = found.get(name)
    if before is None:
        if name and len(found) < MOST:
            found[name] = row
        return
    found[name] = replace(
        before,
        where=tuple(dict.fromkeys((*before.where, *row.where))),
        access=before.access or row.access,
        license=before.license or row.license,
        sources=tuple(dict.fromkeys((*before.sources, *row.sources)))[:MOST_SOURCES],
        evidence=tuple(dict.fromkeys((*before.evidence, *row.evidence)))[:MOST_STATEMENTS],
        told=tuple({**dict(row.told), **dict(before.told)}.items()),
    )


def _with_sources(found: dict[str, Dataset], made: dict[str, tuple[str, ...]]) -> Iterator[Dataset]:
    """The datasets with what they were made from; what is named only as such stands there alone."""
    upstream = {key(source): name for name, all_of in made.items() if name in found for source in all_of}
    for name, row in found.items():
        owner = upstream.get(name)
        if owner is not None and owner != name and not row.where:
            lines = {(e.path, e.line) for e in found[owner].evidence}
            if all((e.path, e.line) in lines for e in row.evidence):
                continue
        more = [source for source in made.get(name, ()) if key(source) != name]
        yield replace(row, sources=tuple(dict.fromkeys((*row.sources, *more)))[:MOST_SOURCES])
