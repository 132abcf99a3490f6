"""From findings, terms and declarations to the status of each item and the result. Pure.

Nothing here reads a file or knows a format: every status follows from the facts given, by the
rules of `definition.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from ..definition import Requirement, load
from ..model import (
    CODE_COMPONENTS,
    Component,
    DataList,
    Dataset,
    Evidence,
    Finding,
    Gate,
    Item,
    Manifest,
    Problem,
    Reference,
    Review,
    Terms,
    Waiver,
)
from .data_list import kind

_NO_DATA = DataList()
#: Items of which a model made from another owes the other's as well.
_INHERITED = {"C1", "C2"}
#: States of a place after which nothing is open about it.
_SETTLED = {"verified", "gone"}
_ACCEPTABLE = {"strict": {"osi-approved"}, "working": {"osi-approved", "open"}}
#: How good a status is, for telling better from worse.
STANDING = {
    "unmet": 0,
    "partial": 1,
    "unknown": 2,
    "external": 3,
    "needs-review": 4,
    "waived": 5,
    "not-used": 5,
    "met": 6,
}


def join(
    findings: Mapping[str, Finding],
    manifest: Manifest,
    matches: Mapping[str, tuple[str, ...]],
    places: Mapping[str, tuple[Reference, ...]],
) -> tuple[tuple[Component, ...], tuple[Problem, ...]]:
    """Findings joined with what the manifest declares.

    matches: for each declared pattern, the paths of the tree it names.
    places: for each component, the places elsewhere that the manifest names.
    """
    problems: list[Problem] = []
    components = []
    reasons = dict(manifest.not_used)
    for name, finding in findings.items():
        declared = [d for d in manifest.declarations if d.component == name and (d.paths or d.places)]
        evidence = list(finding.evidence)
        here = finding.here
        for declaration in declared:
            for pattern in declaration.paths:
                paths = matches.get(pattern, ())
                if not paths:
                    here = "missing" if not places.get(name) else here
                    message = (
                        f"{declaration.key}: {pattern!r} is declared as {name}, but it is not in this tree"
                    )
                    problems.append(Problem(where=manifest.path, line=declaration.line, message=message))
                    continue
                seen = [e for e in finding.evidence if e.path in paths]
                if seen:
                    evidence = seen + [e for e in evidence if e not in seen]
                    # Code that looks like a part may be all there is, and its owner knows; a count of
                    # shards or what a document tells is a fact that no declaration changes.
                    if here == "partial" and name in CODE_COMPONENTS and _certain(seen):
                        here = "found"
                    continue
                message = f"{declaration.key}: nothing like {name} was seen in {pattern!r}"
                problems.append(Problem(where=manifest.path, line=declaration.line, message=message))
                evidence.insert(
                    0,
                    Evidence(
                        path=paths[0], why="declared, but nothing of the kind was seen there", strength="hint"
                    ),
                )
                here = "partial" if here == "missing" else here
        if name in reasons and here == "found":
            message = f"not-used.{name}: declared not used, but it was found at {finding.evidence[0].path}"
            problems.append(Problem(where=manifest.path, message=message))
        components.append(
            Component(
                id=name,
                here=here,
                references=places.get(name, ()) + finding.references,
                evidence=tuple(evidence),
                heads=finding.heads,
                declared=bool(declared),
                not_used=reasons.get(name, ""),
            )
        )
    return tuple(components), tuple(problems)


def _certain(evidence: list[Evidence]) -> bool:
    return any(e.strength != "hint" for e in evidence)


def judge(
    components: tuple[Component, ...],
    manifest: Manifest,
    policy: str,
    today: str,
    data: DataList = _NO_DATA,
) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """The status of every item, and what is wrong with the waivers."""
    by_id = {component.id: component for component in components}
    waivers = {waiver.item: waiver for waiver in manifest.waivers}
    items = []
    problems = []
    for requirement in load().items:
        item = _item(requirement, by_id, manifest, data, policy)
        waiver = waivers.get(requirement.id)
        if waiver is not None:
            item, problem = _waive(item, waiver, manifest, today)
            problems += [problem] if problem else []
        items.append(item)
    if manifest.review is not None and manifest.review.expired:
        message = f"the review by {manifest.review.by} no longer counts: {manifest.review.expired}"
        place = Problem(where=manifest.path, line=manifest.review.line, message=message, kind="review")
        problems.append(place)
    return tuple(items), tuple(problems)


def _waive(item: Item, waiver: Waiver, manifest: Manifest, today: str) -> tuple[Item, Problem | None]:
    if item.status in {"met", "not-used"}:
        return item, None
    if waiver.until < today:
        message = f"the waiver of {item.id} by {waiver.by} ended on {waiver.until}: renew it or mend the item"
        return item, Problem(where=manifest.path, line=waiver.line, message=message, kind="waiver")
    why = f"waived by {waiver.by} until {waiver.until}: {waiver.reason} (otherwise {item.status}: {item.why})"
    return replace(item, status="waived", basis="declared", why=why), None


def _item(
    requirement: Requirement,
    by_id: Mapping[str, Component],
    manifest: Manifest,
    data: DataList,
    policy: str,
) -> Item:
    parts = [by_id[name] for name in requirement.components]
    if requirement.terms:
        status, why, basis = _terms(requirement, parts, policy)
        evidence = _sources(parts)
    elif requirement.id in {"D1", "D2", "D3"}:
        status, why, basis = _data(requirement.id, by_id, manifest, data)
        evidence = _data_evidence(requirement.id, by_id, data)
    else:
        status, why, basis = _part(requirement, parts)
        evidence = parts[0].evidence
    if requirement.id in _INHERITED and status == "met":
        owed = _owed(by_id)
        status, why = ("needs-review", owed) if owed else (status, why)
    if status == "external":
        pointers = [r for r in parts[0].references if r.path]
        evidence = tuple(
            Evidence(path=r.path, line=r.line, why=f"points to {_called(r)}", strength="hint")
            for r in pointers[:8]
        )
    return Item(
        id=requirement.id,
        title=requirement.title,
        short=requirement.short,
        element=requirement.element,
        required=requirement.required,
        status=status,
        basis=basis,
        freedoms=requirement.freedoms if status not in {"met", "not-used"} else (),
        components=requirement.components,
        evidence=tuple(evidence),
        why=why,
        fix="" if status in {"met", "not-used"} else _fix(requirement, parts),
    )


def _owed(by_id: Mapping[str, Component]) -> str:
    """What is owed for the models that the weights were made from, unless their places are named as well."""
    named = {reference.url for component in by_id.values() for reference in component.references}
    bases = [base for base in by_id["weights"].bases if base not in named]
    if not bases:
        return ""
    return f"found; the weights were made from {', '.join(bases)}, whose own is owed as well"


def _fix(requirement: Requirement, parts: list[Component]) -> str:
    judged = {part.terms.judged or part.terms.verdict for part in parts if part.terms is not None}
    return requirement.fix_restricted if requirement.terms and "restricted" in judged else requirement.fix


def _basis(component: Component) -> str:
    found = component.standing in {"found", "partial"}
    if component.declared:
        return "both" if found else "declared"
    return "found" if found else ""


def _part(requirement: Requirement, parts: list[Component]) -> tuple[str, str, str]:
    """Status of an item that asks for a thing: code, weights, settings."""
    main = parts[0]
    basis = _basis(main)
    if main.not_used and main.standing != "found":
        if requirement.if_used:
            return "not-used", main.not_used, "declared"
        return (
            "unmet",
            "declared not used, but the Definition asks for it in every case",
            "declared",
        )
    if main.standing == "found":
        return _settings(parts[1], basis) if requirement.id == "C2" else ("met", "", basis)
    if main.standing == "unreadable":
        place = "here" if main.here == "unreadable" else "at the place declared"
        return "unknown", f"it may be {place}, but could not be read", ""
    return _elsewhere(main, basis) or _absent(requirement, main, basis)


def _settings(settings: Component, basis: str) -> tuple[str, str, str]:
    """Training code is here: are its arguments and settings?"""
    if settings.standing == "found":
        return "met", "", basis
    if settings.unsettled:
        return "external", "the settings are declared elsewhere; not verified", basis
    if settings.standing == "partial":
        return "needs-review", "the settings seen may not be those of the released model's run", basis
    return "partial", "the arguments and settings of the training run were not found", basis


def _elsewhere(main: Component, basis: str) -> tuple[str, str, str] | None:
    """Status of what is pointed to; when a part is here, only a pointer as firm as a submodule counts."""
    if main.unsettled:
        return "external", "declared elsewhere; not verified", "declared"
    if main.declared and main.there:
        return None
    pointers = tuple(reference for reference in main.references if reference.state not in _SETTLED)
    pointers = tuple(reference for reference in pointers if reference.path)
    if main.here == "partial":
        pointers = tuple(
            reference for reference in pointers if reference.kind in {"submodule", "lfs", "dvc", "annex"}
        )
    if pointers:
        return "external", f"pointed to: {_called(pointers[0])}; not verified", basis
    return None


def _called(reference: Reference) -> str:
    """A place in words a reader knows."""
    return f"what {reference.path} fetches" if reference.kind == "script" else reference.url


def _absent(requirement: Requirement, main: Component, basis: str) -> tuple[str, str, str]:
    if main.standing == "partial":
        return "partial", main.evidence[0].why if main.evidence else "only a part was found", basis
    if requirement.required:
        gone = any(reference.state == "gone" for reference in main.references)
        where = (
            ", gone from where it was declared"
            if gone
            else ", nor at the places declared"
            if main.there
            else ""
        )
        return "unmet", f"looked for, not found{where}", ""
    return "unknown", "not found; the Definition does not ask for it", ""


def _data(
    item: str, by_id: Mapping[str, Component], manifest: Manifest, data: DataList
) -> tuple[str, str, str]:
    """Status of D1, D2 and D3. What is enough is never decided here."""
    documentation = by_id["data-documentation"]
    if item == "D1":
        status, why, basis = _description(documentation, manifest.review)
        if status in {"unmet", "partial"} and documentation.unsettled:
            return "external", "declared elsewhere; not verified", "declared"
        return status, why, basis
    status, why, basis = _listing(item, by_id, manifest, data)
    review = manifest.review
    if status == "met" and review is not None and not review.expired and item in review.lacking:
        return "needs-review", f"{review.by} judged on {review.on} that something is lacking; {why}", basis
    return status, why, basis


def _listing(
    item: str, by_id: Mapping[str, Component], manifest: Manifest, data: DataList
) -> tuple[str, str, str]:
    """Status of D2 and D3."""
    if manifest.data is not None:
        return _listed(item, manifest, data)
    none = next((evidence for of, evidence in data.none if of == item), None)
    if none is not None and not _of_item(item, data.rows):
        return "met", f"{none.path}:{none.line} says that there are none", "found"
    return _named(item, by_id, data)


def _named(item: str, by_id: Mapping[str, Component], data: DataList) -> tuple[str, str, str]:
    """Status of D2 and D3 by what the documents name."""
    documentation = by_id["data-documentation"]
    heads = dict(documentation.heads)
    told = heads.get("where_to_obtain") == "found" and heads.get("provenance") == "found"
    gaps = _gaps(data.rows)
    if data.rows and told and not gaps:
        if data.base is not None:
            return "needs-review", f"{data.base.why}, whose training data are owed too", "found"
        theirs = (
            ", ".join(f"{row.name} ({row.access})" for row in _of_item(item, data.rows))
            or "none of this kind"
        )
        return "met", f"each dataset named has a place and a way to get it: {theirs}", "found"
    if item == "D2":
        if told:
            return (
                "needs-review",
                _and("places are named; whether all are is for a person to judge", gaps),
                "found",
            )
        if heads.get("where_to_obtain", "missing") != "missing" or by_id["dataset"].references:
            return "partial", _and("some places are named, without a full account", gaps), "found"
        if data.rows:
            return "partial", f"named without a place: {_some([row.name for row in data.rows])}", "found"
        return "unmet", "no listing of where to obtain the training data", ""
    theirs = _some([f"{row.name} ({row.access})" for row in _of_item(item, data.rows)])
    if theirs:
        return "needs-review", _and(f"others provide {theirs}", gaps), "found"
    if documentation.standing == "missing":
        if documentation.unsettled:
            return "external", "the documents are elsewhere; not verified", "declared"
        return "unmet", "nothing says whether data came from third parties", ""
    return "unknown", "nothing says whether any training data came from third parties", ""


def _of_item(item: str, rows: tuple[Dataset, ...]) -> list[Dataset]:
    """The datasets that D2 or D3 asks for."""
    kinds = {"D2": {"open", "public"}, "D3": {"obtainable"}}[item]
    return [row for row in rows if kind(row) in kinds]


def _gaps(rows: tuple[Dataset, ...]) -> str:
    """What is not said of the datasets named."""
    placeless = [row.name for row in rows if not row.where and kind(row) != "unshareable"]
    silent = [row.name for row in rows if row.name not in placeless and not kind(row)]
    return "; ".join(
        f"{what}: {_some(names)}"
        for what, names in (("no place named for", placeless), ("nothing says how to get", silent))
        if names
    )


def _and(first: str, second: str) -> str:
    return f"{first}; {second}" if second else first


def _some(names: list[str], most: int = 5) -> str:
    """The first few of some names."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _description(documentation: Component, review: Review | None) -> tuple[str, str, str]:
    """Status of D1: which of its parts are spoken of, and what a person judged who read them."""
    basis = _basis(documentation)
    words = load().heads
    absent = [
        words[head]
        for head, state in documentation.heads
        if state == "missing" and head not in {"where_to_obtain", "labeling"}
    ]
    if documentation.standing == "unreadable":
        return "unknown", "the documents could not be read", ""
    if documentation.standing == "missing":
        return "unmet", "no document describes the training data", ""
    if absent:
        return "partial", "nothing said on " + ", nor on ".join(absent), basis
    if review is None:
        return "needs-review", "each part is spoken of; whether it is enough is for a person to judge", basis
    return _reviewed(documentation, review, basis)


def _reviewed(documentation: Component, review: Review, basis: str) -> tuple[str, str, str]:
    """Status of D1 where each part is spoken of and a review is recorded."""
    words = load().heads
    by = f"{review.by} on {review.on}"
    if review.expired:
        return "needs-review", f"the review by {by} no longer counts: {review.expired}", basis
    if lacking := [words[head] for head in review.lacking if head in words]:
        return "partial", f"judged by {by} not to be enough: {', '.join(lacking)}", "both"
    weak = [
        f"{words[head]} ({state})"
        for head, state in documentation.heads
        if head != "where_to_obtain" and state not in {"found", "not-applicable"}
    ]
    if weak:
        return (
            "needs-review",
            f"judged enough by {by}, but not told in so many words: {', '.join(weak)}",
            "both",
        )
    return "met", f"each part is told, and was judged enough by {by}", "both"


def _listed(item: str, manifest: Manifest, data: DataList) -> tuple[str, str, str]:
    """Status of D2 and D3 by the manifest's list of training data, held against what documents name."""
    assert manifest.data is not None
    bare = [entry.name for entry in manifest.data if not entry.where and entry.access != "unshareable"]
    if bare:
        return "partial", "no place named for: " + ", ".join(bare), "declared"
    conflicts = [conflict for row in data.rows for conflict in row.conflicts]
    if conflicts:
        return "needs-review", "the documents contradict the manifest: " + "; ".join(conflicts[:3]), "both"
    unlisted = [row for row in data.rows if not row.declared]
    # A name without a place may be that of a publisher or a tool.
    if placed := [row for row in unlisted if row.where]:
        return "needs-review", f"{manifest.path} does not list what documents name: {_seen(placed)}", "both"
    listed = ", ".join(row.name for row in _of_item(item, data.rows)) or "none"
    aside = f"not there, though documents name them: {_seen(unlisted)}" if unlisted else ""
    return "met", _and(f"listed in {manifest.path}: {listed}", aside), "declared"


def _seen(rows: list[Dataset]) -> str:
    return _some([f"{row.name} ({row.evidence[0].path}:{row.evidence[0].line})" for row in rows])


def _data_evidence(item: str, by_id: Mapping[str, Component], data: DataList) -> tuple[Evidence, ...]:
    evidence = by_id["data-documentation"].evidence
    if item == "D1":
        return evidence
    none = tuple(said for of, said in data.none if of == item)
    named = tuple(row.evidence[-1] for row in _of_item(item, data.rows) if row.access)
    if item == "D2":
        where = tuple(e for e in evidence if e.why.startswith(load().heads["where_to_obtain"]))
        pointers = tuple(
            Evidence(path=r.path, line=r.line, why=f"points to {_called(r)}", strength="hint")
            for r in by_id["dataset"].references[:4]
            if r.path
        )
        return none + where + pointers
    return none + named[:4]


def _terms(requirement: Requirement, parts: list[Component], policy: str) -> tuple[str, str, str]:
    """Status of the terms of one element, by the worst of its components."""
    covered = [(part, part.terms) for part in parts if part.terms is not None]
    if not covered:
        return "unknown", "there is nothing here that terms could cover", ""
    allowed = _ACCEPTABLE["strict" if requirement.element == "code" else policy]
    worst: tuple[int, str, str] = (99, "met", "")
    for part, terms in covered:
        status, why = _one(terms, allowed, requirement)
        if terms.unread:
            status, why = _UNREAD[terms.unread], terms.why
        worst = min(worst, (STANDING[status], status, f"{part.id}: {why}"))
    basis = "declared" if all(part.declared for part, _ in covered) else "found"
    expressions = sorted({terms.expression for _, terms in covered if terms.expression})
    return worst[1], ", ".join(expressions) if worst[1] == "met" else worst[2], basis


#: What is said of terms of which nothing could be read.
_UNREAD = {"elsewhere": "external", "unreadable": "unknown"}


def _one(terms: Terms, allowed: set[str], requirement: Requirement) -> tuple[str, str]:
    name = terms.expression or "no license"
    verdict = terms.judged or terms.verdict
    if terms.verdict == "conflict" and verdict in allowed:
        return "needs-review", f"{name}: {terms.why}"
    if verdict in allowed:
        return ("needs-review", f"{name} by {terms.why}") if terms.assumed else ("met", name)
    if verdict == "open" and requirement.element == "code":
        return "unmet", f"{name} keeps the freedoms, but is not OSI-approved: not satisfied formally"
    if verdict == "open":
        return (
            "unmet",
            f"{name} keeps the freedoms, but is not OSI-approved, which the strict policy asks for",
        )
    if verdict == "restricted":
        return "unmet", f"{name}: {terms.why}"
    if verdict == "none":
        return "unmet", terms.why
    return "needs-review", f"{name}: not established, {terms.why}"


def _sources(parts: list[Component]) -> tuple[Evidence, ...]:
    sources = dict.fromkeys((s, p.terms.expression or "") for p in parts if p.terms for s in p.terms.sources)
    evidence = []
    for source, expression in sources:
        found = re.fullmatch(r"(.*):(\d+)", source)
        path, line = (found[1], int(found[2])) if found else (source, None)
        evidence.append(Evidence(path=path, line=line, why=expression or "states terms", strength="likely"))
    return tuple(evidence)


def result(subject: str, items: tuple[Item, ...], policy: str) -> str:
    """The result for the system."""
    if subject != "model":
        return "not-applicable"
    required = [item for item in items if item.required]
    terms = {item.id for item in load().items if item.terms}
    if any(item.status in {"unmet", "partial"} for item in required if item.id not in terms):
        return "incomplete"
    bad = {item.status for item in required if item.id in terms} - {"met", "waived", "external"}
    if "unmet" in bad:
        return "terms"
    if any(item.status == "external" for item in required):
        return "undetermined"
    if bad:
        return "terms"
    open_states = {"unknown"} | ({"needs-review"} if policy == "strict" else set())
    if any(item.status in open_states for item in required):
        return "undetermined"
    return "complete"


def gate(
    fail_on: str,
    outcome: str,
    items: tuple[Item, ...],
    problems: tuple[Problem, ...],
    worse: tuple[str, ...] | None,
) -> Gate:
    """Whether the strictness asked for is met. worse: what got worse against the base; None without one."""
    level = ("never", "regression", "incomplete", "terms", "review").index(fail_on)
    reasons: list[str] = []
    if level >= 1:
        reasons += [f"made worse: {change}" for change in worse or ()]
    if outcome == "not-applicable":
        return Gate(fail_on=fail_on, passed=not reasons, reasons=tuple(reasons))
    terms = {item.id for item in load().items if item.terms}
    required = [item for item in items if item.required]
    if level >= 2:
        bad = [item for item in required if item.id not in terms and item.status in {"unmet", "partial"}]
        reasons += [f"{item.id} {item.title}: {item.why}" for item in bad]
        reasons += [problem.message for problem in problems if problem.kind in {"declaration", "waiver"}]
    if level >= 3:
        bad = [
            item
            for item in required
            if item.id in terms and item.status not in {"met", "waived", "unknown", "external"}
        ]
        reasons += [f"{item.id} {item.title}: {item.why}" for item in bad]
    if level >= 4:
        unsure = [item for item in required if item.status in {"needs-review", "external", "unknown"}]
        reasons += [
            f"{item.id} {item.title}: {item.why}"
            for item in unsure
            if f"{item.id} {item.title}: {item.why}" not in reasons
        ]
    return Gate(fail_on=fail_on, passed=not reasons, reasons=tuple(reasons))
