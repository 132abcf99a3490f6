"""Any input is answered within a second and without raising."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action.licenses import identify, normalize_id

STATES = {"clean", "extra-text", "additional-terms", "modified", "unknown", "named"}
MB = 1 << 20


def _hostile(spdx: dict[str, str]) -> dict[str, str]:
    rng = random.Random(9)
    words = spdx["GPL-3.0-only"].split()
    noise = bytes(rng.randrange(256) for _ in range(MB))
    return {
        "one token": "a" * MB,
        "one word": "word " * 200_000,
        "random bytes": noise.decode("latin-1"),
        "undecodable": noise.decode("utf-8", "replace"),
        "empty lines": "\n" * 100_000,
        "lines": "x\n" * 100_000,
        "repeated anchors": "permission is hereby granted free of charge " * 20_000,
        "one license again and again": (spdx["MIT"] + "\n") * 900,
        "long license again and again": (spdx["Apache-2.0"] + "\n") * 90,
        "shuffled": " ".join(rng.sample(words, len(words))) * 20,
        "all licenses": "\n\n".join(spdx.values())[:MB],
        "halves": "\n".join(text[: len(text) // 2] for text in spdx.values())[:MB],
        "brackets": "<" * MB,
        "open tags": "<a href=" * 130_000,
        "ampersands": "&" * MB,
        "links": "](" * 500_000,
        "dots": "a." * 500_000,
        "copyright": "copyright 2020 foo\n" * 50_000,
        "tags": "SPDX-License-Identifier: MIT\n" * 30_000,
        "deep expression": "SPDX-License-Identifier: " + "(" * 900_000,
        "cjk": "软件许可" * 250_000,
        "negations": "may not use " * 85_000,
        "surrogates": "\ud800 not a license " * 40_000,
        "five megabytes": spdx["MIT"] * 5_000,
    }


def test_bounded_time(spdx):
    slow = {}
    for name, text in _hostile(spdx).items():
        started = time.process_time()
        assert identify(text).state in STATES
        took = time.process_time() - started
        if took > 1.0:
            slow[name] = round(took, 2)
    assert slow == {}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text):
    found = identify(text)
    assert found.state in STATES
    assert found.line >= 1
    assert found.verdict in ("osi-approved", "open", "restricted", "undetermined", "none")
    assert normalize_id(text) is None or isinstance(normalize_id(text), str)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_cut_of_a_license_is_not_clean(spdx, data):
    """What is left of a license after a piece of its terms is taken out is never the clean license."""
    text = spdx["Apache-2.0"]
    begin, end = text.index("1. Definitions"), text.index("END OF TERMS")
    a = data.draw(st.integers(begin, end - 400))
    b = data.draw(st.integers(a + 60, min(a + 4_000, end)))
    assert identify(text[:a] + text[b:]).state != "clean"


@pytest.mark.parametrize("text", ["\0" * 1000, "\ufeff", "©" * 500, "İ" * 100, "ǅ" * 100, "\u2028" * 50])
def test_odd_characters(text):
    assert identify(text).state == "unknown"
