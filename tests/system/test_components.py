"""What is found, joined with what is declared: a declaration points, and is held against what is seen."""

from __future__ import annotations

import pytest

from osaid_action.model import Component, Declaration, Evidence, Finding, Manifest, Problem, Reference
from osaid_action.system.components import join

SEEN = Evidence(path="src/train.py", why="a loop", strength="likely")
HINT = Evidence(path="notes.md", why="a name", strength="hint")
MATCHES = {"src": ("src/train.py", "src/x.py"), "notes.md": ("notes.md",), "other": ("other/y.py",)}


def joined(
    here: str, *paths: str, name: str = "training-code", elsewhere: bool = False, not_used: str = ""
) -> tuple[Component, tuple[Problem, ...]]:
    finding = Finding(component=name, here=here, evidence=(HINT, SEEN) if here != "missing" else ())
    declared = Declaration(component=name, paths=paths, key=f"components.{name}.path", line=4)
    reasons = ((name, not_used),) if not_used else ()
    manifest = Manifest(path="osaid.toml", declarations=(declared,), not_used=reasons)
    places = {name: (Reference(url="hf:acme/tiny", kind="hf-model"),)} if elsewhere else {}
    (component,), problems = join({name: finding}, manifest, MATCHES, places)
    return component, problems


@pytest.mark.parametrize(
    ("here", "path", "expected", "wrong"),
    [
        ("found", "src", "found", ""),
        ("partial", "src", "found", ""),
        ("partial", "notes.md", "partial", ""),
        ("missing", "other", "partial", "nothing like training-code was seen in 'other'"),
        ("found", "gone", "found", "'gone' is declared as training-code, but it is not in this tree"),
    ],
)
def test_a_declared_path(here: str, path: str, expected: str, wrong: str) -> None:
    component, problems = joined(here, path)
    assert component.here == expected
    assert component.declared
    assert [problem.message for problem in problems] == (
        [f"components.training-code.path: {wrong}"] if wrong else []
    )


def test_what_is_declared_comes_first_in_the_evidence() -> None:
    assert joined("found", "src")[0].evidence == (SEEN, HINT)
    weak = joined("found", "other")[0].evidence[0]
    assert (weak.path, weak.strength) == ("other/y.py", "hint")


def test_no_declaration_makes_a_part_of_the_weights_the_whole() -> None:
    assert joined("partial", "src", name="weights")[0].here == "partial"


def test_a_place_elsewhere_stands_in_for_a_path_that_is_gone() -> None:
    component, problems = joined("found", "gone", elsewhere=True)
    assert (component.here, len(problems)) == ("found", 1)
    assert [reference.url for reference in component.references] == ["hf:acme/tiny"]


def test_what_is_declared_not_used_must_not_be_there() -> None:
    _, problems = joined("found", "src", not_used="no need")
    assert [problem.message for problem in problems] == [
        "not-used.training-code: declared not used, but it was found at notes.md"
    ]
