"""A first manifest from what a report says was found. Pure: text from a report.

Only what was found is declared. What is pointed to, found in part or missing stands in comments, to be
read by a person; terms as well, because a declared license would hide that a license file goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url, path_fault, spell
from ..definition import load
from ..escape import shown
from ..model import IN_TREE, STRENGTHS
from ..version import __version__
from . import sights as there
from .insert import NEW, quoted
from .sights import Sight

if TYPE_CHECKING:
    from ..definition import Requirement
    from ..model import Component, Evidence, Part, Reference, Report

#: A declaration is a promise for each path, so only the best are named.
MOST_PATHS = 6
MOST_POINTERS = 4
#: Bodies of data that documents name and that are suggested.
MOST_DATA = 12
_WIDTH = 100
_HEADER = f"""\
{NEW}\
# What this AI system consists of, and where each part is. Written by osaid {__version__} from what it saw.
# A line without # is a claim, and `osaid check` holds it against the files: take out what is wrong.
# A line with # is a suggestion or a question: take the # away where it is true.
"""
#: What else [system] may say.
_ABOUT = """\
# producer = "Who releases it"
# date = 2027-06-30  # of the release
# type = "language"  # vision, image, audio, video, 3d, code, multimodal, other
# architecture = "transformer decoder"
# url = "https://..."
# contact = "..."
"""
_ELEMENTS = {"data": "Data information", "code": "Code", "parameters": "Parameters"}


#: A component's parts at places elsewhere, each with the place.
_Seen = list[tuple[Sight, "Part"]]


class _Elsewhere(NamedTuple):
    """By component, what was seen at places elsewhere: all of it, and in part."""

    found: dict[str, _Seen]
    partly: dict[str, _Seen]


class Block(NamedTuple):
    """The part of a manifest on one component. claims: what it declares; without, all of it is comments."""

    component: str
    claims: tuple[str, ...]
    text: str


def manifest(report: Report, sights: Sequence[Sight] = (), name: str = "", version: str = "") -> str:
    """The text of a new osaid.toml. sights: places elsewhere that were looked at."""
    title = name or _name(report, sights)
    numbered = f"version = {quoted(version)}" if version else '# version = "1.0"'
    parts = [_HEADER, f"[system]\nname = {quoted(title)}\n{numbered}\n{_ABOUT}"]
    if sights:
        parts.append(
            text(["# The places of this system, each as it was seen.", "[places]", *aliases(sights)])
        )
    element = ""
    for one, block in _by_element(report, sights=sights):
        if one != element:
            element = one
            parts.append(f"# {'-' * 20} {_ELEMENTS.get(element, 'Not required; for the reader')}\n")
        parts.append(block.text)
        if block.component == "data-documentation":
            parts.append(_data(report, sights))
    parts += _not_used(report, there.found(sights))
    return "\n".join(parts)


def _name(report: Report, sights: Sequence[Sight]) -> str:
    """What the system may be called: as its weights, else as the first of its places, else as the folder."""
    models = [sight.place for sight in sights if sight.place.kind == "hf-model"]
    places = [*models, *(sight.place for sight in sights)]
    return (places[0].url if places else report.target.name).rstrip("/").rpartition("/")[2]


def aliases(sights: Iterable[Sight]) -> Iterator[str]:
    """The lines of [places]."""
    for sight in sights:
        seen = sight.seen
        state = f"seen {seen.date}" if seen.state == "verified" else f"{seen.state}: {_short(seen.reason)}"
        gated = f", gated ({seen.gated})" if seen.gated else ""
        yield f"{sight.alias} = {quoted(spell(sight.place))}  # {state}{gated}"


def blocks(report: Report, prefix: str = "", sights: Sequence[Sight] = ()) -> Iterator[Block]:
    """A block for each component that is found or required, in the order of the Definition.

    prefix: what stands before `components` in a header, such as "tool.osaid.".
    """
    return (block for _, block in _by_element(report, prefix, sights))


def _by_element(
    report: Report, prefix: str = "", sights: Sequence[Sight] = ()
) -> Iterator[tuple[str, Block]]:
    elsewhere = _Elsewhere(there.found(sights), there.in_part(sights))
    by_id = {component.id: component for component in report.components}
    done: set[str] = set()
    for item in load().items:
        for name in item.components:
            if item.terms or name in done or name == "dataset":
                continue
            done.add(name)
            # The settings of the training run are asked for by C2 and shown by P2.
            wanted = item if item.required else None
            if wanted or named(by_id[name]) or name in elsewhere.found:
                yield item.element, _block(by_id[name], wanted, report, prefix, elsewhere)
    for name, component in by_id.items():
        if name not in done and (named(component) or name in elsewhere.found):
            yield "", _block(component, None, report, prefix, elsewhere)


def named(component: Component) -> list[Evidence]:
    """The evidence whose paths may be declared: the strongest that was found, one for each path."""
    if component.here != "found":
        return []
    fit = [e for e in component.evidence if not path_fault(e.path) and e.path.isprintable()]
    best = max((STRENGTHS.index(e.strength) for e in fit), default=0)
    first: dict[str, Evidence] = {}
    for evidence in fit:
        if best and STRENGTHS.index(evidence.strength) == best:
            first.setdefault(evidence.path, evidence)
    return list(first.values())[:MOST_PATHS]


def _block(
    component: Component, item: Requirement | None, report: Report, prefix: str, elsewhere: _Elsewhere
) -> Block:
    name = component.id
    kind = load().components[name]
    asked = f" ({item.id})" if item else ""
    best = named(component)
    seen = elsewhere.found.get(name, [])
    claims = (*(e.path for e in best), *(sight.alias for sight, _ in seen))
    family = name == "weights" and len(seen) > 1 and all(s.place.kind == "hf-model" for s, _ in seen)
    if family and not best:
        lines = [f"# {kind.title}{asked}: those of each model of the family", *_models(seen, prefix)]
        return Block(name, claims, text(lines))
    if claims:
        about = f": {_terms(component)}" if best else ""
        lines = [f"# {kind.title}{asked}{about}", f"[{prefix}components.{name}]", *_paths(best), *_at(seen)]
        return Block(name, claims, text(lines))
    status = next((i for i in report.items if item and i.id == item.id), None)
    partly = elsewhere.partly.get(name, [])
    lines = [f"# {kind.title}{asked}: {'seen in part' if partly else _state(component)}."]
    reasons: dict[str, Evidence] = {}
    for evidence in component.evidence:
        if not path_fault(evidence.path):
            reasons.setdefault(evidence.why, evidence)
    told = list(reasons.values())[:MOST_POINTERS]
    lines += [f"#   {e.strength}: {place(e)}, {_short(e.why)}" for e in told]
    if (
        item
        and name == item.components[0]
        and status
        and status.status not in {"met", "external", "needs-review"}
    ):
        lines += _commented(item.fix)
    lines.append(f"# [{prefix}components.{name}]")
    if partly:
        lines += [f"# {line}" for line in _at(partly)]
    elif elsewhere_at := [one for one in component.references if one.kind not in IN_TREE]:
        lines += _pointers(elsewhere_at)
    elif component.references:
        lines.append(f"# path = {quoted(shown(component.references[0].path))}")
    elif told and component.here == "partial" and told[0].strength != "hint" and name != "data-documentation":
        lines.append(f"# path = {quoted(shown(told[0].path))}")
    else:
        lines.append(f"# {kind.declare}")
    return Block(name, (), text(lines))


def _models(seen: _Seen, prefix: str) -> Iterator[str]:
    """Several models on the Hub are those of a family, each with its weights."""
    for sight, part in seen:
        yield from (
            f"[[{prefix}models]]",
            f"name = {quoted(sight.place.url.rpartition('/')[2])}",
            f"[{prefix}models.components.weights]",
            *_at([(sight, part)]),
        )


def _state(component: Component) -> str:
    if component.here == "missing" and component.references:
        return "pointed to, not verified"
    return {"partial": "seen in part", "unreadable": "could not be read"}.get(component.here, "not found")


def _pointers(references: list[Reference]) -> Iterator[str]:
    """The places pointed to, as they would be declared."""
    rows = []
    for reference in references[:MOST_POINTERS]:
        where = f"{shown(reference.path)}{f':{reference.line}' if reference.line else ''}"
        rows.append((quoted(shown(spell(reference))), f"  # {where} points there" if where else ""))
    if len(rows) == 1:
        return iter([f"# at = {rows[0][0]}{rows[0][1]}"])
    return iter(["# at = [", *(f"#   {at},{why}" for at, why in rows), "# ]"])


def _paths(best: list[Evidence]) -> list[str]:
    """The line or lines of `path`, each with its evidence."""
    return _listed("path", [(e.path, f"{e.strength}: {_why(e)}") for e in best])


def _at(elsewhere: _Seen) -> list[str]:
    """The line or lines of `at`, each with the evidence and the terms there."""
    lines = _listed("at", [(sight.alias, _there(part)) for sight, part in elsewhere])
    weights = [sight for sight, part in elsewhere if part.component == "weights"]
    bases = {base: sight.alias for sight in weights for base in sight.seen.bases}
    teachers = {teacher: sight.alias for sight in weights for teacher in sight.seen.teachers}
    lines += [f"# {by} is made from {shown(base)}" for base, by in bases.items()]
    lines += [f"# {by} is distilled from {shown(teacher)}" for teacher, by in teachers.items()]
    return lines


def _there(part: Part) -> str:
    """What was seen of a component at a place, in one line."""
    best = max(part.evidence, key=lambda one: STRENGTHS.index(one.strength), default=None)
    seen = f"{best.strength}: {place(best)}, {_short(best.why)}" if best else part.outcome
    terms = shown(part.license or "") or ("" if part.verdict in {"", "none"} else "terms not recognized")
    source = f" by {shown(part.sources[0])}" if terms and part.sources else ""
    doubt = "" if part.verdict in {"osi-approved", "open"} else f" ({part.verdict})" if terms else ""
    return f"{seen}; {terms or 'no terms seen'}{doubt}{source}"


def _listed(key: str, rows: list[tuple[str, str]]) -> list[str]:
    """One value or an array of them, each with a comment; nothing for none."""
    if len(rows) < 2:
        return [f"{key} = {quoted(value)}  # {why}" for value, why in rows]
    return [f"{key} = [", *(f"  {quoted(value)},  # {why}" for value, why in rows), "]"]


def _why(evidence: Evidence) -> str:
    return f"{f'line {evidence.line}, ' if evidence.line else ''}{_short(evidence.why)}"


def _terms(component: Component) -> str:
    """What was seen of its terms, in words; nothing is declared."""
    terms = component.terms
    if terms is None or terms.verdict == "none":
        return 'no terms seen; state them with license = "..."'
    name = shown(terms.expression or "terms not recognized")
    sources = ", ".join(map(shown, terms.sources[:3]))
    if terms.assumed:
        return f"{name} by {sources}, which does not say that it covers this"
    doubt = "" if terms.verdict in {"osi-approved", "open"} else f" ({terms.verdict})"
    return f"{name}{doubt} by {sources}"


def _data(report: Report, sights: Sequence[Sight]) -> str:
    """The training data: what was named for it is declared, the rest commented, for only a person knows."""
    lines = [
        "# Training data (D2, D3): one entry for each body of data. The list counts as the whole list.",
        "# access: open, public (say where), obtainable (from whom, also for a fee), unshareable (say why).",
        *data_entries(sights),
    ]
    dataset = next(c for c in report.components if c.id == "dataset")
    rows = [
        (
            spell(one),
            spell(one).rstrip("/").rpartition("/")[2],
            f"{shown(one.path)}:{one.line or 1} points there",
        )
        for one in dataset.references[:MOST_POINTERS]
    ]
    rows += suggested(sights)
    for where, name, why in rows or [("https://...", "Name of the data", "")]:
        lines += [
            "# [[data]]",
            f"# name = {quoted(shown(name))}",
            '# access = "public"',
            f"# where = {quoted(shown(where))}" + (f"  # {why}" if why else ""),
        ]
    return text(lines)


def data_entries(sights: Sequence[Sight], prefix: str = "") -> Iterator[str]:
    """The entries for places that are bodies of training data."""
    for sight, part in there.data_places(sights):
        yield f"[[{prefix}data]]"
        yield f"name = {quoted(sight.place.url.rstrip('/').rpartition('/')[2])}"
        yield f"access = {quoted(there.access(sight, part))}  # {_there(part)}"
        yield f"where = {quoted(sight.alias)}"
        yield ""


def suggested(sights: Sequence[Sight]) -> list[tuple[str, str, str]]:
    """(where, name, who says so) of data that documents at the places name, and that is at none of them."""
    known = {sight.place.url.partition("#")[0].lower() for sight in sights}
    rows: dict[str, tuple[str, str, str]] = {}
    for sight in sights:
        for data in sight.data if sight.place.kind != "hf-dataset" else ():
            where = next(iter(data.where), "")
            reference = from_url(where) if where else None
            if data.evidence and not (reference and reference.url.lower() in known):
                one = data.evidence[0]
                spelled = spell(reference) if reference else where or "https://..."
                rows.setdefault(
                    data.name.lower(), (spelled, data.name, f"{sight.alias}: {place(one)} names it")
                )
    return list(rows.values())[:MOST_DATA]


def _not_used(report: Report, elsewhere: dict[str, _Seen]) -> Iterator[str]:
    by_id = {component.id: component for component in report.components}
    asked = [item.components[0] for item in load().items if item.if_used]
    absent = [name for name in asked if by_id[name].here != "found" and name not in elsewhere]
    if absent:
        lines = ["# What this system does without, each with the reason:", "# [not-used]"]
        yield text([*lines, *(f'# {name} = "why there is none"' for name in absent)])


def text(lines: Iterable[str]) -> str:
    """Lines as the text of a file."""
    return "".join(f"{line}\n" for line in lines)


def place(evidence: Evidence) -> str:
    """`path:line`, or the path alone."""
    return shown(evidence.path) + (f":{evidence.line}" if evidence.line else "")


def _short(text: str) -> str:
    words = shown(" ".join(text.split()))
    return words if len(words) <= _WIDTH else words[: _WIDTH - 1] + "…"


def _commented(text: str) -> Iterator[str]:
    import textwrap

    return (f"# {line}" for line in textwrap.wrap(text, _WIDTH))
