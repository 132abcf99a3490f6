"""What a report says was found and declared, as a file of the Model Openness Tool lists it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import spell
from ..escape import shown
from ..licenses.expression import ExpressionError, Group, License, consists_of, parse
from ..yardsticks import load
from .document import Listed, Release
from .parts import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Component, Reference, Report, Terms

#: Words of the tool for an architecture; it has no others.
ARCHITECTURES = (
    "transformer",
    "transformer decoder",
    "transformer encoder-decoder",
    "decoder",
    "encoder",
    "diffusion",
    "RNN",
    "CNN",
    "LSTM",
    "NeRF",
    "hybrid",
    "undisclosed",
    "other",
)
_HUB = "https://huggingface.co/"
_PAGES = {"hf-model": _HUB, "hf-dataset": _HUB, "hf-home": _HUB, "github": "https://github.com/"}
_EITHER = {"training-configuration": "optimizer-state"}


def release(report: Report) -> Release:
    """The release that a report tells of, with notes on what its author has to fill in or to look at."""
    by_id = {component.id: component for component in report.components}
    listed, notes = [], []
    for part in PARTS:
        component = by_id[part.component]
        if not _is_there(component, report):
            component = by_id[_EITHER.get(part.component, part.component)]
        if _is_there(component, report):
            license_id, note = _license(component.terms)
            path = _source(component.terms, report)
            listed.append(Listed(part, license_id, path, shown(_where(component))))
            notes += [f"{part.name}: {shown(note)}"] if note else []
    fields = _fields(report, by_id["weights"])
    notes += [
        f"{name}: not known; [system] in osaid.toml can say it"
        for name in ("producer", "date", "type", "architecture")
        if not fields.get(name)
    ]
    return Release(fields, {}, tuple(listed), tuple(notes))


def _fields(report: Report, weights: Component) -> dict[str, str]:
    about = dict(report.target.about)
    url = about.get("url", "")
    kind = about.get("architecture", "")
    named = next((word for word in ARCHITECTURES if word.lower() == kind.lower()), "other" if kind else "")
    hub = next((_page(one) for one in weights.references if one.kind == "hf-model"), "")
    fields = {
        "name": report.target.name,
        "version": report.target.version,
        "date": about.get("date", ""),
        "type": about.get("type", ""),
        "architecture": named,
        "origin": ", ".join(base.url.partition(":")[2] or base.url for base in weights.bases),
        "producer": about.get("producer", ""),
        "contact": about.get("contact", ""),
        "repository": "" if url.startswith(_HUB) else url,
        "huggingface": url if url.startswith(_HUB) else hub,
    }
    # A date that is empty is none.
    return {name: shown(text) for name, text in fields.items() if text or name != "date"}


def _is_there(component: Component, report: Report) -> bool:
    """Whether it was found or is declared; of training data, whether all are open to everybody."""
    listed = [row for row in report.data if row.declared]
    if component.id == "dataset" and listed:
        return all(row.declared == "open" for row in listed)
    away = component.named_elsewhere and any(
        one.state not in {"gone", "closed"} for one in component.references
    )
    return component.standing == "found" or away


def _license(terms: Terms | None) -> tuple[str | None, str]:
    """(the license as a file states it, what is to be looked at): None where it is not established."""
    if terms is None or terms.unread or terms.assumed or terms.verdict in {"conflict", "undetermined"}:
        return None, f"license not established{f': {terms.why}' if terms and terms.why else ''}"
    if terms.expression is None:
        return "", "no license"
    known = load("mof").licenses
    name = next(iter(_alternatives(terms.expression, known)), terms.expression)
    if name in known:
        return name, ""
    ours = "" if terms.verdict == "restricted" else "; open by osaid's"
    return name, f"{name} is not among the licenses that the tool takes for open{ours}"


def _alternatives(expression: str, known: frozenset[str]) -> Iterator[str]:
    """Single licenses, known to the tool, that the expression lets anybody choose."""
    try:
        node = parse(expression)
    except ExpressionError:
        return
    parts = node.parts if isinstance(node, Group) and node.operator == "OR" else (node,)
    yield from (str(one) for one in parts if isinstance(one, License) and consists_of(str(one), known))


def _source(terms: Terms | None, report: Report) -> str:
    """The file that states the terms, where one does."""
    files = {row.path for row in report.licenses}
    return next((shown(source) for source in (terms.sources if terms else ()) if source in files), "")


def _where(component: Component) -> str:
    """Where it is: as it is declared, else the best of what was found."""
    if component.paths:
        return component.paths[0]
    places = [one for one in component.references if not one.path and one.kind != "text"]
    if component.here == "found" and component.evidence:
        return component.evidence[0].path
    return _page(places[0]) if places else ""


def _page(reference: Reference) -> str:
    """The page of a place, where it has one; else its spelling."""
    start = _PAGES.get(reference.kind)
    if reference.kind == "arxiv":
        return f"https://arxiv.org/abs/{reference.url.partition(':')[2]}"
    if start is None or "#" in reference.url or reference.revision:
        return spell(reference)
    return start + reference.url.partition(":")[2]
