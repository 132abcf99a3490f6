"""The list of training datasets that documents name: rather none than a wrong one."""

from __future__ import annotations

import shutil
import sys
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
from osaid_action.evidence.data import names as _data_names
from osaid_action.judgment import data_list
from osaid_action.licenses import normalize_id
from osaid_action.manifest import read as config
from osaid_action.model import WAYS, DataList, Dataset, Manifest
from osaid_action.repository.target import open_tree
from osaid_action.terms.named import named_in

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

#: How licenses are told by name, as the check hands it on.
LICENSES = datasets.Licenses(named_in, normalize_id)
FOLDER = Path(__file__).parents[2] / "documents"
LABELS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))
NAMED = {
    "table-of-sources.md": ["CulturaX (fi, sv, nb)", "Finnish Parliament", "Sámi Giella"],
    "time-series-table.md": ["Electricity", "Wiki traffic"],
    "html-table.md": ["FineWeb-Edu", "The Stack v2"],
    "lora-card.md": ["tatsu-lab/alpaca"],
    "model-card-section.md": ["Stack Exchange", "Wikipedia", "S2ORC"],
    "nested-card.md": ["HAM10000", "ISIC 2020"],
    "dataset-yaml-words.md": ["COCO", "Open Images"],
    "game-positions.md": ["Leela Chess Zero"],
    "chinese-full.md": ["Common Crawl", "haifeng"],
}
#: Nothing here is said to be this project's training data.
NONE = [name for name, label in LABELS.items() if not label.get("clear") and not label.get("told")]


def rows(folder: Path, name: str) -> tuple[Dataset, ...]:
    path = folder / LABELS[name]["as"]
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / name, path)
    with open_tree(str(folder)) as tree:
        return datasets.named(probes.survey(tree), LICENSES)


@pytest.mark.parametrize("name", NAMED)
def test_datasets_are_named_once_in_order(name: str, tmp_path: Path) -> None:
    assert [row.name for row in rows(tmp_path, name)] == NAMED[name]


@pytest.mark.parametrize("name", NONE)
def test_no_dataset_is_made_up(name: str, tmp_path: Path) -> None:
    assert rows(tmp_path, name) == ()


def test_a_row_says_where_how_and_on_which_line(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "lora-card.md")
    assert row.where == ("https://huggingface.co/datasets/tatsu-lab/alpaca",)
    line, *_ = row.evidence
    # A page of the hub may be gated: its address says nothing of access.
    assert (row.access, line.path, line.line) == ("", "README.md", 8)


@pytest.mark.parametrize(
    ("sentence", "access"),
    [
        ("It was trained on the Acme corpus, which cannot be shared.", "unshareable"),
        ("It was trained on the Acme corpus, available on request.", "on-request"),
        ("It was trained on the Acme corpus, free to all with an account.", "registration"),
        ("It was trained on the Acme corpus, for those who accept the terms of Acme.", "click-through"),
        ("It was trained on the Acme corpus, and access is gated.", "gated"),
        ("It was trained on the Acme corpus; the archive lists the identifiers.", "ids-only"),
        ("It was trained on the Acme corpus.", ""),
    ],
)
def test_access_is_what_the_sentence_says(sentence: str, access: str, tmp_path: Path) -> None:
    assert access in {"", *WAYS}
    (tmp_path / "README.md").write_text(f"# Model\n\n## Training data\n\n{sentence}\n", encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        found = datasets.named(probes.survey(tree), LICENSES)
    assert [(row.name, row.access) for row in found] == [("Acme", access)]


def listed(folder: Path, files: dict[str, str]) -> DataList:
    """What documents name, joined with the manifest among the files."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    manifest = config.parse("osaid.toml", files.get("osaid.toml", "").encode()) or Manifest()
    with open_tree(str(folder)) as tree:
        return data_list.join(datasets.read(probes.survey(tree), LICENSES), manifest)


def test_an_aside_in_the_manifest_makes_no_second_dataset(tmp_path: Path) -> None:
    text = (
        '[[data]]\nname = "Xeno-canto (birds of 2021)"\naccess = "open"\nwhere = "https://xeno-canto.org"\n'
    )
    readme = TRAINED.format("It was trained on recordings from Xeno-canto.")
    (row,) = listed(tmp_path, {"README.md": readme, "osaid.toml": text}).rows
    assert (row.declared, [one.path for one in row.evidence]) == ("open", ["osaid.toml", "README.md"])


TRAINED = "# Model\n\n## Training data\n\n{}\n"


def test_the_systems_own_name_and_a_tuned_model_are_no_datasets(tmp_path: Path) -> None:
    text = "# Amber\n\nAmberChat https://huggingface.co/LLM360/AmberChat is finetuned from [LLM360/Amber]"
    text += "(https://huggingface.co/LLM360/Amber).\n\n"
    text += "## Training data\n\nAmber was trained on Amber and Wikipedia.\n"
    assert [row.name for row in listed(tmp_path, {"README.md": text}).rows] == ["Wikipedia"]


def test_tables_give_places_and_terms_line_by_line(tmp_path: Path) -> None:
    text = TRAINED.format(
        "| Dataset | Tokens | License |\n|---|---|---|\n"
        "| [Acme](https://acme.org/a.zip) | 3B | CC-BY-NC-4.0 |\n"
        "| Beta | 4B | see paper |"
    )
    acme, beta = listed(tmp_path, {"README.md": text}).rows
    assert (acme.license, acme.access, acme.evidence[0].line) == ("CC-BY-NC-4.0", "direct-download", 7)
    assert (beta.name, beta.license, beta.where, beta.evidence[0].line) == ("Beta", None, (), 8)


def test_items_of_a_numbered_list_of_sources_are_named(tmp_path: Path) -> None:
    text = TRAINED.format(
        "The training data comes from three sources:\n1. RedPajama\n2. StarCoderData\n3. Text we wrote"
    )
    assert [row.name for row in listed(tmp_path, {"README.md": text}).rows] == ["RedPajama", "StarCoderData"]


def test_what_a_dataset_was_made_from_stands_under_it(tmp_path: Path) -> None:
    text = TRAINED.format("We trained on the SlimPajama dataset, a cleaned version of RedPajama.")
    (row,) = listed(tmp_path, {"README.md": text}).rows
    assert (row.name, row.sources) == ("SlimPajama", ("RedPajama",))


def test_a_page_and_a_name_are_one_dataset(tmp_path: Path) -> None:
    page = "https://huggingface.co/datasets/cerebras/slimpajama-627b"
    text = TRAINED.format(
        f"It was trained on [Slimpajama]({page}).\n\nWe took half of Slimpajama, from {page}."
    )
    (row,) = listed(tmp_path, {"README.md": text}).rows
    assert (row.name, row.where) == ("Slimpajama", (page,))


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ("It was trained on the Acme corpus (CC BY-NC 4.0).", "CC-BY-NC-4.0"),
        ("It was trained on the Acme corpus, released under ODC-By.", "ODC-By-1.0"),
        ("It was trained on the Acme corpus, whose code is licensed under Apache-2.0.", None),
        ("It was trained on the Acme corpus and is MIT work.", None),
    ],
)
def test_terms_are_those_the_sentence_gives_the_data(
    sentence: str, terms: str | None, tmp_path: Path
) -> None:
    (row,) = listed(tmp_path, {"README.md": TRAINED.format(sentence)}).rows
    assert row.license == terms


def entry(access: str, more: str = "") -> str:
    return f'[[data]]\nname = "Acme"\naccess = "{access}"\nwhere = "https://acme.org"\n{more}'


@pytest.mark.parametrize(
    ("declared", "sentence", "conflict"),
    [
        (entry("open"), "access is gated", "osaid.toml:1 says open, README.md:5 says gated"),
        (entry("public"), "available on request", "says public, README.md:5 says on-request"),
        (entry("open"), "under CC BY-NC 4.0", "gives it CC-BY-NC-4.0, which takes a freedom away"),
        (entry("open", 'license = "MIT"\n'), "under ODC-By", "says MIT, README.md:5 says ODC-By-1.0"),
        (entry("obtainable"), "access is gated", ""),
        (entry("public"), "that anybody may download", ""),
    ],
)
def test_contradictions_with_the_manifest_are_shown(
    declared: str, sentence: str, conflict: str, tmp_path: Path
) -> None:
    text = TRAINED.format(f"It was trained on the Acme corpus, {sentence}.")
    (row,) = listed(tmp_path, {"README.md": text, "osaid.toml": declared}).rows
    assert (row.name, row.where[0]) == ("Acme", "https://acme.org")
    assert conflict in " ".join(row.conflicts) if conflict else not row.conflicts


def test_the_manifest_comes_first_and_a_page_tells_which_is_meant(tmp_path: Path) -> None:
    page = "https://huggingface.co/datasets/acme/acme-corpus-v2"
    manifest = '[[data]]\nname = "Zeta"\naccess = "unshareable"\nreason = "private"\n'
    manifest += (
        '[[data]]\nname = "Our text"\naccess = "open"\nwhere = "hf:datasets/acme/acme-corpus-v2@main"\n'
    )
    text = TRAINED.format(f"It was trained on [Acme]({page}) and on Wikipedia.")
    found = listed(tmp_path, {"README.md": text, "osaid.toml": manifest})
    assert [(row.name, row.declared) for row in found.rows] == [
        ("Zeta", "unshareable"),
        ("Our text", "open"),
        ("Wikipedia", ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("No training data were obtained from third parties.", {"D3"}),
        ("None of the training data is publicly available.", {"D2"}),
        ("No personal data is obtained from third parties.", set()),
        ("This repository satisfies D3: nothing is from third parties.", set()),
        ("Are no training data obtained from other third parties?", set()),
    ],
)
def test_only_plain_words_say_that_there_are_none(sentence: str, items: set[str], tmp_path: Path) -> None:
    found = listed(tmp_path, {"README.md": TRAINED.format(sentence)})
    assert {item for item, _ in found.none} == items


def test_privacy_policies_speak_of_other_data(tmp_path: Path) -> None:
    text = "# Service\n\n## Privacy\n\nNo data is obtained from third parties.\n"
    assert listed(tmp_path, {"README.md": text}).none == ()


HOSTILE = {
    "names": "It was trained on " + "Acme Corp " * 20_000 + ".",
    "pages": "It was trained on " + "https://huggingface.co/datasets/a/b " * 8_000,
    "made from": "It was trained on " + "Aa, a subset of " * 20_000,
    "none": ("None of the training data " * 8 + "third parties. ") * 2_000,
    "parentheses": "It was trained on the Acme corpus " + "(" * 200_000 + "under MIT",
    "items": "The training data comes from:\n" + "1. Acme9 of Beta9\n" * 20_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_documents_cost_little(kind: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(TRAINED.format(HOSTILE[kind]), encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        seen.documents  # noqa: B018 - reading is not what is timed
        start = time.process_time()
        found = datasets.read(seen, LICENSES)
        assert time.process_time() - start < 3 * pace()
        assert len(found.rows) <= datasets.MOST


@given(st.text(max_size=200))
def test_any_sentence_can_be_read(text: str) -> None:
    for found in _data_names.sources(text, settled=True, item=True):
        assert found.name in text or found.where
    for name, source in _data_names.made_from(text):
        assert name in text and source in text


SUMMARY = """# Public Summary of Training Content

## 1. General information

Ada-7B, of Ada AI. It was trained from January 2024 to June 2024.

## 2. List of data sources

### 2.1 Publicly available datasets

List of large publicly available datasets: Common Crawl, https://commoncrawl.org, and Wikipedia.

### 2.2 Private non-publicly available datasets obtained from third parties

{}

## 3. Data processing

Duplicates were removed, and texts in which we found illegal content were filtered out.
"""


@pytest.mark.parametrize(
    ("answer", "items"),
    [
        ("None.", {"D3"}),
        ("Not applicable", {"D3"}),
        ("None of them can be named here, for reasons of confidentiality.", set()),
        ("Licensed from Acme.", set()),
    ],
)
def test_a_summary_of_training_content_is_read(answer: str, items: set[str], tmp_path: Path) -> None:
    found = listed(tmp_path, {"training-summary.md": SUMMARY.format(answer)})
    assert {item for item, _ in found.none} == items
    assert {row.name for row in found.rows} >= {"Common Crawl", "Wikipedia"}
    with open_tree(str(tmp_path)) as tree:
        heads = dict(data_documentation.probe(probes.survey(tree))[0].heads)
    assert heads["provenance"] == heads["selection_filtering"] == "found"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "We trained on BookCorpus, CC-News, OpenWebText and Stories.",
            "BookCorpus CC-News OpenWebText",
        ),
        ("It was trained on ImageNet, and ResNet-50 gives the same.", "ImageNet"),
        ("The model was trained on the CIFAR-10, CIFAR-100 and MNIST datasets.", "CIFAR-10 CIFAR-100 MNIST"),
    ],
)
def test_enumerations_are_named_to_their_end(sentence: str, names: str, tmp_path: Path) -> None:
    found = listed(tmp_path, {"README.md": TRAINED.format(sentence)})
    assert {row.name for row in found.rows} <= set(names.split())
    assert {row.name for row in found.rows} >= {*names.split()}


def test_what_it_was_evaluated_on_is_no_training_data(tmp_path: Path) -> None:
    text = TRAINED.format("It was trained on ImageNet and evaluated on COCO-Stuff.")
    assert "COCO-Stuff" not in {row.name for row in listed(tmp_path, {"README.md": text}).rows}
