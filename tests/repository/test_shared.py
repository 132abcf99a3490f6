"""Files beside the folder of a system that its manifest shares with others of the repository."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import pytest
from folders import fill
from gitrepo import Repo
from pace import pace
from systems import MIT, TRAIN
from trees import opened

from osaid_action.errors import UsageError
from osaid_action.flow import recall
from osaid_action.flow.examine import examine
from osaid_action.repository.cache import Cache

if TYPE_CHECKING:
    from osaid_action.model import Report

FILES = {
    "LICENSE": MIT,
    "common/NOTICE": "n",
    "common/train/loop.py": TRAIN,
    "common/train/notes.txt": "n",
    "common/model.py": "m",
    "models/a/config.json": "{}",
    "models/a/LICENSE": MIT,
    "models/b/train.py": TRAIN,
}
ABOVE = {"../../LICENSE"}
READ = [{}, {"staged": True}, {"revision": "HEAD"}]


def _taken(repo: Repo, options: dict[str, Any], *patterns: str) -> tuple[set[str], set[str]]:
    """(what is in the tree of models/a besides its own, what is seen above and on the way)."""
    with opened(repo.path / "models/a", **options) as tree:
        tree.share(patterns)
        own = {"LICENSE", "config.json"}
        found = {entry.path: tree.read(entry, 10_000).data for entry in tree.entries}
        assert own <= found.keys() and None not in found.values()
        for path in found.keys() - own:
            assert found[path] == FILES[os.path.normpath(f"models/a/{path}")].encode()
        return found.keys() - own, {entry.path for entry in tree.above}


@pytest.mark.parametrize("options", READ, ids=["work tree", "index", "commit"])
def test_what_is_named_beside_the_folder_is_in_the_tree(repo: Repo, options: dict[str, Any]) -> None:
    repo.commit(FILES)
    ways = ABOVE | {"../../common/NOTICE", "../../common/model.py"}
    file = "../../common/train/loop.py"
    near = "../../common/train/notes.txt"
    assert _taken(repo, options) == (set(), ABOVE)
    assert _taken(repo, options, file) == ({file}, ways | {near})
    assert _taken(repo, options, "../../common/train/") == ({file, near}, ways)
    assert _taken(repo, options, "../../common/**/*.py") == (
        {file, "../../common/model.py"},
        ways - {"../../common/model.py"} | {near},
    )
    assert _taken(repo, options, "../../*/model.py")[0] == {"../../common/model.py"}
    assert _taken(repo, options, "../b")[0] == {"../b/train.py"}
    assert _taken(repo, options, "../../models")[0] == {"../../models/b/train.py"}


@pytest.mark.parametrize(
    "pattern",
    ["../../../outside.py", "../../../*/x", "../../gone.py", "../a", "../a/config.json", "../../.git/config"],
)
@pytest.mark.parametrize("options", READ, ids=["work tree", "index", "commit"])
def test_nothing_outside_the_repository_and_nothing_twice(
    repo: Repo, options: dict[str, Any], pattern: str
) -> None:
    repo.commit(FILES)
    (repo.path.parent / "outside.py").write_text("secret")
    assert _taken(repo, options, pattern) == (set(), ABOVE)


def test_no_link_is_followed(repo: Repo) -> None:
    (repo.path.parent / "secret").mkdir(exist_ok=True)
    (repo.path.parent / "secret/x.py").write_text("secret")
    repo.commit(FILES)
    (repo.path / "linked").symlink_to(repo.path.parent / "secret")
    (repo.path / "one.py").symlink_to(repo.path.parent / "secret/x.py")
    with opened(repo.path / "models/a") as tree:
        tree.share(["../../linked", "../../linked/x.py", "../../one.py"])
        assert {
            entry.path: tree.read(entry, 99).data for entry in tree.entries if entry.path.startswith("../")
        } == {
            "../../linked": None,
            "../../one.py": None,
        }


def test_a_folder_outside_git_shares_nothing(tmp_path: object) -> None:
    fill(tmp_path, dict(FILES))  # type: ignore[arg-type]
    with opened(f"{tmp_path}/models/a") as tree:
        tree.share(["../../common"])
        assert [entry.path for entry in tree.entries] == ["LICENSE", "config.json"]


def test_what_is_shared_is_part_of_what_a_report_is_remembered_by(repo: Repo) -> None:
    repo.commit(FILES)
    seen = []
    for text in (TRAIN, "x = 1\n"):
        repo.write("common/train/loop.py", text)
        repo.git("add", "-A")
        for options in ({}, {"staged": True}):
            with opened(repo.path / "models/a", **options) as tree:
                seen.append(tree.identity())
    known = [one for one in seen if one is not None]
    assert len(set(known)) == len(known)


def _report(repo: Repo, manifest: str, **files: str) -> Report:
    repo.commit({**FILES, "models/a/osaid.toml": manifest, **files})
    with opened(repo.path / "models/a") as tree:
        return examine(tree, today="2026-11-23")


def _code(report: Report) -> Any:
    return next(one for one in report.components if one.id == "training-code")


MANIFEST = '[components.training-code]\npath = "../../common/train/loop.py"\n'
OTHERS = "Non-commercial use only. You may not use this commercially.\n"


def test_shared_code_counts_under_the_terms_that_lie_near_it(repo: Repo) -> None:
    code = _code(_report(repo, MANIFEST))
    assert (code.here, code.evidence[0].path) == ("found", "../../common/train/loop.py")
    assert (code.terms.verdict, code.terms.sources) == ("osi-approved", ("../../LICENSE",))
    code = _code(_report(repo, MANIFEST, **{"common/LICENSE": OTHERS}))
    assert (code.terms.judged, code.terms.sources[0].partition(":")[0]) == (
        "restricted",
        "../../common/LICENSE",
    )


def test_the_license_of_a_system_does_not_cover_what_it_shares(repo: Repo) -> None:
    files = {path: text for path, text in FILES.items() if path != "LICENSE"}
    repo.commit({**files, "models/a/osaid.toml": MANIFEST})
    with opened(repo.path / "models/a") as tree:
        assert _code(examine(tree, today="2026-11-23")).terms.verdict == "none"


def test_a_license_beside_shared_code_says_nothing_of_the_system(repo: Repo) -> None:
    files = {"common/LICENSE": OTHERS, "models/a/generate.py": TRAIN.replace("train", "tune")}
    report = _report(repo, MANIFEST, **files)
    beside = {one.id for one in report.components if any(e.path.startswith("../") for e in one.evidence)}
    assert {one.id for one in report.components if one.terms and one.terms.judged == "restricted"} == beside


def test_what_is_not_there_is_told(repo: Repo) -> None:
    report = _report(repo, MANIFEST.replace("../../common", "../../../common"))
    assert any("not in this tree" in problem.message for problem in report.problems)


@pytest.mark.parametrize("cached", ["none", "the base", "both"])
def test_a_change_that_moves_code_to_where_it_is_shared_is_told(repo: Repo, cached: str) -> None:
    own = {path: text for path, text in FILES.items() if not path.startswith("common/train")}
    manifest = '[components.training-code]\npath = "train.py"\n'
    first = repo.commit({**own, "models/a/train.py": TRAIN, "models/a/osaid.toml": manifest})
    repo.git("rm", "-q", "models/a/train.py")
    repo.commit(
        {
            "common/train.py": TRAIN,
            "models/a/osaid.toml": manifest.replace("train.py", "../../common/train.py"),
        }
    )
    with Cache(None) as cache:
        asked: dict[str, Any] = {"policy": None, "fail_on": None, "today": "2026-11-23", "cache": cache}
        for _ in range(2 if cached == "both" else 1):
            with opened(repo.path / "models/a", revision="HEAD") as tree, tree.at(first) as before:
                if cached == "the base":
                    recall.examine(before, **asked)
                now = recall.examine(tree, **asked, before=before)
                report = recall.against(recall.examine(before, **asked), now, before, tree)
    assert report.delta is not None
    assert not [change for change in report.delta.changes if change.worse]
    assert _code(report).here == "found"


def test_many_files_beside_cost_little(repo: Repo) -> None:
    repo.commit({"models/a/x.py": "x", **{f"d{n % 50}/f{n}.py": "" for n in range(3_000)}})
    start = time.process_time()
    with opened(repo.path / "models/a") as tree:
        tree.share([f"../../d{n}/**/*{n}.py" for n in range(50)])
        assert len(tree.entries) > 100
    assert time.process_time() - start < 5 * pace()


def test_patterns_that_ask_too_much_are_refused(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit({"models/a/x.py": "x", **{f"f{n}.py": "" for n in range(100)}})
    monkeypatch.setattr("osaid_action.repository.git_tree.MOST_TRIES", 1_000)
    with opened(repo.path / "models/a") as tree:
        tree.share(f"../../*{n}*" for n in range(99))
        with pytest.raises(UsageError, match="too much"):
            tree.entries  # noqa: B018 - listing is what is refused
