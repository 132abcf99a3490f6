"""The texts of the licenses, as published."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from published import texts

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


@pytest.fixture(scope="session")
def spdx() -> dict[str, str]:
    """The SPDX texts by id."""
    return texts()["spdx"]


@pytest.fixture(scope="session")
def ai() -> dict[str, tuple[str, str]]:
    """The AI license texts: source key to id and text."""
    return texts()["ai"]


@pytest.fixture(scope="session")
def exceptions() -> dict[str, str]:
    return texts()["exceptions"]


@pytest.fixture(scope="session")
def mit(spdx: dict[str, str]) -> str:
    return spdx["MIT"].replace("<year>", "2024").replace("<copyright holders>", "Jane Doe")


@pytest.fixture(scope="session")
def twins(spdx: dict[str, str]) -> dict[str, set[str]]:
    """Ids whose texts are the same words."""
    from osaid_action.licenses.index import index
    from osaid_action.licenses.text import words

    found: dict[str, set[str]] = {}
    for reference in index().references:
        if reference.kind == "text":
            for identifier in reference.ids:
                found.setdefault(identifier, set()).update(reference.ids)
    by_words: dict[str, set[str]] = {}
    for identifier, text in spdx.items():
        by_words.setdefault(" ".join(words(text)), set()).add(identifier)
    for group in by_words.values():
        for identifier in group:
            found.setdefault(identifier, set()).update(group)
    return found
