"""Whatever goes wrong, a program ends with an exit code of its own and one line, never with a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from program import run

from osaid_action.__main__ import run as console
from osaid_action.github import action

if TYPE_CHECKING:
    from gitrepo import Repo

#: One function of each room that a check goes through, where it is looked up.
ROOMS = {
    "addresses": "osaid_action.flow.examine.named",
    "commands": "osaid_action.commands.check.output",
    "evidence": "osaid_action.evidence.probes.run",
    "flow": "osaid_action.flow.recall.examine",
    "judgment": "osaid_action.judgment.verdict.result",
    "licenses": "osaid_action.terms.files.identify",
    "manifest": "osaid_action.flow.examine.read_manifest",
    "report": "osaid_action.report.text.render",
    "repository": "osaid_action.flow.targets.open_tree",
    "system": "osaid_action.flow.examine.join",
    "terms": "osaid_action.terms.read",
    "definition": "osaid_action.report.text.headline",
}
FAULTS = (
    RuntimeError("boom\n::error::x \033[31m"),
    RecursionError("too deep"),
    MemoryError(),
    KeyError("a"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
)


def raising(monkeypatch: pytest.MonkeyPatch, place: str, fault: BaseException) -> None:
    def stop(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.setattr(place, stop)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
@pytest.mark.parametrize("room", ROOMS)
def test_a_fault_in_any_room_is_one_line(
    repo: Repo,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    room: str,
    fault: Exception,
) -> None:
    repo.commit({"LICENSE": "MIT License", "README.md": "# A model\n"})
    raising(monkeypatch, ROOMS[room], fault)
    monkeypatch.setattr(sys, "argv", ["osaid", "check", str(repo), "--no-cache", "--output", "json:r.json"])
    monkeypatch.chdir(repo.path)
    assert console() == 3
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    assert line.startswith("osaid: could not go on: " + type(fault).__name__)
    assert "Traceback" not in said.err + said.out
    assert "\033" not in said.err
    assert "::error" not in said.err


@pytest.mark.parametrize("place", ["_run", "results.put", "read"])
def test_a_fault_in_the_action_is_exit_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, place: str
) -> None:
    raising(monkeypatch, f"osaid_action.github.action.{place}", RuntimeError("boom"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "out"))
    assert action.run() == 3
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    [line] = [line for line in (said.out + said.err).splitlines() if "boom" in line]
    assert line.startswith(("::error title=osaid::", "osaid: could not go on: RuntimeError: boom (in "))


@pytest.mark.parametrize(
    "command", [("check", "."), ("explain",), ("--help",), ("--version",), ("schema", "manifest")]
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
@pytest.mark.parametrize("where", [">/dev/full", ">&-", ">&- 2>&-", "2>&-"])
def test_output_that_fails_is_one_line(repo: Repo, command: tuple[str, ...], where: str) -> None:
    repo.commit({"LICENSE": "MIT License"})
    line = f'"$0" -m osaid_action "$@" {where}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, *command],
        cwd=repo.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    if command == ("--help",):
        assert done.returncode in {0, 3}  # argparse keeps silent about its own output
    elif ">/dev/full" in where:
        assert done.returncode == 3
        assert done.stderr == "osaid: output failed: No space left on device\n"
    elif where.startswith(">&-"):
        assert done.returncode == 3
        assert done.stderr in {"osaid: output failed: standard output is closed\n", ""}
    else:
        assert done.returncode in {0, 1, 3}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has it")
def test_the_bait_bites_a_program_without_a_guard() -> None:
    line = '"$0" -c "import sys; sys.stdout.write(chr(120))" >/dev/full'
    done = subprocess.run(["sh", "-c", line, sys.executable], capture_output=True, text=True, check=False)
    assert done.returncode in {1, 120}
    assert len(done.stderr.splitlines()) > 1


@pytest.mark.parametrize(
    "epoch", ["1" + "0" * 30, "\u00b2", "\u0661", "-1", "1e9", " 1", "253402300800", "9" * 5000]
)
@pytest.mark.parametrize("command", [("check", "."), ("review", ".")])
def test_an_odd_epoch_is_one_line(repo: Repo, command: tuple[str, ...], epoch: str) -> None:
    repo.commit({"LICENSE": "MIT License"})
    done = run(*command, cwd=repo.path, SOURCE_DATE_EPOCH=epoch)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "SOURCE_DATE_EPOCH" in done.stderr


@pytest.mark.parametrize("epoch", ["", "0", "1700000000", "253402300799"])
def test_an_epoch_that_is_good_is_taken(repo: Repo, epoch: str) -> None:
    repo.commit({"LICENSE": "MIT License"})
    assert run("check", ".", cwd=repo.path, SOURCE_DATE_EPOCH=epoch).returncode in {0, 1}


@pytest.mark.skipif(sys.platform == "win32", reason="no ulimit there")
@pytest.mark.parametrize("files", range(4, 16))
def test_few_file_handles_are_no_traceback(repo: Repo, files: int) -> None:
    repo.commit({"LICENSE": "MIT License"})
    line = f'ulimit -n {files}; exec "$0" -m osaid_action check .'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable], cwd=repo.path, capture_output=True, text=True, check=False
    )
    # With less than Python itself needs to start, these are its own words.
    if "osaid" in done.stderr or done.stdout:
        assert "Traceback" not in done.stderr
        assert done.returncode in {0, 1, 2, 3}
