"""Reading text: encodings, documents, front matter, YAML, notebooks; strange input never raises."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action.evidence.weights.formats import identify
from osaid_action.repository import files

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
        ("caf\u00e9".encode("latin-1") + b" and more text", "caf\u00e9 and more text"),
        ("caf\u00e9".encode()[:-1], "caf"),
        (b"", ""),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert files.decode(data) == text


def test_headings_of_every_form() -> None:
    text = "# One #\na\nTwo\n---\nb\n<h3>Three</h3>\nc\n```\n# no heading\n```\n| a |\n| - |\n"
    document = files.document(text)
    assert [(s.title, s.level, s.line) for s in document.sections] == [
        ("", 0, 1),
        ("One", 1, 1),
        ("Two", 2, 3),
        ("Three", 3, 6),
    ]
    assert document.code == ((9, "# no heading"),)
    assert document.sections[1].prose == ((2, "a"),)


def test_sentences_join_wrapped_lines_and_know_where_they_start() -> None:
    document = files.document("One two\nthree. Four\nfive.\n- item\n- item two\n")
    assert list(document.sections[0].sentences) == [
        (1, "One two three."),
        (2, "Four five."),
        (4, "- item"),
        (5, "- item two"),
    ]


def test_front_matter() -> None:
    assert files.front_matter("---\nlicense: mit\n---\n# M\n") == ({"license": "mit"}, 3, "")
    assert files.front_matter("# M\n---\na: b\n---\n")[0] == {}
    value, height, error = files.front_matter("---\na: [\n---\n")
    assert (value, height) == ({}, 3) and "not valid YAML" in error
    assert "aliases" in files.load_yaml("a: &x 1\nb: *x\n")[1]


def test_notebook_code_keeps_lines() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["loss.backward()"]},
        {"cell_type": "code", "source": ["import torch\n", "x = 1"]},
        {"cell_type": "code", "source": "y = 2"},
        {"cell_type": "code"},
        None,
    ]
    text = json.dumps({"cells": cells}, indent=1)
    for line, code in files.notebook_code(text):
        assert code in text.split("\n")[line - 1]
    assert [code for _, code in files.notebook_code(text)] == ["import torch", "x = 1", "y = 2"]
    assert files.notebook_code("[1]") == files.notebook_code("{") == files.notebook_code('{"cells": 3}') == []


@_QUICK
@given(st.binary(max_size=300))
def test_bytes_never_raise(data: bytes) -> None:
    text = files.decode(data)
    files.is_binary(data)
    files.document(text)
    files.notebook_code(text)
    files.load_yaml(text)
    files.load_json(text)


@_QUICK
@given(_TEXT)
def test_documents_never_raise_and_lines_are_right(text: str) -> None:
    document = files.document(text)
    lines = text.split("\n")
    for number, line in (*document.prose, *document.code):
        assert lines[number - 1].rstrip("\r").startswith(line[:50])
    for section in document.sections:
        assert all(1 <= number <= len(lines) and sentence for number, sentence in section.sentences)


@_QUICK
@given(
    st.sampled_from(
        [
            "safetensors",
            "pt",
            "bin",
            "onnx",
            "h5",
            "npz",
            "pkl",
            "json",
            "msgpack",
            "nnue",
            "data-00000-of-00001",
        ]
    ),
    st.binary(max_size=64) | st.sampled_from([b"PK\x03\x04", b"\x80\x02", b"GGUF", b"\x89HDF\r\n\x1a\n"]),
    st.none() | st.integers(0, 10**12),
)
def test_formats_never_raise(suffix: str, head: bytes, size: int | None) -> None:
    form = identify(head, suffix, size)
    assert form is None or form.name


@pytest.mark.parametrize(
    "suffix", ["pt", "bin", "safetensors", "onnx", "h5", "msgpack", "pkl", "nnue", "gguf", "tflite"]
)
def test_text_and_zeros_are_no_weights(suffix: str) -> None:
    assert identify(b"Not here: see the download page of the project.\n" * 40, suffix, None) is None
    assert identify(bytes(4_096), suffix, 4_096) is None
