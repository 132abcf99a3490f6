"""A first manifest from what a report says was found. Pure: text from a report.

Only what was found is declared. What is pointed to, found in part or missing stands in comments, to be
read by a person; terms as well, because a declared license would hide that a license file goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import path_fault, spell
from ..definition import load
from ..escape import shown
from ..model import STRENGTHS
from ..version import __version__
from .insert import NEW, quoted

if TYPE_CHECKING:
    from ..definition import Requirement
    from ..model import Component, Evidence, Report

#: A declaration is a promise for each path, so only the best are named.
MOST_PATHS = 6
MOST_POINTERS = 4
_WIDTH = 100
_HEADER = f"""\
{NEW}\
# What this AI system consists of, and where each part is. Written by osaid {__version__} from what it saw.
# A line without # is a claim, and `osaid check` holds it against the files: take out what is wrong.
# A line with # is a suggestion or a question: take the # away where it is true.
"""
_ELEMENTS = {"data": "Data information", "code": "Code", "parameters": "Parameters"}


class Block(NamedTuple):
    """The part of a manifest on one component. Without paths, all of it is comments."""

    component: str
    paths: tuple[str, ...]
    text: str


def manifest(report: Report) -> str:
    """The text of a new osaid.toml."""
    name = report.target.name.rpartition("/")[2]
    parts = [_HEADER, f'[system]\nname = {quoted(name)}\n# version = "1.0"\n']
    element = ""
    for one, block in _by_element(report):
        if one != element:
            element = one
            parts.append(f"# {'-' * 20} {_ELEMENTS.get(element, 'Not required; for the reader')}\n")
        parts.append(block.text)
        if block.component == "data-documentation":
            parts.append(_data(report))
    parts += _not_used(report)
    return "\n".join(parts)


def blocks(report: Report, prefix: str = "") -> Iterator[Block]:
    """A block for each component that is found or required, in the order of the Definition.

    prefix: what stands before `components` in a header, such as "tool.osaid.".
    """
    return (block for _, block in _by_element(report, prefix))


def _by_element(report: Report, prefix: str = "") -> Iterator[tuple[str, Block]]:
    by_id = {component.id: component for component in report.components}
    done: set[str] = set()
    for item in load().items:
        for name in item.components:
            if item.terms or name in done or name == "dataset":
                continue
            done.add(name)
            # The settings of the training run are asked for by C2 and shown by P2.
            wanted = item if item.required else None
            if wanted or named(by_id[name]):
                yield item.element, _block(by_id[name], wanted, report, prefix)
    for name, component in by_id.items():
        if name not in done and named(component):
            yield "", _block(component, None, report, prefix)


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


def _block(component: Component, item: Requirement | None, report: Report, prefix: str) -> Block:
    name = component.id
    kind = load().components[name]
    asked = f" ({item.id})" if item else ""
    best = named(component)
    if best:
        lines = [
            f"# {kind.title}{asked}: {_terms(component)}",
            f"[{prefix}components.{name}]",
            *_paths(best),
        ]
        return Block(name, tuple(e.path for e in best), text(lines))
    status = next((i for i in report.items if item and i.id == item.id), None)
    lines = [f"# {kind.title}{asked}: {_state(component)}."]
    seen: dict[str, Evidence] = {}
    for evidence in component.evidence:
        if not path_fault(evidence.path):
            seen.setdefault(evidence.why, evidence)
    told = list(seen.values())[:MOST_POINTERS]
    lines += [f"#   {e.strength}: {place(e)}, {_short(e.why)}" for e in told]
    if (
        item
        and name == item.components[0]
        and status
        and status.status not in {"met", "external", "needs-review"}
    ):
        lines += _commented(item.fix)
    lines.append(f"# [{prefix}components.{name}]")
    if component.references:
        lines += _pointers(component)
    elif told and component.here == "partial" and told[0].strength != "hint" and name != "data-documentation":
        lines.append(f"# path = {quoted(shown(told[0].path))}")
    else:
        lines.append(f"# {kind.declare}")
    return Block(name, (), text(lines))


def _state(component: Component) -> str:
    if component.here == "missing" and component.references:
        return "pointed to, not verified"
    return {"partial": "seen in part", "unreadable": "could not be read"}.get(component.here, "not found")


def _pointers(component: Component) -> Iterator[str]:
    """The places pointed to, as they would be declared."""
    rows = []
    for reference in component.references[:MOST_POINTERS]:
        where = f"{shown(reference.path)}{f':{reference.line}' if reference.line else ''}"
        rows.append((quoted(shown(spell(reference))), f"  # {where} points there" if where else ""))
    if len(rows) == 1:
        return iter([f"# at = {rows[0][0]}{rows[0][1]}"])
    return iter(["# at = [", *(f"#   {at},{why}" for at, why in rows), "# ]"])


def _paths(best: list[Evidence]) -> list[str]:
    """The line or lines of `path`, each with its evidence."""
    said = [f"  # {e.strength}: {f'line {e.line}, ' if e.line else ''}{_short(e.why)}" for e in best]
    if len(best) == 1:
        return [f"path = {quoted(best[0].path)}{said[0]}"]
    rows = [f"  {quoted(e.path)},{why}" for e, why in zip(best, said, strict=True)]
    return ["path = [", *rows, "]"]


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


def _data(report: Report) -> str:
    """The training data: commented, for only a person knows which they are."""
    dataset = next(c for c in report.components if c.id == "dataset")
    lines = [
        "# Training data (D2, D3): one entry for each body of data. The list counts as the whole list.",
        "# access: open, public (say where), obtainable (from whom, also for a fee), unshareable (say why).",
    ]
    for reference in dataset.references[:MOST_POINTERS] or (None,):
        spelled = shown(spell(reference)) if reference else "https://..."
        name = spelled.rstrip("/").rpartition("/")[2] if reference else "Name of the data"
        where = f"  # {shown(reference.path)}:{reference.line or 1} points there" if reference else ""
        lines += [
            "# [[data]]",
            f"# name = {quoted(name)}",
            '# access = "public"',
            f"# where = {quoted(spelled)}{where}",
        ]
    return text(lines)


def _not_used(report: Report) -> Iterator[str]:
    by_id = {component.id: component for component in report.components}
    absent = [i.components[0] for i in load().items if i.if_used and by_id[i.components[0]].here != "found"]
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
