"""Models that taught those of a tree: where that is said of this very model, not where one is spoken of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from systems import safetensors

from osaid_action.evidence import probes
from osaid_action.evidence.weights import weights
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

    from osaid_action.model import Finding

BIG = "[Big](https://huggingface.co/acme/big)"
CARD = "---\nlicense: mit\n---\n# Wren\n\n{}\n"


def seen(folder: Path, files: dict[str, str]) -> Finding:
    """What is seen of the weights in a folder of files that holds some."""
    for name, content in {"model.safetensors": safetensors(), **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_tree(str(folder)) as tree:
        [finding] = weights.probe(probes.survey(tree))
    return finding


def taught(folder: Path, files: dict[str, str]) -> list[tuple[str, str, int | None]]:
    """(place, path, line) of each teacher."""
    return [(one.url, one.path, one.line) for one in seen(folder, files).teachers]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (f"This model is distilled from {BIG}.", ["big"]),
        (f"**Wren** is a 1B model distilled from {BIG} with a KL loss.", ["big"]),
        (f"Wren, our small model, was pruned and distilled from the teacher model {BIG}.", ["big"]),
        (f"Wren is a distilled version of the {BIG} model.", ["big"]),
        (f"Wren was obtained by distilling {BIG}.", ["big"]),
        ("Wren was trained by knowledge distillation from `acme/big` and `acme/more`.", ["big", "more"]),
        ("This student model was trained with `acme/big` as the teacher.", ["big"]),
        (f"- **Teacher model:** {BIG}", ["big"]),
        ("| Teacher | `acme/big` |", ["big"]),
    ],
)
def test_a_card_says_who_taught_its_model(tmp_path: Path, sentence: str, names: list[str]) -> None:
    files = {"README.md": CARD.format(sentence)}
    assert taught(tmp_path, files) == [(f"hf:acme/{name}", "README.md", 6) for name in names]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Similar to DistilBERT, which was distilled from {BIG}.",
        f"This model outperforms models that are distilled from {BIG}.",
        f"This model is similar to those distilled from {BIG}.",
        f"This model is the teacher, and a student was distilled from {BIG}.",
        f"This model is not distilled from {BIG}.",
        f"This model can be distilled from {BIG}.",
        f"DistilBERT is distilled from {BIG}.",
        f"Wrens are distilled from {BIG}.",
        f"We distilled {BIG} into DistilBERT.",
        f"This model was trained on data distilled from {BIG}.",
        f"This model was distilled from a dataset of {BIG}.",
        "This model was distilled from GPT-4/GPT-3.5.",
        "This model was distilled from `checkpoints/big`.",
        "This model was distilled from [texts](https://huggingface.co/datasets/acme/texts).",
        f"Teacher forcing is that of {BIG}.",
        f"To distill from {BIG}, run `distill.py --teacher acme/big`.",
        f"```\nThis model is distilled from {BIG}.\n```",
    ],
)
def test_what_a_card_says_of_others_is_no_teacher(tmp_path: Path, sentence: str) -> None:
    assert taught(tmp_path, {"README.md": CARD.format(sentence)}) == []


def test_a_page_that_is_no_card_labels_no_teacher(tmp_path: Path) -> None:
    lines = f"Teacher: {BIG}\n\nThe model was distilled from {BIG}.\n"
    assert taught(tmp_path, {"README.md": f"# Wren\n\n{lines}"}) == []
    blog = f"---\ntitle: News\n---\n# Wren\n\nThis model was distilled from {BIG}.\n"
    assert taught(tmp_path, {"README.md": "# Wren\n", "news/wren.md": blog}) == []


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("teacher_model: acme/big", [("hf:acme/big", "README.md", 3)]),
        ("teacher_model: big", []),
        ("tags: [distillation, distilled]", []),
        ("base_model: acme/big\nbase_model_relation: distilled", [("hf:acme/big", "README.md", 3)]),
    ],
)
def test_front_matter(tmp_path: Path, front: str, expected: list[tuple[str, str, int]]) -> None:
    finding = seen(tmp_path, {"README.md": f"---\nlicense: mit\n{front}\n---\n# Wren\n"})
    assert [(one.url, one.path, one.line) for one in finding.teachers] == expected
    assert finding.bases == ()


def test_what_a_card_calls_its_base_is_one(tmp_path: Path) -> None:
    text = f"---\nlicense: mit\nbase_model: acme/big\n---\n# Wren\n\nThis model is distilled from {BIG}.\n"
    finding = seen(tmp_path, {"README.md": text})
    assert [one.url for one in finding.bases] == ["hf:acme/big"]
    assert finding.teachers == ()


SETTINGS = json.dumps({"a": 1, "teacher_model_name_or_path": "acme/big"}, indent=2)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("out/config.json", SETTINGS, 3),
        ("out/args.yaml", "seed: 1\nteacher_model: acme/big  # frozen\n", 2),
        ("out/args.yaml", "# teacher_model: acme/big\n", None),
        ("out/args.yaml", "teacher_model: outputs/big\n", None),
        ("out/args.yaml", "teacher_model: null\nteacher_temperature: 1/2\n", None),
        ("configs/args.yaml", "teacher_model: acme/big\n", None),
        ("tests/args.json", SETTINGS, None),
    ],
)
def test_settings_that_lie_with_weights(tmp_path: Path, name: str, text: str, expected: int | None) -> None:
    files = {"README.md": "# Wren\n", "out/model.safetensors": safetensors(), name: text}
    assert taught(tmp_path, files) == ([("hf:acme/big", name, expected)] if expected else [])


def test_settings_that_lie_with_code_may_be_for_any_run(tmp_path: Path) -> None:
    files = {"README.md": "# Wren\n", "config.json": SETTINGS, "distill.py": "import torch\n"}
    assert taught(tmp_path, files) == []


def test_where_there_is_no_model_nobody_taught_it(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Wren\n\nThis model is distilled from {BIG}.\n", encoding="utf-8")
    with open_tree(str(tmp_path)) as tree:
        [finding] = weights.probe(probes.survey(tree))
    assert finding.teachers == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "This model is " + "a " * 2000,
        "This model is distilled from " + "the " * 900,
        "| teacher " + "| " * 1900,
    ],
)
def test_sentences_made_to_last_do_not(tmp_path: Path, sentence: str) -> None:
    assert taught(tmp_path, {"README.md": CARD.format(sentence)}) == []


APPLY = "You have to apply the delta on top of the original [Base](https://huggingface.co/acme/base) weights."


@pytest.mark.parametrize(
    ("readme", "why"),
    [
        (f'This "delta model" cannot be used directly. {APPLY}', "a difference, to be added to acme/base"),
        ("This repo contains the weight diff.", "a difference to another model's weights"),
        (f"These weights are whole. {APPLY}", ""),
        ("The delta of the river is near.", ""),
    ],
)
def test_a_difference_is_told_by_its_card(tmp_path: Path, readme: str, why: str) -> None:
    finding = seen(tmp_path, {"README.md": CARD.format(readme)})
    assert [one.why.partition("; ")[2] for one in finding.evidence] == [why]
    assert finding.here == ("partial" if why else "found")
    named = [(base.url, base.line) for base in finding.bases]
    assert named == ([("hf:acme/base", 6)] if "added to" in why else [])
