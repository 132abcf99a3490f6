"""Formats of weights by the first bytes: strange input never raises, and text is no weights."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from osaid_action.evidence.weights.formats import identify
from osaid_action.evidence.weights.held import NONE, Format

_QUICK = settings(max_examples=150, deadline=None, database=None)


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
    assert identify(bytes(4_096), suffix, 4_096) == Format("zeros", NONE)
