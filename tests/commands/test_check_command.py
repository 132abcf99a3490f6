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


def test_a_file_that_cant_be_written_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "r.json"
    done = run("check", str(COMPLETE), "--output", f"json:{path}")
    assert done.returncode == 2
    assert done.stderr == f"osaid: {path}: No such file or directory\n"


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
    assert "▼ train.py is gone\n        C2" in done.stdout
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


README = "# Parsing toolkit\n\nA Python library that parses text.\n"


@pytest.mark.parametrize(
    ("files", "options", "code", "said"),
    [
        ({"README.md": README}, (), 0, "Gate --fail-on terms: nothing was judged, so nothing failed."),
        ({"README.md": README}, ("--fail-on", "review"), 0, "nothing was judged, so nothing failed."),
        (
            {"README.md": README},
            ("--require", "osaid"),
            1,
            "--require osaid: not passed, nothing was judged.",
        ),
        ({"README.md": README}, ("--require", "subject", "--quiet"), 1, "✗ nothing was judged: this is not"),
        ({}, (), 0, "Nothing could be judged: there are no files."),
        ({}, ("--fail-on", "terms"), 3, "Gate --fail-on terms: not passed, nothing was judged."),
        ({}, ("--fail-on", "regression"), 0, "nothing was judged, so nothing failed."),
        ({}, ("--require", "C2"), 3, "Nothing could be judged: there are no files."),
        (
            whole(),
            ("--require", "osaid,subject", "--require", "c2"),
            0,
            "--require osaid,subject,C2: passed.",
        ),
        (
            {**whole(), "train.py": ""},
            ("--fail-on", "never", "--require", "C2"),
            1,
            "--require C2: not passed",
        ),
        ({**whole(), "train.py": ""}, ("--fail-on", "never", "--require", "P1"), 0, "--require P1: passed."),
    ],
)
def test_a_gate_that_judged_nothing_says_so(
    repo: Repo, files: dict[str, str | bytes], options: tuple[str, ...], code: int, said: str
) -> None:
    repo.commit(files)
    done = run("check", *options, cwd=repo.path)
    assert (done.returncode, done.stderr) == (code, "")
    assert said in " ".join(done.stdout.split())
    report = validate(run("check", *options, "--format", "json", cwd=repo.path).stdout)
    assert report["gate"]["passed"] is (code == 0)  # type: ignore[index]


def test_a_manifest_that_says_what_it_is_settles_it(repo: Repo) -> None:
    policy = 'subject = "none"\n\n[policy]\nfail-on = "incomplete"\n'
    repo.commit({"osaid.toml": policy, "README.md": README})
    done = run("check", cwd=repo.path)
    assert done.returncode == 0
    said = "osaid.toml says so. Gate --fail-on incomplete: nothing was judged, so nothing failed."
    assert said in " ".join(done.stdout.split())
    assert run("check", "--require", "subject", cwd=repo.path).returncode == 1


@pytest.mark.parametrize("subject", ["", "model", "none"])
def test_a_tree_that_cannot_be_read_meets_no_gate(repo: Repo, subject: str) -> None:
    files = {f"part{n}.py": f"print({n})\n" for n in range(4)}
    repo.commit({**files, "README.md": README})
    for name in [*files, "README.md"]:
        oid = repo.git("rev-parse", f"HEAD:{name}")
        (repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    if subject:
        repo.write("osaid.toml", f'subject = "{subject}"\n')
        repo.git("add", "osaid.toml")
    done = run("check", "--staged", cwd=repo.path)
    read = subject == "none"
    assert done.returncode == (0 if read else 3), done.stdout + done.stderr
    assert ("Nothing could be judged: 5 of " in done.stdout) is not read
    required = run("check", "--staged", "--require", "subject", cwd=repo.path)
    assert required.returncode == (1 if read else 3)
    alike = run("check", "--staged", "--base", "HEAD", "--fail-on", "regression", cwd=repo.path)
    assert alike.returncode == (0 if read else 3), alike.stdout
    assert ("not known: 5 of " in alike.stdout) is (not subject)


def test_what_is_wrongly_required_is_one_clear_line(repo: Repo) -> None:
    repo.commit(whole())
    done = run("check", "--require", "C2,C9", cwd=repo.path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "osaid: --require: nothing is called 'C9'; did you mean C1, C2, C3?\n"


def test_a_release_that_is_not_judged_any_more_is_worse_unless_somebody_says_so(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    repo.git("rm", "--quiet", *(name for name in files if name != "LICENSE"))
    repo.commit({"README.md": README})

    def against(*options: str) -> tuple[int, object]:
        done = run("check", "--base", "HEAD~1", "--fail-on", "regression", *options, cwd=repo.path)
        report = validate(done.stdout)
        changes = report["delta"]["changes"]  # type: ignore[index]
        return done.returncode, [c for c in changes if c["id"] == "subject"]

    said = {
        "id": "subject",
        "title": "What this is",
        "before": "model",
        **dict.fromkeys(("cause", "path", "line", "note")),
    }
    assert against("--format", "json") == (1, [{**said, "after": "none", "worse": True, "mark": "worse"}])
    repo.write("osaid.toml", 'subject = "library"\n')
    code, changes = against("--format", "json")
    assert changes == [{**said, "after": "library", "worse": False, "mark": "changed"}]
    assert code == 1  # the items that are gone count as before
