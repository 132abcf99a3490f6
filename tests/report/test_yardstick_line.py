"""The line on another yardstick, in every form: what it says, where it stands; nothing else changes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile import HOSTILE, report
from reports import examined

from osaid_action import check
from osaid_action.flow import received
from osaid_action.report import codequality, comment, markdown, sarif, text
from osaid_action.report import json as as_json

if TYPE_CHECKING:
    from pathlib import Path

    from osaid_action.model import Report

FULL = (
    "G7 label: Open Weights AI; for Open Source AI lacks training code, "
    "training data or the reason why they can't be shared."
)


@pytest.fixture
def seen(tmp_path: Path) -> Report:
    """The report on a whole system without its trainer."""
    return examined(tmp_path)


def test_in_text_it_follows_the_result(seen: Report) -> None:
    lines = text.render(seen, width=110).splitlines()
    assert lines[2].startswith("  INCOMPLETE: 11 of 13 required items met")
    assert " ".join(line.strip() for line in lines[3:5]) == FULL
    assert "G7" not in text.render(seen, quiet=True)


@pytest.mark.parametrize("render", [markdown.render, comment.render])
def test_in_markdown_and_comment_it_is_a_paragraph(seen: Report, render: object) -> None:
    lines = render(seen).splitlines()  # type: ignore[operator]
    assert lines[2].startswith("11 of 13 required items met")
    assert lines[3:6] == ["", FULL, ""]


def test_nothing_else_changes(seen: Report) -> None:
    bare = replace(seen, yardsticks=())
    assert text.render(seen, width=110) != text.render(bare, width=110)
    for render in (markdown.render, comment.render):
        assert render(seen).replace(f"{FULL}\n\n", "") == render(bare)
    assert sarif.render(seen, "") == sarif.render(bare, "")
    assert codequality.render(seen, "") == codequality.render(bare, "")
    told, untold = as_json.as_dict(seen), as_json.as_dict(bare)
    assert untold.pop("yardsticks") == []
    assert told.pop("yardsticks")[0]["said"] == FULL
    assert told == untold


def test_in_json_it_has_its_reasons(seen: Report) -> None:
    g7, mof, article = as_json.as_dict(seen)["yardsticks"]
    assert (article["id"], article["label"], article["labels"]) == ("eu-gpai", None, [])
    assert (mof["id"], mof["label"], mof["date"]) == ("mof", None, "2024-12-15")
    assert (g7["label"], g7["at_most"], g7["date"]) == ("open-weights", "open-weights", "2026-05-29")
    lacking = {label["id"]: label["lacking"] for label in g7["labels"]}
    assert lacking["open-source-ai"] == ["training", "data"]
    assert lacking["weights-available"] == []
    asks = {ask["id"]: ask for ask in g7["asks"]}
    assert asks["weights"]["evidence"][0]["path"] == "weights/model.safetensors"
    assert asks["training"]["why"] == "looked for, not found"


def test_a_report_that_was_received_says_the_same(seen: Report) -> None:
    written = as_json.render(seen)
    assert received.read(written.encode()).yardsticks == seen.yardsticks
    other = json.loads(written)
    other["yardsticks"][0] |= {"said": "approved by all", "title": "mine", "label": "open-source-ai"}
    other["yardsticks"] *= 50
    assert comment.render(received.read(json.dumps(other).encode())).count(FULL) == 1


@pytest.mark.parametrize("words", ["plain", HOSTILE])
def test_all_of_it_is_shown_as_text(words: str) -> None:
    out = text.render(report(words), yardstick="g7")
    assert "By the G7 Vision on AI Openness Opportunities and Shared Language, 2026-05-29" in out
    assert "✓ Open Weights AI: fits" in out
    assert not re.search("[\033\u202e]", out)
    rows = [line for line in markdown.render(report(words), yardstick="g7").splitlines() if "there; " in line]
    assert rows
    assert all(re.sub(r"`[^`]+`", "", row).count("|") == 5 for row in rows)


def test_all_of_it_tells_what_is_lacking(seen: Report) -> None:
    out = text.render(seen, yardstick="g7", width=110)
    assert "    ✗ Open Source AI: does not fit" in out
    assert "      ✗ training code: lacking; looked for, not found" in out
    assert "        weights/model.safetensors" in out
    assert "does not fit" not in text.render(seen, width=110)
    assert "compliant" not in out + markdown.render(seen, yardstick="g7")


def test_of_what_is_hardly_a_release_nothing_is_said(seen: Report) -> None:
    for other in (replace(seen, subject="library", subject_certain=False), check({"a.txt": b""})):
        assert "G7" not in text.render(other) + markdown.render(other) + comment.render(other)
