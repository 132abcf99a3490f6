"""What a manifest becomes in the model."""

from __future__ import annotations

from manifests import CASES, manifest

from osaid_action.model import DataEntry, Declaration, Reference, Waiver


def test_what_the_manifest_says_of_the_system() -> None:
    found = manifest((CASES / "valid" / "system.toml").read_text(encoding="utf-8"))
    assert (found.name, found.version) == ("Tiny", "1.0")
    assert found.about == (
        ("producer", "Tiny Labs"),
        ("date", "2026-11-01"),
        ("type", "language"),
        ("architecture", "transformer decoder"),
        ("url", "https://example.org/tiny"),
        ("contact", "tiny@example.org"),
    )
    assert manifest('[system]\ndate = "2026-11-01"\n').about == (("date", "2026-11-01"),)


def test_full_manifest_becomes_the_model() -> None:
    found = manifest((CASES / "valid" / "full.toml").read_text(encoding="utf-8"))
    assert (found.path, found.name, found.version) == ("osaid.toml", "Tiny", "1.0")
    assert (found.policy, found.fail_on) == ("strict", "incomplete")
    assert found.exclude == ("third_party/", "*.bak")
    assert found.declarations[0] == Declaration(
        component="training-code",
        paths=("train.py", "src/train/**"),
        license="Apache-2.0",
        key="components.training-code",
        line=12,
        path_lines=(13, 13),
    )
    weights = [entry for entry in found.declarations if entry.component == "weights"]
    assert [entry.key for entry in weights] == ["components.weights[0]", "components.weights[1]"]
    assert weights[0].places == (
        Reference(url="hf:owner/model", kind="hf-model", revision="v1"),
        Reference(url="zenodo:1234567", kind="zenodo"),
    )
    assert weights[1].license == "LicenseRef-Adapter-Terms"
    assert found.data is not None
    assert found.data[0] == DataEntry(
        name="The Pile",
        access="public",
        where=("https://pile.eleuther.ai", "arxiv:2101.00027"),
        places=(
            Reference(url="https://pile.eleuther.ai", kind="url"),
            Reference(url="arxiv:2101.00027", kind="arxiv"),
        ),
        license="MIT",
        line=34,
    )
    assert found.data[2].reason == "They are confidential by law."
    assert found.not_used == (("evaluation-code", "The release was judged by hand."),)
    assert found.waivers == (
        Waiver(
            item="C4",
            reason="The tokenizer's code is being cleaned up.",
            by="@maintainer",
            until="2027-06-30",
            line=53,
        ),
    )


def test_declarations_follow_the_definition_not_the_file() -> None:
    text = '[components.weights]\npath = "w"\n[components.training-code]\npath = "t"\n'
    assert [entry.component for entry in manifest(text).declarations] == ["training-code", "weights"]


def test_no_data_listed_differs_from_no_data() -> None:
    assert manifest("data = []").data == ()
    assert manifest("").data is None


def test_reasons_become_one_line() -> None:
    text = (CASES / "valid" / "reason-over-lines.toml").read_text(encoding="utf-8")
    assert manifest(text).not_used == (("evaluation-code", "Judged by hand."),)


def test_where_data_can_be_had_may_be_told_in_words() -> None:
    (entry,) = manifest('[[data]]\nname = "x"\naccess = "obtainable"\nwhere = "ask\\n  us"\n').data or ()
    assert entry.where == ("ask us",)
    assert entry.places == (Reference(url="ask us", kind="text"),)


def test_a_name_stands_for_its_place() -> None:
    found = manifest((CASES / "valid" / "aliases.toml").read_text(encoding="utf-8"))
    training, weights = found.declarations
    assert training.places == (
        Reference(url="github:acme/trainer#src", kind="github", revision="v1"),
        Reference(url="github:acme/other", kind="github"),
    )
    assert weights.places == (Reference(url="hf:acme/tiny", kind="hf-model"),)
    assert found.data is not None
    assert [place.kind for place in found.data[0].places] == ["hf-dataset", "text"]
    assert found.data[0].where == ("hf:datasets/acme/words", "or ask for it")
