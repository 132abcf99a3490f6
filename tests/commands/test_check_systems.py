"""Several systems in one repository: a view of all says so, and each is checked by itself."""

from __future__ import annotations

import json

import pytest
from gitrepo import Repo
from jsonschema import Draft202012Validator
from program import run
from systems import whole

import osaid_action
from osaid_action.report import comment
from osaid_action.schema import load

BELOW = "2 systems below have manifests of their own: models/a, models/b."


@pytest.fixture
def several(repo: Repo) -> Repo:
    """Two systems, one of them without weights, and a manifest of a test."""
    files = {f"models/{name}/{path}": text for name in "ab" for path, text in whole().items()}
    files["tests/fixture/osaid.toml"] = 'name = "x"\n'
    files = {path: text for path, text in files.items() if not path.startswith("models/b/weights/")}
    repo.commit(files)
    return repo


def test_a_view_of_all_says_that_there_are_systems_below(several: Repo) -> None:
    plain = " ".join(run("check", cwd=several.path).stdout.split())
    assert BELOW in plain and "osaid check --all" in plain
    assert BELOW in run("check", "--format", "markdown", cwd=several.path).stdout
    assert BELOW in comment.render(osaid_action.check(several.path))
    assert "systems below" not in run("check", "models/a", cwd=several.path).stdout
    target = json.loads(run("check", "--format", "json", cwd=several.path).stdout)["target"]
    assert (target["manifest"], target["systems"]) == (None, ["models/a", "models/b"])


def test_with_a_manifest_here_those_below_are_told_to_who_asks(several: Repo) -> None:
    several.write("osaid.toml", '[system]\nname = "All"\n')
    assert "models/b" not in run("check", "--quiet", cwd=several.path).stdout
    assert "below" not in run("check", cwd=several.path).stdout.lower()
    assert "Below, with a manifest of its own" in run("check", "--verbose", cwd=several.path).stdout


def _table(text: str) -> list[list[str]]:
    lines = text.splitlines()
    start = next(at for at, line in enumerate(lines) if line.split()[:2] == ["System", "Result"])
    return [line.split() for line in lines[start + 1 :]]


@pytest.mark.parametrize("asked", [["--all"], ["models/a", "models/b"], ["models", "--all", "--staged"]])
def test_each_has_a_report_and_a_line_of_the_table(asked: list[str], several: Repo) -> None:
    done = run("check", *asked, cwd=several.path)
    assert done.returncode == 1, done.stderr
    first, second = _table(done.stdout)
    assert first[:3] == ["models/a", "complete", "passed"]
    assert second[:4] == ["models/b", "incomplete", "not", "passed"] and "P1" in second
    assert done.stdout.count("Open Source AI Definition") == 2


def test_the_same_as_json_and_markdown(several: Repo) -> None:
    done = run("check", "--all", "--format", "json", "--output", "markdown:all.md", cwd=several.path)
    reports = json.loads(done.stdout)
    assert [report["result"] for report in reports] == ["complete", "incomplete"]
    for report in reports:
        assert not list(Draft202012Validator(load("report")).iter_errors(report))
    page = (several.path / "all.md").read_text(encoding="utf-8")
    assert "| `models/b` | incomplete | not passed | ✗ P1" in page
    assert page.count("\n## ") == 2
    assert (
        len(json.loads(run("check", "models/a", "--all", "--format", "json", cwd=several.path).stdout)) == 1
    )


def test_what_is_wrong_with_one_does_not_stop_the_others(several: Repo) -> None:
    several.write("models/a/osaid.toml", "[components.wieghts]\n")
    done = run("check", "--all", cwd=several.path)
    assert done.returncode == 2
    assert "models/a: osaid.toml:1" in done.stderr
    first, second = (row for row in _table(done.stdout) if row[0].startswith("models/"))
    assert first[1:3] == ["not", "checked"] and second[1] == "incomplete"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            ["--all", "--format", "sarif"],
            "run it for each, or use text or json or markdown",
        ),
        (["models/a", "models/b", "--output", "codequality:x.json"], "takes one TARGET"),
        (["tests", "--all"], "no osaid.toml here or below"),
        (["github:acme/several", "--all"], "--all takes a folder"),
    ],
)
def test_what_can_not_be_done_is_said(asked: list[str], said: str, several: Repo) -> None:
    done = run("check", *asked, cwd=several.path)
    assert done.returncode == 2 and said in done.stderr and not done.stdout


def test_a_target_that_is_none_is_named_once(several: Repo) -> None:
    done = run("check", "models/a", "models/nope", "--quiet", cwd=several.path)
    assert done.returncode == 2
    assert done.stderr == "osaid: no such folder: models/nope\n"


def test_nothing_is_written_through_a_link_in_any_of_them(several: Repo) -> None:
    (several.path / "models/b/out").symlink_to(several.path / "models")
    done = run("check", "models/a", "models/b", "--output", "models/b/out/x.txt", cwd=several.path)
    assert done.returncode == 2 and "symbolic link" in done.stderr
