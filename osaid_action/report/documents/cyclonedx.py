"""A bill of materials in CycloneDX 1.7: a machine-learning-model with its card, files, parts and data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...escape import shown
from ...version import __version__
from .bill import NAMED, NOTE, PROJECT, Bill, Terms, as_text, bill, evidence, kept, page

if TYPE_CHECKING:
    from ...model import Artifact, Report
    from .bill import Data, Part

_SCHEMA = "http://cyclonedx.org/schema/bom-1.7.schema.json"


def render(report: Report) -> str:
    """The bill as JSON text."""
    return json.dumps(_whole(bill(report)), indent=2, ensure_ascii=False) + "\n"


def _whole(bill: Bill) -> dict[str, Any]:
    tool = {"type": "application", "name": "osaid", "version": __version__}
    website = [{"type": "website", "url": PROJECT}]
    data = [_data(one) for one in bill.data]
    bases = [
        kept(
            {
                "type": "machine-learning-model",
                "bom-ref": f"base-{number}",
                "name": base,
                "description": "What the weights were made from.",
                "externalReferences": [{"type": "website", "url": page(base)}] if page(base) else [],
            }
        )
        for number, base in enumerate(bill.bases, 1)
    ]
    model = _model(bill)
    inside = [one["bom-ref"] for one in (*data, *bases)]
    return {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.7",
        "serialNumber": f"urn:uuid:{bill.id}",
        "version": 1,
        "metadata": {
            "timestamp": bill.created,
            "lifecycles": [{"phase": "pre-build"}],
            "tools": {"components": [{**tool, "externalReferences": website}]},
            "component": model,
            "properties": [_property("note", NOTE), _property("coverage", bill.coverage)],
        },
        "components": [*data, *bases],
        "dependencies": [{"ref": "model", **({"dependsOn": inside} if inside else {})}],
    }


def _model(bill: Bill) -> dict[str, Any]:
    about, weights = bill.about, bill.weights
    parameters = {
        "architectureFamily": about.get("architecture"),
        "datasets": [{"ref": f"data-{one.number}"} for one in bill.data if one.listed],
    }
    links = [
        ("website", page(about.get("url", ""))),
        ("vcs", bill.source.removeprefix("git+").rpartition("@")[0]),
    ]
    files = [_file(number, one) for number, one in enumerate(bill.files, 1)]
    seen = {"properties": [_property("seen", as_text(bill.facts))]}
    return kept(
        {
            "type": "machine-learning-model",
            "bom-ref": "model",
            "supplier": _supplier(bill),
            "name": bill.name,
            "version": bill.version,
            "licenses": _licenses(weights.terms if weights else Terms()),
            "externalReferences": [{"type": kind, "url": url} for kind, url in links if url],
            "components": [*files, *map(_part, bill.parts)],
            "evidence": _evidence(weights) if weights else {},
            "modelCard": kept({"modelParameters": kept(parameters), **seen}),
            "properties": _facts(weights) if weights else [],
        }
    )


def _supplier(bill: Bill) -> dict[str, Any]:
    about = bill.about
    if "producer" not in about:
        return {}
    contact = about.get("contact", "")
    return kept({"name": about["producer"], "contact": [{"name": contact}] if contact else []})


def _file(number: int, file: Artifact) -> dict[str, Any]:
    size = [_property("bytes", str(file.size))] if file.size is not None else []
    why = [] if file.sha256 else [_property("no-digest", shown(file.why))]
    return kept(
        {
            "type": "file",
            "bom-ref": f"file-{number}",
            "name": shown(file.path),
            "hashes": [{"alg": "SHA-256", "content": file.sha256}] if file.sha256 else [],
            "properties": [_property("component", file.component), *size, *why],
        }
    )


def _part(part: Part) -> dict[str, Any]:
    kinds = {"training-configuration": "configuration", "data-documentation": "other", "model-card": "other"}
    kind = kinds.get(part.id, "source-code")
    return kept(
        {
            "type": "data",
            "bom-ref": part.id,
            "name": part.title,
            "licenses": _licenses(part.terms),
            "evidence": _evidence(part),
            "data": [{"type": kind, "name": part.title}],
            "properties": _facts(part),
        }
    )


def _data(data: Data) -> dict[str, Any]:
    about = {"type": "dataset", "name": data.name, "contents": {"url": data.url} if data.url else {}}
    return kept(
        {
            "type": "data",
            "bom-ref": f"data-{data.number}",
            "name": data.name,
            "description": "" if data.listed else NAMED,
            "licenses": _licenses(data.terms),
            "evidence": _evidence(data),
            "data": [kept(about)],
            "properties": _facts(data),
        }
    )


def _licenses(terms: Terms) -> list[dict[str, Any]]:
    """What files say, and what is taken to hold; each as an expression with where its texts are."""
    rows = []
    for how, expression in (("declared", terms.declared), ("concluded", terms.concluded)):
        details = [
            {"licenseIdentifier": ref, "text": {"content": f"Not copied here; stated at: {where}"}}
            for ref, where in terms.texts
            if ref in expression
        ]
        row = {"expression": expression, "acknowledgement": how, "expressionDetails": details}
        rows += [kept(row)] if expression else []
    return rows


def _evidence(part: Part | Data) -> dict[str, Any]:
    rows = [
        kept({"location": path, "line": line, "additionalContext": why})
        for path, line, why in evidence(part)
        if path
    ]
    return {"occurrences": rows} if rows else {}


def _facts(part: Part | Data) -> list[dict[str, str]]:
    facts = {key: value for key, value in part.facts.items() if key != "evidence"}
    return [_property("seen", as_text(facts))]


def _property(name: str, value: str) -> dict[str, str]:
    return {"name": f"osaid:{name}", "value": value}
