"""What `osaid init` proposes: a manifest and DATA.md with evidence, and nothing that changes a status."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from folders import fill, report_on, statuses, system
from systems import DATA, MIT, TRAIN, whole

from osaid_action import schema
from osaid_action.manifest import read as config

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize("missing", [(), ("train.py", "DATA.md"), ("weights/model.safetensors", "LICENSE")])
def test_the_manifest_is_valid_and_changes_no_status(
    here: Path, osaid: Callable[..., str], missing: tuple[str, ...]
) -> None:
    files = system()
    fill(here, {name: text for name, text in files.items() if name not in missing})
    before = report_on(here)
    assert "Wrote osaid.toml: declared " in osaid("init")
    after = report_on(here)
    assert not after.problems
    assert statuses(after) == statuses(before)
    assert after.result == before.result
    declared = tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["components"]
    found = {component.id for component in before.components if component.here == "found"}
    assert set(declared) <= found
    assert not set(missing) & {path for entry in declared.values() for path in _paths(entry)}


def _paths(entry: dict[str, Any]) -> list[str]:
    return [entry["path"]] if isinstance(entry["path"], str) else list(entry["path"])


def test_each_line_has_its_evidence_and_what_is_missing_stands_in_comments(
    here: Path, osaid: Callable[..., str]
) -> None:
    files = system()
    del files["evaluate.py"]
    fill(here, files)
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert re.search(r'^path = "train\.py"  # certain: line \d+, optimizer step', text, re.MULTILINE)
    assert "# Evaluation code (C3): not found." in text
    assert "# Add the script that evaluates the model" in text
    assert "\n# [components.evaluation-code]\n" in text
    assert '\n# evaluation-code = "why there is none"\n' in text
    assert "license =" not in re.sub("#.*", "", text)


def test_suggestions_are_valid_once_the_comment_sign_is_gone(here: Path, osaid: Callable[..., str]) -> None:
    fill(
        here,
        {
            "LICENSE": MIT,
            "model.py": str(whole()["model.py"]),
            "generate.py": str(whole()["generate.py"]),
            "README.md": "# Tiny\n\nA language model. Weights: https://huggingface.co/ada/tiny and "
            "https://huggingface.co/ada/tiny-large\n\nTrained on https://huggingface.co/datasets/ada/words\n",
        },
    )
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    suggested = re.sub(r"^# (?=\[|\w[\w-]* = |  \"|\])", "", text, flags=re.MULTILINE)
    assert suggested != text
    assert 'at = [\n  "hf:ada/tiny",' in suggested.replace("#", "", 0)
    config.parse("osaid.toml", suggested.partition("# What this system does without")[0].encode())
    kinds = schema.load("manifest")["properties"]["system"]["properties"]
    assert set(tomllib.loads(suggested)["system"]) == set(kinds)
    assert f'type = "{kinds["type"]["enum"][0]}"  # {", ".join(kinds["type"]["enum"][1:])}\n' in suggested


def test_docs_have_a_heading_for_each_thing_and_tell_nothing(here: Path, osaid: Callable[..., str]) -> None:
    files = system()
    del files["DATA.md"], files["prepare_data.py"]
    fill(here, {**files, "README.md": "# Tiny\n\nA language model. The training data is from Wikipedia.\n"})
    before = report_on(here)
    osaid("init", "--docs")
    after = report_on(here)
    assert statuses(after) == statuses(before)
    text = (here / "DATA.md").read_text(encoding="utf-8")
    for words in (
        "Provenance",
        "Scope",
        "obtained and selected",
        "Labeling",
        "filtering",
        "Publicly",
        "third",
    ):
        assert re.search(rf"^## .*{words}", text, re.MULTILINE)
    assert "`README.md:3`" in text
    assert all("TODO" in line for line in text.splitlines() if line and not line.startswith("#"))
    # What a person wrote is never touched.
    (here / "DATA.md").write_text(DATA, encoding="utf-8")
    osaid("init", "--docs", "--update")
    assert (here / "DATA.md").read_text(encoding="utf-8") == DATA


def test_names_that_no_manifest_can_hold(here: Path, osaid: Callable[..., str]) -> None:
    """A file may be called anything; what the manifest would refuse is not put into it."""
    if sys.platform == "win32":
        pytest.skip("such names can't be made here")
    fill(here, {**system(), 'tr"ain\n[x].py': TRAIN, "tr\u202eain.py": TRAIN, "a # b.py": TRAIN})
    Path(os.fsdecode(b"tr\xffain.py")).write_text(TRAIN, encoding="utf-8")
    osaid("init")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert "\u202e" not in text
    assert not report_on(here).problems
