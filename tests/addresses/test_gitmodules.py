"""What `.gitmodules` says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osaid_action.addresses import submodules

MODULES = """\
# our parts
[submodule "neox"]
\tpath = gpt-neox
\turl = https://github.com/EleutherAI/gpt-neox ; the trainer
[Submodule "with \\"quotes\\""]
  URL = "../data \\"x\\".git"
  Path = "third party/data"
  branch = main
[submodule "no-url"]
  path = x
[core]
  path = y
  url = z
"""


def test_submodules() -> None:
    assert submodules(MODULES) == (
        ("gpt-neox", "https://github.com/EleutherAI/gpt-neox"),
        ("third party/data", '../data "x".git'),
    )


@given(
    st.text()
    | st.lists(st.sampled_from(['[submodule "a"]', "path = ", "url=", '"', "\\", "\n", "#", "b"])).map(
        "".join
    )
)
def test_any_text_has_submodules_or_none(text: str) -> None:
    for path, url in submodules(text):
        assert path
        assert url
        assert (path + url).isprintable()


@pytest.mark.parametrize(
    "text", ["https://" + "a." * 50_000, "(" * 100_000, "a](" * 50_000, "https://x/" + ")" * 100_000]
)
def test_long_texts_are_cheap(text: str) -> None:
    assert submodules(f'[submodule "x"]\npath = {text}\n') == ()
