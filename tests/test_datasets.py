"""The list of training datasets that documents name: rather none than a wrong one."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from osaid_action import datasets, probes
from osaid_action.tree import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent / "documents"
LABELS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))
NAMED = {
    "table-of-sources.md": ["CulturaX (fi, sv, nb)", "Finnish Parliament", "Sámi Giella corpus"],
    "time-series-table.md": ["Electricity", "Wiki traffic"],
    "html-table.md": ["FineWeb-Edu", "The Stack v2"],
    "lora-card.md": ["alpaca"],
    "model-card-section.md": ["Stack Exchange", "Wikipedia", "S2ORC"],
    "nested-card.md": ["HAM10000", "ISIC 2020"],
    "dataset-yaml-words.md": ["COCO", "Open Images"],
    "game-positions.md": ["Leela Chess Zero"],
    "chinese-full.md": ["haifeng"],
}
#: Nothing here is said to be this project's training data.
NONE = [name for name, label in LABELS.items() if not label.get("clear") and not label.get("told")]


def rows(folder: Path, name: str) -> tuple[datasets.Dataset, ...]:
    path = folder / LABELS[name]["as"]
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(FOLDER / name, path)
    with open_tree(str(folder)) as tree:
        return datasets.named(probes.survey(tree))


@pytest.mark.parametrize("name", NAMED)
def test_datasets_are_named_once_in_order(name: str, tmp_path: Path) -> None:
    assert [row.name for row in rows(tmp_path, name)] == NAMED[name]


@pytest.mark.parametrize("name", NONE)
def test_no_dataset_is_made_up(name: str, tmp_path: Path) -> None:
    assert rows(tmp_path, name) == ()


def test_a_row_says_where_how_and_on_which_line(tmp_path: Path) -> None:
    (row,) = rows(tmp_path, "lora-card.md")
    assert row.where == ("https://huggingface.co/datasets/tatsu-lab/alpaca",)
    assert (row.access, row.path, row.line) == ("direct-download", "README.md", 8)


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
    assert access in {"", *datasets.ACCESS}
    (tmp_path / "README.md").write_text(f"# Model\n\n## Training data\n\n{sentence}\n", encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        assert [(row.name, row.access) for row in datasets.named(probes.survey(tree))] == [("Acme", access)]
