"""What a repository holds never acts on a terminal or a log: it shows as itself."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from osaid_action.escape import shown


@given(st.text(st.characters(codec=None), max_size=60))
def test_nothing_that_acts_is_left(words: str) -> None:
    out = shown(words)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} or char in "\u2028\u2029\u202e" for char in out)
