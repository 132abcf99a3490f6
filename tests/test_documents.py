"""Short documents, each with what a reader says it tells of training data, head by head.

`tests/documents/labels.toml` was written before the rules were tried on any of them: `clear` heads must
be found, `told` heads at least partial, and every other head missing.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from osaid_action import probes
from osaid_action.model import HEADS
from osaid_action.tree import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FOLDER = Path(__file__).parent / "documents"
LABELS: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))


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
    assert not wrong, {head: (state, _allowed(name, head)) for head, state in wrong.items()}


def test_every_document_is_labeled() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"labels.toml"} == set(LABELS)
    heads = {head for label in LABELS.values() for kind in ("clear", "told") for head in label.get(kind, ())}
    assert heads == set(HEADS)
