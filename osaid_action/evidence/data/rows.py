"""One row for each mention of a dataset: its name, where it is, how one gets at it and on what terms.

Rather none than a wrong one: a name counts where it stands as a source in a sentence or a table on
training data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...model import Dataset, Evidence
from ...patterns import lazy
from .access import access
from .declared import strings
from .names import sources
from .sentence import MAX_SENTENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...repository.documents import Document
    from ..survey import Survey
    from .said import Said
    from .standards import Record

MOST, MOST_SOURCES = 100, 20
_TOTAL = lazy(r"(?i)^\W*(?:total|sum|all|average|mean|overall|train\w{0,8}|val\w{0,8}|test\w{0,8}|dev)\W*$")
_WORD = lazy(r"[a-z]{1,40}|\d{1,20}")
_TERMS = lazy(r"(?i)licen[cs]|\bunder\b|public domain|\((?:cc|odc|odbl|mit|apache|cdla)\b")
_OTHERS = lazy(r"(?i)\b(?:models?|weights|checkpoints?|code|software|repository)\b")


class Licenses(NamedTuple):
    """How licenses are told by name; what they are is not for this room to know.

    named_in: the ids of those that a text names; id_of: the one that a name stands for.
    """

    named_in: Callable[[str], tuple[str, ...]]
    id_of: Callable[[str], str | None]


def rows(survey: Survey, licenses: Licenses) -> Iterator[Dataset]:
    """One row for each mention of a dataset: in what is said, in front matter, in files of a standard."""
    about = survey.about
    # What the system itself is called is not the name of a dataset, unless it is one.
    own = frozenset() if about.of_data else about.words
    for said in survey.account.said:
        yield from _spoken(said, own, licenses)
    for path, document in survey.documents.items():
        yield from _front(path, document, licenses, own=survey.by_path[path].own)
    for record in survey.account.records:
        yield from _described(record, licenses)


def _spoken(said: Said, own: frozenset[str], licenses: Licenses) -> Iterator[Dataset]:
    for row in said.rows:
        if any(c.isalnum() for c in row.name) and not _TOTAL.match(row.name):
            yield Dataset(
                name=row.name,
                where=row.where,
                access=access("", row.where),
                license=licenses.id_of(row.terms) if row.terms else None,
                evidence=(_evidence(said.path, row.line, row.text),),
            )
    if not (said.rows or said.order) and {"provenance", "where_to_obtain"} & said.clear:
        yield from _in_sentence(said, own, licenses)


def _in_sentence(said: Said, own: frozenset[str], licenses: Licenses) -> Iterator[Dataset]:
    text = said.text[:MAX_SENTENCE]
    # What looks like a name may be that of a license.
    every = [found for found in sources(text, said.settled, said.item) if not licenses.named_in(found.name)]
    for found in every:
        if not found.where and not found.called and own.issuperset(_WORD.findall(found.name.lower())):
            continue
        yield Dataset(
            name=found.name,
            where=found.where,
            access=access(text, found.where),
            license=_license(text, found.name, licenses) if len(every) == 1 else None,
            evidence=(_evidence(said.path, said.line, text),),
        )


def _front(path: str, document: Document, licenses: Licenses, *, own: bool) -> Iterator[Dataset]:
    """Datasets of front matter: those a model's card names, and the one a dataset's card describes."""
    front = document.front
    for name in strings(front.get("datasets"))[:MOST]:
        if name.lower() in {"n/a", "none", "unknown", "other", "original"}:
            continue
        where = (f"https://huggingface.co/datasets/{name}",) if name.count("/") == 1 else ()
        yield Dataset(name=name, where=where, evidence=(_evidence(path, 1, f"datasets: {name}"),))
    if isinstance(front.get("pretty_name"), str) and own:
        yield _card(path, document, licenses)


def _described(record: Record, licenses: Licenses) -> Iterator[Dataset]:
    """The dataset that a file of a standard describes."""
    if record.name:
        yield Dataset(
            name=record.name,
            where=record.where,
            access=record.access or access("", record.where),
            license=licenses.id_of(record.license) if record.license else None,
            sources=record.sources,
            evidence=(_evidence(record.path, record.line, record.name),),
        )


def _card(path: str, document: Document, licenses: Licenses) -> Dataset:
    """The dataset that a card of its own describes."""
    front = document.front
    name = front["pretty_name"].strip()
    terms = strings(front.get("license"))
    gated = any(str(field).startswith("extra_gated_") for field in front)
    made = [source.removeprefix("extended|") for source in strings(front.get("source_datasets"))]
    return Dataset(
        name=name,
        access="gated" if gated else "",
        license=licenses.id_of(terms[0]) if len(terms) == 1 else None,
        sources=tuple(source for source in made if source not in {"original", "extended"})[:MOST_SOURCES],
        evidence=(_evidence(path, 1, f"pretty_name: {name}" + (", gated" if gated else "")),),
    )


def _evidence(path: str, line: int, text: str) -> Evidence:
    return Evidence(path=path, line=line, why="names it", text=text[:200])


def _license(text: str, name: str, licenses: Licenses) -> str | None:
    """The one license that a sentence gives the one dataset it names."""
    _, _, after = text.partition(name)
    ids = licenses.named_in(after)
    if len(ids) != 1 or not _TERMS.search(after) or _OTHERS.search(after):
        return None
    return licenses.id_of(ids[0])
