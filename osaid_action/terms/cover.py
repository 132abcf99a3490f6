"""Which terms cover a component: by file name and folder, by what is stated, and by the manifest. Pure.

Where sources disagree, all are shown and the most restrictive is judged.
"""

from __future__ import annotations

from dataclasses import replace

from ..licenses import judge
from ..model import UNVERIFIED, Component, License, Manifest, Problem, Terms
from ..patterns import lazy
from .statements import RANK, worst

_ELEMENT_OF = {
    "weights": "parameters",
    "intermediate-checkpoints": "parameters",
    "optimizer-state": "parameters",
    "data-documentation": "data",
    "dataset": "data",
}
_OF_DOCUMENTS = lazy(r"(?i)documentation|DATA\.md|data ?sheet|data information")


def cover(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """The terms of one component, here and elsewhere as far as verified; None where nothing is to cover."""
    there = list(component.stated_there)
    if there and component.standing != component.here:
        return _there(_declared(component, manifest) + there)
    away = component.here == "missing" and component.named_elsewhere
    here = _away(component, manifest) if away else _here(component, seen, manifest)
    if not there or here is None:
        return here
    both = (here, _there(there))
    return max(both, key=lambda terms: RANK.index(terms.judged or terms.verdict))


def _there(rows: list[License]) -> Terms:
    """The terms of what is elsewhere, from the lock, held against what the manifest declares."""
    words = next((row.note for row in rows if row.state != "declared" and row.note), "")
    terms = _judge(
        rows, words or "read at the place elsewhere", assumed=any(r.state == "assumed" for r in rows)
    )
    if any(row.state == "conflict" for row in rows):
        return replace(terms, verdict="conflict")
    return terms


def _away(component: Component, manifest: Manifest) -> Terms | None:
    """The terms of what is elsewhere and was not seen: no license file of this tree speaks of it."""
    said = _declared(component, manifest)
    if said:
        return _judge(said, "declared in the manifest")
    unknown = Terms(verdict="undetermined", judged="undetermined", why=UNVERIFIED)
    return unknown if component.unsettled else None


def _here(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    if component.here == "missing" and not component.references and not component.declared:
        return None
    element = _ELEMENT_OF.get(component.id, "code")
    seen = tuple(row for row in seen if row.state != "unreadable" and _governs(row, component))
    texts = [row for row in seen if row.state not in {"stated", "badge"}]
    about = [row for row in seen if element in row.scope]
    if component.id == "data-documentation":
        # A license of the data is not one of their description; what names the documents is.
        about = [row for row in about if _OF_DOCUMENTS.search(row.path if row in texts else row.note)]
    said = _declared(component, manifest) + about
    if said:
        # Neither a sentence nor a declaration outweighs the text of the license that it names.
        named = [row.expression or "" for row in said if row.state in {"stated", "declared"}]
        ids = {part for expression in named for part in expression.split(" AND ")}
        meant = [row for row in texts if not row.scope and (element == "code" or row.expression in ids)]
        declared = said[0].state == "declared"
        return _judge(
            said + _nearest(meant), "declared in the manifest" if declared else f"stated for {element}"
        )
    if element == "code" or component.here != "missing":
        general = _nearest([row for row in texts if not row.scope])
        if not general and element == "data":
            general = _nearest([row for row in texts if "code" in row.scope])
        if general:
            why = f"the nearest license file, {general[0].path}"
            if element == "parameters":
                return _judge(general, why + "; nothing says that it covers the parameters", assumed=True)
            return _judge(general, why)
    badges = [row for row in seen if row.state == "badge"]
    if badges:
        return _judge(badges, "a badge alone names it")
    return Terms(
        verdict="none",
        why="nothing says under which terms" + (" it is" if element == "code" else " they are"),
    )


def _declared(component: Component, manifest: Manifest) -> list[License]:
    return [
        License(
            path=manifest.path,
            line=declaration.line,
            expression=declaration.license,
            state="declared",
            verdict=judge(declaration.license).verdict,
        )
        for declaration in manifest.declarations
        if declaration.component == component.id and declaration.license
    ]


def _governs(row: License, component: Component) -> bool:
    """True when the license's folder holds the component's best evidence."""
    if not row.folder:
        return True
    paths = [e.path for e in component.evidence] or [r.path for r in component.references]
    return any(path == row.folder or path.startswith(row.folder + "/") for path in paths[:3])


def _nearest(rows: list[License]) -> list[License]:
    """The rows of the deepest folder; those above the target only when it has none."""
    rows = [row for row in rows if not row.path.startswith("..")] or rows
    deepest = max((len(row.folder.split("/")) if row.folder else 0 for row in rows), default=0)
    return [row for row in rows if (len(row.folder.split("/")) if row.folder else 0) == deepest]


def _judge(rows: list[License], why: str, *, assumed: bool = False) -> Terms:
    """One verdict over all sources; they conflict when a statement names other terms than a text."""
    named = [row.expression for row in rows if row.expression]
    parts = [part for one in named for part in ([one] if " OR " in one else one.split(" AND "))]
    expressions = tuple(
        dict.fromkeys(f"({part})" if " OR " in part and len(named) > 1 else part for part in parts)
    )
    verdict = judged = worst([row.verdict for row in rows])
    beside = [row for row in rows if row.state == "extra-text"]
    if beside and verdict in {"osi-approved", "open"}:
        # Words that no license explains may take back what it gives: only a person can tell.
        verdict = judged = "undetermined"
        why = f"{beside[0].path} is the license and more; {beside[0].note}"
    if verdict == "restricted":
        why = _restrictions(rows) or why
    texts = {row.expression for row in rows if row.state not in {"stated", "declared", "badge"}}
    said = {row.expression for row in rows if row.state in {"stated", "declared"} and row.expression}
    differ = len({row.verdict for row in rows}) > 1
    owned = any(row.state == "declared" for row in rows)
    if differ and (owned or (said and texts and not said <= texts)):
        why = f"the sources disagree; judged by the most restrictive: {why}"
        verdict = "conflict"
    return Terms(
        verdict=verdict,
        judged=judged,
        expression=" AND ".join(expressions) or None,
        sources=tuple(dict.fromkeys(_place(row) for row in rows)),
        assumed=assumed,
        why=why,
    )


def _restrictions(rows: list[License]) -> str:
    """What takes a freedom away, in the words of the facts known or of the clauses read."""
    reasons: list[str] = []
    for row in rows:
        if row.verdict == "restricted":
            known = judge(row.expression) if row.expression else None
            reasons += known.reasons if known and known.verdict == "restricted" else ()
            reasons += [f"{category}: “{quote}”" for category, _, quote in row.clauses[:2] if not known]
    return "; ".join(dict.fromkeys(reasons))


def _place(row: License) -> str:
    return row.path if row.line in (None, 1) else f"{row.path}:{row.line}"


def check_declared(manifest: Manifest) -> tuple[Problem, ...]:
    """Declared licenses that nobody knows."""
    return tuple(
        Problem(
            where=manifest.path,
            line=declaration.line,
            message=f"{declaration.key}.license: the terms of {declaration.license} are not known here",
            kind="terms",
        )
        for declaration in manifest.declarations
        if declaration.license and judge(declaration.license).verdict == "undetermined"
    )
