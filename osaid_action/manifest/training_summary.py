"""A first public summary of training content, in the European Commission's form. Pure: text from a report.

Nothing is answered for the provider: what the manifest and the documents say stands beside what is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import spell
from ..built import table
from ..definition import load
from ..escape import shown
from .proposal import MOST_POINTERS, named, place, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..model import Component, Dataset, Evidence, Reference, Report

#: Bodies of data that are named in one field.
MOST_NAMED = 40
_YES_NO = "☐ Yes  ☐ No"
_MODALITIES = "☐ Text  ☐ Image  ☐ Video  ☐ Audio  ☐ Other"
#: As the form has them, for text; the other modalities have sizes of their own there.
_SIZES = "less than 1 billion tokens, 1 billion to 10 trillion tokens, or more than 10 trillion tokens"
_HEAD = """\
# {title}

TODO: while this paragraph stands, osaid takes all of it for a draft that tells nothing. Answer what is asked,
take out the hints, and then this. No question was answered for you: what stands in `code` is what osaid.toml
and the documents say.

The form is the European Commission's, of 2025-07-24, reissued on 2025-12-05 as C(2025) 8311; some of it may
be left out here. Whether this has to be published, and whether it says enough, is for a lawyer.

- TODO: Version of the Summary:
- TODO: Last update:
"""


def draft(report: Report) -> str:
    """The text of a new summary: every field of the form, and what was seen of it."""
    form = table("manifest/training_summary.toml")
    lines = [_HEAD.format(title=form["title"]).rstrip("\n")]
    for section in form["sections"]:
        number = section["title"].partition(" ")[0]
        lines += ["", f"#{'#' * number.count('.')} {section['title']}"]
        for field in section.get("fields", ()):
            lines += ["", f"- TODO: **{field['name']}** {_BOXES.get(field.get('kind', ''), '')}".rstrip()]
            hint = _HINTS.get(field.get("from", ""))
            lines += [f"  - TODO: {line}" for line in (hint(report) if hint else ())]
    return text(lines)


_BOXES = {
    "yes-no": _YES_NO,
    "modality": _MODALITIES,
    "sizes": f"{_MODALITIES}; of each how much (of text: {_SIZES}), and what",
}


def _code(words: str) -> str:
    return f"`{shown(words).replace('`', chr(39))}`"


def _part(report: Report, name: str) -> Component:
    return next(component for component in report.components if component.id == name)


def _about(*keys: str) -> Callable[[Report], Iterator[str]]:
    def told(report: Report) -> Iterator[str]:
        about = dict(report.target.about)
        yield from (f"{_code(about[key])} ({key} in [system])" for key in keys if key in about)

    return told


def _names(report: Report) -> Iterator[str]:
    names = [model.name for model in report.models] or [report.target.name]
    yield from (_code(f"{name} {report.target.version}".strip()) for name in names)


def _released(report: Report) -> Iterator[str]:
    for words in _about("date")(report):
        yield f"released {words}; was it placed on the Union's market on that day?"


def _models(kind: str) -> Callable[[Report], Iterator[str]]:
    def told(report: Report) -> Iterator[str]:
        some: tuple[Reference, ...] = getattr(_part(report, "weights"), kind)
        yield from (f"{_code(spell(one))}, as {_code(one.path)} says" for one in some[:MOST_POINTERS])

    return told


def _head(name: str) -> Callable[[Report], Iterator[str]]:
    """Where the documents tell a head of the description of training data."""

    def told(report: Report) -> Iterator[str]:
        yield from _at(_part(report, "data-documentation").telling(load().heads[name]))

    return told


def _at(some: Sequence[Evidence]) -> Iterator[str]:
    yield from (f"see `{place(one)}`" for one in some[:MOST_POINTERS])


def _processing(report: Report) -> Iterator[str]:
    yield from _at(named(_part(report, "data-processing-code")))


def _data(belongs: Callable[[Dataset], bool], ask: str) -> Callable[[Report], Iterator[str]]:
    def told(report: Report) -> Iterator[str]:
        rows = [row for row in report.data if belongs(row)]
        for row in rows[:MOST_NAMED]:
            facts = (
                *(_code(place) for place in row.where[:MOST_POINTERS]),
                *((f"terms {_code(row.license)}",) if row.license else ()),
                *((f"access {row.declared} in the list of osaid.toml",) if row.declared else ()),
                *((f"reason {_code(row.reason)}",) if row.reason else ()),
                *(f"see `{place(one)}`" for one in row.evidence[:1] if one.path),
            )
            yield f"{', '.join((_code(row.name), *facts))}{ask}"
        if len(rows) > MOST_NAMED:
            yield f"and {len(rows) - MOST_NAMED} more, which `osaid check --format json` lists"

    return told


_HINTS: dict[str, Callable[[Report], Iterator[str]]] = {
    "producer": _about("producer", "contact"),
    "names": _names,
    "bases": _models("bases"),
    "teachers": _models("teachers"),
    "date": _released,
    "obtained": _head("obtained"),
    "scope": _head("scope"),
    "labeling": _head("labeling"),
    "selection_filtering": _head("selection_filtering"),
    "processing": _processing,
    "public": _data(lambda row: row.declared in {"open", "public"}, ""),
    "unsorted": _data(
        lambda row: not row.declared and row.access != "scraping-script",
        "; documents name it: was it trained on, and does it belong here?",
    ),
    "obtainable": _data(lambda row: row.declared == "obtainable", "; or does it belong in 2.2.2?"),
    "unshareable": _data(
        lambda row: row.declared == "unshareable", "; or does it belong in 2.2.1, 2.3, 2.4 or 2.6?"
    ),
    "crawled": _data(
        lambda row: not row.declared and row.access == "scraping-script", "; by your own crawler?"
    ),
}
