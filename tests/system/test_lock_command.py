"""`osaid lock`, and what a check makes of the file it writes, on the command line."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from program import called
from standins import Fault, Hub, Repository
from systems import MIT, safetensors, whole

from osaid_action import ruleset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def system(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """A folder whose weights are on the Hub, and osaid run in it."""
    folder = tmp_path / "system"
    folder.mkdir()
    files = whole()
    del files["weights/model.safetensors"]
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.weights]\nat = "hf:acme/tiny"\n'
    for name, contents in files.items():
        (folder / name).write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    hub.repositories["models/acme/tiny"] = Repository(
        {"README.md": "---\nlicense: mit\n---\n# tiny\n", "model.safetensors": safetensors()},
        lfs={"model.safetensors"},
    )

    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795434000")
    return partial(called, capsys)


def statuses(run: Run, *arguments: str) -> dict[str, str]:
    done = run("check", "--format", "json", "--fail-on", "never", *arguments)
    assert done.returncode == 0, done.stderr
    return {item["id"]: item["status"] for item in json.loads(done.stdout)["items"]}


def test_from_no_lock_to_drift(system: Run, hub: Hub, tmp_path: Path) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert statuses(system, "--offline")["P1"] == "external"
    assert statuses(system, "--online")["P1"] == "met"
    assert not path.exists()

    done = system("lock")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    assert "verified     hf:acme/tiny" in done.stdout
    assert "no revision is named, now pinned" in done.stdout
    written = path.read_bytes()
    assert system("lock").returncode == 0
    assert path.read_bytes() == written

    hub.log.clear()
    assert statuses(system, "--offline")["P1"] == "met"
    assert statuses(system)["T-P"] == "met"
    assert not hub.log, "an offline check asks nobody"

    done = system("lock", "--check")
    assert (done.returncode, done.stdout) == (0, "No drift.\n")

    hub.repositories["models/acme/tiny"].files["README.md"] = "---\nlicense: cc-by-nc-4.0\n---\n# tiny\n"
    hub.repositories["models/acme/tiny"].gated = "auto"
    done = system("lock", "--check")
    assert done.returncode == 1
    assert "- hf:acme/tiny: access: was open, now gated (auto)\n" in done.stdout
    now = "CC-BY-NC-4.0 (restricted): non-commercial (README.md:2)"
    assert f"- hf:acme/tiny: weights: terms were MIT (osi-approved), now {now}\n" in done.stdout
    assert path.read_bytes() == written

    hub.faults.append(Fault("/api/", status=503, headers={"Retry-After": "0"}))
    done = system("lock", "--check")
    assert done.returncode == 3
    assert "Not looked at this time:" in done.stdout
    assert done.stdout.startswith("No drift in what could be looked at.\n")
    assert system("lock").returncode == 3
    assert path.read_bytes() == written, "what failed keeps its entry"
    assert statuses(system, "--online")["P1"] == "met"


def test_online_and_offline_contradict_each_other(
    system: Run,
) -> None:
    assert system("check", "--online", "--offline").returncode == 2


def test_a_lock_of_other_rules(system: Run, hub: Hub, tmp_path: Path) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert system("lock").returncode == 0
    written = path.read_text("utf-8")
    now = f'ruleset = "{ruleset.digest()}"'
    assert now in written
    said = " ".join(system("check", "--offline", "--fail-on", "never").stdout.split())
    assert f"today, rules {ruleset.digest()}" in said and "other rules" not in said

    # As it was written before there was a digest.
    path.write_text(written.replace(now, 'ruleset = "2026.11.1"'), "utf-8")
    done = system("lock", "--check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[::2] == [
        "No drift.",
        f"Seen by other rules than these, {ruleset.digest()}: run osaid lock",
        "- hf:acme/tiny: rules 2026.11.1",
    ]
    assert statuses(system, "--offline")["P1"] == "met"
    said = " ".join(system("check", "--offline", "--fail-on", "never").stdout.split())
    assert "by other rules, 2026.11.1: run osaid lock" in said

    hub.faults.append(Fault("/api/", status=503, headers={"Retry-After": "0"}))
    assert system("lock", "--check").returncode == 3
    hub.faults.clear()
    assert system("lock").returncode == 0
    assert path.read_text("utf-8") == written


def test_what_comes_out_otherwise_by_other_rules_is_drift(system: Run, tmp_path: Path) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert system("lock").returncode == 0
    written = path.read_text("utf-8").replace(ruleset.digest(), "3f9a1c2e07")
    path.write_text(written.replace('outcome = "found"', 'outcome = "partial"'), "utf-8")
    done = system("lock", "--check")
    assert done.returncode == 1
    assert "weights: was partial, now found; the files are the same, the rules are not\n" in done.stdout
    assert "- hf:acme/tiny: rules 3f9a1c2e07\n" in done.stdout


def test_a_place_that_is_no_longer_named(system: Run, tmp_path: Path) -> None:
    assert system("lock").returncode == 0
    manifest = tmp_path / "system" / "osaid.toml"
    manifest.write_text(manifest.read_text("utf-8").replace("acme/tiny", "acme/tiny@main"), "utf-8")
    done = system("lock", "--check")
    assert (done.returncode, done.stdout.splitlines()) == (
        3,
        [
            "No drift.",
            "",
            "The lock is not up to date with what is named: run osaid lock",
            "",
            "- hf:acme/tiny@main: not in the lock",
            "- hf:acme/tiny: in the lock, and named by nothing here",
        ],
    )
    assert system("lock").returncode == 0
    assert system("lock", "--check").returncode == 0


@pytest.mark.parametrize("status", [401, 403, 404])
def test_what_was_read_and_is_not_open_any_more_is_drift(system: Run, hub: Hub, status: int) -> None:
    assert system("lock").returncode == 0
    hub.faults.append(Fault("/api/models/acme/tiny", status=status))
    done = system("lock", "--check")
    assert done.returncode == 1, done.stdout
    [line] = done.stdout.splitlines()
    assert line.startswith(f"- hf:acme/tiny: gone{'' if status == 404 else ' or private'}: {status}, it is ")
    # What is private is not known to be missing; what is not there is.
    assert statuses(system, "--online")["P1"] == ("unmet" if status == 404 else "external")
    said = " ".join(system("check", "--online", "--fail-on", "never").stdout.split())
    assert f"hf:acme/tiny {'gone' if status == 404 else 'closed'}: {status}, it is " in said
    # Once the lock says so it is no news; what comes back is.
    assert system("lock").returncode == 0
    assert system("lock", "--check").stdout == "No drift.\n"
    hub.faults.clear()
    done = system("lock", "--check")
    assert (done.returncode, "now verified" in done.stdout) == (1, True)
    assert system("lock").returncode == 0
    assert statuses(system)["P1"] == "met"


@pytest.mark.parametrize(
    "fault",
    [
        Fault("/api/", status=429, headers={"Retry-After": "0"}),
        Fault("/api/", status=403, headers={"Retry-After": "0"}),
        Fault("/api/", status=500),
    ],
)
def test_a_look_that_failed_is_not_shown_as_one(system: Run, hub: Hub, fault: Fault) -> None:
    assert system("lock").returncode == 0
    hub.faults.append(Fault(**vars(fault)))
    done = system("lock", "--check")
    assert (done.returncode, done.stdout.splitlines()[0]) == (3, "No drift in what could be looked at.")
    done = system("check", "--online", "--fail-on", "never")
    said = " ".join(done.stdout.split())
    assert "1 place elsewhere is as osaid.lock says, could not be looked at in this run." in said
    words = f"hf:acme/tiny as osaid.lock says, could not be looked at in this run: {fault.status}, "
    assert words in said
    assert "verified: " not in said


def test_drift_says_which_files_changed(system: Run, hub: Hub) -> None:
    tiny = hub.repositories["models/acme/tiny"]
    many = {f"eval/{n}.json": "{}" for n in range(6)}
    tiny.files.update({"old.py": "x", "LICENSE": MIT, **many})
    assert system("lock").returncode == 0
    hub.kept["models/acme/tiny", tiny.sha] = replace(tiny, files=dict(tiny.files))
    tiny.sha = "d00d" * 10
    for name in ("old.py", *many):
        del tiny.files[name]
    tiny.files.update({"new.py": "y", "LICENSE": f"{MIT}\nNon-commercial use only.\n"})
    done = system("lock", "--check")
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[0] == "- hf:acme/tiny: files removed: 10 before, 4 now"
    names = "eval/0.json, eval/1.json, eval/2.json, eval/3.json and 3 more"
    assert lines[-1] == f"- hf:acme/tiny: files: removed {names}; added new.py; changed LICENSE"
    # What was there can't be listed any more: only how many there were is known.
    hub.kept.clear()
    assert system("lock", "--check").stdout.splitlines() == lines[:-1]


def test_of_a_card_that_is_gated_now_the_terms_are_not_gone(system: Run, hub: Hub) -> None:
    tiny = hub.repositories["models/acme/tiny"]
    tiny.card = {"license": "mit"}
    assert system("lock").returncode == 0
    tiny.gated = "auto"
    hub.faults.append(Fault("README.md", status=401, headers={"X-Error-Code": "GatedRepo"}))
    done = system("lock", "--check")
    assert (done.returncode, "access: was open, now gated (auto)" in done.stdout) == (1, True)
    assert "terms were" not in done.stdout
    done = system("check", "--online", "--format", "json", "--fail-on", "never")
    item = next(one for one in json.loads(done.stdout)["items"] if one["id"] == "T-P")
    assert item["status"] == "needs-review"
    assert (
        "MIT by the card data of the API; the card itself could not be read, at hf:acme/tiny@" in item["why"]
    )


def test_what_was_never_read_is_no_drift(system: Run, hub: Hub) -> None:
    hub.faults.append(Fault("/api/models/acme/tiny", status=401))
    assert system("lock").returncode == 3
    assert system("lock", "--check").returncode == 3
    hub.faults.clear()
    done = system("lock", "--check")
    assert (done.returncode, done.stdout.splitlines()[0]) == (3, "No drift.")
    assert "- hf:acme/tiny: unverified in the lock, now verified" in done.stdout


def conflicting(written: str, ours: str, theirs: str) -> str:
    """A lock as a merge leaves it whose sides have other notes, as git writes it with diff3."""
    head, line = written.split("\n[[references.parts]]", 1)[0] + "\n", "\n[[references.parts]]"
    rest = line + written.split(line, 1)[1]
    notes = [f'notes = ["{side}"]\n' for side in (ours, theirs)]
    return f"{head}<<<<<<< HEAD\n{notes[0]}||||||| base\n=======\n{notes[1]}>>>>>>> theirs\n{rest}"


def test_a_lock_with_a_merge_conflict_is_written_anew_with_the_notes_of_both_sides(
    system: Run, tmp_path: Path
) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert system("lock").returncode == 0
    written = path.read_text("utf-8")
    path.write_text(conflicting(written, "read by Ada", "read by Grace"), "utf-8")
    for arguments in (["check"], ["check", "--online"], ["lock", "--check"]):
        done = system(*arguments)
        line = path.read_text("utf-8").splitlines().index("<<<<<<< HEAD") + 1
        words = "expected no marks of a merge conflict (run osaid lock, which writes it anew)"
        assert (done.returncode, f"osaid.lock:{line}: {words}" in done.stderr) == (2, True), done.stderr
    assert system("lock").returncode == 0
    now = path.read_text("utf-8")
    assert '"read by Ada"' in now and '"read by Grace"' in now
    assert system("lock", "--check").returncode == 0


@pytest.mark.parametrize(
    "text", ["<<<<<<< HEAD\n", "version = 2\n", "\0\0", "x = [" * 2000, "# " + "x" * 2_000_000]
)
def test_a_lock_that_can_not_be_read_is_written_anew(system: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "system" / "osaid.lock"
    assert system("lock").returncode == 0
    written = path.read_text("utf-8")
    path.write_text(text, "utf-8")
    done = system("check")
    assert done.returncode in {2, 3}
    assert "run osaid lock, which writes it anew" in done.stderr
    assert system("lock").returncode == 0
    assert path.read_text("utf-8") == written


def test_a_bare_repository_has_no_place_for_a_lock(make_repo: Callable[..., Repo]) -> None:
    bare = make_repo("bare.git", "--bare")
    source = make_repo("source")
    source.commit(whole())
    source.git("push", "--quiet", str(bare), "HEAD:main")
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", "lock", str(bare)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, "bare repository" in done.stderr) == (2, True), done.stderr


def test_nothing_to_lock(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "osaid_action", "lock", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, list(tmp_path.glob("osaid.lock"))) == (0, [])
