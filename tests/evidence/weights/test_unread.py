"""Weights of which a clone has the names alone: there in part, and open what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from osaid_action.flow.examine import examine
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

    from gitrepo import Repo

_BIG = b"\x93" * 5_000
_TRAINED = "# Net\n\nThe weights of our net, trained on LibriSpeech.\n"


@pytest.mark.parametrize(
    ("name", "here"),
    [
        ("net.pt", "partial"),
        ("model_weights.h5", "partial"),
        ("table.h5", "missing"),
        ("clip.bin", "unreadable"),
    ],
)
def test_a_name_alone_is_no_weights_and_not_their_absence(
    repo: Repo, tmp_path: Path, name: str, here: str
) -> None:
    repo.commit({"README.md": _TRAINED, name: _BIG})
    clone = repo.clone(tmp_path / "partial", "--bare", "--filter=blob:limit=1k")
    with open_tree(str(clone.path), revision="HEAD") as tree:
        report = examine(tree, today="2026-11-27")
    weights = next(part for part in report.components if part.id == "weights")
    assert weights.here == here
    item = next(item for item in report.items if item.id == "P1")
    assert (item.status == "unknown") == (here != "missing"), item
    if here == "partial":
        assert "1 of 1 file of weights not read" in item.why
        assert not weights.references
