"""The badge: what it says, that its words can be read, and that nothing in it acts."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hostile import HOSTILE, report
from reports import examined, having, made

from osaid_action.flow import received
from osaid_action.model import RESULTS, Answer, Measured, Report
from osaid_action.report import badge
from osaid_action.report import json as as_json
from osaid_action.yardsticks import load

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"


def measured(**states: str) -> tuple[Measured, ...]:
    """The G7's answers: met, but for some by their ids (with _ for -)."""
    named = {name.replace("_", "-"): state for name, state in states.items()}
    return (
        Measured(
            yardstick="g7",
            answers=tuple(Answer(id=ask.id, state=named.get(ask.id, "met")) for ask in load("g7").asks),
        ),
    )


def drawn(one: Report) -> ET.Element:
    return ET.fromstring(badge.svg(one))  # what was just made


def title(one: Report) -> str:
    return drawn(one).findtext(f"{SVG}title") or ""


@pytest.mark.parametrize(
    ("states", "label"),
    [
        ({}, "G7 open source, open data"),
        ({"all_data": "lacking"}, "G7 open source"),
        ({"data": "lacking", "all_data": "lacking"}, "open weights"),
        ({"training": "lacking", "weights_open": "lacking"}, "weights available"),
        ({"training": "lacking", "weights_open": "unknown"}, "at least weights available"),
        ({"training": "lacking", "weights": "unknown"}, "up to open weights"),
        ({"weights": "lacking"}, ""),
    ],
)
def test_the_label_is_no_more_than_was_seen(states: dict[str, str], label: str) -> None:
    one = made(yardsticks=measured(**states), items=having(C2="unmet", C3="waived"), result="incomplete")
    assert badge.message(one) == "11 of 13" + (f" · {label}" if label else "")


def test_every_label_has_its_words() -> None:
    assert set(badge.LABELS) == {label.id for label in load("g7").labels}


@pytest.mark.parametrize(
    "one",
    [
        made(result="not-applicable", subject="library", yardsticks=measured()),
        made(result="undetermined", unjudged="there are no files", yardsticks=measured()),
    ],
)
def test_what_was_not_judged_has_no_figure_and_no_label(one: Report) -> None:
    assert badge.message(one) == "not judged"
    assert badge.color(one) == badge.COLORS["not judged"]
    assert "G7" not in badge.svg(one)
    assert ("a library" in title(one)) != ("there are no files" in title(one))


def test_of_what_is_hardly_a_release_there_is_no_label() -> None:
    assert badge.message(made(subject="library", yardsticks=measured())) == "13 of 13"


def test_on_a_system_it_says_what_the_report_says(tmp_path: Path) -> None:
    one = examined(tmp_path)
    assert badge.message(one) == "11 of 13 · open weights"
    said = "incomplete, 11 of 13 required items met, 1 not met, 1 for a person to judge. G7 label: "
    assert title(one).startswith(f"open source AI: {said}")
    again = received.read(as_json.render(one).encode())
    assert badge.svg(again) == badge.svg(one)
    assert badge.endpoint(again) == badge.endpoint(one)


def test_two_ways_to_have_thirteen_items_are_told_apart_in_words() -> None:
    told = {title(made(result=result)) for result in ("complete", "undetermined", "terms", "incomplete")}
    assert len(told) == 4
    waived = made(items=having(C3="waived"))
    assert "complete, with 1 waived, 12 of 13 required items met." in title(waived)


def test_endpoint_holds_to_the_schema_of_shields() -> None:
    """https://shields.io/badges/endpoint-badge"""
    values = json.loads(badge.endpoint(made(yardsticks=measured(all_data="lacking"))))
    assert values == {
        "schemaVersion": 1,
        "label": "open source AI",
        "message": "13 of 13 · G7 open source",
        "color": "1a7f37",
    }


def luminance(color: str) -> float:
    """As WCAG 2.2 defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_have_the_contrast_of_level_aa() -> None:
    assert set(badge.COLORS) == {*RESULTS, "not judged"} - {"not-applicable"}
    for color in (badge.LABEL_COLOR, *badge.COLORS.values()):
        light, dark = luminance(badge.TEXT_COLOR), luminance(color)
        assert (light + 0.05) / (dark + 0.05) >= 4.5, color


def test_svg_is_a_picture_with_a_name_and_needs_nothing_besides() -> None:
    one = made(yardsticks=measured())
    svg = drawn(one)
    assert svg.attrib["role"] == "img"
    assert svg.attrib["aria-label"] == "open source AI: 13 of 13 · G7 open source, open data"
    assert {node.tag.removeprefix(SVG) for node in svg.iter()} == {"svg", "title", "path", "g", "text"}
    names = {name for node in svg.iter() for name in node.attrib}
    assert not any(name.startswith("on") or "href" in name or name == "style" for name in names)
    assert "url(" not in badge.svg(one)
    assert badge.svg(one).count("http") == 1


def test_words_lie_within_their_side() -> None:
    for states in ({}, {"weights": "lacking"}, {"training": "lacking", "weights_open": "unknown"}):
        one = made(yardsticks=measured(**states))
        left, right = drawn(one).iter(f"{SVG}text")
        start, first, second = (
            int(node.attrib[name])
            for node, name in (
                (right, "x"),
                (left, "textLength"),
                (right, "textLength"),
            )
        )
        assert int(left.attrib["x"]) + first < start - 6
        assert start + second + 6 == int(drawn(one).attrib["width"])
        # No letter of the font is narrower than a quarter of its size, or wider than all of it.
        assert 11 * len(badge.message(one)) / 4 < second < 11 * len(badge.message(one))
        assert {*badge.LABEL, *badge.message(one)} <= set(badge._WIDTHS)


@pytest.mark.parametrize("result", ["incomplete", "undetermined"])
def test_strangers_words_stay_words(result: str) -> None:
    one = replace(report(HOSTILE), result=result, unjudged=HOSTILE if result == "undetermined" else "")
    text = badge.svg(one)
    assert {node.tag.removeprefix(SVG) for node in ET.fromstring(text).iter()} == {
        "svg",
        "title",
        "path",
        "g",
        "text",
    }
    assert not any(char in text for char in "\033\u202e\r\udcff")
    assert ("&lt;img src=x" in text) == (result == "undetermined")
    json.loads(badge.endpoint(one))


def test_it_never_says_what_only_the_osi_could() -> None:
    for result in RESULTS:
        text = badge.svg(made(result=result, yardsticks=measured()))
        said = text.replace("not a certification: the OSI certifies nobody", "")
        assert not any(word in said.lower() for word in ("certif", "complian", "approved"))
