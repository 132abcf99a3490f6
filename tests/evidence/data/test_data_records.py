"""Datasets described by files of a standard: what each tells, and that nothing in them is taken for more."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pace import pace

from osaid_action.evidence import probes
from osaid_action.evidence.data import datasets
from osaid_action.evidence.data import documentation as data_documentation
from osaid_action.evidence.data import records as _data_records
from osaid_action.licenses import normalize_id
from osaid_action.model import Dataset
from osaid_action.repository.target import open_tree
from osaid_action.terms.named import named_in

#: How licenses are told by name, as the check hands it on.
LICENSES = datasets.Licenses(named_in, normalize_id)
LONG = "Letters were typed from the archive by two people between 1998 and 2003."
FRICTIONLESS = {
    "name": "letters",
    "title": "Letters of the archive",
    "licenses": [{"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}],
    "sources": [{"title": "The archive of the town of Example"}],
    "homepage": "https://example.org/letters",
    "resources": [{"path": "https://example.org/letters.csv", "bytes": 90210}],
}
DCAT = {
    "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
    "@graph": [
        {"@type": "dcat:Catalog", "dct:title": "Everything"},
        {
            "@type": "dcat:Dataset",
            "dct:title": "Letters",
            "dct:license": {"@id": "CC0-1.0"},
            "dct:provenance": LONG,
            "dcat:distribution": [{"dcat:downloadURL": {"@id": "https://example.org/letters.zip"}}],
        },
    ],
}
SPDX = {
    "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
    "@graph": [
        {"type": "ai_AIPackage", "spdxId": "m", "name": "Model", "ai_informationAboutTraining": LONG},
        {
            "type": "dataset_DatasetPackage",
            "spdxId": "d",
            "name": "Letters",
            "dataset_datasetSize": 90210,
            "dataset_dataCollectionProcess": LONG,
            "dataset_datasetAvailability": "directDownload",
            "software_downloadLocation": "https://example.org/letters",
        },
        {"type": "dataset_DatasetPackage", "spdxId": "t", "name": "Exam questions"},
        {
            "type": "simplelicensing_LicenseExpression",
            "spdxId": "l",
            "simplelicensing_licenseExpression": "MIT",
        },
        {"type": "Relationship", "from": "m", "relationshipType": "trainedOn", "to": ["d"]},
        {"type": "Relationship", "from": "m", "relationshipType": "testedOn", "to": ["t"]},
        {"type": "Relationship", "from": "d", "relationshipType": "hasDeclaredLicense", "to": ["l"]},
    ],
}
CYCLONEDX = {
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "components": [
        {
            "type": "machine-learning-model",
            "name": "Model",
            "modelCard": {
                "modelParameters": {
                    "datasets": [
                        {"type": "dataset", "name": "Letters", "contents": {"url": "https://example.org/l"}},
                        {"ref": "extra"},
                    ]
                }
            },
        },
        {
            "type": "data",
            "bom-ref": "extra",
            "name": "Diaries",
            "licenses": [{"license": {"id": "ODbL-1.0"}}],
            "externalReferences": [{"type": "distribution", "url": "https://example.org/diaries.zip"}],
        },
        {"type": "data", "bom-ref": "other", "name": "Settings"},
    ],
}
CROISSANT = {
    "@context": {"cr": "http://mlcommons.org/croissant/"},
    "@type": "sc:Dataset",
    "name": "Letters",
    "license": "CC-BY-4.0",
    "isBasedOn": ["https://example.org/archive"],
    "rai:dataCollection": LONG,
    "distribution": [{"@type": "cr:FileObject", "contentUrl": "https://example.org/letters.zip"}],
}
CITATION = "cff-version: 1.2.0\ntype: dataset\ntitle: Letters\nlicense: CC-BY-4.0\ndoi: 10.5281/zenodo.1\n"


def read(folder: Path, name: str, content: Any) -> tuple[tuple[Dataset, ...], dict[str, str]]:
    """The datasets of a folder with one file of a standard, and the heads it tells."""
    (folder / "README.md").write_text("# Model\n\nA model.\n", encoding="utf-8")
    text = content if isinstance(content, str) else json.dumps(content, indent=2)
    (folder / name).write_text(text, encoding="utf-8")
    with open_tree(str(folder)) as tree:
        seen = probes.survey(tree)
        return datasets.named(seen, LICENSES), dict(data_documentation.probe(seen)[0].heads)


@pytest.mark.parametrize(
    ("name", "content", "row", "told"),
    [
        (
            "datapackage.json",
            FRICTIONLESS,
            ("Letters of the archive", "CC-BY-4.0", "direct-download"),
            {"provenance", "scope", "where_to_obtain"},
        ),
        (
            "catalog.jsonld",
            DCAT,
            ("Letters", "CC0-1.0", "direct-download"),
            {"provenance", "where_to_obtain"},
        ),
        (
            "model.spdx.json",
            SPDX,
            ("Letters", "MIT", "direct-download"),
            {"provenance", "obtained", "scope", "where_to_obtain"},
        ),
        ("bom.json", CYCLONEDX, ("Letters", None, ""), set()),
        (
            "croissant.json",
            CROISSANT,
            ("Letters", "CC-BY-4.0", "direct-download"),
            {"provenance", "obtained", "where_to_obtain"},
        ),
        ("CITATION.cff", CITATION, ("Letters", "CC-BY-4.0", ""), {"provenance"}),
    ],
)
def test_a_standard_names_its_dataset(
    name: str, content: Any, row: tuple[str, str | None, str], told: set[str], tmp_path: Path
) -> None:
    rows, heads = read(tmp_path, name, content)
    assert (rows[0].name, rows[0].license, rows[0].access) == row
    assert rows[0].where or name == "x"
    assert {head for head, state in heads.items() if state in {"found", "partial"}} == told
    assert rows[0].evidence[0].path == name
    if name != "CITATION.cff":
        line = (tmp_path / name).read_text().splitlines()[(rows[0].evidence[0].line or 1) - 1]
        assert "Letters" in line


def test_what_a_model_was_only_tested_on_is_not_listed(tmp_path: Path) -> None:
    assert [row.name for row in read(tmp_path, "m.spdx.json", SPDX)[0]] == ["Letters"]


def test_datasets_of_a_bill_are_those_of_its_models(tmp_path: Path) -> None:
    letters, diaries = read(tmp_path, "bom.json", CYCLONEDX)[0]
    assert (letters.name, letters.where) == ("Letters", ("https://example.org/l",))
    assert (diaries.name, diaries.license, diaries.access) == ("Diaries", "ODbL-1.0", "direct-download")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("datapackage.json", "[]"),
        ("datapackage.json", "{"),
        ("CITATION.cff", "type: software\ntitle: Letters\n"),
        ("CITATION.cff", "a: &a [*a]"),
        ("bom.json", {"bomFormat": "CycloneDX", "components": [{"type": "library", "name": "numpy"}]}),
        ("package.json", {"name": "letters", "license": "MIT"}),
        ("x.spdx.json", {"@context": "https://spdx.org/rdf/3.0.1", "@graph": [3, None, {"type": []}]}),
        ("c.json", {"@context": "http://mlcommons.org/croissant/", "name": {"a": 1}, "distribution": 3}),
    ],
)
def test_what_describes_no_dataset_names_none(name: str, content: Any, tmp_path: Path) -> None:
    assert read(tmp_path, name, content)[0] == ()


def test_short_fields_tell_nothing(tmp_path: Path) -> None:
    bare = {**CROISSANT, "rai:dataCollection": "see paper", "rai:dataAnnotationProtocol": "yes"}
    heads = read(tmp_path, "croissant.json", bare)[1]
    assert heads["obtained"] == "missing" and heads["labeling"] == "missing"


def test_comments_of_a_data_configuration_tell_in_part(tmp_path: Path) -> None:
    text = "# Birds 9000: 12,000 images from https://birds.example.org, downloaded in 2021\n"
    text += "train: a\nnames: [b]\n"
    _, heads = read(tmp_path, "birds.yaml", text)
    assert heads["provenance"] == "partial" and heads["scope"] == "partial"


def test_many_large_records_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Model\n", encoding="utf-8")
    for number in range(9):
        nodes = [{"@type": "dcat:Dataset", "dct:title": f"D{number}-{n}"} for n in range(600)]
        context = {"dcat": "http://www.w3.org/ns/dcat#"}
        text = json.dumps({"@context": context, "@graph": nodes})
        (tmp_path / f"c{number}.json").write_text(text, encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        start = time.process_time()
        assert len(_data_records.read(seen)) == _data_records.MOST_RECORDS
        assert time.process_time() - start < 2 * pace()
        assert any("only the first 5" in limit for limit in seen.limits)


KEYS = sorted(
    {key for part in (FRICTIONLESS, DCAT, SPDX, CYCLONEDX, CROISSANT) for key in part}
    | {key for node in (*DCAT["@graph"], *SPDX["@graph"]) for key in node}  # type: ignore[union-attr]
    | {"type", "components", "modelCard", "modelParameters", "datasets", "ref", "contents", "url", "path"}
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=8), st.sampled_from(["", "CycloneDX"]))
def test_any_value_anywhere_is_read_or_passed_over(data: dict[str, Any], form: str) -> None:
    for more in (
        {"bomFormat": form},
        {"@context": "https://spdx.org/rdf/3.0.1"},
        {"@type": "dcat:Dataset"},
        {},
    ):
        text = json.dumps({**data, **more})
        for package in (True, False):
            for record in _data_records._of_file("x.json", 1, text, package=package):
                assert isinstance(record.name, str) and all(isinstance(s, str) for s in record.sources)
