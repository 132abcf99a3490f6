"""License files that are links, PDFs, or in GitHub's own folder; and what can't be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from systems import MIT, TRAIN

from osaid_action.flow.examine import examine
from osaid_action.model import Component, Evidence, License, Manifest
from osaid_action.repository.target import open_tree
from osaid_action.terms.cover import cover

if TYPE_CHECKING:
    from gitrepo import Repo

    from osaid_action.model import Report

TODAY = "2026-11-27"
TREE = {"train.py": TRAIN, "README.md": "# Wren\n\nA small language model that we train.\n"}


def report_on(repo: Repo, *, bare: bool = False) -> Report:
    with open_tree(str(repo.path), revision="HEAD" if bare else None) as tree:
        return examine(tree, today=TODAY)


def status(report: Report, name: str) -> str:
    return next(item.status for item in report.items if item.id == name)


@pytest.mark.parametrize("bare", [False, True], ids=["work tree", "commit"])
def test_a_link_to_a_text_in_the_tree_is_read(repo: Repo, bare: bool) -> None:
    repo.write("docs/legal/mit.txt", MIT)
    (repo.path / "LICENSE").symlink_to("docs/legal/mit.txt")
    repo.commit(TREE)
    report = report_on(repo, bare=bare)
    assert [(row.path, row.expression, row.state) for row in report.licenses] == [("LICENSE", "MIT", "clean")]
    assert status(report, "T-C") == "met"


@pytest.mark.parametrize("bare", [False, True], ids=["work tree", "commit"])
@pytest.mark.parametrize("target", ["../outside", "/etc/hostname", "nowhere", "LICENSE", "docs"])
def test_a_link_that_leads_to_no_file_of_the_tree_is_named(repo: Repo, target: str, bare: bool) -> None:
    repo.write("docs/mit.txt", MIT)
    (repo.path.parent / "outside").write_text(MIT, encoding="utf-8")
    (repo.path / "LICENSE").symlink_to(target)
    repo.commit(TREE)
    report = report_on(repo, bare=bare)
    assert [(row.path, row.state) for row in report.licenses] == [("LICENSE", "unreadable")]
    assert status(report, "T-C") == "unknown"


def test_a_pointer_is_no_text_and_what_it_stands_for_is_not_missing(repo: Repo) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'a' * 64}\nsize 50000\n"
    readme = TREE["README.md"]
    stood_for = dict.fromkeys(("LICENSE", "train.ipynb", "tokenizer.json", "docs/MODEL_CARD.md"), pointer)
    repo.commit({"README.md": readme, **stood_for})
    report = report_on(repo)
    assert [(row.path, row.state) for row in report.licenses if row.path == "LICENSE"] == [
        ("LICENSE", "unreadable")
    ]
    held = {component.id: component.here for component in report.components}
    assert held["training-code"] == held["model-card"] == "unreadable"
    assert held["supporting-code"] == "partial"
    assert status(report, "C2") == status(report, "T-C") == "unknown"


def test_what_can_not_be_read_here_makes_terms_elsewhere_no_better() -> None:
    open_there = License(path="hf:a/b", expression="MIT", state="clean", verdict="osi-approved")
    unread = License(path="LICENSE", state="unreadable", note="damaged")
    seen = (Evidence(path="model.pt", why="weights"),)
    weights = Component(id="weights", here="found", there="found", evidence=seen, stated_there=(open_there,))
    terms = cover(weights, (unread,), Manifest())
    assert terms is not None
    assert terms.judged == "undetermined"


def test_a_license_in_the_folder_of_github_covers_the_whole(repo: Repo) -> None:
    repo.commit({**TREE, ".github/LICENSE": MIT})
    assert status(report_on(repo), "T-C") == "met"


def test_a_pdf_is_named_as_not_read(repo: Repo) -> None:
    repo.commit({**TREE, "LICENSE.pdf": b"%PDF-1.7\n"})
    report = report_on(repo)
    [item] = [item for item in report.items if item.id == "T-C"]
    assert (item.status, "LICENSE.pdf could not be read" in item.why) == ("unknown", True)


def test_a_text_that_is_not_here_decides_nothing(repo: Repo) -> None:
    repo.commit({**TREE, "LICENSE": MIT})
    oid = repo.git("rev-parse", "HEAD:LICENSE")
    (repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    report = report_on(repo, bare=True)
    [item] = [item for item in report.items if item.id == "T-C"]
    assert (item.status, "LICENSE could not be read" in item.why) == ("unknown", True)


def test_a_readme_that_is_not_here_decides_nothing_of_terms(repo: Repo) -> None:
    repo.commit({**TREE, "LICENSE": MIT})
    oid = repo.git("rev-parse", "HEAD:README.md")
    (repo.path / ".git" / "objects" / oid[:2] / oid[2:]).unlink()
    report = report_on(repo, bare=True)
    assert status(report, "T-C") == "unknown"


def test_the_terms_of_what_is_only_pointed_to_are_not_known(repo: Repo) -> None:
    readme = (
        "# Wren\n\nA small language model that we train.\nOur weights: https://huggingface.co/acme/wren\n"
    )
    repo.commit({"train.py": TRAIN, "README.md": readme, "LICENSE": MIT})
    report = report_on(repo)
    [item] = [item for item in report.items if item.id == "T-P"]
    assert item.status == "external"
    assert "not verified" in item.why


def test_the_reason_is_the_clause_and_its_place(repo: Repo) -> None:
    repo.commit({**TREE, "LICENSE": f"{MIT}\nThe Software may be used non-commercially only.\n"})
    [item] = [item for item in report_on(repo).items if item.id == "T-C"]
    assert item.status == "unmet"
    assert "non-commercial" in item.why and "(LICENSE:" in item.why
