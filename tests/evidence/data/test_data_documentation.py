"""Short documents, each with what a reader says it tells of training data, head by head.

`tests/documents/labels.toml` was written before the rules were tried on any of them: `clear` heads must
be found, `told` heads at least partial, and every other head missing.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import pytest
from pace import pace

from osaid_action.evidence import probes
from osaid_action.evidence.data import documentation as data_documentation
from osaid_action.evidence.data import heads as _data_heads
from osaid_action.evidence.data import words as _data_words
from osaid_action.model import HEADS
from osaid_action.repository.target import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parents[2] / "documents"
LABELS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))

#: What a reader sees and the rules don't, with the reason; a miss that is gone fails the test.
KNOWN = {
    ("jax-vision-notes.md", "selection_filtering"): "a criterion in parentheses, with no verb",
    ("training-details-bullets.md", "obtained"): "that sessions were had from a corpus is said by no verb",
    ("reward-model.md", "obtained"): "judging is how such data are obtained, and counts as labeling only",
    ("spanish-medical.md", "obtained"): "the hospital is named as the source, with no verb",
    ("rl-agent.md", "provenance"): "a simulator counts as a source, in part; the label is stricter",
    ("quantized.md", "scope"): "another model's training data, in passing, outside a section of related work",
}


def _heads(folder: Path, name: str) -> dict[str, str]:
    path = folder / LABELS[name]["as"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((FOLDER / name).read_bytes())
    with open_tree(str(folder)) as tree:
        return dict(probes.run(probes.survey(tree))["data-documentation"].heads)


def _allowed(name: str, head: str) -> set[str]:
    label = LABELS[name]
    if head in label.get("clear", ()):
        return {"found"}
    if head in label.get("told", ()):
        return {"found", "partial"}
    if head == "labeling":
        return {"not-applicable"} if label.get("unlabeled") else {"missing", "not-applicable"}
    return {"missing"}


@pytest.mark.parametrize("name", LABELS)
def test_every_head_of_a_document(name: str, tmp_path: Path) -> None:
    heads = _heads(tmp_path, name)
    wrong = {head: heads[head] for head in HEADS if heads[head] not in _allowed(name, head)}
    known = {head for document, head in KNOWN if document == name}
    assert set(wrong) == known, {head: (heads[head], _allowed(name, head)) for head in set(wrong) ^ known}


@pytest.mark.parametrize("name", LABELS)
def test_nothing_is_found_that_is_not_told(name: str, tmp_path: Path) -> None:
    heads = _heads(tmp_path, name)
    told = {*LABELS[name].get("clear", ()), *LABELS[name].get("told", ())}
    assert {head for head in HEADS if heads[head] == "found"} <= told


KIB = 1024
HOSTILE = {
    "one long line of its words": "training data was downloaded from " * 15_000,
    "its words on many lines": "The model was trained on data downloaded from\n" * 11_000,
    "many paragraphs": "The model was trained on data removed from\n\n" * 11_000,
    "many titles": "# Training data\n" * 32_000,
    "many tables": "## Training data\n|data|tokens|\n|--|--|\n|train|1|\n\n" * 10_000,
    "one long table": "## Training data\n|a|tokens|\n|--|--|\n" + "|train|1|\n" * 50_000,
    "a table in one line of HTML": "## Training data\n<table>" + "<tr><td>a" * 55_000,
    "comments that never close": ("train <!--" * 350 + "\n") * 140,
    "anchors that never close": ("train <a " + "href='x" * 28 + "\n") * 2_400,
    "brackets": ("train " + "[a](" * 900 + "\n") * 140,
    "code that never ends": ("train `" + "(" * 300 + "\n") * 1_600,
    "a list without end": "Trained on:\n" + "- Data A\n" * 55_000,
    "Chinese without a stop": ("训练数据来自" * 600 + "\n") * 40,
    "digits": ("trained on 1" + ".1" * 1_900 + "\n") * 130,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_document_costs_little(kind: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(HOSTILE[kind][: 512 * KIB], encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        seen.documents  # noqa: B018 - reading is not what is timed
        start = time.process_time()
        data_documentation.probe(seen)
        assert time.process_time() - start < 4 * pace()


def test_a_document_that_is_read_in_part_says_so(tmp_path: Path) -> None:
    (tmp_path / "DATA.md").write_text("# Training data\n\n" + "It is data.\n\n" * 3_000, encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        seen = probes.survey(tree)
        data_documentation.probe(seen)
        assert any("read in part" in limit for limit in seen.limits)


def test_every_rule_uses_words_that_exist() -> None:
    made = {"name", "address", "amount", "year", "percent", "han", "hanget", "takefrom", "madeby", "makes"}
    made |= {"fetches", "plural", "pluralwere"}
    known = set(_data_words.words()) | made
    rules = [
        rule
        for heads in (_data_heads.CLEAR, _data_heads.PARTLY)
        for rules in heads.values()
        for rule in rules
    ]
    used = {kind for rule in rules for kind in (*rule.first.split(), *rule.second.split())}
    assert used <= known


def test_words_are_written_as_sentences_are_read() -> None:
    for kind, languages in _data_words.words().items():
        for language, entries in languages.items():
            for entry in entries.split():
                assert entry == entry.lower() and "-" not in entry, (kind, language, entry)
                assert "*" not in entry[:-1], (kind, language, entry)


def test_every_document_is_labeled() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"labels.toml"} == set(LABELS)
    heads = {head for label in LABELS.values() for kind in ("clear", "told") for head in label.get(kind, ())}
    assert heads == set(HEADS)
