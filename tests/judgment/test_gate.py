"""Gates by how strict they are and by what is required: of what was judged, and of what was not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from reports import having, made

from osaid_action.errors import UsageError
from osaid_action.flow import exits
from osaid_action.judgment import gate, verdict
from osaid_action.model import GATES, STATUSES, Change, Delta, Gate, Problem, Report

WORSE = Delta(
    base="b",
    result_before="complete",
    result_after="incomplete",
    changes=(Change(id="C2", title="Training", before="met", after="unmet", worse=True, mark="worse"),),
)
ALIKE = replace(WORSE, changes=())
EVERYTHING = ("osaid", "subject", "C2", "T-P")
#: What a report may be on, by name.
ON: dict[str, dict[str, Any]] = {
    "whole": {},
    "lacking": {"items": having(C2="unmet"), "result": "incomplete"},
    "unsure": {"items": having(C2="unmet"), "result": "incomplete", "subject_certain": False},
    "library": {"subject": "library", "result": "not-applicable", "items": having(C2="unmet")},
    "empty": {"subject": "none", "result": "not-applicable", "unjudged": "there are no files"},
    "unread": {
        "subject": "unknown",
        "subject_certain": False,
        "result": "undetermined",
        "unjudged": "9 of 9 files could not be read",
        "items": having(C2="unknown", P1="unknown"),
    },
}


def gated(
    on: str, fail_on: str, require: tuple[str, ...] = (), asked: bool = True, **values: Any
) -> tuple[Report, int]:
    """A report with its gate, and the exit code."""
    report = made(**ON[on] | values)
    report = replace(report, gate=gate.of(report, fail_on, asked=asked, require=require))
    return report, exits.of_gate(report)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        # By never, regression, incomplete, terms, review.
        ("whole", (0, 0, 0, 0, 0)),
        ("lacking", (0, 0, 1, 1, 1)),
        ("unsure", (0, 0, 1, 1, 1)),
        ("library", (0, 0, 0, 0, 0)),
        ("empty", (0, 0, 3, 3, 3)),
        ("unread", (3, 3, 3, 3, 3)),
    ],
)
def test_how_each_gate_ends_that_somebody_asked_for(on: str, codes: tuple[int, ...]) -> None:
    assert tuple(gated(on, level)[1] for level in GATES) == codes
    unasked = tuple(gated(on, level, asked=False)[1] for level in GATES)
    assert unasked == ((0, 0, 0, 0, 0) if on == "empty" else codes)


@pytest.mark.parametrize(
    ("on", "names", "code"),
    [
        ("whole", EVERYTHING, 0),
        ("lacking", ("subject",), 0),
        ("lacking", ("C1",), 0),
        ("lacking", ("C2",), 1),
        ("lacking", ("osaid",), 1),
        ("unsure", ("subject",), 0),
        ("unsure", ("osaid",), 1),
        *(("library", (name,), 1) for name in EVERYTHING),
        *(("empty", (name,), 3) for name in EVERYTHING),
        *(("unread", (name,), 3) for name in EVERYTHING),
    ],
)
def test_what_is_required_counts_whatever_the_gate(on: str, names: tuple[str, ...], code: int) -> None:
    for level in ("never", "regression"):
        report, ended = gated(on, level, names, asked=False)
        assert ended == code
        assert report.gate.passed is (code == 0)
        assert bool(report.gate.reasons) is (code != 0)
        assert report.gate.require == names
        assert not report.vacuous


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", ["C2", "T-P"])
def test_an_item_that_is_required_is_met_or_not_used_or_waived(status: str, name: str) -> None:
    report = made(items=having(**{name: status}), result="undetermined")
    assert gate.of(report, "never", require=(name,)).passed is (status in {"met", "not-used", "waived"})


@pytest.mark.parametrize("policy", ["working", "strict"])
@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("name", ["D1", "C2", "T", "P1", "P3"])
def test_osaid_is_required_just_where_the_result_is_complete(policy: str, status: str, name: str) -> None:
    items = having(**{name: status})
    outcome = verdict.result("model", items, policy)
    report = made(items=items, result=outcome, policy=policy)
    assert gate.of(report, "never", require=("osaid",)).passed is (outcome == "complete")


def test_why_a_requirement_is_not_met_is_said_once() -> None:
    one = gated("lacking", "terms", ("osaid", "C2"))[0].gate
    assert len(one.reasons) == 1
    assert one.reasons[0].startswith("C2 ")
    (reason,) = gated("library", "terms", EVERYTHING, subject_why="its README says so")[0].gate.reasons
    expected = "nothing was judged: this is not the release of an AI system: its README says so"
    assert reason == expected
    (reason,) = gated("unread", "review", EVERYTHING)[0].gate.reasons
    assert reason == "nothing could be judged: 9 of 9 files could not be read"


@pytest.mark.parametrize(
    ("on", "delta", "code"),
    [
        ("whole", ALIKE, 0),
        ("whole", WORSE, 1),
        ("library", ALIKE, 0),
        ("library", WORSE, 1),
        ("empty", ALIKE, 0),
        ("empty", WORSE, 1),  # all files are gone
        ("unread", ALIKE, 3),  # no more than in the base, and still nobody knows
        ("unread", WORSE, 3),
    ],
)
def test_a_regression_is_what_got_worse_and_no_more(on: str, delta: Delta, code: int) -> None:
    report, ended = gated(on, "regression", delta=delta)
    assert ended == code
    if delta.worse:
        assert "made worse: C2 Training: was met, now unmet" in report.gate.reasons
    assert gated(on, "never", delta=delta)[0].gate.passed is (on != "unread")


@pytest.mark.parametrize(
    ("on", "fail_on", "delta", "vacuous"),
    [
        ("whole", "terms", None, False),
        ("unsure", "never", None, False),
        ("library", "terms", None, True),
        ("library", "never", None, True),
        ("library", "regression", None, True),
        ("library", "regression", ALIKE, False),
        ("library", "terms", ALIKE, True),
        ("empty", "regression", ALIKE, True),
        ("unread", "regression", ALIKE, False),
        ("unread", "terms", None, False),
    ],
)
def test_a_gate_that_is_met_because_nothing_was_judged(
    on: str, fail_on: str, delta: Delta | None, vacuous: bool
) -> None:
    assert gated(on, fail_on, delta=delta)[0].vacuous is vacuous


@pytest.mark.parametrize(
    ("statuses", "fails_from"),
    [
        ({}, None),
        ({"C2": "unmet"}, "incomplete"),
        ({"T": "unmet"}, "terms"),
        ({"T": "needs-review"}, "terms"),
        ({"P1": "external"}, "review"),
        ({"T": "unknown"}, "review"),
        ({"C2": "waived"}, None),
    ],
)
def test_each_gate_asks_for_more_than_the_one_before(
    statuses: dict[str, str], fails_from: str | None
) -> None:
    report = made(items=having(**statuses), result="incomplete")
    passed = [gate.of(report, level).passed for level in GATES]
    assert passed == [fails_from is None or GATES.index(level) < GATES.index(fails_from) for level in GATES]


def test_a_declaration_that_does_not_hold_fails_the_gate() -> None:
    problems = (
        Problem(where="osaid.toml", message="broken"),
        Problem(where="osaid.toml", message="old", kind="review"),
    )
    assert gate.of(made(problems=problems), "incomplete").reasons == ("broken",)


def test_a_gate_is_asked_again_with_all_that_was_asked() -> None:
    report, _ = gated("empty", "terms", ("C2",))
    assert gate.again(report, require=("osaid", "C2")).gate == Gate(
        fail_on="terms",
        passed=False,
        reasons=("nothing could be judged: there are no files",),
        require=("C2", "osaid"),
        asked=True,
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [("osaid", ("osaid",)), ("c2, t-p,C2", ("C2", "T-P")), (" subject  D1 ", ("subject", "D1"))],
)
def test_names_of_what_is_required(words: str, names: tuple[str, ...]) -> None:
    assert gate.wanted(words, "--require") == names


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("osiad", "--require: nothing is called 'osiad'; did you mean osaid?"),
        ("C2,subjects", "--require: nothing is called 'subjects'; did you mean subject?"),
        ("zzz", "--require: nothing is called 'zzz'; known: osaid, subject, D1, "),
        (" , ", "--require names nothing; known: osaid, subject, D1, "),
    ],
)
def test_a_wrong_name_is_said_with_what_was_meant(words: str, said: str) -> None:
    with pytest.raises(UsageError) as caught:
        gate.wanted(words, "--require")
    assert str(caught.value).startswith(said)
