"""Items that ask for a thing: what is here, elsewhere, declared or absent makes their status."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osaid_action.judgment import judge
from osaid_action.model import COMPONENTS, Component, Evidence, Item, Manifest, Reference, Terms, Unread

SEEN = Evidence(path="a.py", why="only the loop was found")
ABSENT = {name: Component(id=name, here="missing") for name in COMPONENTS}


def status(item: str, *components: Component) -> Item:
    """The item when these are the components, and nothing else is there."""
    by_id = {**ABSENT, **{component.id: component for component in components}}
    items, _ = judge(tuple(by_id.values()), Manifest(), "working", "2026-11-23")
    return next(found for found in items if found.id == item)


def place(**words: object) -> Reference:
    return replace(Reference(url="hf:acme/tiny", kind="hf-model"), **words)


WEIGHTS = Component(id="weights", here="missing")
VERIFIED = place(state="verified")
PAPER = place(url="arxiv:2402.00159", kind="arxiv", state="unverifiable")
CASES = {
    "absent": (WEIGHTS, "unmet", "looked for, not found"),
    "found": (replace(WEIGHTS, here="found"), "met", ""),
    "a part": (replace(WEIGHTS, here="partial", evidence=(SEEN,)), "partial", SEEN.why),
    "unreadable": (
        replace(WEIGHTS, here="unreadable"),
        "unknown",
        "it may be here, but could not be read",
    ),
    "pointed to": (
        replace(WEIGHTS, references=(place(path="README.md"),)),
        "external",
        "pointed to: hf:acme/tiny; not verified",
    ),
    "a part and a mere mention": (
        replace(WEIGHTS, here="partial", evidence=(SEEN,), references=(place(path="README.md"),)),
        "partial",
        SEEN.why,
    ),
    "a part and a firm pointer": (
        replace(WEIGHTS, here="partial", references=(place(path="w", kind="lfs"),)),
        "external",
        "pointed to: hf:acme/tiny; not verified",
    ),
    "declared elsewhere": (
        replace(WEIGHTS, declared=True, references=(place(),)),
        "external",
        "declared elsewhere; not verified",
    ),
    "a part, and a place that nobody has looked at": (
        replace(WEIGHTS, here="partial", evidence=(SEEN,), declared=True, references=(place(),)),
        "external",
        f"declared elsewhere; not verified; seen: {SEEN.why}",
    ),
    "a part, and a place that could not be read this time": (
        replace(
            WEIGHTS,
            here="partial",
            evidence=(SEEN,),
            declared=True,
            references=(VERIFIED, place(url="hf:acme/more", state="unverified")),
            there="missing",
        ),
        "external",
        f"of 2 places 1 was read; not read: hf:acme/more; seen: {SEEN.why}",
    ),
    "a part, and a place that nobody can read": (
        replace(
            WEIGHTS,
            here="partial",
            evidence=(SEEN,),
            declared=True,
            references=(VERIFIED, PAPER),
            there="missing",
        ),
        "partial",
        f"{SEEN.why}; of 2 places 1 was read; not read: arxiv:2402.00159",
    ),
    "nothing, and a place that nobody can read": (
        replace(WEIGHTS, declared=True, references=(VERIFIED, PAPER), there="missing"),
        "unmet",
        "looked for, not found; of 2 places 1 was read; not read: arxiv:2402.00159",
    ),
    "nothing read, and a place that nobody can read": (
        replace(WEIGHTS, declared=True, references=(PAPER,)),
        "external",
        "declared elsewhere; not verified",
    ),
    "a place that was open": (
        replace(WEIGHTS, declared=True, references=(place(state="closed"),)),
        "external",
        "gone or private, though read before: hf:acme/tiny",
    ),
    "there": (
        replace(WEIGHTS, declared=True, references=(place(state="verified"),), there="found"),
        "met",
        "",
    ),
    "gone": (
        replace(WEIGHTS, declared=True, references=(place(state="gone"),)),
        "unmet",
        "looked for, not found, gone from where it was declared",
    ),
    "not there either": (
        replace(WEIGHTS, declared=True, references=(VERIFIED,), there="missing"),
        "unmet",
        "looked for, not found, nor at the places declared",
    ),
    "declared not used": (
        replace(WEIGHTS, not_used="no need"),
        "unmet",
        "declared not used, but no model comes about or runs without it",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_weights(case: str) -> None:
    component, expected, why = CASES[case]
    item = status("P1", component)
    assert (item.status, item.why) == (expected, why)


DOCUMENTS = Component(
    id="data-documentation",
    here="partial",
    heads=(("provenance", "found"), ("scope", "missing")),
    declared=True,
    references=(VERIFIED,),
    there="partial",
)


@pytest.mark.parametrize(
    ("state", "expected", "said"),
    [
        ("verified", "partial", ""),
        ("unverifiable", "partial", "; of 2 places 1 was read; not read: arxiv:2402.00159"),
        ("unverified", "partial", "; of 2 places 1 was read; not read: arxiv:2402.00159"),
        ("", "external", "; of 2 places 1 was read; not read: arxiv:2402.00159"),
    ],
)
def test_a_place_that_cant_be_read_hides_no_gap_of_the_description(
    state: str, expected: str, said: str
) -> None:
    paper = place(url="arxiv:2402.00159", kind="arxiv", state=state)
    alone = status("D1", DOCUMENTS)
    item = status("D1", replace(DOCUMENTS, references=(VERIFIED, paper)))
    assert alone.status == "partial" and alone.why.startswith("nothing said on")
    assert (item.status, item.why) == (expected, alone.why + said)


def test_a_paper_is_no_description_beside_places_that_have_none() -> None:
    none = replace(DOCUMENTS, here="missing", there="missing", heads=(), references=(VERIFIED, PAPER))
    item = status("D1", none)
    assert (item.status, item.why) == (
        "unmet",
        "no document describes the training data; of 2 places 1 was read; not read: arxiv:2402.00159",
    )
    assert status("D1", replace(none, there="", references=(PAPER,))).status == "external"


def test_what_is_asked_for_only_if_used_may_be_declared_not_used() -> None:
    item = status("C1", Component(id="data-processing-code", here="missing", not_used="raw text"))
    assert (item.status, item.why, item.fix) == ("not-used", "raw text", "")


@pytest.mark.parametrize(
    ("settings", "expected"),
    [("found", "met"), ("partial", "needs-review"), ("missing", "partial")],
)
def test_training_code_asks_for_its_settings(settings: str, expected: str) -> None:
    code = Component(id="training-code", here="found")
    assert status("C2", code, Component(id="training-configuration", here=settings)).status == expected


def test_what_a_base_model_is_made_of_is_owed_as_well() -> None:
    base = place(url="hf:acme/Big", path="README.md", line=3)
    granted = Terms(verdict="open", judged="open", expression="CC-BY-4.0")
    made = replace(WEIGHTS, here="found", bases=(base,), terms=granted)
    code = Component(id="data-processing-code", here="found")
    for name, said in (("C1", "made from"), ("T-P", "weights: CC-BY-4.0; made from")):
        item = status(name, code, made)
        assert item.status == "needs-review"
        assert item.why.startswith(f"{said} hf:acme/Big (README.md:3), whose ")
        assert [(one.path, one.line) for one in item.evidence] == [("README.md", 3)]
        # What is named and was not looked at settles nothing.
        for verified, expected in ((False, "needs-review"), (True, "met")):
            own = replace(made, references=(place(url="hf:acme/big", verified=verified),))
            assert status(name, code, own).status == expected
    item = status("P1", made)
    assert (item.status, item.why) == ("met", "made from hf:acme/Big (README.md:3)")


def test_terms_of_a_base_make_nothing_better() -> None:
    base = place(url="hf:acme/big", path="README.md", line=3)
    closed = Terms(verdict="restricted", judged="restricted", expression="CC-BY-NC-4.0", why="non-commercial")
    made = replace(WEIGHTS, here="found", bases=(base,), terms=closed)
    assert status("T-P", made).why == "weights: CC-BY-NC-4.0: non-commercial"
    assert status("C1", made).status == status("C1").status


LEFT = (Unread(role="code", files=204, of=432),)


@pytest.mark.parametrize("here", ["missing", "unreadable", "partial"])
def test_what_was_not_read_is_not_absent(here: str) -> None:
    component = Component(
        id="model-architecture", here=here, unread=LEFT, evidence=(SEEN,) if here == "partial" else ()
    )
    item = status("C6", component)
    assert item.status == "unknown"
    assert "could not be established: 204 of 432 code files not read" in item.why
    assert (SEEN.why in item.why) is (here == "partial")
    assert status("C6", replace(component, here="found")).status == "met"


def test_one_file_that_cannot_be_read_is_named() -> None:
    some = Unread(role="code", files=1, of=7, paths=("train.py",), reason="not in this clone")
    item = status("C6", Component(id="model-architecture", here="missing", unread=(some,)))
    assert "1 of 7 code files not read, not in this clone (train.py)" in item.why


def test_of_many_files_that_cannot_be_read_the_first_is_named() -> None:
    some = Unread(role="config", files=5, of=9, paths=tuple(f"{name}.yaml" for name in "abcde"))
    item = status("C6", Component(id="model-architecture", here="missing", unread=(some,)))
    assert item.why.endswith("5 of 9 configuration files not read (a.yaml and 4 more)")


def test_settings_that_were_not_read_are_not_absent() -> None:
    code = Component(id="training-code", here="found")
    settings = Component(id="training-configuration", here="missing", unread=LEFT)
    assert status("C2", code, settings).status == "unknown"


ASKED = {"C1": "data-processing-code", "C3": "evaluation-code", "C4": "supporting-code"}


@pytest.mark.parametrize("item", ASKED)
def test_what_is_owed_only_if_used_is_asked_for(item: str) -> None:
    name = ASKED[item]
    asked = status(item, Component(id=name, here="missing"))
    assert asked.status == "unknown" and "[not-used]" in asked.why
    assert f"[not-used] {name} =" in asked.fix
    used = status(item, Component(id=name, here="missing", uses=(SEEN,)))
    assert used.status == "unmet" and SEEN.path in used.why and used.evidence == (SEEN,)
