"""License texts and documents of strangers are read in time that grows with them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from turns import in_turn

from osaid_action.api import check
from osaid_action.licenses import identify
from osaid_action.repository.documents import document

if TYPE_CHECKING:
    from collections.abc import Callable

MIT = "MIT License\n\nCopyright (c) 2024 Ada\n\nPermission is hereby granted, free of charge, to any person\n"
UNITS = [
    "-",
    "_",
    ".",
    "+",
    "a-",
    "a.",
    "a.-",
    ".-_",
    "a@",
    "@a.",
    "\u8bad",
    "www.",
    "https://",
    "(a",
    "a b. ",
]
LINES = {
    "badges": ("![licence" * 440 + "\n"),
    "images": ("![" * 2_000 + "\n"),
    "brackets": ("# " + "[" * 3_900 + "\n"),
    "links": ("# " + "[a](" * 970 + "\n"),
    "nested": ("[![a](b)](c)" * 330 + "\n"),
    "heads": "# License\n",
    "heads with code": "# License\n```\nMIT\n```\n",
    "html heads": ("<h1>" * 1_000 + "\n"),
    "hashes": ("# a " + "# " * 1_900 + "x\n"),
    "short sentences": "A. B. C. D. E. F. G. H.\n",
    "lines of a paragraph": "a\n",
    "comments": "<!---->",
    "comments not closed": "<!--",
    "tags": ("<" * 3_900 + "\n"),
}


def grows(act: Callable[[str], object], unit: str, size: int) -> float:
    """By what factor the time grows from a text to one four times as long; the least of two."""

    def taken(count: int) -> float:
        times = []
        for _ in range(2):
            start = time.thread_time()
            act(unit * (count // len(unit) + 1))
            times.append(time.thread_time() - start)
        return max(min(times), 0.02)

    return taken(4 * size) / taken(size)


@pytest.mark.parametrize("unit", UNITS)
def test_a_license_text(unit: str) -> None:
    assert grows(lambda text: identify(MIT + text), unit, 16_000) < 9


@pytest.mark.parametrize("kind", LINES)
def test_a_document(kind: str) -> None:
    assert (
        grows(lambda text: [list(one.sentences) for one in document(text).sections], LINES[kind], 30_000) < 9
    )


@pytest.mark.parametrize("kind", in_turn(LINES, 3, rest="weekly"))
def test_a_check(kind: str) -> None:
    assert grows(lambda text: check({"README.md": text.encode()}), LINES[kind], 15_000) < 9
