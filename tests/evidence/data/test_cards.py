"""Documents that are read as told of data: by what they are, where they lie and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from folders import fill
from systems import TRAIN

from osaid_action import terms
from osaid_action.evidence import probes
from osaid_action.model import HEADS
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CARD = """---
license: odc-by
language: [en]
---
# Crawl

A large, cleaned version of the Common Crawl web corpus, made from the April 2019 snapshot.

750 GB of English text. Pages were kept when their lines end in punctuation; pages with words of a block list
were removed, and so were three-sentence spans that occur twice.
"""
TOLD = {"provenance", "scope", "selection_filtering"}
ROWS = '{"text": "a"}\n' * 99


def _heads(
    folder: Path, files: Mapping[str, str], declared: Mapping[str, frozenset[str]] | None = None
) -> tuple[set[str], set[str]]:
    """(the heads that are told, what the license in the front matter is of)."""
    fill(folder, dict(files))
    with open_tree(str(folder)) as tree:
        survey = probes.survey(tree, declared=declared)
        heads = dict(probes.run(survey)["data-documentation"].heads)
        of = {name for one in terms.read(survey) if one.front for name in one.scope}
    return {head for head in HEADS if heads[head] in {"found", "partial"}}, of


@pytest.mark.parametrize(
    "path", ["data/train-00000.jsonl", "en/part-0.json.gz", "train.parquet", "0/shard.00000.mds"]
)
def test_a_readme_beside_data_with_the_keys_of_any_card_is_that_of_the_data(
    path: str, tmp_path: Path
) -> None:
    assert _heads(tmp_path, {"README.md": CARD, path: ROWS}) == (TOLD, {"data"})


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"config.json": "{}", "tokenizer.json": "{}"},
        {"train.py": TRAIN, "data/train.jsonl": ROWS},
        {"model.safetensors": "a", "data/train.jsonl": ROWS},
        {"ckpt-0/tensor00000_000": "a", "data/train.jsonl": ROWS},
    ],
    ids=["nothing beside it", "no data", "code that trains", "weights", "a checkpoint"],
)
def test_a_readme_is_no_card_of_data_where_none_lie_or_a_model_is(
    files: dict[str, str], tmp_path: Path
) -> None:
    assert _heads(tmp_path, {"README.md": CARD, **files})[1] == {"parameters"}


@pytest.mark.parametrize("key", ["pipeline_tag: text-generation", "base_model: acme/base", "sdk: gradio"])
def test_the_front_matter_of_a_model_or_space_is_no_card_of_data(key: str, tmp_path: Path) -> None:
    text = CARD.replace("license", f"{key}\nlicense")
    assert _heads(tmp_path, {"README.md": text, "data/train.jsonl": ROWS})[1] == {"parameters"}


def test_the_readme_of_what_is_declared_as_the_dataset_is_its_card(tmp_path: Path) -> None:
    files = {"README.md": "# A\n\nA model.\n", "texts/README.md": CARD, "train.py": TRAIN}
    declared = {"dataset": frozenset({"texts/README.md"})}
    assert _heads(tmp_path, files, declared) == (TOLD, {"data"})


LIBRARY = """# Corpora

Corpora is a library for curating datasets for language modeling.

It comes with filters, taggers and a deduplicator.

## Training data

Corpora is the training data of the language model Ostrich. It was collected from Common Crawl and arXiv.
Pages in languages other than English, duplicates and pages with fewer than 100 words were removed.
"""


def test_a_library_is_believed_where_the_manifest_names_its_readme(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(LIBRARY, encoding="utf-8")
    said = {}
    for named in (frozenset[str](), frozenset({"README.md"})):
        with open_tree(str(tmp_path)) as tree:
            survey = probes.survey(tree, declared={"data-documentation": named})
            assert survey.library
            said[bool(named)] = {head for one in survey.account.said for head in one.clear}
    assert said == {False: set(), True: {"provenance", "scope", "selection_filtering"}}


@pytest.mark.parametrize("path", ["docs/security/corpus.md", "examples/eval/corpus.md"])
def test_a_document_that_the_manifest_names_is_read_wherever_it_lies(path: str, tmp_path: Path) -> None:
    files = {"README.md": "# Ostrich\n\nA model.\n", path: LIBRARY.replace("library", "collection")}
    told = _heads(tmp_path, files, {"data-documentation": frozenset({path})})[0]
    assert told >= {"provenance", "selection_filtering"}
