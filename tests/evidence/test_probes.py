"""Every folder under tests/cases is one small tree and what the probes must say of it.

    tests/cases/<component>/<found|partial|missing|unreadable>/<name>/tree/...  and  expected.json
    tests/cases/subject/<model|library|dataset|consumer|none>/<name>/...

A new case is new files. expected.json: `here` or `subject`, and optionally `evidence` (the best one:
path, line), `why` (words in it), `references` (urls that must be there; [] means none may be), `heads`,
`limits` (something was cut short and said), `absent` (blobs that git lacks), `unreadable` (said so).
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from osaid_action.evidence import probes, subject
from osaid_action.model import COMPONENTS, HERE, SUBJECTS
from osaid_action.repository.target import open_tree

if TYPE_CHECKING:
    from collections.abc import Callable

    from gitrepo import Repo

    from osaid_action.repository.tree import Tree

CASES = Path(__file__).parents[1] / "cases"
FOLDERS = sorted(path.parent for path in CASES.glob("*/*/*/expected.json"))


def _name(folder: Path) -> str:
    return folder.relative_to(CASES).as_posix()


def _expected(folder: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return value


def _check(tree: Tree, folder: Path) -> None:
    expected = _expected(folder)
    seen = probes.survey(tree)
    found = probes.run(seen)
    what = subject.decide(seen, found)
    assert what.why and (not what.shares or what.shares[0][0] == what.kind)
    if "subject" in expected:
        # A handful of files is little to weigh: which it is may be open, but not surely the wrong side.
        assert not what.certain or (what.kind == "model") == (expected["subject"] == "model"), what
        return
    finding = found[folder.relative_to(CASES).parts[0]]
    assert finding.here == expected["here"], finding
    best = finding.evidence[0] if finding.evidence else None
    if place := expected.get("evidence"):
        assert best is not None
        assert {"path": best.path, "line": best.line} == {"line": best.line, **place}
    if words := expected.get("why"):
        assert best is not None and words in best.why
    if "references" in expected:
        urls = [reference.url for reference in finding.references]
        assert set(expected["references"]) <= set(urls) and bool(expected["references"]) == bool(urls), urls
    assert dict(finding.heads) | expected.get("heads", {}) == dict(finding.heads)
    # A folder says that it lacks what git would have there.
    limits = [words for words in seen.limits if "of the submodules not in this copy" not in words]
    assert bool(limits) == expected.get("limits", False)
    assert sorted(seen.unreadable) == expected.get("unreadable", expected.get("absent", []))


def test_most_small_trees_are_told_rightly() -> None:
    right = []
    for folder in FOLDERS:
        if "subject" in (expected := _expected(folder)) and "absent" not in expected:
            with open_tree(str(folder / "tree")) as tree:
                seen = probes.survey(tree)
                right.append(subject.decide(seen, probes.run(seen)).kind == expected["subject"])
    assert len(right) > 50 and sum(right) >= 0.65 * len(right)


@pytest.mark.parametrize("folder", [f for f in FOLDERS if "absent" not in _expected(f)], ids=_name)
def test_case_as_a_folder(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder / "tree", tmp_path / "tree")
    with open_tree(str(tmp_path / "tree")) as tree:
        _check(tree, folder)


#: What has blobs to take away, and every fourth besides: a commit differs from a folder in how it is read.
COMMITS = [f for at, f in enumerate(FOLDERS) if at % 4 == 0 or "absent" in _expected(f)]


@pytest.mark.parametrize("folder", COMMITS, ids=_name)
def test_case_as_a_commit(folder: Path, make_repo: Callable[..., Repo], tmp_path: Path) -> None:
    repo = make_repo("repo")
    shutil.copytree(folder / "tree", repo.path, dirs_exist_ok=True)
    repo.commit()
    for path in _expected(folder).get("absent", ()):
        oid = repo.git("rev-parse", f"HEAD:{path}")
        blob = repo.path / ".git" / "objects" / oid[:2] / oid[2:]
        blob.chmod(0o600)
        blob.unlink()
    with open_tree(str(repo.path), revision="HEAD") as tree:
        _check(tree, folder)


def test_cases_are_where_they_belong() -> None:
    for folder in FOLDERS:
        component, outcome, _ = folder.relative_to(CASES).parts
        assert outcome in (SUBJECTS if component == "subject" else HERE), folder
        assert component == "subject" or component in COMPONENTS, folder
        assert (folder / "tree").is_dir(), folder


def test_every_component_has_cases_of_both_kinds() -> None:
    kinds = {folder.relative_to(CASES).parts[:2] for folder in FOLDERS}
    for component in COMPONENTS:
        assert {(component, "found"), (component, "missing")} <= kinds, component
