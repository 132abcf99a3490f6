"""A first DATA.md from what a report says was found. Pure: text from a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import spell
from ..definition import load
from ..escape import shown
from .proposal import MOST_POINTERS, named, place, text

if TYPE_CHECKING:
    from ..model import Report

#: Headings of DATA.md, the head of the report that tells of it, and what to write. No sentence here may
#: count as an account of data, so each holds the word that the probe passes over.
_SECTIONS = (
    ("Provenance", "provenance", "TODO: where each body of training data comes from, and who made it."),
    (
        "Scope and characteristics",
        "scope",
        "TODO: what it holds, how much, in which languages, from which period.",
    ),
    (
        "How it was obtained and selected",
        "obtained",
        "TODO: how and when it was obtained, and why this and no other.",
    ),
    (
        "Labeling",
        "labeling",
        "TODO: who labeled it, how, and by which instructions; or that there are no labels.",
    ),
    (
        "Processing and filtering",
        "selection_filtering",
        "TODO: each step from the raw data, and the code that takes it.",
    ),
    (
        "Publicly available training data",
        "where_to_obtain",
        "TODO: all of it, each with its address and version; or that there is none.",
    ),
    (
        "Training data from third parties",
        "",
        "TODO: all of it, each with whom to ask, also for a fee; or that there is none.",
    ),
    (
        "Data that cannot be shared",
        "",
        "TODO: what it is in detail, and why it cannot be shared; or that there is none.",
    ),
)


def data_document(report: Report) -> str:
    """The text of a new DATA.md: a heading for each thing that is asked for, and what was seen of it."""
    documentation = next(c for c in report.components if c.id == "data-documentation")
    dataset = next(c for c in report.components if c.id == "dataset")
    words = load().heads
    lines = [
        "# Training data",
        "",
        "TODO: osaid passes over each sentence with this word; write it anew, without.",
    ]
    for title, head, todo in _SECTIONS:
        lines += ["", f"## {title}", "", todo]
        seen = documentation.telling(words[head]) if head else ()
        rows = [f"- TODO: see `{place(e)}`, and say it here in full." for e in seen[:MOST_POINTERS]]
        if head == "where_to_obtain":
            rows += [
                f"- TODO: was `{shown(spell(r))}` trained on? (`{shown(r.path)}:{r.line or 1}` points there.)"
                for r in dataset.references[:MOST_POINTERS]
            ]
            rows += [f"- TODO: is `{place(e)}` all of it?" for e in named(dataset)]
        if head == "selection_filtering":
            code = next(c for c in report.components if c.id == "data-processing-code")
            rows += [f"- TODO: say what `{shown(e.path)}` does." for e in named(code)]
        lines += ["", *rows] if rows else []
    return text(lines)
