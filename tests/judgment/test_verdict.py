"""The result of a system by the statuses of its items; waivers and what became of them."""

from __future__ import annotations

import pytest
from reports import having

from osaid_action.judgment import judge
from osaid_action.judgment.verdict import result
from osaid_action.model import COMPONENTS, Component, Manifest, Waiver


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
        ({"T": "needs-review", "D3": "unknown"}, "working", "undetermined"),
        ({"T": "external"}, "working", "undetermined"),
        ({"T": "unknown"}, "working", "undetermined"),
        ({"T": "unmet", "C2": "partial"}, "working", "incomplete"),
        ({"C2": "waived", "T": "waived"}, "strict", "complete"),
    ],
)
def test_result(statuses: dict[str, str], policy: str, expected: str) -> None:
    assert result("model", having(**statuses), policy) == expected
    assert result("library", having(**statuses), policy) == "not-applicable"


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
