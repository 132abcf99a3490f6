"""What the lines of a survey come to, in a terminal, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from surveyed import DAY, ITEMS, line

from osaid_action.report.terminal import columns
from osaid_action.survey import shown
from osaid_action.survey.figures import MOST_ROWS, Figures, figures
from osaid_action.survey.page import render

if TYPE_CHECKING:
    from osaid_action.survey.line import Line

MET = dict.fromkeys(ITEMS, "met")


def of(*rows: Line, today: str = DAY, since: str = "") -> Figures:
    return figures(lambda: rows, today, since)


def test_the_last_line_on_each_target_counts_and_no_other() -> None:
    rows = (
        line("a", items=MET, result="complete"),
        line("b", result="incomplete"),
        line("c", subject="library", result="not-applicable"),
        line("d", unjudged="too little could be read"),
        line("a", items={"P1": "unmet"}, result="incomplete"),
        line("e", error="time"),
    )
    made = of(*rows)
    assert (made.targets, made.judged) == (5, 2)
    assert made.kinds == {
        ("model", "incomplete"): 2,
        ("library", "not-applicable"): 1,
        ("model", "undetermined"): 1,
    }
    assert made.errors == {"time": 1}
    assert made.items["P1", "unmet"] == 1 and made.items["P1", "met"] == 0
    assert sum(made.items.values()) == 2 * len(ITEMS)


def test_what_changed_is_told_with_both_days_and_what_else_is_not_the_same() -> None:
    before = line("a", items=MET, result="complete", checked="2026-01-01")
    after = line("a", items={**MET, "P1": "unmet", "D1": "waived"}, result="incomplete", commit="d" * 40)
    [row] = of(before, after).moved
    assert row.how == "worse" and row.items == (("D1", "met", "waived"), ("P1", "met", "unmet"))
    assert (row.since, row.day, row.why) == ("2026-01-01", DAY, "other commit")
    assert (row.before, row.after) == ("complete", "incomplete")
    # What is judged by other rules is not the repository's doing.
    assert of(before, {**after, "commit": before["commit"], "rules": "x"}).moved[0].why == "other rules"
    assert of(before, {**after, "commit": before["commit"]}).moved[0].why == "same files"
    assert not of(before, {**before, "checked": DAY}).moved
    # A failure in between is no state that it could have changed from.
    assert of(before, line("a", error="time", checked="2026-02-01"), after).moved == of(before, after).moved
    assert not of(before, line("a", error="time")).moved


def test_what_is_neither_worse_nor_better_is_changed() -> None:
    one = line("a", items={"P1": "unmet"}, result="incomplete", checked="2026-01-01")
    assert of(one, {**one, "checked": DAY, "result": "not-applicable"}).moved[0].how == "changed"
    assert of(one, line("a", items={"P1": "met"}, result="incomplete")).moved[0].how == "better"


def test_since_a_day_is_against_the_last_line_before_it() -> None:
    one = line("a", items=MET, result="complete", checked="2026-01-01")
    two = line("a", items={**MET, "D1": "unmet"}, result="incomplete", checked="2026-02-01")
    three = line("a", items={**MET, "D1": "partial"}, result="incomplete", checked="2026-03-01")
    assert [(row.since, row.items) for row in of(one, two, three).moved] == [
        ("2026-02-01", (("D1", "unmet", "partial"),))
    ]
    for rows in ((one, two, three), (three, two, one)):
        [row] = of(*rows, since="2026-02-01").moved
        assert (row.since, row.items, row.how) == ("2026-01-01", (("D1", "met", "partial"),), "worse")
    assert not of(one, two, three, since="2026-01-01").moved


def test_a_list_that_is_cut_says_so() -> None:
    rows = []
    for number in range(MOST_ROWS + 10):
        rows += [line(f"t{number:04}", checked="2026-01-01"), line(f"t{number:04}", result="incomplete")]
    made = of(*rows)
    assert (len(made.moved), made.moves) == (MOST_ROWS, MOST_ROWS + 10)
    assert "Changed since the line before (500 of 510)" in shown.text(made, 80)


def test_waivers_that_end_this_month() -> None:
    days = ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"]
    row = line("a", waivers=[{"item": "D2", "until": day, "by": "Ada"} for day in days])
    assert [one[0] for one in of(row).ends] == ["2026-11-01", "2026-11-30"]


def test_nearest_to_complete_is_what_lacks_least_and_then_what_is_open() -> None:
    rows = [
        line("two", items={**MET, "D1": "unmet", "P1": "partial"}, result="incomplete"),
        line("one", items={**MET, "P1": "unmet"}, result="incomplete"),
        line("open", items={**MET, "P1": "external"}),
        line("done", items=MET, result="complete"),
        *(line(f"far{n:02}", items=dict.fromkeys(ITEMS, "unmet"), result="incomplete") for n in range(20)),
    ]
    near = of(*rows).near
    assert [row.target for row in near[:3]] == ["open", "one", "two"]
    assert near[0].open == ("P1",) and near[2].lacks == ("D1", "P1")
    assert len(near) == 10 and "done" not in {row.target for row in near}


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r\n=1+1",
    " =1+1",
    "＝1+1",
    "a;=1+1",
    'a",=1+1',
    "\x1b[2J\u202e",
    "<script>alert(1)</script>",
    "字" * 200,
    "a" * 500,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_a_formula_or_acts_on_a_terminal(name: str) -> None:
    row = line(name, url=name, items={"P1": "unmet"}, result="incomplete")
    row["waivers"] = [{"item": "D2", "until": DAY, "by": name}]
    [head, cells] = csv.reader(io.StringIO(shown.as_csv([row])))
    assert len(head) == len(cells)
    for cell in cells:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    # Also where a semicolon parts the cells.
    for cell in next(csv.reader(io.StringIO(shown.as_csv([row]).partition("\n")[2]), delimiter=";")):
        assert not cell.startswith(("=", "+", "-", "@"))
    told = shown.text(of(line(name, checked="2026-01-01"), row), 80)
    told += shown.rules(of(line("a", rules=name)))
    assert not {"\x1b", "\u202e", "\t", "\r"} & set(told)
    assert all(columns(one) <= 110 for one in told.splitlines() if one[-30:] not in {"a" * 30, "字" * 30})


def test_all_widths_keep_the_columns_together() -> None:
    rows = [line("/very/long/folder/of/targets/" * 3 + name, result="incomplete") for name in ("one", "two")]
    for width in (20, 80, 200):
        told = shown.text(of(*rows), width)
        assert "targets/one" in told and "targets/two" in told


@pytest.mark.parametrize("name", HOSTILE)
def test_the_page_has_the_same_elements_whatever_the_names(name: str) -> None:
    def pages(name: str) -> str:
        row = line(name, items={"P1": "unmet"}, result="incomplete")
        row["waivers"] = [{"item": "D2", "until": DAY, "by": name}]
        return render(of(line(name, checked="2026-01-01"), row))

    def elements(text: str) -> list[str]:
        return re.findall(r"<(?!wbr)[^>]*>", re.sub(r"(?s)<script type.*?</script>", "", text))

    hostile, plain = pages(name), pages("plain")
    assert elements(hostile) == elements(plain)
    assert (
        "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
        in hostile.replace("&#x27;", "'")
    )
    told = json.loads(re.findall(r"(?s)<script type[^>]*>(.*?)</script>", hostile)[0])
    assert told["targets"] == 1 and "Waivers that end in 2026-11" in told["tables"]


def test_the_rules_of_the_lines_are_named_and_not_those_that_are_here() -> None:
    rows = [line(f"m{number}", rules="0a" if number < 3 else "0b+pdf") for number in range(5)]
    made = of(line("m0", rules="0c", checked="2026-01-01"), *rows)
    assert shown.text(made, 80).endswith("certifies nobody. Rules 0a, 0b+pdf.\n")
    assert re.search(r"certifies nobody\. osaid [^ ]+, rules 0a, 0b\+pdf\.<", render(made))
    many = of(*(line(f"m{number}", rules=f"{number:x}") for number in range(9)))
    assert shown.rules(many) == "0, 1, 2 and others"


def test_an_empty_survey_says_so() -> None:
    made = of()
    assert shown.rules(made) == "none"
    assert "0 targets" in shown.text(made, 80) and not shown.sections(made)
    assert "0 targets" in render(made)
    assert shown.as_csv([]).count("\n") == 1


def test_as_json_it_is_the_same_tables() -> None:
    made = of(line("a", items={"P1": "unmet"}, result="incomplete"))
    told: dict[str, Any] = json.loads(json.dumps(shown.as_dict(made)))
    assert told["tables"]["Results"] == [
        {
            "What it is": "model",
            **dict.fromkeys(("complete", "terms", "undetermined", "not-applicable"), "–"),
            "incomplete": "1",
        }
    ]
    assert list(told["tables"]) == [section.title for section in shown.sections(made)]
