"""A hundred and fifty pull requests of all kinds on the example, with a manifest and without one.

`pull_requests.toml` has their edits and what a maintainer should see: harmless ones pass, and most of them
without a word; harmful ones fail, and say what they did. FAULTS has what is still wrong, so that nothing
gets worse unseen.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from gitrepo import Repo
from systems import ROOT
from turns import in_turn

from osaid_action.flow import recall
from osaid_action.flow.examine import examine
from osaid_action.report import text
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from osaid_action.model import Report

EXAMPLE = ROOT / "examples" / "complete"
CHANGES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).with_suffix("").parent / "pull_requests.toml").read_text(encoding="utf-8")
)["change"]
#: What is seen otherwise than it should be, by (name, without a manifest): the faults.
FAULTS: dict[tuple[str, bool], set[str]] = {
    # The clause is quoted, and not its name.
    ("license-commons-clause", False): {"unsaid"},
    ("license-commons-clause", True): {"unsaid"},
    # Other weights are left, by which the item holds.
    ("weights-to-lfs", True): {"unsaid"},
    ("weights-to-release-asset-declared", False): {"unsaid"},
}
_CACHE = Cache()


def _cases() -> list[Any]:
    both = [(change, bare) for change in CHANGES for bare in (False, True)]
    kept = [(c, bare) for c, bare in both if c.get("only") != ("manifest" if bare else "bare")]
    return in_turn(kept, rest="weekly")


def apply(change: dict[str, Any], folder: Path, *, bare: bool) -> None:
    """Make the edits of a change. Without a manifest nobody edits one."""
    for edit in change["edits"]:
        path, how = folder / edit["path"], edit["op"]
        if bare and path.name == "osaid.toml" and change.get("only") != "bare":
            continue
        data = path.read_bytes() if path.is_file() else b""
        given = edit.get("text", "").encode()
        if how == "delete":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif how == "move":
            (folder / edit["to"]).parent.mkdir(parents=True, exist_ok=True)
            path.rename(folder / edit["to"])
        else:
            old = edit.get("old", "").encode()
            assert how != "replace" or data.count(old) == 1, (change["name"], edit["path"], old)
            made = {
                "write": given,
                "append": data + given,
                "prepend": given + data,
                "replace": data.replace(old, edit.get("new", "").encode()) if old else b"",
                "lfs": _pointer(data),
                "crlf": data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
            }
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made[how])


def _pointer(data: bytes) -> bytes:
    oid = hashlib.sha256(data).hexdigest()
    return f"version https://git-lfs.github.com/spec/v1\noid sha256:{oid}\nsize {len(data)}\n".encode()


def judged(change: dict[str, Any], folder: Path, *, bare: bool) -> Report:
    """The report on a pull request that makes a change."""
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("osaid.toml") if bare else None)
    repo = Repo(folder)
    base = repo.commit()
    apply(change, folder, bare=bare)
    repo.commit()
    with open_tree(str(folder), revision="HEAD") as tree, tree.at(base) as before:
        options: dict[str, Any] = {"today": "2026-11-28", "default_fail_on": "regression", "cache": _CACHE}
        now = examine(tree, before=before, **options)
        return recall.against(examine(before, **options), now, before, tree)


def faults(change: dict[str, Any], report: Report, *, bare: bool) -> set[str]:
    """What is otherwise than it should be."""
    assert report.delta is not None
    wanted = change.get("gate_bare" if bare else "gate", change.get("gate"))
    quiet = change.get("quiet_bare", change["quiet"]) if bare else change["quiet"]
    words = change.get("said_bare", change["said"]) if bare else change["said"]
    said = " ".join(text.delta(report, width=200).split()).lower()
    found = set()
    if report.delta.worse is not (wanted == "fails"):
        found.add("alarm" if report.delta.worse else "missed")
    if quiet and report.delta.changes and "debatable" not in change:
        found.add("noise")
    if change["harmful"] and not report.delta.changes:
        found.add("silent")
    if not quiet and "debatable" not in change and not all(word.lower() in said for word in words):
        found.add("unsaid")
    return found


@pytest.mark.parametrize(
    ("change", "bare"),
    [
        pytest.param(*p.values[0], marks=p.marks, id=f"{p.values[0][0]['name']}{'-bare' * p.values[0][1]}")
        for p in _cases()
    ],
)
def test_a_change_is_told_as_a_maintainer_sees_it(change: dict[str, Any], bare: bool, tmp_path: Path) -> None:
    report = judged(change, tmp_path / "looking-glass", bare=bare)
    assert faults(change, report, bare=bare) == FAULTS.get((change["name"], bare), set())


def test_no_false_alarm_is_known_and_nothing_harmful_passes_in_silence() -> None:
    assert not any("alarm" in found for found in FAULTS.values())
    assert not any("silent" in found for found in FAULTS.values())
