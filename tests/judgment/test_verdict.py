"""The result of a system and its gate, by the statuses of its items; waivers and what became of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from osaid_action.definition import load
from osaid_action.judgment import judge
from osaid_action.judgment.verdict import gate, result
from osaid_action.model import COMPONENTS, GATES, Component, Item, Manifest, Problem, Waiver

ITEMS = tuple(
    Item(id=r.id, title=r.title, short=r.short, element=r.element, required=r.required, status="met")
    for r in load().items
)
TERMS = next(r.id for r in load().items if r.terms)


def having(**statuses: str) -> tuple[Item, ...]:
    """All items met but for some, by their ids ("T" for one on terms)."""
    named = {TERMS if name == "T" else name: status for name, status in statuses.items()}
    return tuple(replace(item, status=named.get(item.id, item.status)) for item in ITEMS)


@pytest.mark.parametrize(
    ("statuses", "policy", "expected"),
    [
        ({}, "strict", "complete"),
        ({"D1": "needs-review"}, "working", "complete"),
        ({"D1": "needs-review"}, "strict", "undetermined"),
        ({"D1": "unknown"}, "working", "undetermined"),
        ({"P1": "external"}, "working", "undetermined"),
        ({"T": "unmet"}, "working", "terms"),
        ({"T": "needs-review"}, "working", "terms"),
        ({"T": "unmet", "P1": "external"}, "working", "terms"),
        ({"T": "needs-review", "P1": "external"}, "working", "undetermined"),
        ({"T": "external"}, "working", "undetermined"),
        ({"T": "unmet", "C2": "partial"}, "working", "incomplete"),
        ({"C2": "waived", "T": "waived"}, "strict", "complete"),
    ],
)
def test_result(statuses: dict[str, str], policy: str, expected: str) -> None:
    assert result("model", having(**statuses), policy) == expected
    assert result("library", having(**statuses), policy) == "not-applicable"


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
    passed = [gate(level, "incomplete", having(**statuses), (), None).passed for level in GATES]
    assert passed == [fails_from is None or GATES.index(level) < GATES.index(fails_from) for level in GATES]


def test_what_got_worse_fails_every_gate_but_never_even_for_no_system() -> None:
    for level in GATES:
        made = gate(level, "not-applicable", having(C2="unmet"), (), ("C2: was met, now unmet",))
        assert made.reasons == (() if level == "never" else ("made worse: C2: was met, now unmet",))


def test_a_declaration_that_does_not_hold_fails_the_gate() -> None:
    problems = (
        Problem(where="osaid.toml", message="broken"),
        Problem(where="osaid.toml", message="old", kind="review"),
    )
    assert gate("incomplete", "complete", ITEMS, problems, None).reasons == ("broken",)


def test_a_waiver_counts_until_its_last_day() -> None:
    components = tuple(Component(id=name, here="missing") for name in COMPONENTS)
    waiver = Waiver(item="P1", reason="soon", by="Ada", until="2026-11-23", line=3)
    manifest = Manifest(path="osaid.toml", waivers=(waiver,))
    items, problems = judge(components, manifest, "working", "2026-11-23")
    waived = next(item for item in items if item.id == "P1")
    assert (waived.status, problems) == ("waived", ())
    assert waived.why.startswith("waived by Ada until 2026-11-23: soon (otherwise unmet: ")
    items, (problem,) = judge(components, manifest, "working", "2026-11-24")
    assert next(item for item in items if item.id == "P1").status == "unmet"
    assert (problem.kind, problem.line) == ("waiver", 3)
