"""Lines that are weighed: what is cut out of a document, what marks it, and what weights make of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import pace

from osaid_action.evidence import probes
from osaid_action.evidence.data.same import key
from osaid_action.evidence.data.told import naming, weighing
from osaid_action.evidence.data.told.marks import Page, marks
from osaid_action.evidence.data.told.units import CODE, ITEM, MOST_TEXT, MOST_UNITS, ROW, TITLE, Unit, units
from osaid_action.evidence.data.told.weights import BIAS, TREE, WEIGHTS
from osaid_action.model import HEADS
from osaid_action.repository.documents import document
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = """# Bird calls

A network that tells birds apart.

## Data

Trained on the following:

- 4,000 recordings from Xeno-canto, https://xeno-canto.org
- calls that we recorded

| Part | Hours |
|---|---|
| forest | 12 |

```sh
wget https://example.org/birds.zip
make
```

## Press

Nobody wrote about it.
"""


def _page(text: str, path: str = "README.md") -> Page:
    none: frozenset[str] = frozenset()
    return Page(path, document(text), True, False, True, False, none, none, ("en",), {}, {})


def test_a_document_is_cut_into_units_with_their_lines() -> None:
    found, whole = units(document(_TEXT))
    assert whole
    assert [(unit.line, unit.kind) for unit in found] == [
        (1, TITLE),
        (3, "text"),
        (5, TITLE),
        (7, "text"),
        (9, ITEM),
        (10, ITEM),
        (14, ROW),
        (17, CODE),
    ]
    items = [unit for unit in found if unit.kind == ITEM]
    assert {unit.lead for unit in items} == {"Trained on the following:"}
    assert len({unit.block for unit in items}) == 1
    assert next(unit for unit in found if unit.kind == ROW).lead == "Part | Hours"


def test_a_table_in_html_has_the_lines_of_its_rows() -> None:
    text = (
        "## Data\n<table>\n<tr><th>Set</th><th>Hours</th></tr>\n<tr>\n<td>A</td><td>1</td></tr>\n</table>\n"
    )
    (row,) = (unit for unit in units(document(text))[0] if unit.kind == ROW)
    assert (row.line, row.text) == (4, "A | 1")


def test_what_stands_around_a_line_marks_it() -> None:
    page = _page(_TEXT)
    some = units(page.document)[0]
    by_line = dict(zip((unit.line for unit in some), marks(page, some), strict=True))
    assert {"t:data", "l:trained", "w:amount", "w:address", "is:item"} <= by_line[9]
    assert {"is:row", "t:data"} <= by_line[14]
    assert "w:amount" not in by_line[3]


def test_what_rules_see_marks_every_unit_of_the_line() -> None:
    page = _page(_TEXT)._replace(seen={9: {"clear:scope"}})
    some = units(page.document)[0]
    seen = [
        unit.line for unit, marked in zip(some, marks(page, some), strict=True) if "clear:scope" in marked
    ]
    assert seen == [9]


@settings(max_examples=60, deadline=None, database=None)
@given(st.text(alphabet="#-|*:. \n<>`tradin数据", max_size=400))
def test_any_text_has_units_in_order_and_marks_for_each(text: str) -> None:
    page = _page("# Training data\n" + text)
    some, _ = units(page.document, everything=True)
    lines = [unit.line for unit in some]
    assert lines == sorted(lines)
    assert all(unit.line <= unit.last for unit in some)
    assert len(list(marks(page, some))) == len(some)


@pytest.mark.parametrize(
    "text",
    ["# Training data\n" * 30_000, "- data\n" * 60_000, "|data|\n" * 60_000, "<tr><td>data" * 40_000],
)
def test_units_are_bounded_and_cost_little(text: str) -> None:
    page = _page("# Data\n" + text)
    start = time.process_time()
    some, _ = units(page.document, everything=True)
    count = len(list(marks(page, some)))
    assert count == len(some) <= MOST_UNITS
    assert time.process_time() - start < 3 * pace()


def test_weights_are_of_every_head() -> None:
    assert len(BIAS) == len(HEADS)
    assert {len(row) for row in WEIGHTS.values()} == {len(HEADS)}
    tops = {head: [0, 0, 0] for head in HEADS}
    known = {name for head in HEADS for name in weighing.features(head, tops)}
    assert TREE.keys() - {"bias"} == known


@pytest.mark.parametrize("head", HEADS)
def test_a_likelier_line_makes_its_head_likelier(head: str) -> None:
    worse = weighing.told({name: [-200] for name in HEADS})
    better = weighing.told({name: [300 if name == head else -200] for name in HEADS})
    assert better[head] > worse[head]


@given(st.integers(1, 99))
def test_shares_and_logits_turn_back(percent: int) -> None:
    assert abs(weighing.share(weighing.logit(percent)) - percent) <= 1


@pytest.mark.parametrize(
    "line",
    [
        "We will train it on 4,000 hours of LibriSpeech recordings.",
        "Download your own images from Flickr and label them with CVAT.",
        "The training data were not disclosed; no information on Common Crawl is given.",
    ],
)
def test_a_plan_an_instruction_and_a_denial_are_quoted_for_nothing(line: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Net\n\n## Training data\n\n{line}\n", "utf-8")
    with open_tree(str(tmp_path)) as tree:
        assert not probes.survey(tree).account.lines


def _unit(text: str, kind: str = "text", lead: str = "") -> Unit:
    return Unit(1, 1, text, kind, 0, 1, lead)


@pytest.mark.parametrize(
    ("unit", "found"),
    [
        (
            _unit("We trained on the Acme Speech Corpus, see https://acme.org/a."),
            {("Acme Speech", "https://acme.org/a")},
        ),
        (
            _unit("from https://huggingface.co/datasets/a/b-c."),
            {("b-c", "https://huggingface.co/datasets/a/b-c")},
        ),
        (_unit('data = load_dataset("a/b")', CODE), {("a/b", "https://huggingface.co/datasets/a/b")}),
        (_unit("Beta and Gamma of «Дельта»"), {("Beta", ""), ("Gamma", ""), ("Дельта", "")}),
        (_unit("[Eta](https://eta.org) | 3B", ROW, "Set | Size"), {("Eta", "https://eta.org"), ("3B", "")}),
        (_unit("the ruozhiba dataset"), {("ruozhiba", "")}),
    ],
)
def test_what_may_be_a_name_has_its_place(unit: Unit, found: set[tuple[str, str]]) -> None:
    assert found <= {(one.name, one.where) for one in naming.candidates(unit)}


@given(st.text(alphabet="Aa9-_/.`«»\"'[](): |,数\n", max_size=300), st.sampled_from(["text", ROW, CODE]))
def test_candidates_lie_in_their_unit(text: str, kind: str) -> None:
    unit = _unit(text, kind, "Data | Size")
    some = naming.candidates(unit)
    assert len(some) <= naming.MOST
    for one in some:
        assert 0 <= one.start < one.stop <= len(text) or one.how == "page"
        assert naming.marks(one, unit, _page("# A\n"))


@pytest.mark.parametrize(
    "piece", ["Aa ", "A-", "`", "A/", "[", "](", "| ", "Aa and ", "http://a ", "9", "Aa, "]
)
def test_names_cost_little_whatever_a_unit_holds(piece: str) -> None:
    unit = _unit(piece * (MOST_TEXT // len(piece)), ROW, piece * 300)
    page = _page("# A\n")
    start = time.process_time()
    for one in naming.candidates(unit):
        naming.marks(one, unit, page)
    assert time.process_time() - start < 0.5 * pace()


def test_known_names_are_their_own_keys() -> None:
    assert {key(name) for name in naming.known()} == naming.known()
    assert {"imagenet", "librispeech", "commoncrawl"} <= naming.known()


@pytest.mark.parametrize(
    "line",
    [
        "We trained it on 64 A100s on AWS for 3 days with PyTorch, in VS Code.",
        "It was evaluated on the ImageNet dataset.",
        "We tested it on the test split of LibriSpeech.",
        "The model is an adaptation of BERT with x256 tokens.",
    ],
)
def test_hardware_tools_models_and_what_is_tested_on_are_no_training_data(line: str, tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Net\n\n## Training\n\n{line}\n", "utf-8")
    with open_tree(str(tmp_path)) as tree:
        assert not probes.survey(tree).account.mentions


def test_a_declared_document_is_read_whatever_it_is_called_and_before_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "# Changes of the data\n\n## Training data\n\nWe trained on recordings that we made in 2021.\n"
    (tmp_path / "CHANGELOG.md").write_text(said, encoding="utf-8")
    (tmp_path / "README.md").write_text("# A\n\n" + "Trained on words. " * 60, encoding="utf-8")
    monkeypatch.setattr("osaid_action.evidence.data.told.reading.MOST_IN_ALL", 4)
    read = {}
    for declared in ({}, {"data-documentation": frozenset({"CHANGELOG.md"})}):
        with open_tree(str(tmp_path)) as tree:
            lines = probes.survey(tree, declared=declared).account.lines
        read[bool(declared)] = {line.path for line in lines}
    assert read == {False: {"README.md"}, True: {"CHANGELOG.md"}}
