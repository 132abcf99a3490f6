"""Model cards that no folder under tests/cases should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from osaid_action.evidence import probes
from osaid_action.repository import documents as files
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path


def test_front_matter_that_measurements_fill_is_read(tmp_path: Path) -> None:
    results = "".join(f"  - task: {{type: Retrieval}}\n    metrics: [{i}]\n" for i in range(3_000))
    card = (
        f"---\nmodel-index:\n- name: a\n  results:\n{results}license: mit\nlanguage: en\n---\n"
        + "Said.\n" * 12
    )
    front, _, error = files.front_matter(card)
    assert front == {"model-index": [], "license": "mit", "language": "en"} and not error
    (tmp_path / "README.md").write_bytes(card.encode())
    with open_tree(str(tmp_path)) as tree:
        assert probes.run(probes.survey(tree))["model-card"].here == "found"
    assert "longer than" in files.front_matter("---\na: " + "x" * 70_000 + "\n---\n")[2]
