"""The manifest's list of training data as Croissant 1.0 (JSON-LD): a dataset whose parts are the datasets."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ...errors import TreeError
from ...escape import shown
from .bill import NOTE, bill, kept, page

if TYPE_CHECKING:
    from ...model import Report
    from .bill import Data

_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
}


def render(report: Report) -> str:
    """The list as JSON-LD text. TreeError where there is none."""
    listed = bill(report)
    # What documents alone name may be something else.
    data = [_part(one) for one in listed.data if one.listed]
    if not data:
        raise TreeError("no list of training data: osaid.toml has no [[data]] (osaid data add writes one)")
    about = listed.about
    producer = {"@type": "sc:Thing", "name": about["producer"]} if "producer" in about else None
    whole = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": f"Training data of {listed.name}",
        "description": f"What its manifest lists as training data. {NOTE}",
        "version": shown(report.target.version),
        "url": page(about.get("url", "")),
        "publisher": producer,
        "datePublished": about.get("date"),
        "hasPart": data,
    }
    return json.dumps(kept(whole), indent=2, ensure_ascii=False) + "\n"


def _part(data: Data) -> dict[str, Any]:
    told = (data.facts["declared"], data.way, data.facts.get("reason"))
    return kept(
        {
            "@type": "sc:Dataset",
            "name": data.name,
            "url": data.url,
            "license": data.terms.declared,
            "conditionsOfAccess": "; ".join(filter(None, told)),
            "isBasedOn": data.facts.get("sources"),
        }
    )
