"""`osaid declare` and `osaid waive`: what they put into a manifest, and that all else stays as it is."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from folders import fill, report_on, statuses
from gitrepo import Repo
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from systems import MIT, TRAIN, whole

from osaid_action.errors import UsageError
from osaid_action.manifest import edit
from osaid_action.manifest.insert import quoted

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from collections.abc import Callable


def test_declare_makes_a_manifest_and_changes_one(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {"src/train/a.py": TRAIN, "b.py": TRAIN, "LICENSE": MIT})
    said = osaid("declare", "training-code", "src/train", "--license", "Apache-2.0")
    assert said == (
        "Wrote osaid.toml: training-code is src/train, under Apache-2.0\n"
        "Then: git add osaid.toml && osaid check --staged\n"
    )
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert text.endswith('\n[components.training-code]\npath = "src/train"\nlicense = "Apache-2.0"\n')
    fill(here, {"osaid.toml": text.replace('"src/train"', '"src/train"  # the trainer') + "# end\n"})
    osaid("declare", "training-code", "b.py", "--add")
    osaid("declare", "training-code", "b.py", "--add")
    text = (here / "osaid.toml").read_text(encoding="utf-8")
    assert 'path = ["src/train", "b.py"]' in text
    assert text.endswith("# end\n")
    osaid("declare", "training-code", "b.py")
    assert 'path = "b.py"' in (here / "osaid.toml").read_text(encoding="utf-8")
    said = osaid("declare", "training-code", "--license", "MIT")
    assert said.startswith("Changed osaid.toml: the license of training-code is MIT, was Apache-2.0\n")
    osaid("declare", "training-code", "--license", "Apache-2.0")
    assert osaid("declare", "training-code", "--license", "Apache-2.0").startswith(
        "Changed osaid.toml: the license of training-code is Apache-2.0\n"
    )
    osaid("declare", "weights", "hf:ada/tiny@v1", "github:ada/tiny")
    table = tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["components"]
    assert table == {
        "training-code": {"path": "b.py", "license": "Apache-2.0"},
        "weights": {"at": ["hf:ada/tiny@v1", "github:ada/tiny"]},
    }


def test_declare_from_a_folder_below_finds_the_manifest_above(
    repo: Repo, osaid: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"src/train.py": TRAIN})
    monkeypatch.chdir(repo.path / "src")
    osaid("declare", "training-code", "train.py")
    assert 'path = "src/train.py"' in (repo.path / "osaid.toml").read_text(encoding="utf-8")
    assert osaid("declare", "training-code", "../src/train.py") == (
        "Changed ../osaid.toml: training-code is src/train.py\n"
        "Then: git add ../osaid.toml && osaid check --staged ..\n"
    )
    assert osaid("declare", "weights", "hf:ada/tiny") == (
        "Changed ../osaid.toml: weights is hf:ada/tiny\n"
        "Then: osaid lock .. && git add ../osaid.toml ../osaid.lock && osaid check --staged ..\n"
    )
    assert "is outside" in osaid("declare", "training-code", str(repo.path.parent), fails=2)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("declare", "wieghts", "LICENSE"), "weights"),
        (("declare", "weights"), "name a path"),
        (("declare", "weights", "no-such-file"), "no such file or folder: no-such-file"),
        (("declare", "weights", "hf:"), "expected hf:owner/model"),
        (("declare", "weights", "LICENSE", "--license", "Apache 2"), "expected an SPDX expression"),
        (("declare", "evaluation-code", "LICENSE"), "not-used"),
        (("declare", "dataset", "LICENSE"), "2 entries"),
        (("declare", "model-card", "LICENSE", "--add", "--license", "MIT"), "entries of their own"),
        (("waive", "C33", "--reason", "x", "--by", "me", "--until", "2027-01-31"), "expected one of"),
        (("waive", "C3", "--reason", " ", "--by", "me", "--until", "2027-01-31"), "reason"),
        (("waive", "C3", "--reason", "x", "--by", "me", "--until", "tomorrow"), "2027-06-30"),
        (("waive", "C3", "--reason", "x", "--by", "me", "--until", "2026-11-22"), "has passed"),
        (("waive", "C3", "--reason", "x"), "--by"),
        (("completion", "fish"), "zsh"),
        (("schema", "model"), "manifest"),
        (("hook",), "HOOK"),
        (("diff",), "BASE"),
    ],
)
def test_wrong_use_changes_nothing_and_says_why(
    here: Path, osaid: Callable[..., str], arguments: tuple[str, ...], words: str
) -> None:
    text = (
        '[not-used]\nevaluation-code = "None."\n\n[components.model-card]\nlicense = "Apache-2.0"\n\n'
        '[[components.dataset]]\npath = "a"\n\n[[components.dataset]]\npath = "b"\n'
    )
    fill(here, {"LICENSE": MIT, "osaid.toml": text})
    assert words in osaid(*arguments, fails=2)
    assert (here / "osaid.toml").read_text(encoding="utf-8") == text


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_quoted(text: str) -> None:
    assert tomllib.loads(f"a = {quoted(text)}") == {"a": text}


def test_waive_adds_and_renews(here: Path, osaid: Callable[..., str]) -> None:
    fill(here, {**whole(), "osaid.toml": "# Mine.\ndata = []\n"})
    (here / "evaluate.py").unlink()
    osaid("waive", "C3", "--reason", 'Being "cleaned" up.', "--by", "@ada", "--until", "2027-06-30")
    first = (here / "osaid.toml").read_text(encoding="utf-8")
    assert first.startswith('# Mine.\ndata = []\n\n[[waivers]]\nitem = "C3"\n')
    assert statuses(report_on(here))["C3"] == "waived"
    fill(here, {"osaid.toml": first.replace("2027-06-30", "2027-06-30  # agreed")})
    osaid("waive", "C3", "--reason", "Again.", "--by", "@ada", "--until", "2027-12-31")
    assert "until = 2027-12-31  # agreed" in (here / "osaid.toml").read_text(encoding="utf-8")
    osaid("waive", "D1", "--reason", "Later.", "--by", "@ada", "--until", "2027-12-31")
    assert len(tomllib.loads((here / "osaid.toml").read_text(encoding="utf-8"))["waivers"]) == 2


def test_a_table_that_cannot_be_added_to_is_said_with_what_to_put_in() -> None:
    place = edit.Place(Path(), text='components = { weights = { path = "a" } }\n')
    with pytest.raises(UsageError, match=r"by hand:\n\[components.license\]\npath = \"LICENSE\""):
        edit.declare(place, "license", ["LICENSE"], [], None, add=False)
    changed = edit.declare(place, "weights", ["b"], [], None, add=False)
    assert changed == 'components = { weights = { path = "b" } }\n'


LINES = st.lists(
    st.sampled_from(
        [
            "",
            "# a comment",
            '[components.weights]\npath = "w"  # here',
            '[components.training-code]\npath = [\n  "a",  # one\n  "b",\n]',
            '[[data]]\nname = "x"\naccess = "public"\nwhere = "https://a.org"',
            "[[waivers]]\nitem = \"C1\"\nreason = '''\n[components.x]\n'''\nby = \"b\"\nuntil = 2030-01-01",
            '[system]\nname = "s"',
            '# [components.license]\n# path = "LICENSE"',
            '[policy]\nterms = "strict"',
        ]
    ),
    unique=True,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LINES, st.sampled_from(["\n", "\r\n"]))
def test_edits_keep_every_line_and_every_value(parts: list[str], end: str) -> None:
    text = end.join("\n".join([*parts, ""]).split("\n"))
    place = edit.Place(Path(), text=text)
    new = edit.declare(place, "license", ["LICENSE"], [], "MIT", add=False)
    new = edit.waive(place._replace(text=new), "D1", "r", "b", date(2031, 1, 1))
    old_lines = [line for line in text.splitlines() if line.strip()]
    remaining = iter(new.splitlines())
    assert all(line in remaining for line in old_lines)
    values = tomllib.loads(new)
    assert values["components"].pop("license") == {"path": "LICENSE", "license": "MIT"}
    assert values["waivers"].pop()["item"] == "D1"
    values = {key: value for key, value in values.items() if value or key not in {"components", "waivers"}}
    assert values == tomllib.loads(text)
