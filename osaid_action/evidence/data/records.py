"""Datasets that files of a standard describe.

The standards are Croissant, Frictionless, DCAT, SPDX 3, CycloneDX and CITATION.cff.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...repository.values import load_json, load_yaml
from ..signals import signal
from . import standards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey
    from .standards import Record

SIGNALS = {
    "config": (
        signal("croissant", r"mlcommons\.org/croissant"),
        signal("dcat", r"www\.w3\.org/ns/dcat"),
        signal("spdx-3", r"spdx\.org/rdf/3"),
        signal("cyclonedx", r"\"bomFormat\"\s{0,9}:\s{0,9}\"CycloneDX\""),
    )
}
MOST_FILES, MOST_RECORDS = 5, 50


def read(survey: Survey) -> list[Record]:
    """Every dataset that a file of a standard describes, of the first few such files."""
    found: list[Record] = []
    opened = 0
    for file in survey.config:
        hit = file.hit("croissant", "dcat", "spdx-3", "cyclonedx")
        package = file.name == "datapackage.json"
        if not file.own or not (hit or package or file.path == "CITATION.cff"):
            continue
        opened += 1
        if opened > MOST_FILES:
            survey.limits.append(f"descriptions of datasets: only the first {MOST_FILES} were read")
            break
        text = survey.text(file.path) or ""
        for record in _of_file(file.path, hit.line if hit else 1, text, package=package):
            line = _line(text, record.name) if record.name else record.line
            found.append(record._replace(line=line or record.line))
    return found[:MOST_RECORDS]


def _of_file(path: str, line: int, text: str, *, package: bool) -> Iterator[Record]:
    if path == "CITATION.cff":
        value, _ = load_yaml(text)
        yield from standards.citation(path, value if isinstance(value, dict) else {})
        return
    data = load_json(text)
    if not isinstance(data, dict):
        return
    graph = standards.values(data.get("@graph"))[: standards.MOST_NODES]
    nodes = [node for node in graph if isinstance(node, dict)] or [data]
    if package:
        yield from standards.frictionless(path, data)
    elif data.get("bomFormat") == "CycloneDX":
        yield from standards.cyclonedx(path, line, data)
    elif "spdx.org/rdf/3" in str(data.get("@context"))[:2_000]:
        yield from standards.spdx(path, line, nodes)
    elif "mlcommons.org/croissant" in text:
        yield standards.croissant(path, line, data)
    else:
        kinds = {"Dataset", "dcat:Dataset", "http://www.w3.org/ns/dcat#Dataset"}
        for node in nodes:
            if not kinds.isdisjoint(map(str, standards.values(node.get("@type")))):
                yield standards.dcat(path, line, node)


def _line(text: str, name: str) -> int | None:
    at = max(text.find(json.dumps(name)), text.find(json.dumps(name, ensure_ascii=False)))
    at = at if at >= 0 else text.find(name)
    return text.count("\n", 0, at) + 1 if at >= 0 else None
