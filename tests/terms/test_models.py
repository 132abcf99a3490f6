"""Which terms cover what: of several models in one repository, and by the card of one that is on a hub."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from reports import item
from systems import MIT, MODEL, TOKENIZER, TRAIN, safetensors

from osaid_action.flow.examine import examine
from osaid_action.model import Component, License, Manifest, Reference
from osaid_action.report import json as as_json
from osaid_action.report import markdown as as_markdown
from osaid_action.report import text as as_text
from osaid_action.repository.target import open_tree
from osaid_action.terms.cover import cover

if TYPE_CHECKING:
    from osaid_action.model import Report, Terms

Files = dict[str, "str | bytes"]
W = safetensors()
README = "# Wren\n\nWren is a family of small language models that we train.\n"
TREE: Files = {"train.py": TRAIN, "model.py": MODEL, "README.md": README, "LICENSE": MIT}
RESERVED = "Wren License\n\nYou may use the weights for non-commercial research purposes only.\n"
TABLE = """
## Models

| Model | Size | License |
| --- | --- | --- |
| Wren-1B | 1B | Apache-2.0 |
| Wren-7B | 7B | MIT |
| [Wren-13B](https://huggingface.co/acme/wren-13b) | 13B | CC-BY-NC-4.0 |
"""
CARD = "---\nlanguage: en\nlicense: {}\n---\n# Wren\n\nWren is a small language model.\n"
DATA = "# Training data\n\nThe model was trained on the Foo corpus, 10,000 sentences of https://example.org/foo.\n"


def report_on(repo: Repo, files: Files) -> Report:
    repo.commit(files)
    with open_tree(str(repo)) as tree:
        return examine(tree, today="2026-11-28")


def terms_of(report: Report, name: str) -> Terms | None:
    return next(part.terms for part in report.components if part.id == name)


@pytest.mark.parametrize("weights", [{"wren-1b.safetensors": W}, {}], ids=["here", "elsewhere"])
def test_a_table_gives_each_model_its_terms_and_the_worst_is_named(repo: Repo, weights: Files) -> None:
    report = report_on(repo, {**TREE, **weights, "README.md": README + TABLE})
    found = item(report, "T-P")
    assert (found.status, found.why) == (
        "unmet",
        "weights: CC-BY-NC-4.0: for Wren-13B, non-commercial (README.md:11)",
    )
    assert [(e.path, e.line, e.why) for e in found.evidence] == [("README.md", 11, "CC-BY-NC-4.0")]
    told = as_text.render(report, verbose=True)
    assert "README.md:9  Wren-1B: Apache-2.0" in told and "README.md:11  Wren-13B: CC-BY-NC-4.0" in told
    assert "Wren-13B: CC-BY-NC-4.0" in as_markdown.render(report)
    rows = as_json.as_dict(report)["licenses"]
    assert [row["model"] for row in rows if "model" in row] == ["Wren-1B", "Wren-7B", "Wren-13B"]


def test_models_that_are_all_free_make_no_conflict(repo: Repo) -> None:
    table = TABLE.replace("CC-BY-NC-4.0", "CC-BY-4.0")
    found = item(report_on(repo, {**TREE, "w.safetensors": W, "README.md": README + table}), "T-P")
    assert (found.status, found.why) == ("met", "Apache-2.0 AND MIT AND CC-BY-4.0")


def test_a_row_on_an_element_is_no_model(repo: Repo) -> None:
    table = (
        "\n## License\n\n| Part | License |\n| --- | --- |\n| Code | MIT |\n| Model weights | CC BY-NC 4.0 |"
    )
    report = report_on(repo, {**TREE, "w.safetensors": W, "README.md": README + table})
    assert item(report, "T-P").why == "weights: CC-BY-NC-4.0: non-commercial (README.md:10)"
    assert item(report, "T-C").status == "met"


def test_a_license_beside_a_model_covers_it_and_no_other(repo: Repo) -> None:
    folders: Files = {f"models/m{number}/model.safetensors": W for number in range(7)}
    assert item(report_on(repo, {**TREE, **folders}), "T-P").why.startswith("weights: MIT by the nearest")
    # The last of many counts as well, and however deep another's license lies.
    texts: Files = {f"models/m{number}/LICENSE": MIT for number in range(6)}
    found = item(report_on(repo, {**texts, "models/m6/LICENSE": RESERVED}), "T-P")
    assert found.status == "unmet"
    assert "for models/m6, " in found.why and "(models/m6/LICENSE:3)" in found.why
    assert (
        item(report_on(repo, {"models/m0/fp16/LICENSE": MIT, "models/m0/fp16/w.safetensors": W}), "T-P")
        == found
    )


def test_a_card_beside_a_model_covers_it_and_no_other(repo: Repo) -> None:
    cards: Files = {
        f"{name}/README.md": CARD.format(terms) for name, terms in (("a", "mit"), ("b", "cc-by-nc-4.0"))
    }
    found = item(report_on(repo, {**TREE, **cards, "a/w.safetensors": W, "b/w.safetensors": W}), "T-P")
    assert found.why == "weights: CC-BY-NC-4.0: for b, non-commercial (b/README.md:3)"


def there(expression: str | None, verdict: str, note: str = "nearest", state: str = "elsewhere") -> License:
    return License(path="hf:a/two", expression=expression, verdict=verdict, note=note, state=state)


OPEN = replace(there("MIT", "osi-approved", "said"), path="hf:a/one")


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (there(None, "none", "nothing says"), ("none", "none", False)),
        (there("CC-BY-4.0", "open"), ("open", "open", False)),
        (there("Apache-2.0", "osi-approved", state="assumed"), ("osi-approved", "osi-approved", True)),
        (there("MIT", "osi-approved", "they differ", "conflict"), ("conflict", "osi-approved", False)),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_of_several_places_the_worst_is_named(
    other: License, expected: tuple[str, str, bool], first: bool
) -> None:
    places = (Reference(url="hf:a/one", kind="hf-model"), Reference(url="hf:a/two", kind="hf-model"))
    rows = (other, OPEN) if first else (OPEN, other)
    part = Component(
        id="weights", here="missing", there="found", declared=True, references=places, stated_there=rows
    )
    terms = cover(part, (), Manifest())
    assert terms is not None
    assert (terms.verdict, terms.judged, terms.assumed) == expected
    assert terms.why.endswith(f"{other.note}, at hf:a/two")


HUB: Files = {
    "README.md": CARD.format("apache-2.0") + "\n## Training data\n\nIt was trained on 4,000 English books.\n",
    "model.safetensors": W, "modeling_wren.py": MODEL, "tokenizer.py": TOKENIZER,
}  # fmt: skip


def test_the_card_of_a_repository_on_a_hub_is_assumed_to_cover_the_rest(repo: Repo) -> None:
    report = report_on(repo, HUB)
    assert item(report, "T-P").status == "met"
    for name in ("supporting-code", "model-architecture", "data-documentation", "model-card"):
        terms = terms_of(report, name)
        assert terms is not None, name
        assert (terms.expression, terms.assumed, terms.sources) == ("Apache-2.0", True, ("README.md:3",)), (
            name
        )
    for name in ("T-C", "T-D"):
        assert item(report, name).status == "needs-review"
        assert "the card, README.md:3; it does not say" in item(report, name).why
    # What the card says of its own terms counts, and no file of code is better off.
    report = report_on(repo, {"README.md": CARD.format("cc-by-nc-4.0")})
    assert item(report, "T-C").why.endswith("CC-BY-NC-4.0: non-commercial (README.md:3)")
    assert item(report_on(repo, {"LICENSE": MIT}), "T-C").status == "met"


def test_front_matter_without_weights_beside_it_covers_no_code(repo: Repo) -> None:
    report = report_on(repo, {"train.py": TRAIN, "README.md": CARD.format("mit"), "m/w.txt": "none"})
    assert item(report, "T-C").status == "unmet"


def test_front_matter_of_a_document_on_data_covers_the_data_and_itself(repo: Repo) -> None:
    files = {**TREE, "w.safetensors": W, "data/train.jsonl": '{"text": "a"}\n' * 9}
    report = report_on(repo, {**files, "DATA.md": f"---\nlicense: cc-by-nc-4.0\n---\n{DATA}"})
    assert item(report, "T-C").status == "met"
    assert item(report, "T-P").why.startswith("weights: MIT by the nearest license file")
    assert item(report, "T-D").why == "data-documentation: CC-BY-NC-4.0: non-commercial (DATA.md:2)"
    assert [row.scope for row in report.licenses if row.path == "DATA.md"] == [("data",)]


@pytest.mark.parametrize("file", ["wren-13B-v0.1.tar", "wren-13b-chat.tar.gz", "wren.safetensors"])
def test_a_file_of_weights_under_other_terms_says_nothing_of_the_code(repo: Repo, file: str) -> None:
    """Though the license is called as the project is."""
    said = f"- `{file}` has a custom non-commercial license, called Wren Non-Production License\n"
    repo.commit(
        {**TREE, "README.md": f"{README}\n## Download\n\n- **Important**:\n  {said}", "w.safetensors": W}
    )
    with open_tree(str(repo.path)) as tree:
        report = examine(tree, today="2026-11-23")
    assert item(report, "T-C").status == "met"
    assert item(report, "T-P").status == "unmet"
