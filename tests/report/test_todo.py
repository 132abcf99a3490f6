"""What to do next: every item that is not met has its step, and every command and line of it is one."""

from __future__ import annotations

import itertools
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hostile import HOSTILE
from hostile import report as hostile
from reports import examined

from osaid_action.commands import parser
from osaid_action.model import Component, Dataset, Evidence, Reference, Report, Terms
from osaid_action.report import comment, markdown, text
from osaid_action.report.todo import Step, freedoms, steps
from osaid_action.report.words import of_subject

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OPEN = ("unmet", "partial", "external", "needs-review", "unknown", "waived")
REVISION = "a" * 40


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return examined(tmp_path_factory.mktemp("system"))


def stands(report: Report, **statuses: str) -> Report:
    """The report with items of other statuses; an underscore in a name stands for a hyphen."""
    given = {name.replace("_", "-"): status for name, status in statuses.items()}
    return replace(report, items=tuple(replace(i, status=given.get(i.id, i.status)) for i in report.items))


def holding(report: Report, component: Component) -> Report:
    """The report with another component of this name."""
    parts = tuple(component if part.id == component.id else part for part in report.components)
    return replace(report, components=parts)


def pointing(report: Report, url: str, kind: str, path: str = "README.md") -> Step:
    """The step for weights that a file points to."""
    pointer = Reference(url=url, kind=kind, path=path, line=3)
    away = Component(id="weights", here="missing", references=(pointer,), declared=not path)
    return step_of(stands(holding(report, away), P1="external"), "P1")


def step_of(report: Report, name: str) -> Step:
    return next(step for step in steps(report) if name in {item.id for item in step.items})


def check_copied(step: Step) -> None:
    """What is there to be copied is what it looks like."""
    for command in step.advice.commands:
        assert all(command)
    for words, language, lines in step.code:
        assert words.endswith((".", ":"))
        assert words.endswith(".") != bool(lines)
        if language == "toml":
            tomllib.loads("\n".join(lines))
            continue
        for line in lines:
            program, *arguments = shlex.split(line)
            assert "\n" not in line
            if program == "osaid":
                parser().parse_args(arguments)


@pytest.mark.parametrize("status", OPEN)
def test_every_item_has_its_step_whatever_its_status(seen: Report, status: str) -> None:
    for report in (seen, hostile(HOSTILE), replace(seen, components=())):
        whole_report = replace(report, items=tuple(replace(i, status=status) for i in report.items))
        made = steps(whole_report)
        assert {i.id for step in made for i in step.items} == {i.id for i in report.items if i.required}
        for step in made:
            assert step.code
            check_copied(step)


def test_what_is_met_has_none(seen: Report) -> None:
    met = replace(seen, items=tuple(replace(i, status="met") for i in seen.items))
    assert steps(met) == ()
    assert freedoms(met) == ""


def test_the_order_is_what_can_be_mended_last(seen: Report) -> None:
    names = ("T-C", "C3", "C2", "D1", "D2", "P1", "T-P")
    report = stands(seen, **{name.replace("-", "_"): "unmet" for name in names})
    first = [step.items[0].id for step in steps(report)]
    assert first[:2] == ["T-P", "P1"]
    assert [first.index(name) for name in ("D2", "D1", "C2", "T-C")] == sorted(
        first.index(name) for name in ("D2", "D1", "C2", "T-C")
    )


def test_the_same_advice_is_given_once(seen: Report) -> None:
    report = stands(seen, C1="unmet", C3="unmet", C4="unmet")
    step = step_of(report, "C3")
    assert {item.id for item in step.items} >= {"C1", "C3", "C4"}
    [lines] = [lines for _, language, lines in step.code if language == "toml"]
    assert lines[0] == "[not-used]" and lines.count("[not-used]") == 1
    assert set(tomllib.loads("\n".join(lines))["not-used"]) == {
        "data-processing-code",
        "evaluation-code",
        "supporting-code",
    }
    written = text.render(report)
    assert written.count("Add it, or say where it is:") == 1
    assert written.count("nobody is free to") == 1


@pytest.mark.parametrize(
    ("url", "kind", "commands"),
    [
        ("hf:acme/tiny", "hf-model", ["osaid declare weights hf:acme/tiny", "osaid lock"]),
        (
            "https://a.example/w.pt?x=1&y=2",
            "url",
            ["osaid declare weights 'https://a.example/w.pt?x=1&y=2'", "osaid lock"],
        ),
        ("http://a.example/w.pt", "url", ["osaid declare weights hf:OWNER/NAME@REV", "osaid lock"]),
        ("get.sh", "script", ["osaid declare weights hf:OWNER/NAME@REV", "osaid lock"]),
        ("lfs:sha256:" + "0" * 64, "lfs", ["git lfs pull", "osaid check"]),
        ("s3://bucket/w.pt", "bucket", ["osaid declare weights hf:OWNER/NAME@REV"]),
        (
            "https://a.example/$(rm -r x)`y`'z",
            "url",
            ["osaid declare weights hf:OWNER/NAME@REV", "osaid lock"],
        ),
    ],
)
def test_what_is_pointed_to_is_declared_and_looked_at(
    seen: Report, url: str, kind: str, commands: list[str]
) -> None:
    step = pointing(seen, url, kind)
    check_copied(step)
    assert [" ".join(lines) for _, _, lines in step.code] == [" ".join(commands)]


def test_of_several_places_one_that_can_be_read_is_named(seen: Report) -> None:
    page = Reference(
        url="https://huggingface.co/collections/acme/tiny-1", kind="hf-home", path="README.md", line=1
    )
    shop = Reference(url="kaggle:models/acme/tiny", kind="kaggle", path="README.md", line=2)
    hub = Reference(url="hf:acme/tiny", kind="hf-model", path="README.md", line=3)
    for places, named in (((page, shop, hub), "hf:acme/tiny"), ((shop, page), "hf:OWNER/NAME@REV")):
        away = Component(id="weights", here="missing", references=places)
        step = step_of(stands(holding(seen, away), P1="external"), "P1")
        assert step.advice.commands == (("osaid", "declare", "weights", named), ("osaid", "lock"))


def test_a_manifest_gets_no_table_twice(seen: Report) -> None:
    report = stands(seen, C1="unknown", C3="unmet", C4="unmet")
    written = "\n".join("\n".join(one.advice.lines) for one in steps(report) if one.advice.lines)
    assert set(tomllib.loads(written)["not-used"]) == {
        "data-processing-code",
        "evaluation-code",
        "supporting-code",
    }
    there = holding(report, Component(id="evaluation-code", here="missing", not_used="no"))
    assert not any("[not-used]" in one.advice.lines for one in steps(there))
    assert "Or, where none was used, under [not-used] in osaid.toml:" in markdown.render(there).replace(
        "\\", ""
    )


def test_what_is_declared_is_only_looked_at(seen: Report) -> None:
    assert pointing(seen, "hf:acme/tiny", "hf-model", path="").advice.commands == (("osaid", "lock"),)


def test_a_dataset_without_a_place_is_ready_to_be_listed(seen: Report) -> None:
    row = Dataset(name='The "Pile"', evidence=(Evidence(path="README.md", line=3, why="names it"),))
    step = step_of(replace(stands(seen, D2="partial", D3="unknown"), data=(row,)), "D2")
    assert [item.id for item in step.items] == ["D2", "D3"]
    [(_, _, lines)] = step.code
    [entry] = tomllib.loads("\n".join(lines))["data"]
    assert entry == {"name": 'The "Pile"', "access": "public", "where": "https://..."}


def test_terms_that_are_assumed_are_named_in_the_command(seen: Report) -> None:
    terms = Terms(verdict="osi-approved", expression="MIT", sources=("LICENSE",), assumed=True, why="near")
    weights = Component(id="weights", here="found", terms=terms)
    report = holding(stands(seen, T_P="needs-review"), weights)
    assert step_of(report, "T-P").advice.commands == (("osaid", "declare", "weights", "--license", "MIT"),)


def test_every_form_tells_the_same_steps(seen: Report) -> None:
    report = stands(seen, P1="external", D3="unknown", C3="unmet", T_P="unmet", D1="needs-review")
    commands = [
        " ".join(one) for step in steps(report) for one in step.advice.commands if " " not in "".join(one)
    ]
    assert commands
    for form in (text.render(report, width=110), markdown.render(report), comment.render(report)):
        places = [form.index(command) for command in commands]
        assert places == sorted(places)
        assert "What to do next" in form
        assert "nobody is free to" in form


def test_a_change_comes_before_what_stood_as_it_stands(seen: Report) -> None:
    from osaid_action.model import Change, Delta

    change = Change(id="C2", title="Training code", before="met", after="unmet", worse=True, mark="worse")
    delta = Delta(base=REVISION, result_before="complete", result_after="incomplete", changes=(change,))
    body = comment.render(replace(stands(seen, C3="unmet", P1="unmet"), delta=delta))
    assert body.index("declare training-code") < body.index("To do besides, as before")
    assert body.index("To do besides, as before") < body.index("declare weights")


def test_complete_says_in_the_same_line_what_is_open(seen: Report) -> None:
    met = replace(seen, result="complete", items=tuple(replace(i, status="met") for i in seen.items))
    report = stands(met, D1="needs-review")
    assert "  COMPLETE, with 1 for a person to judge: 12 of 13 required items met." in text.render(report)
    for form in (text.render(report, quiet=True), markdown.render(report), comment.render(report)):
        assert "complete, with 1 for a person to judge" in form
    assert "COMPLETE: 13 of 13 required items met." in text.render(met)


def test_what_is_not_sure_to_be_a_system_says_what_settles_it(seen: Report) -> None:
    why = "its README calls it a library\x1b[31m"
    report = replace(seen, subject_certain=False, subject_why=why)
    said = of_subject(report)
    assert said.startswith("Not sure what this is: its README calls it a library")
    assert said.endswith('say which it is in osaid.toml: subject = "model", or "none".')
    for form in (text.render(report), markdown.render(report), comment.render(report)):
        assert "\x1b" not in form
        plain = " ".join(form.replace("\\", "").split())
        assert plain.count("Not sure what this is: its README calls it a library") == 1
        assert plain.count('subject = "model", or "none"') == 1
    assert of_subject(seen) == ""
    for form in (text.render(seen), markdown.render(seen), comment.render(seen)):
        assert "subject =" not in form.replace("\\", "")


@pytest.mark.parametrize(("width", "words"), [*itertools.product((60, 80, 110), ("plain", HOSTILE))])
def test_no_line_is_wider_than_the_terminal_but_for_one_word(seen: Report, width: int, words: str) -> None:
    report = hostile(words)
    for status in OPEN:
        items = tuple(replace(i, status=status) for i in report.items)
        for one in (replace(report, items=items), replace(seen, items=items)):
            for line in text.render(one, width=width, verbose=True, away=True).splitlines():
                longest = max(map(len, line.split()), default=0)
                assert len(line) <= width or longest > width - 20, line


def test_a_long_place_stays_whole_and_the_command_with_it_is_one(seen: Report) -> None:
    url = "https://a.example/" + "/".join(["models"] * 20) + "/w.pt"
    report = stands(
        holding(
            seen,
            Component(
                id="weights", here="missing", references=(Reference(url=url, kind="url", path="README.md"),)
            ),
        ),
        P1="external",
    )
    lines = text.render(report, width=60).splitlines()
    at = next(n for n, line in enumerate(lines) if line.endswith("osaid declare weights \\"))
    assert lines[at + 1].strip() == url
    joined = " ".join((lines[at].removesuffix("\\").strip(), lines[at + 1].strip()))
    assert shlex.split(joined) == ["osaid", "declare", "weights", url]


def test_hostile_words_end_no_fence() -> None:
    row = Dataset(name="```\n</details>```` @all", where=("x```",))
    report = replace(stands(hostile(HOSTILE), D2="partial"), data=(row,))
    body = markdown.render(report)
    fences = [line.strip() for line in body.splitlines() if line.strip().startswith("```")]
    assert len(fences) % 2 == 0
    for start, end in zip(fences[::2], fences[1::2], strict=True):
        assert start.rstrip("shtoml") == end


def test_the_file_of_a_part_is_named(tmp_path: Path) -> None:
    report = examined(tmp_path)
    part = Component(
        id="evaluation-code",
        here="partial",
        evidence=(Evidence(path="a b/-e.py", line=1, why="computes a metric"),),
    )
    step = step_of(holding(stands(report, C3="partial"), part), "C3")
    check_copied(step)
    assert step.advice.commands[0][2:] == ("evaluation-code", "a b/-e.py")


def test_a_command_that_closes_a_step_comes_last(seen: Report) -> None:
    named = Component(
        id="model-architecture",
        here="missing",
        declared=True,
        references=(Reference(url="github:a/b", kind="github"),),
    )
    pointed = Component(
        id="weights",
        here="missing",
        references=(Reference(url="hf:acme/tiny", kind="hf-model", path="README.md"),),
    )
    report = stands(holding(holding(seen, named), pointed), P1="external", C6="external")
    step = step_of(report, "C6")
    assert [item.id for item in step.items] == ["P1", "C6"]
    assert step.advice.commands == (("osaid", "declare", "weights", "hf:acme/tiny"), ("osaid", "lock"))
