"""Start-up is a feature: what is loaded when, and how long the first answer takes against a floor."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from published import texts
from systems import whole

if TYPE_CHECKING:
    from pathlib import Path

FLOOR = "import argparse, dataclasses, json, pathlib, re, subprocess" + (
    ", tomllib" if sys.version_info >= (3, 11) else ", tomli"
)
#: Slow to import, and needed only by what a plain check does not do.
LAZY = {
    "yaml",
    "jsonschema",
    "markdown_it",
    "jinja2",
    "github",
    "huggingface_hub",
    "shtab",
    "tempfile",
    "tomlkit",
}


def seconds(*arguments: str) -> float:
    """Median wall time of a whole process, of seven."""
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def modules(*arguments: str) -> set[str]:
    """Top-level modules that a run of osaid loads."""
    code = (
        "import sys\nfrom osaid_action.__main__ import run\n"
        "try:\n    run()\nexcept SystemExit:\n    pass\n"
        "sys.stderr.write(' '.join(sorted(m for m in sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_version_loads_next_to_nothing() -> None:
    loaded = modules("--version")
    assert {name for name in loaded if name.startswith("osaid_action")} == {
        "osaid_action",
        "osaid_action.__main__",
        "osaid_action.guard",
        "osaid_action.version",
    }
    assert "argparse" not in loaded


def test_a_subcommand_loads_no_other() -> None:
    loaded = modules("schema", "lock")
    assert {name for name in loaded if name.startswith("osaid_action.commands.")} == {
        "osaid_action.commands.schema",
        "osaid_action.commands.shared",
    }


def test_check_loads_nothing_it_does_not_need(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    assert not LAZY & modules("check", str(repo.path))


def test_license_loads_nothing_that_takes_longer_than_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "LICENSE"
    file.write_text(str(texts()["spdx"]["MIT"]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    slow = {"dataclasses", "difflib", "inspect", "json", "pathlib", "shutil", "subprocess", "typing"}
    assert not slow & (modules("license", "LICENSE") - modules("--version"))


def test_the_manifest_hook_loads_no_probe(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(whole())
    monkeypatch.chdir(repo.path)
    loaded = modules("hook", "manifest", "osaid.toml")
    assert "osaid_action.manifest.read" in loaded
    assert not {
        name for name in loaded if name.startswith(("osaid_action.evidence", "osaid_action.licenses"))
    }
    assert (
        not {
            "osaid_action.flow.examine",
            "osaid_action.evidence.survey",
            "osaid_action.repository.git",
            "osaid_action.repository.tree",
            "tomlkit",
            "yaml",
        }
        & loaded
    )


def test_a_warm_hook_loads_no_probe(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    monkeypatch.chdir(repo.path)
    modules("hook", "check")
    loaded = modules("hook", "check")
    assert "osaid_action.hooks.judged" in loaded
    assert not {name for name in loaded if name.startswith("osaid_action.evidence")}
    assert not LAZY & loaded


ONLINE = {
    f"osaid_action.{name}"
    for name in (
        "flow.online",
        "system.archive",
        "system.git",
        "system.hub",
        "system.net",
        "system.look",
        "system.web",
    )
} | {"huggingface_hub", "ssl", "http.client", "urllib.request", "socket"}


def test_a_check_without_places_elsewhere_loads_nothing_of_them(repo: Repo) -> None:
    files = whole()
    del files["osaid.toml"]
    repo.commit(files)
    loaded = modules("check", str(repo.path))
    assert not loaded & (ONLINE | {"osaid_action.system.apply", "osaid_action.system.lock"})


def test_a_check_with_a_lock_loads_nothing_that_is_online(repo: Repo) -> None:
    files = whole()
    files["osaid.toml"] = f"{files['osaid.toml']}\n[components.weights]\nat = 'hf:acme/tiny'\n"
    files["osaid.lock"] = "version = 1\nreferences = []\n"
    repo.commit(files)
    loaded = modules("check", str(repo.path), "--fail-on", "never")
    assert "osaid_action.system.apply" in loaded
    assert not loaded & ONLINE - {"urllib.request"}


def test_version_is_near_the_floor() -> None:
    # Retried: another process on the machine may slow one of the two.
    for attempt in range(3):
        if seconds("-m", "osaid_action", "--version") <= 1.5 * seconds("-c", FLOOR):
            return
        time.sleep(attempt)
    pytest.fail("--version takes more than 1.5 times the floor")
