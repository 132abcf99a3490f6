"""A bill of materials in SPDX 3.0.1, as JSON-LD: an AIPackage, its files and parts, its DatasetPackages."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from ...escape import shown
from ...patterns import lazy
from ...version import __version__
from .bill import NAMED, NOTE, Bill, Terms, as_text, bill, kept, page

if TYPE_CHECKING:
    from ...model import Artifact, Report
    from .bill import Data, Part

_CONTEXT = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld"
_UNKNOWN_LICENSE = "https://spdx.org/rdf/3.0.1/terms/ExpandedLicensing/NoAssertionLicense"
_MAIL = lazy(r"[\w.+-]{1,100}@[\w-]{1,100}(?:\.[\w-]{1,100}){1,5}\Z", re.ASCII)
#: What each part is for.
_PURPOSES = {
    "training-configuration": "configuration",
    "evaluation-code": "test",
    "data-documentation": "documentation",
    "model-card": "documentation",
}
_OF_FILES = {"weights": "model", "intermediate-checkpoints": "model", "optimizer-state": "data"}
#: How one gets at data, as SPDX calls it where it has a word.
_WAYS = {
    "click-through": "clickthrough",
    "direct-download": "directDownload",
    "registration": "registration",
    "scraping-script": "scrapingScript",
}


def render(report: Report) -> str:
    """The bill as JSON-LD text."""
    document = _Document(bill(report))
    return json.dumps(document.whole(), indent=2, ensure_ascii=False) + "\n"


class _Document:
    """Elements as they are added, each with an id of its own."""

    def __init__(self, bill: Bill) -> None:
        self.bill = bill
        self.base = f"https://spdx.org/spdxdocs/osaid-{bill.id}#"
        self.elements: list[dict[str, Any]] = []
        self.expressions: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    def add(self, kind: str, at: str, /, **values: Any) -> str:
        """Add an element, without what is empty; its id."""
        spdx_id = self.base + at
        self.elements.append({"type": kind, "spdxId": spdx_id, "creationInfo": "_:creation", **kept(values)})
        return spdx_id

    def relate(self, start: str, how: str, to: list[str], comment: str = "") -> None:
        """Add a relationship."""
        number = sum(one["type"] == "Relationship" for one in self.elements) + 1
        about = {"from": start, "relationshipType": how, "to": to}
        self.add("Relationship", f"relationship-{number}", **about, comment=comment)

    def note(self, subject: str, facts: dict[str, Any]) -> None:
        """Add what was seen of an element, as an annotation."""
        values = {"annotationType": "other", "contentType": "application/json"}
        name = f"seen-{subject.removeprefix(self.base)}"
        self.add("Annotation", name, **values, subject=subject, statement=as_text(facts))

    def license(self, expression: str, texts: dict[str, str]) -> str:
        """The id of a license expression."""
        if not expression:
            return _UNKNOWN_LICENSE
        if expression not in self.expressions:
            refs = re.findall(r"LicenseRef-[A-Za-z0-9.-]+", expression)
            mapped = [
                {"type": "DictionaryEntry", "key": ref, "value": self._text(ref, texts.get(ref, ""))}
                for ref in dict.fromkeys(refs)
            ]
            self.expressions[expression] = self.add(
                "simplelicensing_LicenseExpression",
                f"license-{len(self.expressions) + 1}",
                simplelicensing_licenseExpression=expression,
                simplelicensing_customIdToUri=mapped,
            )
        return self.expressions[expression]

    def _text(self, ref: str, where: str) -> str:
        if ref not in self.texts:
            told = f"Not copied here; stated at: {where}" if where else "Not copied here."
            values = {"name": ref, "simplelicensing_licenseText": told}
            self.texts[ref] = self.add("simplelicensing_SimpleLicensingText", f"text-{ref}", **values)
        return self.texts[ref]

    def licenses(self, subject: str, terms: Terms) -> None:
        """Say what files say of the terms of an element, and what is taken to hold."""
        texts = dict(terms.texts)
        self.relate(subject, "hasDeclaredLicense", [self.license(terms.declared, texts)])
        self.relate(subject, "hasConcludedLicense", [self.license(terms.concluded, texts)])

    def whole(self) -> dict[str, Any]:
        """The document."""
        bill = self.bill
        creator = self.add("SoftwareAgent", "osaid", name=f"osaid {__version__}")
        model = self._model()
        files = [self._file(number, file) for number, file in enumerate(bill.files, 1)]
        parts = [self._part(part) for part in bill.parts]
        if files or parts:
            self.relate(model, "contains", [*files, *parts])
        if bases := [self._base(number, base) for number, base in enumerate(bill.bases, 1)]:
            self.relate(model, "descendantOf", bases)
        data = {one.number: self._data(one) for one in bill.data}
        if listed := [data[one.number] for one in bill.data if one.listed]:
            self.relate(model, "trainedOn", listed)
        if named := [data[one.number] for one in bill.data if not one.listed]:
            self.relate(model, "other", named, comment=NAMED)
        profiles = ["core", "software", "simpleLicensing", *self._profiles()]
        inside = [one["spdxId"] for one in self.elements]
        about = {"profileConformance": profiles, "rootElement": [model], "element": inside}
        sbom = self.add("software_Sbom", "sbom", software_sbomType=["source"], **about)
        self.add(
            "SpdxDocument",
            "document",
            name=f"{bill.name} {bill.version}".strip(),
            comment=f"{NOTE} {bill.coverage}.",
            profileConformance=profiles,
            rootElement=[sbom],
            element=[*inside, sbom],
        )
        info = {"created": bill.created, "createdBy": [creator], "specVersion": "3.0.1"}
        graph = [{"type": "CreationInfo", "@id": "_:creation", **info}, *self.elements]
        return {"@context": _CONTEXT, "@graph": graph}

    def _profiles(self) -> list[str]:
        """The profiles whose mandatory fields are all there."""
        has = {key for one in self.elements if one["type"] == "ai_AIPackage" for key in one}
        needed = {"software_packageVersion", "software_downloadLocation", "suppliedBy", "releaseTime"}
        return ["ai"] if needed <= has else []

    def _model(self) -> str:
        bill, about = self.bill, self.bill.about
        date = about.get("date")
        model = self.add(
            "ai_AIPackage",
            "model",
            name=bill.name,
            suppliedBy=self._supplier(),
            releaseTime=f"{date}T00:00:00Z" if date else "",
            software_primaryPurpose="model",
            software_packageVersion=bill.version,
            software_downloadLocation=bill.source,
            software_homePage=page(about.get("url", "")),
            ai_typeOfModel=[about["architecture"]] if "architecture" in about else [],
            ai_domain=[about["type"]] if "type" in about else [],
        )
        weights = bill.weights
        self.licenses(model, weights.terms if weights else Terms())
        self.note(model, {**bill.facts, **({"weights": weights.facts} if weights else {})})
        return model

    def _supplier(self) -> str:
        """Who releases it; whether that is a person or an organization is not known."""
        about = self.bill.about
        if "producer" not in about:
            return ""
        contact = about.get("contact", "")
        mail = {"type": "ExternalIdentifier", "externalIdentifierType": "email", "identifier": contact}
        if _MAIL.match(contact):
            return self.add("Agent", "producer", name=about["producer"], externalIdentifier=[mail])
        said = f"Contact: {contact}" if contact else ""
        return self.add("Agent", "producer", name=about["producer"], comment=said)

    def _file(self, number: int, file: Artifact) -> str:
        at, purpose = f"file-{number}", _OF_FILES[file.component]
        about = {"name": shown(file.path), "software_primaryPurpose": purpose}
        if file.sha256:
            digest = {"type": "Hash", "algorithm": "sha256", "hashValue": file.sha256}
            return self.add("software_File", at, **about, verifiedUsing=[digest])
        about["comment"] = f"No digest: {shown(file.why)}"
        # Of a place whose files are not known, the page is.
        where = page(file.path)
        kind = "software_Package" if where else "software_File"
        return self.add(kind, at, **about, software_downloadLocation=where)

    def _part(self, part: Part) -> str:
        purpose = _PURPOSES.get(part.id, "source")
        made = self.add("software_Package", part.id, name=part.title, software_primaryPurpose=purpose)
        self.licenses(made, part.terms)
        self.note(made, part.facts)
        return made

    def _base(self, number: int, base: str) -> str:
        where = page(base)
        about = {"software_primaryPurpose": "model", "software_downloadLocation": where}
        return self.add("software_Package", f"base-{number}", name=base, **about)

    def _data(self, data: Data) -> str:
        made = self.add(
            "dataset_DatasetPackage",
            f"data-{data.number}",
            name=data.name,
            software_primaryPurpose="data",
            software_downloadLocation=data.url,
            dataset_datasetType=["noAssertion"],
            dataset_datasetAvailability=_WAYS.get(data.way, ""),
        )
        self.licenses(made, data.terms)
        self.note(made, data.facts)
        return made
