"""The expression parser: what it reads, what it refuses, and that it reads what it prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaid_action.licenses import judge
from osaid_action.licenses.expression import ExpressionError, Group, License, licenses, parse
from osaid_action.licenses.facts import ORDER

IDS = st.sampled_from(
    ["MIT", "Apache-2.0", "GPL-2.0-only", "CC-BY-NC-4.0", "CC0-1.0", "LicenseRef-x", "JSON"]
)
LEAVES = st.builds(
    License, IDS, st.booleans(), st.one_of(st.none(), st.sampled_from(["Classpath-exception-2.0", "Foo"]))
)


def group(parts: st.SearchStrategy) -> st.SearchStrategy:
    def flat(operator: str, found: list) -> Group:
        out: list = []
        for part in found:
            out.extend(part.parts if isinstance(part, Group) and part.operator == operator else [part])
        return Group(operator, tuple(out))

    return st.builds(flat, st.sampled_from(["AND", "OR"]), st.lists(parts, min_size=2, max_size=4))


TREES = st.recursive(LEAVES, group, max_leaves=12)


@given(TREES)
def test_round_trip(tree):
    assert parse(str(tree)) == tree


@given(TREES, TREES)
def test_and_never_gains_and_or_never_loses(a, b):
    ranks = [ORDER.index(judge(str(tree)).verdict) for tree in (a, b)]
    assert ORDER.index(judge(str(Group("AND", (a, b)))).verdict) == min(ranks)
    assert ORDER.index(judge(str(Group("OR", (a, b)))).verdict) == max(ranks)


@given(st.text(alphabet="MIT()+ANDORWITH .-xé\n", max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        node = parse(text)
    except ExpressionError:
        return
    assert licenses(node)
    assert parse(str(node)) == node


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(",
        ")",
        "MIT AND",
        "OR MIT",
        "MIT MIT",
        "MIT WITH",
        "(MIT",
        "MIT)",
        "MIT++",
        "+",
        "WITH",
        "a" * 3000,
    ],
)
def test_refused(text):
    with pytest.raises(ExpressionError):
        parse(text)


def test_precedence():
    assert parse("MIT OR Apache-2.0 AND ISC") == parse("MIT OR (Apache-2.0 AND ISC)")
    assert parse("mit and (isc or zlib)").operator == "AND"
    assert parse("(" * 15 + "MIT" + ")" * 15) == License("MIT")
    with pytest.raises(ExpressionError):
        parse("(" * 200 + "MIT" + ")" * 200)
