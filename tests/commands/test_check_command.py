"""`osaid check` as a user meets it: outputs, exit codes, what is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gitrepo import Repo
from jsonschema import Draft202012Validator
from program import run
from systems import ROOT, whole

from osaid_action.schema import load

COMPLETE = ROOT / "examples" / "complete"
INCOMPLETE = ROOT / "examples" / "incomplete"


def validate(text: str) -> dict[str, object]:
    """The report in `text`, held against the schema that ships."""
    report: dict[str, object] = json.loads(text)
    errors = [f"{e.json_path}: {e.message}" for e in Draft202012Validator(load("report")).iter_errors(report)]
    assert not errors
    return report


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
