"""No edited license is plain clean: a sample of the full matrix in `benchmarks/licenses.py`."""

from __future__ import annotations

import random
import re
from itertools import pairwise

import edits
import pytest
from turns import in_turn

from osaid_action.licenses import identify

COMMON = [
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "GPL-3.0-only",
    "LGPL-2.1-only",
    "MPL-2.0",
    "EPL-2.0",
    "CC0-1.0",
    "CC-BY-4.0",
    "CC-BY-SA-4.0",
    "Unlicense",
    "Zlib",
    "BSL-1.0",
    "0BSD",
    "MIT-0",
    "Artistic-2.0",
    "ECL-2.0",
    "MS-PL",
    "NCSA",
    "PostgreSQL",
    "OFL-1.1",
    "WTFPL",
    "X11",
    "BlueOak-1.0.0",
    "MulanPSL-2.0",
    "ODC-By-1.0",
    "CDLA-Permissive-2.0",
    "OpenMDW-1.0",
    "HPND",
    "W3C",
]
CUT = ["MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "CC-BY-4.0", "MPL-2.0", "ISC", "Zlib"]


@pytest.mark.parametrize("identifier", in_turn(COMMON))
def test_added_clauses_are_never_clean(spdx, identifier):
    rng = random.Random(f"clauses {identifier}")
    for clause in rng.sample(edits.CLAUSES, 4):
        for place in ("start", "middle", "end"):
            found = identify(edits.with_clause(spdx[identifier], clause, place, rng))
            assert found.state != "clean", (place, clause)
            if place == "middle":
                assert found.verdict not in ("osi-approved", "open") or found.state == "extra-text"


@pytest.mark.parametrize("identifier", in_turn(COMMON))
def test_changed_words_are_never_clean(spdx, identifier):
    rng = random.Random(f"words {identifier}")
    cases = list(edits.swapped(spdx[identifier], rng))
    for label, text in rng.sample(cases, min(10, len(cases))):
        found = identify(text)
        assert found.state != "clean", label
        assert found.verdict not in ("osi-approved", "open") or found.state == "extra-text"


@pytest.mark.parametrize("identifier", in_turn(CUT))
def test_dropped_sentences_are_never_clean(spdx, identifier):
    rng = random.Random(f"sentences {identifier}")
    text = spdx[identifier]
    start = edits.body(text)
    stops = [m.end() for m in re.finditer(r"[.;:]\s", text[: _end(text)]) if m.end() > start]
    pairs = [(a, b) for a, b in pairwise(stops) if len(text[a:b].split()) > 4]
    for a, b in rng.sample(pairs, min(8, len(pairs))):
        found = identify(text[:a] + text[b:])
        assert found.state != "clean" or found.expression == "BSD-2-Clause", text[a:b]


def _end(text: str) -> int:
    """Where the terms end and the advice on how to apply them begins."""
    found = re.search(r"END OF TERMS|How to Apply|APPENDIX|Creative Commons is not a party|Exhibit A", text)
    return found.start() if found else len(text)


@pytest.mark.parametrize("identifier", in_turn(COMMON))
def test_dropped_negations_are_never_clean(spdx, identifier):
    text = spdx[identifier]
    end = _end(text)
    for found in list(re.finditer(r"\b(?:not|no|NOT|NO|without|WITHOUT|except|only)\b", text[:end]))[:6]:
        if found.start() > edits.body(text):
            assert identify(text[: found.start()] + text[found.end() :]).state != "clean"


def test_harmless_edits_are_seldom_modified(spdx):
    rng = random.Random(6)
    accused = count = 0
    for identifier in COMMON:
        for text in (edits.typo(spdx[identifier], rng), edits.filled(spdx[identifier], rng)):
            count += 1
            accused += identify(text).state == "modified"
    assert accused <= 0.03 * count


def test_a_modified_license_shows_the_words(mit):
    found = identify(mit.replace("without restriction", "with restriction"))
    assert found.state == "modified"
    assert [(d.kind, d.removed, d.inserted, d.line) for d in found.differences] == [
        ("replaced", "without", "with", mit[: mit.index("without restriction")].count("\n") + 1)
    ]


def test_added_terms_after_the_disclaimer(mit):
    found = identify(mit + "\nThe model may be used for non-commercial research purposes only.\n")
    assert (found.state, found.expression, found.verdict) == ("additional-terms", "MIT", "restricted")
    assert {clause.category for clause in found.clauses} == {"non-commercial", "research-only"}
    assert found.clauses[0].line == mit.count("\n") + 2


def test_what_other_parts_are_under_is_not_lost(mit):
    found = identify("The code is MIT.\nThe model weights are licensed under CC BY-NC 4.0.\n\n" + mit)
    assert found.verdict == "restricted"
    found = identify("The weights are licensed under the Wonder License 9.\n\n" + mit)
    assert found.state == "additional-terms"


def test_a_clause_cannot_hide_in_markup_or_names(mit):
    hidden = "Permission is"
    for text in (
        mit.replace(hidden, '<p rovided="x" you may not use this commercially>Permission is'),
        mit.replace(hidden, "<p you must not sell this>" + hidden),
        mit.replace(hidden, "<!-- not for commercial use -->" + hidden),
        mit.replace("Jane Doe", "Jane Doe. Not for commercial use"),
        mit.replace("Jane Doe", "Jane Doe\nNon Commercial Use Only"),
        mit.replace("AUTHORS OR", "AUTHORS (WHO FORBID MILITARY USE) OR"),
        mit.replace("Software without", "Soft\u200bware with"),
    ):
        found = identify(text)
        assert found.state != "clean", text[:200]
        assert found.verdict != "osi-approved"
