"""`osaid survey` as a user runs it: exit codes, files, resuming, and its reports."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from program import called
from surveyed import line, within
from systems import whole

from osaid_action.commands.survey import _Told
from osaid_action.survey.line import text
from osaid_action.survey.run import Counts

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

    Survey = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def survey(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Survey:
    """Run `osaid survey`, in a folder of its own."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        try:
            return called(capsys, "survey", *arguments)
        finally:
            signal.signal(signal.SIGTERM, before)

    return run


@pytest.fixture
def targets(make_repo: Callable[..., Repo], tmp_path: Path) -> Path:
    """A file that names two repositories."""
    repos = [make_repo(name) for name in ("one", "two")]
    for repo in repos:
        repo.commit(whole())
    path = tmp_path / "targets.txt"
    path.write_text("".join(f"{repo}\n" for repo in repos))
    return path


def rows(path: Path | str) -> list[dict[str, Any]]:
    return [json.loads(row) for row in Path(path).read_text(encoding="utf-8").splitlines()]


def test_a_survey_and_its_report(survey: Survey, targets: Path) -> None:
    done = survey(str(targets), "--output", "s.jsonl", "--jobs", "2")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("osaid: 2 targets in ")
    assert {row["result"] for row in rows("s.jsonl")} == {"complete"} and len(rows("s.jsonl")) == 2
    again = survey(str(targets), "--output", "s.jsonl", "--resume", "--quiet")
    assert (again.returncode, again.stderr) == (0, "") and len(rows("s.jsonl")) == 2
    report = survey("report", "s.jsonl")
    assert report.returncode == 0 and report.stdout.startswith("2 targets, 2 judged as releases")
    assert survey("report", "s.jsonl", "--format", "csv").stdout.count("\n") == 3
    assert json.loads(survey("report", "s.jsonl", "--format", "json").stdout)["targets"] == 2
    assert survey("report", "s.jsonl", "--output", "r.txt").stdout == ""
    assert Path("r.txt").read_text(encoding="utf-8") == report.stdout


def test_lines_go_to_standard_output_where_no_file_is_named(survey: Survey, targets: Path) -> None:
    done = survey(str(targets), str(targets), "--jobs", "1")
    assert done.returncode == 0
    assert len([json.loads(row) for row in done.stdout.splitlines()]) == 2


def test_exit_codes(survey: Survey, targets: Path, tmp_path: Path) -> None:
    with targets.open("a", encoding="utf-8") as file:
        file.write("nowhere\n")
    assert survey(str(targets), "--output", "s.jsonl", "--jobs", "2").returncode == 1
    # What could not be checked was not checked this time either.
    again = survey(str(targets), "--output", "s.jsonl", "--resume", "--jobs", "2")
    assert again.returncode == 1 and "2 unchanged, 1 could not be checked" in again.stderr
    bad = tmp_path / "bad.txt"
    bad.write_text("nowhere\nnor/there\n")
    assert survey(str(bad), "--jobs", "1").returncode == 3
    bad.write_text("# nothing\n")
    empty = survey(str(bad))
    assert (empty.returncode, empty.stderr) == (3, "osaid: no targets are named there\n")
    assert survey("nothing.txt").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--output", "s.txt"], "ends with .jsonl or .parquet"),
        (["--output", "/dev/null"], "ends with .jsonl or .parquet"),
        (["--resume"], "--resume needs the --output"),
        (["--jobs", "0"], "from 1 to 256"),
        (["--jobs", "x"], "from 1 to 256"),
        (["--format", "csv"], "--format is for a report"),
        (["--since", "2026-01-01"], "--since is for a report"),
        (["--output", "there.jsonl"], "there.jsonl is there already"),
        (["--output", "there.parquet"], "there.jsonl is there already"),
        (["--output", "alone.parquet"], "alone.jsonl to go on with is not"),
        (["--output", "alone.parquet", "--resume"], "alone.jsonl to go on with is not"),
        (["--output", "notes.jsonl", "--resume"], "notes.jsonl:1: not a line"),
        (["--output", "no/folder/s.jsonl"], "No such file or directory"),
    ],
)
def test_what_can_not_be_done_is_said_before_anything_is(
    survey: Survey, targets: Path, arguments: list[str], words: str
) -> None:
    for name in ("there.jsonl", "alone.parquet", "notes.jsonl"):
        Path(name).write_text("mine\n", encoding="utf-8")
    done = survey(str(targets), *arguments)
    assert done.returncode == 2 and words in done.stderr and not done.stdout
    found = sorted(Path().iterdir())
    assert [path.name for path in found] == ["alone.parquet", "notes.jsonl", "there.jsonl"]
    assert all(path.read_text(encoding="utf-8") == "mine\n" for path in found)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "name the file of a survey"),
        (["none.jsonl"], "none.jsonl"),
        (["s.jsonl", "--jobs", "2"], "--jobs is for a survey"),
        (["s.jsonl", "--since", "yesterday"], "is no date"),
    ],
)
def test_what_can_not_be_reported_is_said(survey: Survey, arguments: list[str], words: str) -> None:
    Path("s.jsonl").write_text(text(line("a")) + "\n", encoding="utf-8")
    done = survey("report", *arguments)
    assert done.returncode == 2 and words in done.stderr


def test_nothing_is_written_through_a_link_of_a_target(
    survey: Survey, make_repo: Callable[..., Repo], tmp_path: Path
) -> None:
    repo = make_repo("one")
    (repo.path / "out").symlink_to(tmp_path)
    repo.commit(whole())
    done = survey(str(repo), "--output", f"{repo}/out/s.jsonl")
    assert done.returncode == 2 and "symbolic link" in done.stderr


@pytest.mark.parametrize("where", ["s.parquet", "it's; DROP.parquet"])
def test_a_table_of_all_lines(survey: Survey, targets: Path, where: str) -> None:
    duckdb = pytest.importorskip("duckdb")
    with targets.open("ab") as file:
        file.write(b"\xff\xe2\x80\xae'; DROP\n")
    assert survey(str(targets), "--output", where, "--jobs", "2").returncode == 1
    lines = rows(where.replace(".parquet", ".jsonl"))
    with duckdb.connect() as connection:
        found = connection.read_parquet(where)
        names = found.columns
        table = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    assert len(table) == len(lines) == 3
    for was, row in zip(lines, table, strict=True):
        row["checked"] = str(row["checked"])
        for name, value in was.items():
            assert row[name] == value, name
    assert {path.name for path in Path().iterdir()} == {where, where.replace(".parquet", ".jsonl")}


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
@pytest.mark.parametrize(("how", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_survey_that_is_ended_can_be_gone_on_with(
    make_repo: Callable[..., Repo], tmp_path: Path, survey: Survey, how: int, code: int
) -> None:
    repo = make_repo("one")
    repo.commit(whole())
    for number in range(30):
        repo.clone(tmp_path / "all" / f"r{number:02}")
    path = tmp_path / "s.jsonl"
    command = [sys.executable, "-m", "osaid_action", "survey", str(tmp_path / "all"), "--jobs", "2"]
    command += ["--output", str(path), "--no-cache"]
    # Where the tests run in the background, a key is not heard by them and by what they start.
    heard = "import os, signal as s, sys; s.signal(s.SIGINT, s.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
    command = [sys.executable, "-c", heard, *command]
    with subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True) as one:
        assert within(30, lambda: path.exists() and path.stat().st_size > 5_000)
        # A key is for all that run in a terminal.
        os.killpg(one.pid, how)
        _, told = one.communicate()
    assert one.returncode == code
    assert told.decode() == f"osaid: stopped: {path} has what was done, and --resume goes on with it\n"
    had = len(rows(path))
    assert 0 < had < 30
    done = survey(str(tmp_path / "all"), "--output", str(path), "--resume", "--jobs", "2")
    assert done.returncode == 0 and f"{had} unchanged" in done.stderr
    assert sorted(row["target"][-3:] for row in rows(path)) == [f"r{number:02}" for number in range(30)]


def test_how_far_it_is_is_told_with_rate_and_time() -> None:
    now = 0.0
    told = _Told(1_000, lambda: now)
    said: list[str] = []
    with_progress(said, lambda: told(Counts(10, 1, 2)), lambda: None)
    now = 100.0
    with_progress(said, lambda: told(Counts(10, 1, 2)), lambda: None)
    assert (
        said[1] == "10 of 1,000 targets, 0.1 a second, 2 h 45 min left, 2 unchanged, 1 could not be checked"
    )
    assert told.end(Counts(4)) == "4 targets in 100 s, 2.4 a minute"


def with_progress(said: list[str], *steps: Callable[[], None]) -> None:
    from osaid_action import progress

    with progress.heard(lambda words, _: said.append(words)):
        for step in steps:
            step()


def test_targets_can_be_listed_and_not_checked(
    make_repo: Callable[..., Repo], survey: Survey, tmp_path: Path
) -> None:
    repo = make_repo("one")
    repo.commit(whole())
    path = tmp_path / "list.txt"
    path.write_bytes(f"{repo}\n\n# no\n".encode() + b"\xff\n")
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", "survey", "--dry-run", "--", str(path)],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, f"{repo}\n".encode() + b"\xff\n")
    assert list(Path().iterdir()) == []
