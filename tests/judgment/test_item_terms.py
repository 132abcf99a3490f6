"""Items on terms: the worst of an element counts, and code is held to more than the rest."""

from __future__ import annotations

import pytest

from osaid_action.definition import load
from osaid_action.judgment import judge
from osaid_action.model import COMPONENTS, Component, Item, Manifest, Terms


def item(name: str, policy: str, *terms: Terms) -> Item:
    """An item on terms when these cover its components, one each, and nothing the rest."""
    asked = next(requirement.components for requirement in load().items if requirement.id == name)
    covered = dict(zip(asked, terms, strict=False))
    components = tuple(Component(id=kind, here="found", terms=covered.get(kind)) for kind in COMPONENTS)
    items, _ = judge(components, Manifest(), policy, "2026-11-23")
    return next(found for found in items if found.id == name)


@pytest.mark.parametrize(
    ("name", "policy", "terms", "status", "why"),
    [
        ("T-P", "strict", Terms(verdict="osi-approved", expression="MIT"), "met", "MIT"),
        ("T-P", "working", Terms(verdict="open", expression="CC0-1.0"), "met", "CC0-1.0"),
        (
            "T-P",
            "strict",
            Terms(verdict="open", expression="CC0-1.0"),
            "unmet",
            "weights: CC0-1.0 keeps the freedoms, but is not OSI-approved, which the strict policy asks for",
        ),
        (
            "T-C",
            "working",
            Terms(verdict="open", expression="CC0-1.0"),
            "unmet",
            "training-code: CC0-1.0 keeps the freedoms, but is not OSI-approved: not satisfied formally",
        ),
        (
            "T-P",
            "working",
            Terms(verdict="restricted", expression="X", why="no use in war"),
            "unmet",
            "weights: X: no use in war",
        ),
        (
            "T-P",
            "working",
            Terms(verdict="conflict", judged="restricted", expression="X", why="two texts"),
            "unmet",
            "weights: X: two texts",
        ),
        (
            "T-P",
            "working",
            Terms(verdict="osi-approved", expression="MIT", assumed=True, why="the file above"),
            "needs-review",
            "weights: MIT by the file above",
        ),
        ("T-P", "working", Terms(verdict="none", why="no terms"), "unmet", "weights: no terms"),
        (
            "T-P",
            "working",
            Terms(verdict="undetermined", unread="elsewhere", why="they are elsewhere"),
            "external",
            "weights: they are elsewhere",
        ),
        (
            "T-C",
            "working",
            Terms(verdict="undetermined", unread="unreadable", why="LICENSE could not be read"),
            "unknown",
            "training-code: LICENSE could not be read",
        ),
    ],
)
def test_one_component(name: str, policy: str, terms: Terms, status: str, why: str) -> None:
    found = item(name, policy, terms)
    assert (found.status, found.why) == (status, why)


def test_the_worst_of_an_element_counts() -> None:
    found = item(
        "T-C",
        "working",
        Terms(verdict="osi-approved", expression="MIT"),
        Terms(verdict="restricted", expression="X", why="no use in war"),
    )
    assert (found.status, found.why) == ("unmet", "data-processing-code: X: no use in war")


def test_nothing_to_cover_is_not_known() -> None:
    assert item("T-P", "working").status == "unknown"
