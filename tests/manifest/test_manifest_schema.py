"""The schema of the manifest: valid, in the words of the model, and telling to an editor."""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from osaid_action import model
from osaid_action.schema import load
from osaid_action.schema.holds import holds

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

_TESTS = Path(__file__).parents[1]
VALID = sorted((_TESTS / "manifests" / "valid").glob("*.toml"))
LOCKED = sorted((_TESTS.parent / "examples" / "systems").glob("*/osaid.lock"))


def test_schema_is_valid_and_says_the_words_of_the_model() -> None:
    from jsonschema.validators import Draft202012Validator

    schema = load("manifest")
    Draft202012Validator.check_schema(schema)
    parts = schema["properties"]
    assert schema["$id"].endswith("/osaid_action/schema/manifest.schema.json")
    assert tuple(parts["components"]["properties"]) == model.COMPONENTS
    assert tuple(parts["not-used"]["properties"]) == model.COMPONENTS
    assert tuple(parts["system"]["properties"]) == ("name", "version", *model.ABOUT)
    assert tuple(parts["system"]["properties"]["type"]["enum"]) == model.TYPES
    told = load("report")["properties"]["target"]["properties"]["about"]
    assert tuple(told["properties"]) == model.ABOUT
    assert tuple(parts["policy"]["properties"]["terms"]["enum"]) == model.POLICIES
    assert tuple(parts["policy"]["properties"]["fail-on"]["enum"]) == model.GATES
    assert tuple(schema["$defs"]["data-entry"]["properties"]["access"]["enum"]) == model.ACCESS


def test_every_key_of_the_schema_tells_an_editor_what_it_means() -> None:
    waiting: list[object] = [load("manifest")]
    keys = 0
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        if not isinstance(node, dict):
            continue
        waiting += node.values()
        for key, value in node.get("properties", {}).items():
            # The `if` of data entries repeats a key only to look at it.
            if value.keys() != {"const"}:
                assert value["title"], key
                assert value["description"].endswith("."), key
                keys += 1
    assert keys > 40


def test_unknown_schema() -> None:
    with pytest.raises(KeyError):
        load("nothing")


_VALUES: list[Any] = [None, True, 0, 1, -1, 1.0, "", "x", "a/b", [], ["x"], {}, {"x": "y"}, "x" * 3_000]


def _all_but_like(value: Any, draw: random.Random) -> Any:
    """A value that differs in one place, anywhere in it."""
    if isinstance(value, dict) and value and draw.random() < 0.8:
        key = draw.choice(sorted(value))
        changed = {**value, key: _all_but_like(value[key], draw)}
        less = {k: v for k, v in value.items() if k != key}
        return draw.choice([changed, changed, less, {**value, "odd": 1}])
    if isinstance(value, list) and value and draw.random() < 0.8:
        at = draw.randrange(len(value))
        return [*value[:at], _all_but_like(value[at], draw), *value[at + 1 :]]
    return draw.choice(_VALUES)


@pytest.mark.parametrize("name", ["manifest", "lock"])
def test_what_holds_is_what_the_validator_finds_nothing_wrong_with(name: str) -> None:
    from jsonschema.validators import Draft202012Validator

    schema = load(name)
    validator = Draft202012Validator(schema)
    draw = random.Random(name)
    told = {True: 0, False: 0}
    for path in LOCKED if name == "lock" else VALID:
        # A date of TOML is read as its text.
        table = json.loads(json.dumps(tomllib.loads(path.read_text("utf-8-sig")), default=str))
        for _ in range(150):
            other = _all_but_like(table, draw)
            told[valid := validator.is_valid(other)] += 1
            # One that holds is valid; of those that are, all that our schemas have values of.
            assert holds(other, schema) == valid or (valid and "1.0" in str(other)), other
        assert holds(table, schema), path
    assert min(told.values()) > 50


def test_a_schema_that_says_more_is_left_to_the_validator() -> None:
    assert not holds("x", {"type": "string", "contentEncoding": "base64"})
