"""`osaid.lock`: what is written is read again; what is wrong is told with its line."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema.validators import Draft202012Validator
from locks import COMMIT, SEEN, part

from osaid_action import model, schema
from osaid_action.manifest import read as config
from osaid_action.manifest.lines import TooDeepError
from osaid_action.manifest.read import ConfigError
from osaid_action.model import Evidence, Part, Seen
from osaid_action.system import lock
from osaid_action.system.lock import parse, printable, render

if TYPE_CHECKING:
    pass

TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Co", "Cn")),
    min_size=1,
    max_size=30,
).filter(lambda text: printable(text) == text)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DAYS = st.dates().map(lambda day: day.isoformat())
EVIDENCE = st.builds(
    Evidence,
    path=TEXT,
    line=st.none() | st.integers(1, 10**6),
    why=TEXT,
    strength=st.sampled_from(model.STRENGTHS),
)
PARTS = st.builds(
    Part,
    component=st.sampled_from(model.COMPONENTS),
    outcome=st.sampled_from(model.HERE),
    evidence=st.lists(EVIDENCE, max_size=3).map(tuple),
    heads=st.dictionaries(st.sampled_from(model.HEADS), st.sampled_from(["found", "missing"])).map(
        lambda heads: tuple(heads.items())
    ),
    license=st.none() | TEXT,
    verdict=st.sampled_from(("", *model.VERDICTS)),
    sources=TEXTS,
    assumed=st.booleans(),
    why=TEXT,
)
ENTRIES = st.builds(
    Seen,
    place=st.sampled_from(["github:a/b", "hf:a/b", "hf:datasets/a/b", "zenodo:1", "https://example.org/x"]),
    revision=st.sampled_from(["", "v1", COMMIT]),
    state=st.just("verified"),
    resolved=TEXT,
    date=DAYS,
    ruleset=TEXT,
    listing=st.sampled_from(["", "sha256:" + "a" * 64]),
    files=st.integers(0, 10**9),
    bytes=st.integers(0, 10**15),
    formats=TEXTS,
    gated=st.sampled_from(["", "manual"]),
    bases=TEXTS,
    teachers=TEXTS,
    relation=st.sampled_from(["", *model.RELATIONS]),
    limits=TEXTS,
    notes=TEXTS,
    parts=st.lists(PARTS, max_size=3).map(tuple),
)
LOCKS = st.lists(ENTRIES, max_size=4, unique_by=lock.key_of)


@given(LOCKS)
@settings(max_examples=60)
def test_what_is_written_is_read_again(entries: list[Seen]) -> None:
    text = render(entries)
    again = parse("osaid.lock", text.encode())
    assert again.entries == tuple(sorted(entries, key=lock.key_of))
    assert render(again.entries) == text
    assert all(again.get(lock.key_of(seen)) == seen for seen in entries)


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=60)
def test_any_words_from_outside_make_a_lock_that_can_be_read(why: str, note: str) -> None:
    text = render([replace(part(why=lock.printable(why) or "x"), notes=(lock.printable(note) or "x",))])
    assert parse("osaid.lock", text.encode()).entries[0].place == SEEN.place


@given(st.text(max_size=300) | st.binary(max_size=300).map(lambda data: data.decode("latin-1")))
@settings(max_examples=150)
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole_text in (text, render([SEEN]) + text, render([SEEN]).replace("found", text or "x", 1)):
        try:
            found = parse("osaid.lock", whole_text.encode("utf-8", "surrogatepass"))
        except ConfigError as error:
            assert str(error).startswith("osaid.lock")
        except TooDeepError:
            pytest.fail("a fault of ours, not words for a user")
        else:
            assert isinstance(found, lock.Lock)


BASE = render([SEEN])
WRONG = [
    ("version = 1\n", "version = 2\n", 3, "version", "expected 1, the only version there is"),
    ("version = 1\n", "", None, "", 'expected a key "version"'),
    ('"github:acme/trainer"', '"acme/trainer"', 6, "references[0].place", "expected a place such as"),
    ('"github:acme/trainer"', '"https://github.com/acme/trainer"', 6, "references[0].place", 'expected "g'),
    ('state = "verified"', 'state = "trusted"', 8, "references[0].state", "expected one of verified"),
    ('state = "verified"', 'state = "unverified"', 15, "references[0].parts", "expected no parts of what"),
    ('"2026-11-01"', '"2026-13-01"', 10, "references[0].date", "expected a date"),
    ('"2026-11-01"', "2026-11-01", 10, "references[0].date", "expected a date"),
    ('ruleset = "2026.11.1"\n', "", 5, "references[0]", 'expected a key "ruleset"'),
    ("files = 12", "files = -1", 13, "references[0].files", "expected a number"),
    ("files = 12", "size = 12", 13, "references[0].size", "expected one of the keys"),
    ('"training-code"', '"training"', 16, "references[0].parts[0].component", "expected one of"),
    ("line = 3", "line = 0", 23, "references[0].parts[0].evidence[0].line", "expected a line number"),
    ("sha256:" + "0" * 64, "md5:0", 12, "references[0].listing", "expected sha256: and 64"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "key", "words"), WRONG)
def test_what_is_wrong_is_told_with_its_line(
    old: str, new: str, line: int | None, key: str, words: str
) -> None:
    assert old in BASE
    with pytest.raises(ConfigError) as error:
        parse("osaid.lock", BASE.replace(old, new, 1).encode())
    [problem] = error.value.problems
    assert (problem.line, problem.key) == (line, key), str(error.value)
    assert words in problem.message
    assert str(error.value).startswith("osaid.lock" + (f":{line}" if line else ""))


def test_a_second_entry_for_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match=r"expected one entry for a place, got a second \(first: line 5\)"):
        parse("osaid.lock", (BASE + BASE[BASE.index("\n[[references]]") :]).encode())


def test_a_lock_that_is_too_large() -> None:
    with pytest.raises(ConfigError, match="1024 KiB"):
        parse("osaid.lock", b"#" * (config.MAX_BYTES + 1))


def test_the_schema_is_one_and_takes_what_is_written() -> None:
    top = schema.load("lock")
    Draft202012Validator.check_schema(top)
    properties = top["$defs"]["reference"]["properties"]
    assert set(properties) == set(Seen.__dataclass_fields__)
    assert set(top["$defs"]["part"]["properties"]) == set(Part.__dataclass_fields__)
    assert properties["state"]["enum"] == list(model.PLACE_STATES)
    assert json.dumps(top)
