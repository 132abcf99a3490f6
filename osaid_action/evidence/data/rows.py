"""One row for each mention of a dataset: its name, where it is, how one gets at it and on what terms.

Rather none than a wrong one: a name counts where its shape, its neighbors and its line make it likely to be
that of training data, or where a table lists its sources.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ...definition import load
from ...model import HEADS, Dataset, Evidence
from ...patterns import lazy
from ..mentions import URL
from .access import access
from .declared import strings
from .told.weighing import QUOTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ...repository.documents import Document
    from ..survey import Survey
    from .account import Account
    from .said import Said
    from .standards import Record
    from .told.reading import Line, Mention

MOST, MOST_SOURCES = 100, 20
_TOTAL = lazy(r"(?i)^\W*(?:total|sum|all|average|mean|overall|train\w{0,8}|val\w{0,8}|test\w{0,8}|dev)\W*$")
#: What tells of a dataset, and where a badge leads.
_NO_PLACE = lazy(r"arxiv\.org|openreview|aclanthology|shields\.io|colab\.research|\.(?:svg|png|jpg|pdf)\b")
_TERMS = lazy(r"(?i)licen[cs]|\bunder\b|public domain|\((?:cc|odc|odbl|mit|apache|cdla)\b")
_OTHERS = lazy(r"(?i)\b(?:models?|weights|checkpoints?|code|software|repository)\b")


class Licenses(NamedTuple):
    """How licenses are told by name; what they are is not for this room to know.

    named_in: the ids of those that a text names; id_of: the one that a name stands for.
    """

    named_in: Callable[[str], tuple[str, ...]]
    id_of: Callable[[str], str | None]


def rows(survey: Survey, licenses: Licenses) -> Iterator[Dataset]:
    """One row for each mention of a dataset: in documents, in front matter, in files of a standard."""
    account = survey.account
    spoken = [*_mentioned(account, licenses), *_tabled(account.said, licenses)]
    order = {
        path: number for number, path in enumerate(dict.fromkeys(row.evidence[0].path for row in spoken))
    }
    yield from sorted(spoken, key=lambda row: (order[row.evidence[0].path], row.evidence[0].line))
    for path, document in survey.documents.items():
        yield from _front(path, document, licenses, own=survey.by_path[path].own)
    for record in account.records:
        yield from _described(record, licenses)


def _mentioned(account: Account, licenses: Licenses) -> Iterator[Dataset]:
    """The datasets that lines on training data name; what looks like a name may be that of a license."""
    by_path: dict[str, list[Line]] = {}
    for line in account.lines:
        by_path.setdefault(line.path, []).append(line)
    for _, of_line in groupby(account.mentions, key=lambda one: (one.path, one.line, one.text)):
        some = [one for one in of_line if not licenses.named_in(one.name)]
        for one in some:
            where = _place(one, alone=len(some) == 1)
            yield Dataset(
                name=one.name,
                where=where,
                access=access(one.text, where),
                license=_license(one.text, one.name, licenses) if len(some) == 1 else None,
                evidence=(_evidence(one.path, one.line, one.text),),
                told=tuple(_told(one, by_path.get(one.path, ()))),
            )


def _told(mention: Mention, lines: Iterable[Line]) -> Iterator[tuple[str, Evidence]]:
    """By head, the likeliest of the lines that are of a dataset."""
    own = [line for line in lines if mention.line <= line.line <= mention.last]
    for head in HEADS:
        best = max(own, key=lambda line: line.share(head), default=None)
        if best and best.share(head) >= QUOTED:
            yield head, Evidence(path=best.path, line=best.line, why=load().heads[head], text=best.text[:200])


def _place(mention: Mention, *, alone: bool) -> tuple[str, ...]:
    """Where a dataset is by its line: at the address beside its name, or the only one where it is alone."""
    every = [found[0] for found in URL.finditer(mention.text)] if alone else []
    places = [mention.where] if mention.where else every if len(every) == 1 else []
    return tuple(place.rstrip(".,;") for place in places if not _NO_PLACE.search(place))


def _tabled(every: Iterable[Said], licenses: Licenses) -> Iterator[Dataset]:
    """The sources that tables on training data list, with what their rows say of terms."""
    for said in every:
        for row in said.rows:
            if any(c.isalnum() for c in row.name) and not _TOTAL.match(row.name):
                yield Dataset(
                    name=row.name,
                    where=row.where,
                    access=access("", row.where),
                    license=licenses.id_of(row.terms) if row.terms else None,
                    evidence=(_evidence(said.path, row.line, row.text),),
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
            told=tuple(
                (head, Evidence(path=record.path, line=record.line, why=load().heads[head], text=text[:200]))
                for head, text, _ in record.told
            ),
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
