"""The report as JSON: versioned, the same bytes for the same input. Schema: schema/report.schema.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .. import ruleset
from ..definition import load
from ..escape import shown
from ..judgment.yardstick import bounds, keeping_from
from ..version import __version__
from ..yardsticks import load as yardstick
from .words import NOTICE, of_yardstick, worth_telling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model import (
        Artifact,
        Component,
        Dataset,
        Evidence,
        Item,
        License,
        Measured,
        Reference,
        Report,
        Review,
    )

SCHEMA_VERSION = "1.0"


def render(report: Report) -> str:
    """The report as JSON text."""
    return json.dumps(as_dict(report), indent=2, ensure_ascii=False) + "\n"


def several(reports: Iterable[Report]) -> str:
    """An array of reports as JSON text."""
    return json.dumps(list(map(as_dict, reports)), indent=2, ensure_ascii=False) + "\n"


def delta(report: Report) -> str:
    """The delta alone as JSON text: the field `delta` of a report, with what names and dates it."""
    whole = as_dict(report)
    kept = ("schema_version", "tool", "definition", "target", "policy", "delta", "notice")
    return json.dumps({name: whole[name] for name in kept}, indent=2, ensure_ascii=False) + "\n"


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain values, every string fit to print."""
    shown_values: dict[str, Any] = _shown(_values(report))
    return shown_values


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _shown(inner) for key, inner in value.items()}
    return [_shown(inner) for inner in value] if isinstance(value, list) else value


def _values(report: Report) -> dict[str, Any]:
    definition = load()
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "osaid", "version": __version__},
        "definition": {
            "name": "Open Source AI Definition",
            "version": definition.version,
            "ruleset": ruleset.digest(),
            "source": definition.source,
        },
        "target": {
            "name": report.target.name,
            "version": report.target.version,
            "commit": report.target.commit,
            "dirty": report.target.dirty,
            "fallback": report.target.fallback or None,
            "manifest": report.target.manifest or None,
            "systems": list(report.target.systems),
            "about": dict(report.target.about),
            **({"dated": report.target.dated} if report.target.dated else {}),
            **({"origin": report.target.origin} if report.target.origin else {}),
        },
        "subject": report.subject,
        "subject_why": report.subject_why,
        "subject_certain": report.subject_certain,
        "subject_declared": report.subject_declared,
        "subject_shares": dict(report.subject_shares),
        "result": report.result,
        "unjudged": report.unjudged or None,
        "policy": report.policy,
        "items": [_item(item) for item in report.items],
        "models": [
            {
                "name": model.name,
                "result": model.result,
                "items": [{"id": i.id, "status": i.status, "why": i.why} for i in model.items],
            }
            for model in report.models
        ],
        "yardsticks": [_measured(measured, family=bool(report.models)) for measured in report.yardsticks],
        "components": [_component(component) for component in report.components if worth_telling(component)],
        "licenses": [_license(row) for row in report.licenses],
        "data": [_dataset(row) for row in report.data],
        **({"artifacts": list(map(_artifact, report.artifacts))} if report.target.dated else {}),
        "review": _review(report.review),
        "elsewhere": [
            {"place": p.place, "state": p.state, "date": p.date or None, "looked": p.looked, "why": p.why}
            for p in report.elsewhere
        ],
        "delta": _delta(report),
        "gate": {
            "fail_on": report.gate.fail_on,
            "passed": report.gate.passed,
            "reasons": list(report.gate.reasons),
            "require": list(report.gate.require),
        },
        "limits": list(report.limits),
        "problems": [
            {"where": p.where, "line": p.line, "kind": p.kind, "message": p.message} for p in report.problems
        ],
        "notice": NOTICE,
    }


def _measured(measured: Measured, *, family: bool) -> dict[str, Any]:
    by = yardstick(measured.yardstick)
    met, possible = bounds(measured)
    return {
        "id": by.id,
        "title": by.title,
        "date": by.date,
        "source": by.source,
        "label": met.id if met else None,
        "at_most": possible.id if possible else None,
        "said": of_yardstick(measured, family=family),
        "labels": [
            {
                "id": label.id,
                "title": label.title,
                "lacking": [answer.id for answer in keeping_from(measured, label, "lacking")],
                "unknown": [answer.id for answer in keeping_from(measured, label, "unknown")],
            }
            for label in by.labels
        ],
        "asks": [
            {
                "id": ask.id,
                "title": ask.title,
                "components": [*ask.components, *ask.needs],
                "state": answer.state,
                "why": answer.why,
                "doubt": answer.doubt or None,
                "evidence": [_evidence(evidence) for evidence in answer.evidence],
            }
            for ask, answer in zip(by.asks, measured.answers, strict=True)
        ],
    }


def _dataset(row: Dataset) -> dict[str, Any]:
    return {
        "name": row.name,
        "declared": row.declared or None,
        "access": row.access or None,
        "where": list(row.where),
        "license": row.license,
        "reason": row.reason,
        "sources": list(row.sources),
        "evidence": [_evidence(evidence) for evidence in row.evidence],
        "conflicts": list(row.conflicts),
        "told": [{"head": head, **_evidence(line)} for head, line in row.told],
    }


def _artifact(artifact: Artifact) -> dict[str, Any]:
    return {
        "component": artifact.component,
        "path": artifact.path,
        "sha256": artifact.sha256 or None,
        "bytes": artifact.size,
        "why": artifact.why or None,
    }


def _review(review: Review | None) -> dict[str, Any] | None:
    if review is None:
        return None
    return {
        "by": review.by,
        "on": review.on,
        "commit": review.commit or None,
        "files": list(review.files),
        "digest": review.digest,
        "lacking": list(review.lacking),
        "expired": review.expired or None,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    row: dict[str, Any] = {"path": evidence.path, "line": evidence.line, "why": evidence.why}
    row["strength"] = evidence.strength
    if evidence.text:
        row["text"] = evidence.text
    return row


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "url": reference.url,
        "kind": reference.kind,
        "revision": reference.revision,
        "verified": reference.verified,
        "path": reference.path or None,
        "line": reference.line,
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "element": item.element,
        "required": item.required,
        "status": item.status,
        "basis": item.basis or None,
        "why": item.why,
        "freedoms": list(item.freedoms),
        "components": list(item.components),
        "evidence": [_evidence(evidence) for evidence in item.evidence],
        "fix": item.fix or None,
    }


def _component(component: Component) -> dict[str, Any]:
    terms = component.terms
    row: dict[str, Any] = {
        "id": component.id,
        "here": component.here,
        "there": component.there or None,
        "declared": component.declared,
        "not_used": component.not_used or None,
        "references": [_reference(reference) for reference in component.references],
        "evidence": [_evidence(evidence) for evidence in component.evidence],
        "terms": None,
    }
    if terms is not None:
        row["terms"] = {
            "verdict": terms.verdict,
            "expression": terms.expression,
            "sources": list(terms.sources),
            "assumed": terms.assumed,
            "why": terms.why,
        }
    if component.heads:
        row["heads"] = dict(component.heads)
    if component.unread:
        row["unread"] = [
            {"role": some.role, "files": some.files, "of": some.of, "paths": list(some.paths)}
            for some in component.unread
        ]
    if component.bases:
        row["bases"] = [_reference(base) for base in component.bases]
    if component.teachers:
        row["teachers"] = [_reference(teacher) for teacher in component.teachers]
    if component.uses:
        row["uses"] = [_evidence(evidence) for evidence in component.uses]
    return row


def _license(row: License) -> dict[str, Any]:
    return {
        **({"model": row.model} if row.model else {}),
        "path": row.path,
        "line": row.line,
        "expression": row.expression,
        "state": row.state,
        "verdict": row.verdict,
        "scope": list(row.scope),
        "clauses": [{"category": c, "line": line, "quote": quote} for c, line, quote in row.clauses],
        "differences": [
            {"kind": kind, "line": line, "removed": removed, "inserted": inserted}
            for kind, line, removed, inserted in row.differences
        ],
        "note": row.note,
    }


def _delta(report: Report) -> dict[str, Any] | None:
    delta = report.delta
    if delta is None:
        return None
    return {
        "base": delta.base,
        "result_before": delta.result_before,
        "result_after": delta.result_after,
        "worse": delta.worse,
        "changes": [
            {
                "id": change.id,
                "title": change.title,
                "before": change.before,
                "after": change.after,
                "worse": change.worse,
                "mark": change.mark,
                "cause": change.cause or None,
                "path": change.path or None,
                "line": change.line,
                "note": change.note or None,
            }
            for change in delta.changes
        ],
    }
