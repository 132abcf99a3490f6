"""Every hostile repository, proven to bite others, through every command and the action."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from action_run import TOKEN, Run
from bait import SECRET
from baits import BAITS
from events import pull_request
from observed import controls, observed, state, within
from program import called, run
from turns import in_turn

from osaid_action.github import action

if TYPE_CHECKING:
    from collections.abc import Callable

    from bait import Site
    from observed import Seen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="baits are shell scripts, links and pipes")

#: What every bait is tried with in every run, and what else there is, of which the weekly run tries all.
CHECK = ("check", "--no-cache")
OTHERS = {
    "staged": ("check", "--no-cache", "--staged", "--format", "json"),
    "rev": ("check", "--no-cache", "--rev", "HEAD", "--verbose"),
    "base": ("check", "--no-cache", "--base", "HEAD~1", "--fail-on", "regression"),
    "diff": ("diff", "--no-cache", "HEAD~1"),
    "hook check": ("hook", "check", "--no-cache"),
    "sarif": ("check", "--no-cache", "--format", "sarif"),
    "markdown": ("check", "--no-cache", "--format", "markdown"),
    "with a cache": ("check",),
    "of a folder": ("check", "sub"),
    "init": ("init", "--no-cache", "--force", "--docs", "--workflow", "--pre-commit", "--dry-run"),
    "review": ("review",),
    "lock": ("lock", "--check"),
    "record": ("review", "--record", "--by", "Ada", "--lacking", "none", "--dry-run"),
}
SMALL = (
    ("explain", "D1"),
    ("hook", "manifest"),
    ("declare", "training-code", "train.py", "--dry-run"),
    ("waive", "D1", "--reason", "x", "--by", "Ada", "--until", "2999-01-01", "--dry-run"),
)
PAIRS = [(bait, command) for bait in BAITS for command in OTHERS]
#: Those that are tried as programs of their own too.
SAMPLE = (
    *(
        "process",
        "core.fsmonitor",
        "hooks",
        "promisor: ext",
        "filter called 'a=b'",
        "inside a bare repository among files",
    ),
    *(
        "link: every name",
        "named pipes",
        "name: escape",
        "words in README.md",
        "HEAD: a loop",
        "reads: re.py",
    ),
)


def held(site: Site, before: dict[str, tuple[int, int, int]], seen: Seen, allowed: Path) -> None:
    """Nothing ran, nothing was asked, nothing was written."""
    assert not site.is_sprung(), "the bait was bitten"
    assert seen.foreign == []
    assert {Path(name).name for name in seen.programs} <= {"git", Path(sys.executable).name}
    # Python keeps what it compiles at the first import where the run of the tests told it to.
    mine = [allowed, *([Path(sys.pycache_prefix)] if sys.pycache_prefix else [])]
    others = [name for name in seen.changed if not any(Path(name).is_relative_to(place) for place in mine)]
    assert set(others) <= {os.devnull}
    assert state(site.folder) == before


def said(text: str, *, page: bool = False) -> None:
    """No report leads out of the tree, or acts on a terminal or a log.

    page: it is Markdown, in which a space without width parts what would be a mention.
    """
    assert SECRET not in text
    assert "Traceback" not in text
    assert "could not go on" not in text
    assert controls(text) <= ({"\u200b"} if page else set())
    lines = text.splitlines()
    assert not [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


def tried(site: Site, capsys: pytest.CaptureFixture[str], tmp_path: Path, *commands: tuple[str, ...]) -> None:
    before = state(site.folder)
    for command in commands:
        with observed() as seen, within(30):
            done = called(capsys, *command)
        assert done.returncode in {0, 1, 2, 3}
        said(done.stdout + done.stderr, page=command in (OTHERS["markdown"], OTHERS["review"]))
        held(site, before, seen, tmp_path)


@pytest.mark.parametrize("bait", BAITS)
def test_check(
    built: Callable[[str], Site], bait: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    tried(built(bait), capsys, tmp_path, CHECK, *SMALL)


@pytest.mark.parametrize("pair", in_turn(PAIRS, 24, rest="weekly"), ids=" ".join)
def test_other_commands(
    built: Callable[[str], Site],
    pair: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    bait, command = pair
    tried(built(bait), capsys, tmp_path, OTHERS[command])


@pytest.mark.parametrize("bait", in_turn(BAITS, 6, rest="weekly"))
def test_the_action(
    built: Callable[[str], Site], bait: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    site = built(bait)
    before = state(site.folder)
    head, base = "a" * 40, "HEAD~1"
    event, output, summary = tmp_path / "event.json", tmp_path / "output", tmp_path / "summary"
    event.write_text(json.dumps(pull_request(base, head)), encoding="utf-8")
    environment = {
        "GITHUB_WORKSPACE": str(site.here),
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(event),
        "GITHUB_OUTPUT": str(output),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_REPOSITORY": "acme/model",
        "RUNNER_TEMP": str(tmp_path / "runner"),
        "OSAID_TOKEN": TOKEN,
        "OSAID_OFFLINE": "true",
        "OSAID_BASE": base,
    }
    with observed() as seen, within(30):
        code = action.main(environment)
    log = capsys.readouterr().out
    assert code in {0, 1, 2, 3}
    done = Run(code, log, {}, summary.read_text("utf-8") if summary.exists() else "")
    assert not [
        line
        for line in done.commands
        if "pwned" in line.partition("::")[0] or line.startswith("::error::pwned")
    ]
    assert controls(log.replace("\r", "")) == set()
    for text in (log, done.summary, output.read_text("utf-8")):
        assert SECRET not in text
        assert TOKEN not in text
        assert "Traceback" not in text
    assert controls(done.summary) <= {"\u200b"}
    held(site, before, seen, tmp_path)


@pytest.mark.parametrize("bait", SAMPLE)
def test_as_a_program(built: Callable[[str], Site], bait: str) -> None:
    site = built(bait)
    before = state(site.folder)
    done = run("check", "--no-cache", "--base", "HEAD~1", cwd=site.here)
    assert done.returncode in {0, 1, 2, 3}
    said(done.stdout + done.stderr)
    assert not site.is_sprung(), "the bait was bitten"
    assert state(site.folder) == before
