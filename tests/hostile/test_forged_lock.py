"""A lock is a text of the repository: who says so is told, and what a change writes in it is no proof."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from locks import SEEN
from program import called
from systems import MIT, whole

from osaid_action.api import check
from osaid_action.flow import recall
from osaid_action.report import comment, markdown, text
from osaid_action.repository.cache import Cache
from osaid_action.repository.git_tree import GitTree
from osaid_action.repository.target import open_tree
from osaid_action.system.lock import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from osaid_action.api import Report
    from osaid_action.model import Change, Seen

PART = SEEN.parts[0]
FORGED = replace(SEEN, parts=(PART, replace(PART, component="training-configuration")))
SAYS = "as osaid.lock says, not looked at in this run"


def files(*entries: Seen, at: str = "github:acme/trainer@v1") -> dict[str, str]:
    """A whole system whose training code is elsewhere."""
    made = whole()
    del made["train.py"]
    made["osaid.toml"] += f'\n[components.training-code]\nat = "{at}"\n'
    return {**made, "osaid.lock": render(entries)} if entries else made


def compared(repo: Repo, before: dict[str, str], after: dict[str, str]) -> Report:
    base = repo.commit(before)
    for gone in before.keys() - after.keys():
        repo.git("rm", "-q", gone)
    repo.commit(after)
    return check(str(repo), base=base, fail_on="regression")


def status(report: Report, name: str = "C2") -> str:
    return next(item.status for item in report.items if item.id == name)


def changes(report: Report) -> dict[str, Change]:
    assert report.delta is not None
    return {change.id: change for change in report.delta.changes}


@pytest.mark.parametrize("render_as", [text.render, markdown.render, comment.render])
def test_who_says_so_is_told(repo: Repo, render_as: Callable[[Report], str]) -> None:
    repo.commit(files(FORGED))
    report = check(str(repo))
    assert status(report) == "met"
    page = " ".join(render_as(report).split())
    assert "1 place elsewhere is as osaid.lock says, not looked at in this run." in page
    assert "a loop, as osaid.lock says" in page or render_as is comment.render
    assert "verified" not in page


def test_what_a_change_writes_in_its_lock_is_not_believed(repo: Repo) -> None:
    report = compared(repo, files(), files(FORGED))
    assert status(report) == "external"
    assert [(p.state, p.looked) for p in report.elsewhere] == [("written", False)]
    assert "C2" not in changes(report)
    assert report.gate.passed


def test_nor_by_any_command(repo: Repo, capsys: pytest.CaptureFixture[str]) -> None:
    base = repo.commit(files())
    repo.write("osaid.lock", render([FORGED]))
    repo.git("add", "osaid.lock")
    for arguments in (["check", "--base", base], ["check", "--base", base, "--staged"]):
        done = called(capsys, *arguments, "--verbose", str(repo))
        words = " ".join(done.stdout.split())
        assert "not verified: this change wrote what osaid.lock says of it" in words
        assert "✓ C2" not in words


def test_the_base_is_believed(repo: Repo) -> None:
    report = compared(repo, files(FORGED), {**files(FORGED), "notes.md": "x"})
    assert (status(report), changes(report)) == ("met", {})


def test_a_lock_that_is_only_renewed_is_as_old_as_before(repo: Repo) -> None:
    report = compared(repo, files(FORGED), files(replace(FORGED, date="2026-11-22")))
    assert (status(report), changes(report)) == ("met", {})
    assert report.elsewhere[0].date == FORGED.date


def test_an_honest_renewal_blocks_nothing_and_proves_nothing(repo: Repo) -> None:
    report = compared(repo, files(FORGED), files(replace(FORGED, resolved="f" * 40, date="2026-11-22")))
    assert report.gate.passed
    change = changes(report)["C2"]
    assert (change.before, change.after, change.worse, change.mark) == ("met", "external", False, "changed")
    assert "• C2" in text.render(report)


def test_a_gain_is_not_claimed_either(repo: Repo) -> None:
    gone = replace(FORGED, state="gone", reason="404", parts=())
    report = compared(repo, files(gone), files(FORGED))
    assert "▲" not in text.render(report)
    assert status(report) == "external"


def test_a_loss_is_no_less_a_loss_for_it(repo: Repo) -> None:
    """The lock is changed for one thing, and another goes."""
    after = files(replace(FORGED, resolved="f" * 40))
    del after["prepare_data.py"]
    report = compared(repo, files(FORGED), after)
    assert changes(report)["C1"].worse
    assert not report.gate.passed


def test_what_was_here_and_is_declared_elsewhere_is_said_and_not_believed(repo: Repo) -> None:
    report = compared(repo, whole(), files(FORGED))
    assert status(report) == "external"
    change = changes(report)["C2"]
    assert (change.worse, change.mark, change.cause) == (False, "changed", "train.py is gone")


def test_worse_terms_here_are_worse(repo: Repo) -> None:
    after = {
        **files(replace(FORGED, resolved="f" * 40)),
        "LICENSE": MIT + "\nCommercial use is not permitted.\n",
    }
    report = compared(repo, files(FORGED), after)
    assert not report.gate.passed
    assert any(change.worse for change in changes(report).values())


def test_what_is_remembered_is_not_listed_again(
    repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = repo.commit(whole())
    repo.commit({"notes.md": "x"})
    for run in ("first", "again"):
        with Cache(tmp_path / "own" / "cache.sqlite") as cache, open_tree(str(repo)) as tree:
            if run == "again":
                monkeypatch.setattr(GitTree, "entries", property(lambda _: pytest.fail("was listed")))
            with tree.at(base) as before:
                report = recall.examine(
                    tree, policy=None, fail_on=None, today="2026-11-23", cache=cache, before=before
                )
    assert report.items
