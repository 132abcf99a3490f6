"""Lines for a terminal: they fit, break between words, and are read on any background."""

from __future__ import annotations

from osaid_action.report.systems import System, text
from osaid_action.report.terminal import Screen, columns


def test_two_spaces_part_columns_and_begin_no_line() -> None:
    screen = Screen(width=60)
    row = f"{'name' * 10}  {'https://example.org/' + 'a' * 60}  (README.md:1)"
    lines = list(screen.wrapped("        ", row, first="    "))
    assert [line.lstrip() for line in lines] == row.split()
    assert all(line.startswith("        (") for line in lines[-1:])
    assert list(screen.wrapped("", "a  b")) == ["a  b"]


def test_what_is_cut_closes_its_quote_and_keeps_a_host() -> None:
    screen = Screen(width=60)
    quoted = screen.cut("    README.md:1  where the data come from: “" + "words of it " * 9 + "”")
    assert quoted.endswith("…”") and columns(quoted) <= 60
    pointed = screen.cut("    README.md:112  points to https://dl.example.com.example.org/" + "a" * 60)
    assert "https://dl.example" in pointed and columns(pointed) <= 60


def test_a_long_place_leaves_room_for_what_was_seen() -> None:
    long, short = f"{'folder/' * 5}file.py:17", "file.py:17"
    assert list(Screen(width=60).seen("    ", short, "trains")) == [f"    {short}  trains"]
    where, why = Screen(width=60).seen("    ", long, "optimizer step, and gradients at line 75")
    assert where == f"    {long}" and why == "      optimizer step, and gradients at line 75"


def test_lines_that_are_too_long_go_on_below_their_own_indent() -> None:
    page = "Head\n\n  name: " + "words " * 20 + "\n"
    first, blank, *rest = Screen(width=60).fitted(page)
    assert (first, blank) == ("Head", "")
    assert rest[0].startswith("  name") and all(line.startswith("    words") for line in rest[1:])
    assert max(map(columns, rest)) <= 60
    command = "    → osaid declare weights " + "a/" * 40
    assert list(Screen(width=60).fitted(command, ("→",))) == [command]
    assert len(list(Screen(width=60).fitted(command))) > 1


def test_the_table_of_several_keeps_its_last_column_at_any_width() -> None:
    systems = [System("some/long/folder/of/models/" + "a" * 20, None, "no such folder: the name is wrong")]
    for width in (60, 80, 110):
        lines = list(text(systems, Screen(width=width)))
        assert max(map(columns, lines)) <= width
        assert len(lines) <= 5, lines


def test_only_colors_that_are_read_on_light_and_dark() -> None:
    screen = Screen(color=True)
    tones = ("good", "bad", "part", "quiet", "strong")
    assert {screen.paint(tone, "x")[2:].partition("m")[0] for tone in tones} <= {"1", "2", "31", "32"}
