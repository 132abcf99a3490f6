"""The schema of the manifest: valid, in the words of the model, and telling to an editor."""

from __future__ import annotations

import pytest

from osaid_action import model
from osaid_action.schema import load


def test_schema_is_valid_and_says_the_words_of_the_model() -> None:
    from jsonschema.validators import Draft202012Validator

    schema = load("manifest")
    Draft202012Validator.check_schema(schema)
    parts = schema["properties"]
    assert schema["$id"].endswith("/osaid_action/schema/manifest.schema.json")
    assert tuple(parts["components"]["properties"]) == model.COMPONENTS
    assert tuple(parts["not-used"]["properties"]) == model.COMPONENTS
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
