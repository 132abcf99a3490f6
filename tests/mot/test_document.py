"""Files of the tool, read and written again; what strangers may have put in one."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from osaid_action.errors import UsageError
from osaid_action.mot import document
from osaid_action.mot.document import Listed, Release
from osaid_action.mot.parts import PARTS, named

FOLDER = Path(__file__).parent / "files"
FILES = sorted(FOLDER.glob("*.yml"))
SCHEMA = Draft202012Validator(json.loads((FOLDER / "mof_schema.json").read_text("utf-8")))


def said(value: Any) -> Any:
    """A value without what is empty, which is the same as not there."""
    if isinstance(value, dict):
        return {key: said(inner) for key, inner in value.items() if inner not in (None, "", {}, [])}
    return [said(inner) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem[:60])
def test_what_is_read_is_written(path: Path) -> None:
    release = document.read(path.read_bytes(), path.name)
    text = document.write(release)
    assert document.read(text.encode(), "again") == release
    old, new = yaml.safe_load(path.read_bytes()), yaml.safe_load(text)
    assert said(new["release"]) == said(old["release"])
    assert not list(SCHEMA.iter_errors(new))


def test_all_that_a_file_can_say_is_written() -> None:
    fields = {name: f"a {name}" for name in document.FIELDS if name not in {"license", "components"}}
    fields |= {"date": "2026-11-01", "type": "language", "architecture": "RNN", "treatment": "pre-trained"}
    licenses = dict.fromkeys(document.SCOPES, ("MIT", "LICENSE"))
    listed = tuple(Listed(part, license_id, "LICENSE", "x") for part in PARTS for license_id in ("MIT",))
    release = Release(fields, licenses, listed)
    text = document.write(release)
    assert not list(SCHEMA.iter_errors(yaml.safe_load(text)))
    again = document.read(text.encode(), "x")
    assert again.fields == fields and again.licenses == licenses
    assert [one.part for one in again.components] == list(PARTS)


def test_names_in_any_script_stay_and_what_acts_on_a_terminal_does_not() -> None:
    for name, shows in (("悟道", True), ("a\u202eb", False), ("a\x1b[2Jb", False)):
        text = document.write(Release({"name": name}, {}, ()))
        assert (name in text) == shows
        assert "\u202e" not in text and "\x1b" not in text
        assert document.read(text.encode(), "x").fields["name"] == name


START = "release:\n  name: Tiny\n  components: "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "expected names and values in the file"),
        ("- a\n", "expected names and values in the file"),
        ("framework: {}\n", "expected names and values in release"),
        ("release: {components: []}\n", "expected the name of the model"),
        ("release: {name: Tiny}\n", "release.components: expected a list"),
        (START + "{}\n", "release.components: expected a list"),
        (START + "[a]\n", "expected names and values in components[0]"),
        (START + "[{}]\n", "no component of the framework is called ''"),
        (START + "[{name: Training codes}]\n", "did you mean Training code"),
        (START + "[{name: Datasets, license: [MIT]}]\n", "Datasets: license: expected text"),
        (START + "[{name: Datasets, license: true}]\n", "Datasets: license: expected text"),
        (START + f"[{{name: Datasets, license: {'M' * 3_000}}}]\n", "at most 2000 characters"),
        (START + "[]\n  license: {weights: {name: MIT}}\n", "expected one of distribution, code, data"),
        (START + "[]\n  license: {data: MIT}\n", "expected names and values in license.data"),
        (START + "[]\n  date: {}\n", "date: expected text"),
        (START + "&a [*a]\n", "YAML aliases"),
        ("release: !!python/object/apply:os.system [id]\n", "not valid YAML"),
        (START + "[\n", "not valid YAML"),
        ("[" * 5_000, "not valid YAML"),
        ("\x00", "not valid YAML"),
        (START + "[" + "{name: Datasets}," * 300 + "]\n", "at most 200"),
    ],
)
def test_what_is_no_file_of_the_tool_is_refused(text: str, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        document.read(text.encode(), "x.yml")
    assert words in str(caught.value)
    assert str(caught.value).startswith("x.yml: ") and len(str(caught.value)) < 400


def test_what_is_not_text_is_refused() -> None:
    for data, words in ((b"\xff\xfe", "UTF-8"), (b"#" * (document.MAX_BYTES + 1), "at most 256 KiB")):
        with pytest.raises(UsageError, match=words):
            document.read(data, "x")


def test_a_bomb_costs_no_time() -> None:
    levels = "".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
    start = time.monotonic()
    for text in (f"a0: &a0 [x]\n{levels}", "a: " * 20_000, '"' + "\\u0041" * 40_000 + '"'):
        with pytest.raises(UsageError):
            document.read(text.encode(), "x")
    assert time.monotonic() - start < 10


def test_numbers_and_dates_are_text_and_the_last_of_two_counts() -> None:
    text = "release:\n  name: 7\n  version: 1.5\n  date: 2026-11-01\n  more: x\n  components:\n"
    text += "  - {name: Datasets, license: MIT}\n  - {name: Datasets, license: CC0-1.0}\n"
    release = document.read(text.encode(), "x")
    assert release.fields == {"name": "7", "version": "1.5", "date": "2026-11-01"}
    assert release.components == (Listed(named("Datasets"), "CC0-1.0"),)
    assert len(release.notes) == 2 and "more" in release.notes[0] and "twice" in release.notes[1]
