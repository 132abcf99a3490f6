"""The command line as a user meets it: outputs, exit codes, errors, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from gitrepo import Repo
from jsonschema import Draft202012Validator
from program import run
from systems import ROOT, whole

from osaid_action import __version__, definition
from osaid_action.commands import cli
from osaid_action.judgment import explain
from osaid_action.schema import load

COMPLETE = ROOT / "examples" / "complete"
INCOMPLETE = ROOT / "examples" / "incomplete"


def validate(text: str) -> dict[str, object]:
    """The report in `text`, held against the schema that ships."""
    report: dict[str, object] = json.loads(text)
    errors = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(load("report")).iter_errors(report)]
    assert not errors
    return report


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"osaid {__version__}\n")


def test_the_complete_example_is_complete_and_the_incomplete_one_is_not() -> None:
    good = run("check", str(COMPLETE), "--format", "json")
    assert good.returncode == 0, good.stderr
    report = validate(good.stdout)
    assert report["result"] == "complete"
    assert not report["problems"]
    bad = run("check", str(INCOMPLETE), "--format", "json")
    assert bad.returncode == 1
    report = validate(bad.stdout)
    assert report["result"] == "incomplete"
    status = {item["id"]: item["status"] for item in report["items"]}  # type: ignore[attr-defined]
    assert status["C2"] == status["D1"] == status["T-P"] == "unmet"
    assert status["C5"] == status["C6"] == status["P1"] == status["T-C"] == "met"


def test_the_text_report_fits_80_columns_and_has_no_color_in_a_pipe() -> None:
    for target in (COMPLETE, INCOMPLETE):
        text = run("check", str(target), "--fail-on", "never").stdout
        assert "\033" not in text
        assert max(map(len, text.splitlines())) <= 80, text


def test_color_when_asked_and_not_with_no_color() -> None:
    assert "\033[" in run("check", str(COMPLETE), "--color", "always").stdout
    assert "\033[" not in run("check", str(COMPLETE), "--color", "auto", NO_COLOR="1").stdout


@pytest.mark.parametrize(
    ("level", "code"), [("never", 0), ("regression", 0), ("incomplete", 1), ("terms", 1), ("review", 1)]
)
def test_the_gate_decides_the_exit_code(level: str, code: int) -> None:
    assert run("check", str(INCOMPLETE), "--fail-on", level, "--quiet").returncode == code


def test_review_fails_on_what_a_person_must_judge() -> None:
    done = run("check", str(COMPLETE), "--fail-on", "review", "--quiet")
    assert done.returncode == 1
    assert "D1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("check", "no/such/folder"), 2, "no such folder"),
        (("check", ".", "--rev", "no-such-rev"), 2, "no-such-rev"),
        (("check", ".", "--base", "no-such-rev"), 2, "no-such-rev"),
        (("check", "github:owner"), 2, "github:OWNER/NAME"),
        (("check", "github:ada/x", "--offline"), 2, "--offline"),
        (("check", "--fail-on", "maybe"), 2, "maybe"),
        (("check", ".", "--staged", "--rev", "HEAD"), 2, "not allowed"),
        (("check", "file:///no/such/repository"), 3, "could not be fetched"),
        (("check", str(COMPLETE), "--output", "no/such/folder/report.json"), 2, "no/such/folder"),
        (("explain", "C22"), 2, "did you mean C2"),
        (("license", "no-such-file"), 2, "no-such-file"),
        (("license",), 2, "--list"),
        ((), 2, "COMMAND"),
    ],
)
def test_wrong_use_is_one_clear_line(repo: Repo, arguments: tuple[str, ...], code: int, words: str) -> None:
    repo.commit({"a.txt": "a"})
    done = run(*arguments, cwd=repo.path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_a_bad_manifest_is_exit_2_with_every_fault(repo: Repo) -> None:
    repo.write("osaid.toml", '[components.wieghts]\npath = "x"\n\n[policy]\nterms = "lax"\n')
    done = run("check", cwd=repo.path)
    assert done.returncode == 2
    assert "osaid.toml:1" in done.stderr
    assert "weights" in done.stderr
    assert "osaid.toml:5" in done.stderr
    assert not done.stdout


def test_a_manifest_that_cannot_be_read_is_not_passed_over(repo: Repo) -> None:
    repo.commit(whole())
    (repo.path / "osaid.toml").unlink()
    (repo.path / "osaid.toml").symlink_to("/etc/hostname")
    done = run("check", cwd=repo.path)
    assert done.returncode == 3
    assert "osaid.toml can't be read: a symbolic link" in done.stderr


def test_outputs_in_several_formats_at_once(tmp_path: Path) -> None:
    done = run(
        "check",
        str(COMPLETE),
        "--output",
        f"json:{tmp_path / 'r.json'}",
        "--output",
        f"markdown:{tmp_path / 'r.md'}",
    )
    assert "COMPLETE" in done.stdout
    validate((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (tmp_path / "r.md").read_text(encoding="utf-8").startswith("## Looking-Glass")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["r.json", "r.md"]


def test_output_alone_replaces_standard_output(tmp_path: Path) -> None:
    done = run("check", str(COMPLETE), "--format", "json", "--output", str(tmp_path / "r.json"))
    assert not done.stdout
    validate((tmp_path / "r.json").read_text(encoding="utf-8"))


def test_the_same_input_gives_the_same_bytes() -> None:
    first, second = (run("check", str(INCOMPLETE), "--format", "json").stdout for _ in range(2))
    assert first == second
    assert str(ROOT) not in first


def test_base_shows_what_changed(repo: Repo) -> None:
    repo.commit(whole())
    repo.git("rm", "--quiet", "train.py")
    repo.commit()
    done = run("check", ".", "--base", "HEAD~1", "--fail-on", "regression", cwd=repo.path)
    assert done.returncode == 1
    assert "▼ C2" in done.stdout
    assert "(train.py)" in done.stdout
    report = validate(run("check", ".", "--base", "HEAD~1", "--format", "json", cwd=repo.path).stdout)
    assert report["delta"]["worse"]  # type: ignore[index]


def test_base_of_a_branch_without_commits_is_no_base(repo: Repo) -> None:
    for name, contents in whole().items():
        repo.write(name, contents)
    repo.git("add", ".")
    done = run("check", "--staged", "--base", "HEAD", "--fail-on", "regression", "--quiet", cwd=repo.path)
    assert done.returncode == 0, done.stderr


def test_staged_and_rev_read_git_and_not_the_folder(repo: Repo) -> None:
    repo.commit(whole())
    (repo.path / "train.py").unlink()
    assert "✗ C2" in run("check", cwd=repo.path).stdout
    assert "✓ C2" in run("check", "--staged", cwd=repo.path).stdout
    assert "✓ C2" in run("check", "--rev", "HEAD", cwd=repo.path).stdout


def test_a_folder_is_judged_by_itself_with_the_license_above_it(repo: Repo) -> None:
    files = whole()
    license_text = files.pop("LICENSE")
    repo.commit({"LICENSE": license_text, **{f"sub/{name}": contents for name, contents in files.items()}})
    report = validate(run("check", "sub", "--format", "json", cwd=repo.path).stdout)
    assert report["result"] == "complete"
    assert "../LICENSE" in {row["path"] for row in report["licenses"]}  # type: ignore[attr-defined]


def test_a_remote_repository_is_fetched_and_cleaned_up(repo: Repo, tmp_path: Path) -> None:
    repo.commit(whole())
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = run("check", repo.url, "--format", "json", TMPDIR=str(scratch))
    assert validate(done.stdout)["result"] == "complete"
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("name", explain.known())
def test_everything_known_can_be_explained(name: str) -> None:
    text = explain.explain(name)
    assert text
    assert name in text


def test_explain_says_all_it_should() -> None:
    text = run("explain", "C2").stdout
    for words in (
        "Code used for training",
        "What is looked for",
        "cannot be judged",
        "How to fix",
        "[components.",
    ):
        assert words in text


def test_license_command(tmp_path: Path) -> None:
    file = tmp_path / "LICENSE"
    file.write_text(str(whole()["LICENSE"]) + "\nYou may not use it commercially.\n", encoding="utf-8")
    done = run("license", str(file), "--format", "json")
    [row] = json.loads(done.stdout)["files"]
    assert row["state"] == "additional-terms"
    assert row["verdict"] == "restricted"
    assert "commercially" in run("license", str(file)).stdout
    assert "Apache-2.0" in run("license", "--list").stdout
    assert "osi-approved" in run("license", "--explain", "MIT").stdout


def test_the_closed_pipe_of_a_reader_is_no_error() -> None:
    command = f"{sys.executable} -m osaid_action check {COMPLETE} --format json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT / "tests", check=False
    )
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr


def test_the_schema_agrees_with_the_words_of_the_code() -> None:
    from osaid_action import model

    schema = load("report")
    defs, properties = schema["$defs"], schema["properties"]
    assert tuple(defs["component"]["properties"]["id"]["enum"]) == model.COMPONENTS
    assert tuple(defs["component"]["properties"]["here"]["enum"]) == model.HERE
    assert tuple(defs["item"]["properties"]["status"]["enum"]) == model.STATUSES
    assert tuple(defs["license"]["properties"]["verdict"]["enum"]) == model.VERDICTS
    assert tuple(properties["result"]["enum"]) == model.RESULTS
    assert tuple(properties["subject"]["enum"]) == model.SUBJECTS
    known = definition.load()
    assert tuple(defs["item"]["properties"]["id"]["enum"]) == tuple(item.id for item in known.items)
    assert set(known.components) == set(model.COMPONENTS)
    assert set(known.results) == set(model.RESULTS)
    assert set(known.statuses) == set(model.STATUSES)
    assert set(known.verdicts) == set(model.VERDICTS)
    waivable = load("manifest")["$defs"]["waiver"]["properties"]["item"]["enum"]
    assert set(waivable) == {item.id for item in known.items}


def test_every_exit_code_is_documented_in_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    text = capsys.readouterr().out
    for words in ("0 gate met", "1 gate not met", "2 usage", "3 could not check"):
        assert words in " ".join(text.split())
