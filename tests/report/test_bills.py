"""Bills of material: what SPDX's own reader and the schema of CycloneDX take, and what they say and don't."""

from __future__ import annotations

import json
import re
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from hostile import HOSTILE, report
from program import called
from systems import MIT, ROOT

from osaid_action.errors import TreeError
from osaid_action.frozen import replace
from osaid_action.report.documents import bill, cyclonedx, spdx3

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from gitrepo import Repo

    Run = Callable[..., subprocess.CompletedProcess[str]]

ABOUT = """\
[system]
name = "Wren"
version = "1.0"
producer = "Acme"
date = 2026-11-01
type = "language"
architecture = "transformer decoder"
url = "https://example.org/wren"
contact = "wren@example.org"

[[data]]
name = "Birds"
access = "open"
where = "hf:datasets/acme/birds@main"
license = "CC-BY-4.0"
"""
#: A condition that MIT does not have.
CHANGED = MIT.replace("subject to", "for research only, subject to")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return partial(called, capsys)


def checked_spdx(text: str) -> dict[str, Any]:
    """The elements by the ends of their ids, as the reader that SPDX makes of its model takes them."""
    model = pytest.importorskip("spdx_python_model.bindings.v3_0_1")
    read = model.SHACLObjectSet()
    # Whatever is not in the model, or of another type, is refused here, and what is lacking there.
    model.JSONLDDeserializer().read(BytesIO(text.encode()), read)
    model.JSONLDSerializer().write(read, BytesIO())
    assert not read.missing_ids
    graph = json.loads(text)["@graph"]
    ids = [one["spdxId"] for one in graph[1:]]
    assert len(ids) == len(set(ids))
    for one in graph[1:]:
        if one["type"] in {"ai_AIPackage", "dataset_DatasetPackage"}:
            for how in ("hasDeclaredLicense", "hasConcludedLicense"):
                assert len(_to(graph, one["spdxId"], how)) == 1
    return {one["spdxId"].partition("#")[2]: one for one in graph[1:]}


def checked_cyclonedx(text: str) -> dict[str, Any]:
    """The bill, held against the strict schema."""
    schema = pytest.importorskip("cyclonedx.schema").SchemaVersion.V1_7
    assert (
        pytest.importorskip("cyclonedx.validation.json").JsonStrictValidator(schema).validate_str(text)
        is None
    )
    made: dict[str, Any] = json.loads(text)
    return made


def _to(graph: Any, start: str, how: str) -> list[str]:
    return [
        to
        for one in graph
        if one["type"] == "Relationship" and one["from"] == start and one["relationshipType"] == how
        for to in one["to"]
    ]


def terms(elements: dict[str, Any], name: str) -> tuple[str, str]:
    """(declared, concluded) of an SPDX element; "" where nothing is asserted."""
    told = []
    for how in ("hasDeclaredLicense", "hasConcludedLicense"):
        [to] = _to(elements.values(), elements[name]["spdxId"], how)
        if to.startswith("https://spdx.org/rdf/"):
            assert to.endswith("NoAssertionLicense")
            told.append("")
        else:
            told.append(elements[to.partition("#")[2]]["simplelicensing_licenseExpression"])
    return told[0], told[1]


def both(run: Run, *options: str) -> tuple[dict[str, Any], dict[str, Any]]:
    texts = []
    for form in ("spdx3", "cyclonedx"):
        done = run("check", f"--format={form}", "--fail-on=never", *options)
        assert done.returncode == 0, done.stderr
        assert done.stdout == run("check", f"--format={form}", "--fail-on=never", *options).stdout
        assert not re.search(r"(?i)\b(?:complian|certif(?:ied|icate)|approved)", done.stdout)
        texts.append(done.stdout)
    return checked_spdx(texts[0]), checked_cyclonedx(texts[1])


def test_what_a_manifest_says_fills_the_profile(system: Repo, run: Run) -> None:
    system.commit({"osaid.toml": ABOUT})
    system.git("remote", "add", "origin", "https://example.org/acme/wren.git")
    commit = system.git("rev-parse", "HEAD")
    spdx, cdx = both(run)
    model = spdx["model"]
    assert spdx["document"]["profileConformance"] == ["core", "software", "simpleLicensing", "ai"]
    assert (model["name"], model["software_packageVersion"]) == ("Wren", "1.0")
    assert model["releaseTime"] == "2026-11-01T00:00:00Z"
    assert model["software_downloadLocation"] == f"git+https://example.org/acme/wren.git@{commit}"
    assert spdx["producer"]["externalIdentifier"][0]["identifier"] == "wren@example.org"
    [digest] = spdx["file-1"]["verifiedUsing"]
    assert spdx["data-1"]["software_downloadLocation"] == "https://huggingface.co/datasets/acme/birds"
    assert terms(spdx, "data-1") == ("CC-BY-4.0", "")
    assert _to(spdx.values(), model["spdxId"], "trainedOn") == [spdx["data-1"]["spdxId"]]
    # What a document alone names may be something else.
    assert spdx["data-2"]["spdxId"] in _to(spdx.values(), model["spdxId"], "other")
    component = cdx["metadata"]["component"]
    assert component["supplier"]["name"] == "Acme"
    assert {"type": "vcs", "url": "https://example.org/acme/wren.git"} in component["externalReferences"]
    assert component["components"][0]["hashes"] == [{"alg": "SHA-256", "content": digest["hashValue"]}]
    assert component["modelCard"]["modelParameters"]["datasets"] == [{"ref": "data-1"}]
    assert cdx["components"][0]["licenses"] == [{"expression": "CC-BY-4.0", "acknowledgement": "declared"}]
    coverage = cdx["metadata"]["properties"][1]["value"]
    assert "11 of 13 model elements filled, not description, input/output properties;" in coverage
    assert coverage in spdx["document"]["comment"]


def test_the_list_of_data_as_croissant(system: Repo, run: Run) -> None:
    system.commit({"osaid.toml": ABOUT})
    made = json.loads(run("check", "--format=croissant", "--fail-on=never").stdout)
    assert (made["name"], made["version"], made["datePublished"]) == (
        "Training data of Wren",
        "1.0",
        "2026-11-01",
    )
    [birds] = made["hasPart"]
    assert birds == {
        "@type": "sc:Dataset",
        "name": "Birds",
        "url": "https://huggingface.co/datasets/acme/birds",
        "license": "CC-BY-4.0",
        "conditionsOfAccess": "open",
    }


def test_without_a_list_there_is_no_croissant(system: Repo, run: Run) -> None:
    (system.path / "osaid.toml").unlink()
    done = run("check", "--format=croissant")
    assert done.returncode == 3 and "no [[data]]" in done.stderr


def test_what_nobody_says_is_left_out(system: Repo, run: Run) -> None:
    spdx, cdx = both(run)
    assert "ai" not in spdx["document"]["profileConformance"]
    assert not {"suppliedBy", "releaseTime", "software_downloadLocation"} & spdx["model"].keys()
    assert spdx["model"]["software_packageVersion"] == system.git("rev-parse", "HEAD")
    assert "supplier" not in cdx["metadata"]["component"]
    assert cdx["metadata"]["timestamp"] == "2024-01-01T00:00:00Z"


def test_a_changed_text_is_not_called_what_it_was_made_from(system: Repo, run: Run) -> None:
    assert terms(both(run)[0], "model") == ("MIT", "MIT")
    system.commit({"LICENSE": CHANGED})
    spdx, cdx = both(run)
    assert "MIT" not in terms(spdx, "training-code")
    # The README says MIT all the same.
    declared, concluded = terms(spdx, "training-code")
    assert (declared, concluded) == ("LicenseRef-LICENSE AND MIT", "LicenseRef-LICENSE")
    assert "stated at: LICENSE" in spdx["text-LicenseRef-LICENSE"]["simplelicensing_licenseText"]
    parts = {one["bom-ref"]: one for one in cdx["metadata"]["component"]["components"]}
    told = parts["training-code"]["licenses"][0]
    assert told["expression"] == declared and told["expressionDetails"][0]["licenseIdentifier"] == concluded


def test_evidence_is_beside_what_it_shows(system: Repo, run: Run) -> None:
    spdx, cdx = both(run)
    seen = json.loads(spdx["seen-training-code"]["statement"])
    assert seen["evidence"][0]["path"] == "train.py" and seen["evidence"][0]["line"]
    parts = {one["bom-ref"]: one for one in cdx["metadata"]["component"]["components"]}
    first = parts["training-code"]["evidence"]["occurrences"][0]
    assert (first["location"], first["line"]) == ("train.py", seen["evidence"][0]["line"])


@pytest.mark.parametrize("name", ["complete", "incomplete", *(f"systems/{n}" for n in ("amber", "llama-2"))])
def test_the_examples_hold_to_the_standards(run: Run, name: str) -> None:
    both(run, str(ROOT / "examples" / name))


@pytest.mark.parametrize(
    "words", ["plain", HOSTILE, "a" * 5000, "[a](1) {0} %41 \\ \U0001f600", "LicenseRef-++"]
)
def test_whatever_a_repository_says_stays_text(words: str) -> None:
    seen = report(words)
    seen = replace(seen, result="incomplete", target=replace(seen.target, dated="2026-01-01T00:00:00Z"))
    checked_spdx(spdx3.render(seen))
    checked_cyclonedx(cyclonedx.render(seen))


def test_another_report_is_another_bill(system: Repo, run: Run) -> None:
    before = both(run)[1]["serialNumber"]
    system.commit({"train.py": "print()\n"})
    assert both(run)[1]["serialNumber"] != before


def test_what_is_no_release_has_no_bill(repo: Repo, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repo.path)
    repo.commit({"README.md": "# A web server\n", "server.js": "require('http')\n"})
    done = run("check", "--format=spdx3")
    assert done.returncode == 3 and "no bill of material" in done.stderr


@pytest.mark.parametrize(
    ("place", "url"),
    [
        ("hf:acme/wren@v1#model.bin", "https://huggingface.co/acme/wren"),
        ("git+https://example.org/a/b@v1", "https://example.org/a/b"),
        ("doi:10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"),
        ("https://example.org/a b", ""),
        ("javascript:alert(1)", ""),
        ("by hand", ""),
    ],
)
def test_places_as_pages(place: str, url: str) -> None:
    assert bill.page(place) == url


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("mit", ""),
        ("MIT or GPL-2.0-only with LLVM-exception", "MIT OR GPL-2.0-only WITH LLVM-exception"),
        ("LicenseRef-CreativeML-OpenRAIL++-M", "LicenseRef-CreativeML-OpenRAIL--M"),
        ("no such license", ""),
        ("MIT AND", ""),
    ],
)
def test_expressions_are_those_of_spdx(text: str, expression: str) -> None:
    assert bill.valid(text) == expression


def test_a_report_that_judged_nothing_is_refused() -> None:
    with pytest.raises(TreeError):
        bill.bill(replace(report("plain"), result="not-applicable"))
