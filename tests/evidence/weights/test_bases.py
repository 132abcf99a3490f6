"""Models that the weights of a tree were made from: where that is stated, not where one is spoken of."""

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

Named = list[tuple[str, str, int]]
CARD = "---\nlicense: mit\n{}\n---\n# Wren\n\nA model, fine-tuned from [Llama](https://huggingface.co/meta-llama/L).\n"
ADAPTER = json.dumps({"peft_type": "LORA", "base_model_name_or_path": "acme/base-3b"}, indent=1)


def named(folder: Path, files: dict[str, str | bytes]) -> Named:
    """(place, path, line) of each base that is seen in a folder of files."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with open_tree(str(folder)) as tree:
        [finding] = weights.probe(probes.survey(tree))
    return [(base.url, base.path, base.line) for base in finding.bases]


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("base_model: acme/big", ["hf:acme/big"]),
        ("tags:\n- x\nbase_model:\n- acme/big\n- b\nbase_model_relation: x", ["hf:acme/big", "hf:b"]),
        ("base_model: gpt2", ["hf:gpt2"]),
        ("base_model: https://huggingface.co/acme/big", ["hf:acme/big"]),
        ("base_model: /mnt/models/llama", ["/mnt/models/llama"]),
        ("base_model: none", []),
        ("base_model: '{{ base_model }}'", []),
        ("base_model: '[More Information Needed]'", []),
        ("base_model: ./first", []),
        ("base_model: datasets/acme/texts", []),
        ("base_model: {a: b}", []),
        ("library_name: peft", []),
    ],
)  # fmt: skip
def test_front_matter(tmp_path: Path, front: str, expected: list[str]) -> None:
    files = {"README.md": CARD.format(front), "model.safetensors": safetensors()}
    line = 3 + front.partition("base_model")[0].count("\n")
    seen = named(tmp_path, {**files, "first/model.safetensors": safetensors()})
    assert seen == [(place, "README.md", line) for place in expected]


def test_settings_of_an_adapter(tmp_path: Path) -> None:
    files = {
        "README.md": "# Wren\n",
        "out/adapter_config.json": ADAPTER,
        "out/adapter_model.safetensors": safetensors(),
        "tests/adapter_config.json": ADAPTER.replace("acme/base-3b", "acme/tiny-random"),
    }
    assert named(tmp_path, files) == [("hf:acme/base-3b", "out/adapter_config.json", 3)]


@pytest.mark.parametrize("readme", ["# Wren\n\nNothing is here yet.\n", CARD.format("base_model: acme/big")])
def test_where_no_model_is_none_was_made_from_another(tmp_path: Path, readme: str) -> None:
    assert named(tmp_path, {"README.md": readme, "adapter_config.json": ADAPTER}) == []
