"""Which terms cover a component: by file name and folder, by what is stated, and by the manifest. Pure.

Where sources disagree, all are shown and the most restrictive is judged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import replace
from ..licenses import judge
from ..model import IN_TREE, Component, Evidence, License, Manifest, Problem, Terms
from ..patterns import lazy
from .named import RANK, worst
from .statements import KEPT

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

_ELEMENT_OF = {
    "weights": "parameters",
    "intermediate-checkpoints": "parameters",
    "optimizer-state": "parameters",
    "data-documentation": "data",
    "dataset": "data",
    "evaluation-data": "data",
}
#: Sentences and badges, as against texts.
_STATED = frozenset({"stated", "badge"})
#: Terms that restrict none of the freedoms to use, study, modify and share.
_DUTIES = lazy(
    r"outputs: |outputs are the user|notice file|attribution (?:in|notice)|use is acknowledged|"
    r"redistribution under these terms"
)
_OF_DOCUMENTS = lazy(r"(?i)documentation|DATA\.md|data ?sheet|data information")


def cover(
    component: Component, seen: tuple[License, ...], manifest: Manifest, *, whole: bool = True
) -> Terms | None:
    """The terms of one component, here and elsewhere as far as verified; None where nothing is to cover.

    whole: false where not every file could be listed.
    """
    covered = _covered(component, seen, manifest)
    if covered is not None and covered.verdict == "none" and not whole:
        why = "what states its terms may be among the files that were not listed"
        return Terms(verdict="undetermined", judged="undetermined", unread="unreadable", why=why)
    if covered is None or KEPT not in covered.sources or covered.judged not in {"osi-approved", "open"}:
        return covered
    # Only the keeper tells of the card, which may say more.
    return replace(covered, assumed=True, why=f"the {KEPT}; the card itself could not be read")


def _covered(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    there = list(component.stated_there)
    beside, seen = seen, tuple(row for row in seen if not _is_beside(row.path))
    if there and component.standing != component.here:
        return _there(_declared(component, manifest) + there)
    here = (
        _away(component, seen, manifest) if _is_away(component) else _here(component, seen, beside, manifest)
    )
    if not there or here is None or here.unread == "elsewhere":
        return _there(there) if there else here
    return _of_all([("", here), ("", _there(there))])


def _is_away(component: Component) -> bool:
    """True where nothing of it is in this tree, and something says where it is."""
    if component.here == "missing" and component.named_elsewhere:
        return True
    # The license of the tree covers what it points to in this way.
    inside = any(reference.kind in IN_TREE for reference in component.references)
    pointers = {reference.path for reference in component.references}
    held = component.here != "missing" and not {e.path for e in component.evidence} <= pointers
    return bool(component.references) and not inside and not held


def _there(rows: list[License]) -> Terms:
    """The terms of what is elsewhere, from the lock, held against what the manifest declares."""
    declared = [row for row in rows if row.state == "declared"]
    parts = []
    for row in rows:
        if row.state != "declared":
            words = f"{row.note}, at {row.path}" if row.note else "read at the place elsewhere"
            terms = _judge([*declared, row], words, assumed=row.state == "assumed")
            parts.append(("", replace(terms, verdict="conflict") if row.state == "conflict" else terms))
    return _of_all(parts)


def _of_all(parts: list[tuple[str, Terms]]) -> Terms:
    """The terms of several models, each with its name or "": of the worst, or of all where none is bad."""
    if len(parts) == 1:
        return parts[0][1]
    name, decides = max(parts, key=lambda part: _badness(part[1]))
    limited = not _is_open(decides)
    judged = worst([terms.judged for _, terms in parts])
    same = [terms for _, terms in parts if terms.judged == decides.judged or not limited]
    apart = name and (limited or any(_badness(terms) != _badness(decides) for terms in same))
    return replace(
        decides,
        verdict=decides.verdict if limited or decides.verdict == "conflict" else judged,
        judged=judged,
        expression=_joined([terms.expression for terms in same if terms.expression]),
        sources=tuple(dict.fromkeys(place for terms in same for place in terms.sources)),
        why=f"for {name}, {decides.why}" if apart else decides.why,
    )


def _badness(terms: Terms) -> tuple[int, bool, bool, int]:
    """By what some terms are worse than others: what is open to all may still be in doubt."""
    rank = RANK.index(terms.judged)
    return (0 if _is_open(terms) else rank), terms.verdict == "conflict", terms.assumed, rank


def _is_open(terms: Terms) -> bool:
    return terms.judged in {"osi-approved", "open"}


def _joined(expressions: list[str]) -> str | None:
    """One expression of those that all count."""
    parts = [part for one in expressions for part in ([one] if " OR " in one else one.split(" AND "))]
    several = len(expressions) > 1
    marked = [
        f"({part})" if " OR " in part and several and not part.startswith("(") else part for part in parts
    ]
    return " AND ".join(dict.fromkeys(marked)) or None


def _away(component: Component, seen: tuple[License, ...], manifest: Manifest) -> Terms | None:
    """The terms of what is elsewhere and was not seen: no general license of this tree speaks of it."""
    said = _declared(component, manifest)
    if said:
        return _judge(said, "declared in the manifest")
    element = element_of(component)
    about = [] if component.named_elsewhere else _about(component, _governing(component, seen))
    if about:
        return _blocked(_by_model(about, [], element), component, seen)
    settled = component.here == "missing" and component.named_elsewhere and not component.unsettled
    if settled and component.there in {"", "missing"}:
        return None
    how = "and could not be read" if settled else "which was not verified"
    why = f"the terms stand elsewhere, {how}"
    return Terms(verdict="undetermined", judged="undetermined", unread="elsewhere", why=why)


def element_of(component: Component) -> str:
    """The element of a system that a component belongs to, as the scope of terms names it."""
    return _ELEMENT_OF.get(component.id, "code")


def _governing(component: Component, seen: tuple[License, ...]) -> list[License]:
    return [row for row in seen if row.state != "unreadable" and _governs(row, component)]


def _about(component: Component, rows: list[License]) -> list[License]:
    """What names the element of a component."""
    about = [row for row in rows if element_of(component) in row.scope]
    if component.id == "data-documentation":
        of_it = [
            row for row in rows if "documents" in row.scope and _OF_DOCUMENTS.search(f"{row.path} {row.note}")
        ]
        about = [row for row in about if row not in of_it]
        # A license of the data is not one of their description; what names the documents is.
        own = {evidence.path for evidence in component.evidence}
        return of_it + [
            row
            for row in about
            if _OF_DOCUMENTS.search(row.note if row.state in _STATED else row.path)
            or (row.front and row.path in own)
        ]
    return about


def _blocked(terms: Terms, component: Component, seen: tuple[License, ...]) -> Terms:
    """Terms that what can't be read may change: nothing is certain of them but a restriction."""
    element = element_of(component)
    unread = [
        row
        for row in seen
        if row.state == "unreadable" and _governs(row, component) and (not row.scope or element in row.scope)
    ]
    if not unread or terms.judged == "restricted":
        return terms
    why = f"{unread[0].path} could not be read: {unread[0].note}"
    return replace(terms, verdict="undetermined", judged="undetermined", unread="unreadable", why=why)


def _here(
    component: Component, seen: tuple[License, ...], beside: tuple[License, ...], manifest: Manifest
) -> Terms | None:
    """The terms of what is here. beside: what was seen, also of what is shared with other systems."""
    if component.here == "missing" and not component.references and not component.declared:
        return None
    terms = _of_all(
        [
            (name, _blocked(_readable(part, _governing(part, rows), manifest), part, rows))
            for some, rows in _places(component, seen, beside)
            for name, part in _models(some, rows)
        ]
    )
    if component.here == "unreadable" and (terms.verdict == "none" or terms.assumed):
        why = "it may be here, but could not be read"
        return Terms(verdict="undetermined", judged="undetermined", unread="unreadable", why=why)
    return terms


def _places(
    component: Component, seen: tuple[License, ...], beside: tuple[License, ...]
) -> Iterator[tuple[Component, tuple[License, ...]]]:
    """A component in the system's folder, and in each that it shares, with what may speak of it there.

    No text of the system's own folder covers what is outside of it; the nearest text there does.
    """
    shared: dict[str, list[Evidence]] = {}
    for one in component.evidence:
        if one.path.startswith("../"):
            shared.setdefault(one.path.rpartition("/")[0], []).append(one)
    own = tuple(one for one in component.evidence if not one.path.startswith("../"))
    if own or not shared:
        yield replace(component, evidence=own), seen
    for folder, some in shared.items():
        paths = {one.path for one in some}
        near = [row for row in beside if _holds(row.path.rpartition("/")[0], folder)]
        deepest = max((len(row.path.rpartition("/")[0]) for row in near), default=0)
        rows = (
            replace(row, folder="")
            for row in near
            if row.path in paths or len(row.path.rpartition("/")[0]) == deepest
        )
        yield replace(component, evidence=tuple(some)), tuple(rows)


def _holds(above: str, folder: str) -> bool:
    """True where one folder beside the system's holds another, or is it."""
    return folder == above or (
        folder.startswith(f"{above}/") and not folder[len(above) + 1 :].startswith("..")
    )


def _is_beside(path: str) -> bool:
    """True for what is neither in the system's folder nor in one above it."""
    return path.startswith("../") and bool(path.rpartition("/")[0].strip("./"))


def _models(component: Component, seen: tuple[License, ...]) -> list[tuple[str, Component]]:
    """The models of a component, each with what has its own terms: a license beside one covers no other."""
    sure = [evidence for evidence in component.evidence if evidence.strength != "hint"]
    if element_of(component) != "parameters" or not sure:
        return [("", component)]
    folders = {row.folder for row in seen if row.folder}
    held: dict[str, list[Evidence]] = {}
    for evidence in sure:
        held.setdefault(deepest(evidence.path, folders), []).append(evidence)
    return [
        (folder or some[0].path, replace(component, evidence=tuple(some))) for folder, some in held.items()
    ]


def deepest(path: str, folders: Container[str]) -> str:
    """The innermost of some folders that holds a path, or is it; "" for none."""
    while path and path not in folders:
        path = path.rpartition("/")[0]
    return path


def _readable(component: Component, rows: list[License], manifest: Manifest) -> Terms:
    """The terms by all that could be read."""
    element = element_of(component)
    texts = [row for row in rows if row.state not in _STATED]
    said = _declared(component, manifest) + _about(component, rows)
    if said:
        return _by_model(said, [row for row in texts if not row.scope], element)
    general = _nearest([row for row in texts if not row.scope])
    if not general and component.id == "data-documentation":
        general = _nearest([row for row in texts if "code" in row.scope])
    if general:
        why = f"the nearest license file, {general[0].path}"
        if element == "parameters":
            return _judge(general, why + "; nothing says that it covers the parameters", assumed=True)
        return _judge(general, why)
    if cards := _nearest([row for row in rows if row.of_all]):
        words = f"the card, {cards[0].stated_at}; it does not say that it covers more than the weights"
        return _judge(cards, words, assumed=True)
    badges = [row for row in rows if row.state == "badge"]
    if badges:
        return _judge(badges, "a badge alone names it")
    return Terms(
        verdict="none",
        judged="none",
        why="nothing says under which terms" + (" it is" if element == "code" else " they are"),
    )


def _by_model(said: list[License], texts: list[License], element: str) -> Terms:
    """The terms that are stated, of each model that is named. texts: those that a statement may name."""
    of_any = [row for row in said if not row.model]
    models = dict.fromkeys(row.model for row in said if row.model) or [""]
    parts = [(model, of_any + [row for row in said if model and row.model == model]) for model in models]
    return _of_all([(model, _as_said(rows, texts, element)) for model, rows in parts])


def _as_said(said: list[License], texts: list[License], element: str) -> Terms:
    """The terms that are stated: neither a sentence nor a declaration outweighs a text.

    Of the texts count those that are named, that lie beside the thing, and, wherever they are, that restrict.
    """
    named = [row.expression or "" for row in said if row.state in {"stated", "declared"}]
    ids = {part for expression in named for part in expression.split(" AND ")}
    meant = [
        row
        for row in texts
        if element == "code" or row.expression in ids or row.folder or row.verdict == "restricted"
    ]
    declared = said[0].state == "declared"
    return _judge(said + _nearest(meant), "declared in the manifest" if declared else f"stated for {element}")


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
        why = f"no plain grant: “{unclear.note}” ({unclear.stated_at})"
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
        expression=_joined([row.expression for row in rows if row.expression]),
        sources=tuple(dict.fromkeys(row.stated_at for row in rows)),
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
    return f"{row.path}:{lines[kind]}" if kind in lines else row.stated_at


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
