"""What the fields of each standard for datasets tell, head by head.

A record has what the standard has fields for; a field with a few letters in it tells nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_NODES = 2_000
#: A text that tells something is longer than "yes" or "see paper".
TELLING = 25
_CROISSANT = {
    "dataCollection": "obtained",
    "dataCollectionType": "obtained",
    "dataCollectionRawData": "provenance",
    "isBasedOn": "provenance",
    "dataPreprocessingProtocol": "selection_filtering",
    "dataManipulationProtocol": "selection_filtering",
    "dataSelectionProtocol": "selection_filtering",
    "dataAnnotationProtocol": "labeling",
    "recordSet": "scope",
    "distribution": "where_to_obtain",
}
_DCAT = {
    "provenance": "provenance",
    "source": "provenance",
    "wasDerivedFrom": "provenance",
    "wasGeneratedBy": "obtained",
    "temporal": "scope",
    "distribution": "where_to_obtain",
    "landingPage": "where_to_obtain",
}
_SPDX = {
    "dataset_dataCollectionProcess": "obtained",
    "dataset_dataPreprocessing": "selection_filtering",
    "dataset_datasetSize": "scope",
    "software_downloadLocation": "where_to_obtain",
}
_AI = {"ai_informationAboutTraining": "provenance", "ai_modelDataPreprocessing": "selection_filtering"}
_FRICTIONLESS = {"sources": "provenance", "homepage": "where_to_obtain"}
#: SPDX's words for availability.
_WAYS = {
    "directdownload": "direct-download",
    "scrapingscript": "scraping-script",
    "clickthrough": "click-through",
    "registration": "registration",
}


class Record(NamedTuple):
    """One dataset, or a model's training, that a file describes; name is "" where it names no dataset."""

    path: str
    line: int
    name: str = ""
    where: tuple[str, ...] = ()
    license: str = ""
    access: str = ""
    sources: tuple[str, ...] = ()
    #: (head, the field and its text, whether it tells in words of its own)
    told: tuple[tuple[str, str, bool], ...] = ()


def _record(path: str, line: int, node: dict[str, Any], heads: dict[str, str]) -> Record:
    """A dataset of JSON-LD, whatever prefixes its keys have."""
    plain = {str(key).rpartition(":")[2].rpartition("#")[2]: value for key, value in node.items()}
    places = [plain.get("url"), plain.get("landingPage")]
    for part in values(plain.get("distribution"))[:20]:
        if isinstance(part, dict):
            inner = {str(key).rpartition(":")[2]: value for key, value in part.items()}
            places += [inner.get(key) for key in ("downloadURL", "accessURL", "contentUrl")]
    based = [one for key in ("isBasedOn", "source", "wasDerivedFrom") for one in values(plain.get(key))]
    return Record(
        path,
        line,
        name=_text(plain.get("name") or plain.get("title")),
        where=_addresses(places),
        license=_text(plain.get("license")),
        sources=tuple(filter(None, map(_text, based[:20]))),
        told=_told(plain, heads),
    )


def croissant(path: str, line: int, node: dict[str, Any]) -> Record:
    """A dataset of a Croissant file."""
    return _record(path, line, node, _CROISSANT)


def dcat(path: str, line: int, node: dict[str, Any]) -> Record:
    """A dataset of a DCAT catalog."""
    return _record(path, line, node, _DCAT)


def _told(node: dict[str, Any], heads: dict[str, str]) -> tuple[tuple[str, str, bool], ...]:
    told = []
    for key, head in heads.items():
        value = node.get(key)
        text = " ".join(filter(None, map(_text, values(value)[:20])))
        listed = head in {"scope", "where_to_obtain"} and isinstance(value, (list, dict, int)) and value
        if len(text) >= TELLING or listed:
            told.append((head, f"{key}: {text}"[:200].rstrip(": "), True))
        elif text and head in {"provenance", "where_to_obtain"}:
            told.append((head, f"{key}: {text}"[:200], False))
    return tuple(told)


def frictionless(path: str, data: dict[str, Any]) -> Iterator[Record]:
    """The dataset that a data package holds."""
    named = [
        item
        for key in ("licenses", "sources")
        for item in values(data.get(key))[:20]
        if isinstance(item, dict)
    ]
    licenses = [item for item in named if item in values(data.get("licenses"))]
    sources = [item for item in named if item not in licenses]
    resources = [item for item in values(data.get("resources"))[:50] if isinstance(item, dict)]
    paths = [path for item in resources for path in values(item.get("path"))[:5]]
    told = list(_told({**data, "sources": [_text(s.get("title")) for s in sources]}, _FRICTIONLESS))
    if any(isinstance(item.get("bytes"), int) for item in resources):
        told.append(("scope", f"resources: {len(resources)} with their sizes in bytes", True))
    yield Record(
        path,
        1,
        name=_text(data.get("title") or data.get("name")),
        where=_addresses([data.get("homepage"), *paths]),
        license=_text(licenses[0].get("name")) if len(licenses) == 1 else "",
        sources=tuple(filter(None, (_text(source.get("title")) for source in sources))),
        told=tuple(told),
    )


def spdx(path: str, line: int, nodes: list[dict[str, Any]]) -> Iterator[Record]:
    """Packages of the dataset profile, but for those that a model was only tested on."""
    links = [node for node in nodes if str(node.get("type")).endswith("Relationship")]

    def targets(kind: str) -> set[str]:
        return {
            str(to) for node in links if node.get("relationshipType") == kind for to in values(node.get("to"))
        }

    tested = targets("testedOn") - targets("trainedOn")
    licenses = {
        str(node.get("spdxId")): _text(node.get("simplelicensing_licenseExpression")) for node in nodes
    }
    for node in nodes:
        kind = str(node.get("type"))
        if kind == "ai_AIPackage" and (told := _told(node, _AI)):
            yield Record(path, line, told=told)
        if kind != "dataset_DatasetPackage" or str(node.get("spdxId")) in tested:
            continue
        given = [
            licenses.get(str(to), "")
            for one in links
            if one.get("from") == node.get("spdxId")
            and str(one.get("relationshipType")).endswith("DeclaredLicense")
            for to in values(one.get("to"))
        ]
        way = str(node.get("dataset_datasetAvailability", "")).lower()
        yield Record(
            path,
            line,
            name=_text(node.get("name")),
            where=_addresses([node.get("software_downloadLocation"), node.get("software_homePage")]),
            license=given[0] if len(given) == 1 else "",
            access=_WAYS.get(way, ""),
            told=_told(node, _SPDX),
        )


def cyclonedx(path: str, line: int, data: dict[str, Any]) -> Iterator[Record]:
    """The datasets of the models of a bill of materials, by name or by reference."""
    parts = [part for part in values(data.get("components"))[:MOST_NODES] if isinstance(part, dict)]
    described = data.get("metadata")
    parts += (
        [described["component"]]
        if isinstance(described, dict) and isinstance(described.get("component"), dict)
        else []
    )
    by_ref = {str(part.get("bom-ref")): part for part in parts if part.get("type") == "data"}
    for part in parts:
        card = part.get("modelCard")
        parameters = card.get("modelParameters") if isinstance(card, dict) else None
        for item in values(parameters.get("datasets"))[:50] if isinstance(parameters, dict) else ():
            if not isinstance(item, dict):
                continue
            other = by_ref.get(str(item.get("ref")), {})
            contents = item.get("contents")
            url = contents.get("url") if isinstance(contents, dict) else None
            licenses = [_license(one) for one in values(other.get("licenses"))[:5]]
            about = _text(item.get("description") or other.get("description"))
            yield Record(
                path,
                line,
                name=_text(item.get("name") or other.get("name")),
                where=_addresses([url, *_external(other)]),
                license=licenses[0] if len(licenses) == 1 else "",
                told=(("provenance", f"description: {about}"[:200], False),) if about else (),
            )


def _external(part: dict[str, Any]) -> Iterator[Any]:
    for reference in values(part.get("externalReferences"))[:10]:
        if isinstance(reference, dict) and reference.get("type") in {"distribution", "website", "vcs"}:
            yield reference.get("url")


def _license(one: Any) -> str:
    if not isinstance(one, dict):
        return ""
    inner = one.get("license")
    named = inner.get("id") or inner.get("name") if isinstance(inner, dict) else one.get("expression")
    return _text(named)


def citation(path: str, data: dict[str, Any]) -> Iterator[Record]:
    """What a CITATION.cff describes, when that is a dataset."""
    if data.get("type") != "dataset":
        return
    doi = _text(data.get("doi"))
    places = [data.get("url"), data.get("repository"), data.get("repository-artifact")]
    yield Record(
        path,
        1,
        name=_text(data.get("title")),
        where=_addresses([*places, f"https://doi.org/{doi}" if doi else ""]),
        license=_text(data.get("license")),
        told=(("provenance", f"title: {_text(data.get('title'))}", False),),
    )


def values(value: Any) -> list[Any]:
    """What may be one value or a list of them, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """A value as one line of text: of an object its name or address."""
    if isinstance(value, dict):
        value = next((value[key] for key in ("@value", "name", "title", "url", "@id") if value.get(key)), "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(str(value).split())[:300] if isinstance(value, (str, int, float)) else ""


def _addresses(values: list[Any]) -> tuple[str, ...]:
    texts = (_text(value) for value in values)
    return tuple(dict.fromkeys(text for text in texts if text.startswith(("http://", "https://"))))[:5]
