"""Which terms cover a component: by file name and folder, by what is stated, and by the manifest. Pure.

Where sources disagree, all are shown and the most restrictive is judged.
"""

from __future__ import annotations

from dataclasses import replace

from ..licenses import judge
from ..model import Component, License, Manifest, Problem, Terms
from ..patterns import lazy
from .named import RANK, worst

_ELEMENT_OF = {
    "weights": "parameters",
    "intermediate-checkpoints": "parameters",
    "optimizer-state": "parameters",
    "data-documentation": "data",
    "dataset": "data",
}
#: Sentences and badges, as against texts.
_STATED = frozenset({"stated", "badge"})
#: Pointers that stand in the tree for what they point to: its license covers it.
IN_TREE = frozenset({"lfs", "xet", "dvc", "annex"})
#: Terms that restrict none of the freedoms to use, study, modify and share.
_DUTIES = lazy(
    r"outputs: |outputs are the user|notice file|attribution (?:in|notice)|use is acknowledged|"
    r"redistribution under these terms"
)
_OF_DOCUMENTS = lazy(r"(?i)documentation|DATA\.md|data ?sheet|data information")


def cover(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """The terms of one component, here and elsewhere as far as verified; None where nothing is to cover."""
    there = list(component.stated_there)
    if there and component.standing != component.here:
        return _there(_declared(component, manifest) + there)
    here = _away(component, seen, manifest) if _is_away(component) else _here(component, seen, manifest)
    if not there or here is None or here.unread == "elsewhere":
        return _there(there) if there else here
    both = (here, _there(there))
    return max(both, key=lambda terms: RANK.index(terms.judged or terms.verdict))


def _is_away(component: Component) -> bool:
    """True where nothing of it is in this tree, and something says where it is."""
    if component.here == "missing" and component.named_elsewhere:
        return True
    inside = any(reference.kind in IN_TREE for reference in component.references)
    pointers = {reference.path for reference in component.references}
    held = component.here != "missing" and not {e.path for e in component.evidence} <= pointers
    return bool(component.references) and not inside and not held


def _there(rows: list[License]) -> Terms:
    """The terms of what is elsewhere, from the lock, held against what the manifest declares."""
    judged = worst([row.verdict for row in rows])
    decides = next((row for row in rows if row.verdict == judged and row.state != "declared"), None)
    words = (
        f"{decides.note}, at {decides.path}" if decides and decides.note else "read at the place elsewhere"
    )
    terms = _judge(rows, words, assumed=any(row.state == "assumed" for row in rows))
    if any(row.state == "conflict" for row in rows):
        return replace(terms, verdict="conflict")
    return terms


def _away(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """The terms of what is elsewhere and was not seen: no general license of this tree speaks of it."""
    said = _declared(component, manifest)
    if said:
        return _judge(said, "declared in the manifest")
    element = _element(component)
    about = [] if component.named_elsewhere else _about(component, _governing(component, seen))
    if about:
        return _blocked(_judge(about, f"stated for {element}"), component, seen)
    settled = component.here == "missing" and component.named_elsewhere and not component.unsettled
    if settled and component.there in {"", "missing"}:
        return None
    why = "they could not be read where it is" if settled else "they are where it is, which was not verified"
    return Terms(verdict="undetermined", judged="undetermined", unread="elsewhere", why=why)


def _element(component: Component) -> str:
    return _ELEMENT_OF.get(component.id, "code")


def _governing(component: Component, seen: tuple[License, ...]) -> list[License]:
    return [row for row in seen if row.state != "unreadable" and _governs(row, component)]


def _about(component: Component, rows: list[License]) -> list[License]:
    """What names the element of a component."""
    about = [row for row in rows if _element(component) in row.scope]
    if component.id == "data-documentation":
        of_it = [
            row for row in rows if "documents" in row.scope and _OF_DOCUMENTS.search(f"{row.path} {row.note}")
        ]
        about = [row for row in about if row not in of_it]
        # A license of the data is not one of their description; what names the documents is.
        return of_it + [
            row for row in about if _OF_DOCUMENTS.search(row.note if row.state in _STATED else row.path)
        ]
    return about


def _blocked(terms: Terms, component: Component, seen: tuple[License, ...]) -> Terms:
    """Terms that what can't be read may change: nothing is certain of them but a restriction."""
    element = _element(component)
    unread = [
        row
        for row in seen
        if row.state == "unreadable" and _governs(row, component) and (not row.scope or element in row.scope)
    ]
    if not unread or terms.judged == "restricted":
        return terms
    why = f"{unread[0].path} could not be read: {unread[0].note}"
    return replace(terms, verdict="undetermined", judged="undetermined", unread="unreadable", why=why)


def _here(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    if component.here == "missing" and not component.references and not component.declared:
        return None
    terms = _blocked(_readable(component, _governing(component, seen), manifest), component, seen)
    if terms.verdict == "none" and component.here == "unreadable":
        why = "it may be here, but could not be read"
        return Terms(verdict="undetermined", judged="undetermined", unread="unreadable", why=why)
    return terms


def _readable(component: Component, rows: list[License], manifest: Manifest) -> Terms:
    """The terms by all that could be read."""
    element = _element(component)
    texts = [row for row in rows if row.state not in _STATED]
    said = _declared(component, manifest) + _about(component, rows)
    if said:
        # Neither a sentence nor a declaration outweighs the text of the license that it names.
        named = [row.expression or "" for row in said if row.state in {"stated", "declared"}]
        ids = {part for expression in named for part in expression.split(" AND ")}
        meant = [row for row in texts if not row.scope and (element == "code" or row.expression in ids)]
        declared = said[0].state == "declared"
        return _judge(
            said + _nearest(meant), "declared in the manifest" if declared else f"stated for {element}"
        )
    general = _nearest([row for row in texts if not row.scope])
    if not general and component.id == "data-documentation":
        general = _nearest([row for row in texts if "code" in row.scope])
    if general:
        why = f"the nearest license file, {general[0].path}"
        if element == "parameters":
            return _judge(general, why + "; nothing says that it covers the parameters", assumed=True)
        return _judge(general, why)
    badges = [row for row in rows if row.state == "badge"]
    if badges:
        return _judge(badges, "a badge alone names it")
    return Terms(
        verdict="none",
        judged="none",
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
    unclear = next((row for row in rows if row.state == "stated" and not row.expression), None)
    if verdict == "undetermined" and unclear and unclear.verdict == verdict:
        why = f"no plain grant: “{unclear.note}” ({_place(unclear)})"
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
    """What takes a freedom away, by the facts known or the clauses read, and where it stands."""
    reasons: dict[str, str] = {}
    for row in rows:
        if row.verdict != "restricted":
            continue
        known = judge(row.expression) if row.expression else None
        if known and known.verdict == "restricted":
            decide = [reason for reason in known.reasons if not _DUTIES.match(reason)]
            said = [(reason, _where(row, reason)) for reason in decide or known.reasons]
        else:
            said = [(f"{kind}: “{quote}”", f"{row.path}:{line}") for kind, line, quote in row.clauses[:2]]
        for words, place in said or ([(row.note, row.path)] if row.note else []):
            reasons.setdefault(words, place)
    return "; ".join(f"{words} ({place})" for words, place in reasons.items())


def _where(row: License, reason: str) -> str:
    """The line on which a text gives a reason, or where the license stands."""
    from ..licenses.quotes import category

    lines = {kind: line for kind, line, _ in reversed(row.clauses)}
    kind = category(reason)
    return f"{row.path}:{lines[kind]}" if kind in lines else _place(row)


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
