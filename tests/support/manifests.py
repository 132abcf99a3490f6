"""Manifests that are right and wrong, and what is said of them."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from systems import ROOT

from osaid_action.manifest.problems import ConfigError, ManifestProblem
from osaid_action.manifest.read import parse
from osaid_action.model import Manifest

CASES = ROOT / "tests" / "manifests"


def problems(text: str | bytes, path: str = "osaid.toml") -> tuple[ManifestProblem, ...]:
    with pytest.raises(ConfigError) as caught:
        parse(path, text if isinstance(text, bytes) else text.encode())
    return caught.value.problems


def manifest(text: str, path: str = "osaid.toml") -> Manifest:
    found = parse(path, text.encode())
    assert found is not None
    return found


def snippets() -> st.SearchStrategy[str]:
    """Texts made of the pieces that manifests are made of, so that many of them parse."""
    words = [
        "[components.weights]",
        "[[components.weights]]",
        "[[data]]",
        "[[waivers]]",
        "[not-used]",
        "[policy]",
    ]
    keys = ["path", "at", "license", "name", "access", "where", "until", "item", "weights", "data", "terms"]
    values = [
        '"MIT"',
        '"hf:a/b"',
        "[]",
        "{}",
        '["x", 1]',
        "1",
        "nan",
        "2027-06-30",
        "1979-05-27T07:32:00",
        '"\\u001b"',
    ]
    pair = st.tuples(st.sampled_from(keys), st.sampled_from(values)).map(" = ".join)
    return st.lists(st.sampled_from(words) | pair | st.text(max_size=5), max_size=12).map("\n".join)
