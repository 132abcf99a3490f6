"""Reading text: encodings, documents, front matter, YAML, notebooks; strange input never raises."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import pace

from osaid_action.repository.documents import document as document_of
from osaid_action.repository.documents import front_matter
from osaid_action.repository.notebooks import notebook_code
from osaid_action.repository.text import decode, is_binary
from osaid_action.repository.values import load_json, load_yaml

_QUICK = settings(max_examples=150, deadline=None, database=None)
_TEXT = st.lists(
    st.sampled_from(
        ["# a\n", "```\n", "===\n", "---\n", "|a|\n", "<h2>b</h2>\n", "- x. Y.\n", "a: &b [*b]\n", "\r\n"]
    )
    | st.text(max_size=30),
    max_size=25,
).map("".join)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("\ufeffmark".encode(), "mark"),
        ("wide".encode("utf-16"), "wide"),
        ("wide, and no mark".encode("utf-16-le"), "wide, and no mark"),
        (
            "Copyright © 2026 Jane Doe, of Acme, and others of the same name".encode("utf-16-be")[:92],
            "Copyright © 2026 Jane Doe, of Acme, and others",
        ),
        ("caf\u00e9".encode("latin-1") + b" and more text", "caf\u00e9 and more text"),
        ("caf\u00e9".encode()[:-1], "caf"),
        (b"", ""),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    "data", [b"\x07\0" * 40, b"ab\0\0" * 40, b"a\0" * 3, b"\0" * 80, b"a\0\xff\xd8" * 30]
)
def test_numbers_are_no_text(data: bytes) -> None:
    assert is_binary(data)


def test_headings_of_every_form() -> None:
    text = "# One #\na\nTwo\n---\nb\n<h3>Three</h3>\nc\n```\n# no heading\n```\n| a |\n| - |\n"
    document = document_of(text)
    assert [(s.title, s.level, s.line) for s in document.sections] == [
        ("", 0, 1),
        ("One", 1, 1),
        ("Two", 2, 3),
        ("Three", 3, 6),
    ]
    assert document.code == ((9, "# no heading"),)
    assert document.sections[1].prose == ((2, "a"),)


def test_sentences_join_wrapped_lines_and_know_where_they_start() -> None:
    document = document_of("One two\nthree. Four\nfive.\n- item\n- item two\n")
    assert list(document.sections[0].sentences) == [
        (1, "One two three."),
        (2, "Four five."),
        (4, "- item"),
        (5, "- item two"),
    ]


def test_front_matter() -> None:
    assert front_matter("---\nlicense: mit\n---\n# M\n") == ({"license": "mit"}, 3, "")
    assert front_matter("# M\n---\na: b\n---\n")[0] == {}
    value, height, error = front_matter("---\na: [\n---\n")
    assert (value, height) == ({}, 3) and "not valid YAML" in error
    assert "aliases" in load_yaml("a: &x 1\nb: *x\n")[1]


def test_a_notebook_of_many_lines_in_one_string_is_read_in_time() -> None:
    cells = [{"cell_type": "code", "source": "a\n" * 4_999}] * 40
    text = json.dumps({"cells": cells, "z": ["x" * 3_900] * 60}, indent=1)
    start = time.process_time()
    assert len(notebook_code(text)) == 40 * 4_999
    assert time.process_time() - start < 5 * pace()


def test_notebook_code_keeps_lines() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["loss.backward()"]},
        {"cell_type": "code", "source": ["import torch\n", "x = 1"]},
        {"cell_type": "code", "source": "y = 2"},
        {"cell_type": "code"},
        None,
    ]
    text = json.dumps({"cells": cells}, indent=1)
    for line, code in notebook_code(text):
        assert code in text.split("\n")[line - 1]
    assert [code for _, code in notebook_code(text)] == ["import torch", "x = 1", "y = 2"]
    assert notebook_code("[1]") == notebook_code("{") == notebook_code('{"cells": 3}') == []


@_QUICK
@given(st.binary(max_size=300))
def test_bytes_never_raise(data: bytes) -> None:
    text = decode(data)
    is_binary(data)
    document_of(text)
    notebook_code(text)
    load_yaml(text)
    load_json(text)


@_QUICK
@given(_TEXT)
def test_documents_never_raise_and_lines_are_right(text: str) -> None:
    document = document_of(text)
    lines = text.split("\n")
    for number, line in (*document.prose, *document.code):
        assert lines[number - 1].rstrip("\r").startswith(line[:50])
    for section in document.sections:
        assert all(1 <= number <= len(lines) and sentence for number, sentence in section.sentences)
