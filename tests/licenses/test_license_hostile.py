"""Any input is answered within a second and without raising."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from turns import in_turn

from osaid_action.licenses import identify, normalize_id

STATES = {"clean", "extra-text", "additional-terms", "modified", "unknown", "named"}
MB = 1 << 20


#: How often the time that GPL-3.0 takes, some 25 ms: a second or so, on any machine and under any load.
BOUND = 45
NOISE = random.Random(9).randbytes(MB)


def _shuffled(spdx: dict[str, str]) -> str:
    words = spdx["GPL-3.0-only"].split()
    return " ".join(random.Random(9).sample(words, len(words))) * 20


HOSTILE: dict[str, Callable[[dict[str, str]], str]] = {
    "one token": lambda _: "a" * MB,
    "one word": lambda _: "word " * 200_000,
    "random bytes": lambda _: NOISE.decode("latin-1"),
    "undecodable": lambda _: NOISE.decode("utf-8", "replace"),
    "empty lines": lambda _: "\n" * 100_000,
    "lines": lambda _: "x\n" * 100_000,
    "repeated anchors": lambda _: "permission is hereby granted free of charge " * 20_000,
    "one license again and again": lambda spdx: (spdx["MIT"] + "\n") * 900,
    "long license again and again": lambda spdx: (spdx["Apache-2.0"] + "\n") * 90,
    "shuffled": _shuffled,
    "all licenses": lambda spdx: "\n\n".join(spdx.values())[:MB],
    "halves": lambda spdx: "\n".join(text[: len(text) // 2] for text in spdx.values())[:MB],
    "brackets": lambda _: "<" * MB,
    "open tags": lambda _: "<a href=" * 130_000,
    "ampersands": lambda _: "&" * MB,
    "links": lambda _: "](" * 500_000,
    "dots": lambda _: "a." * 500_000,
    "copyright": lambda _: "copyright 2020 foo\n" * 50_000,
    "tags": lambda _: "SPDX-License-Identifier: MIT\n" * 30_000,
    "deep expression": lambda _: "SPDX-License-Identifier: " + "(" * 900_000,
    "cjk": lambda _: "软件许可" * 250_000,
    "negations": lambda _: "may not use " * 85_000,
    "surrogates": lambda _: "\ud800 not a license " * 40_000,
    "five megabytes": lambda spdx: spdx["MIT"] * 5_000,
}


def _took(text: str) -> float:
    started = time.process_time()
    assert identify(text).state in STATES
    return time.process_time() - started


@pytest.mark.parametrize("name", in_turn(HOSTILE, parts=4))
def test_bounded_time(spdx, name):
    text, usual = HOSTILE[name](spdx), spdx["GPL-3.0-only"]
    # What else runs makes both slower, but not always both alike: hence some tries.
    assert any(_took(text) <= BOUND * sum(_took(usual) for _ in range(8)) / 8 for _ in range(4))


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_any_text(text):
    found = identify(text)
    assert found.state in STATES
    assert found.line >= 1
    assert found.verdict in ("osi-approved", "open", "restricted", "undetermined", "none")
    assert normalize_id(text) is None or isinstance(normalize_id(text), str)


@settings(max_examples=40)
@given(st.integers(0, 20_000), st.integers(60, 4_000))
def test_any_cut_of_a_license_is_not_clean(spdx, start, length):
    """What is left of a license after a piece of its terms is taken out is never the clean license."""
    text = spdx["Apache-2.0"]
    begin, end = text.index("1. Definitions"), text.index("END OF TERMS")
    a = begin + start % (end - 400 - begin)
    assert identify(text[:a] + text[min(a + length, end) :]).state != "clean"


@pytest.mark.parametrize("text", ["\0" * 1000, "\ufeff", "©" * 500, "İ" * 100, "ǅ" * 100, "\u2028" * 50])
def test_odd_characters(text):
    assert identify(text).state == "unknown"
