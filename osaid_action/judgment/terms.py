"""T items: whether the terms of an element are such as the policy accepts, by the worst of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import STANDING, Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..definition import Requirement
    from ..model import Component, Terms
    from .grounds import Answer

#: What is said of terms of which nothing could be read.
_UNREAD = {"elsewhere": "external", "unreadable": "unknown"}
_ACCEPTABLE = {"strict": {"osi-approved"}, "working": {"osi-approved", "open"}}


def status(requirement: Requirement, parts: Iterable[Component], policy: str) -> Answer:
    """The status of the terms of one element. For code every policy is strict."""
    covered = [(part, part.terms) for part in parts if part.terms is not None]
    if not covered:
        return "unknown", "there is nothing here that terms could cover", ""
    allowed = _ACCEPTABLE["strict" if requirement.element == "code" else policy]
    by = "declared" if all(part.declared for part, _ in covered) else "found"
    answers = [(part, *_one(terms, allowed, requirement)) for part, terms in covered]
    part, worst, why = min(answers, key=lambda answer: STANDING[answer[1]])
    if worst != "met":
        return worst, f"{part.id}: {why}", by
    return worst, ", ".join(sorted({terms.expression for _, terms in covered if terms.expression})), by


def restricted(parts: Iterable[Component]) -> bool:
    """True when the terms of any part take a freedom away."""
    return any((part.terms.judged or part.terms.verdict) == "restricted" for part in parts if part.terms)


def evidence(parts: Iterable[Component]) -> tuple[Evidence, ...]:
    """The places that state the terms of some components."""
    sources = dict.fromkeys((s, p.terms.expression or "") for p in parts if p.terms for s in p.terms.sources)
    found = []
    for source, expression in sources:
        numbered = re.fullmatch(r"(.*):(\d+)", source)
        path, line = (numbered[1], int(numbered[2])) if numbered else (source, None)
        found.append(Evidence(path=path, line=line, why=expression or "states terms", strength="likely"))
    return tuple(found)


def _one(terms: Terms, allowed: set[str], requirement: Requirement) -> tuple[str, str]:
    """The status of the terms of one component, and why."""
    if terms.unread:
        return _UNREAD[terms.unread], terms.why
    name = terms.expression or "no license"
    verdict = terms.judged or terms.verdict
    if terms.verdict == "conflict" and verdict in allowed:
        return "needs-review", f"{name}: {terms.why}"
    if verdict in allowed:
        return ("needs-review", f"{name} by {terms.why}") if terms.assumed else ("met", name)
    if verdict == "open":
        lacks = f"{name} keeps the freedoms, but is not OSI-approved"
        if requirement.element == "code":
            return "unmet", f"{lacks}: not satisfied formally"
        return "unmet", f"{lacks}, which the strict policy asks for"
    if verdict == "restricted":
        return "unmet", f"{name}: {terms.why}"
    if verdict == "none":
        return "unmet", terms.why
    return "needs-review", f"{name}: not established, {terms.why}"
