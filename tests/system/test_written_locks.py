"""What a change wrote in its lock itself is looked at: only that, in nobody's name, and then believed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from gitrepo import Repo
from looking import TODAY
from standins import GitHost
from systems import whole

from osaid_action.flow import online, recall
from osaid_action.flow.examine import examine
from osaid_action.model import Part, Seen
from osaid_action.repository.target import open_tree
from osaid_action.system.lock import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from standins import Hub

    from osaid_action.model import Report


@pytest.fixture
def judged(
    trainer: tuple[str, Repo], host: GitHost, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Seen], Report]:
    """Judge a change that writes an entry of the lock for code that is elsewhere."""
    monkeypatch.setenv("OSAID_PRIVATE_HOSTS", f"localhost:{host.port}")
    files = whole()
    del files["train.py"]
    at = f"{trainer[0]}@v1"
    files["osaid.toml"] = f'{files["osaid.toml"]}\n[components.training-code]\nat = "{at}"\n'
    base = repo.commit(files)

    def judge(entry: Seen) -> Report:
        repo.commit({"osaid.lock": render([replace(entry, place=trainer[0])])})
        with open_tree(str(repo)) as tree, tree.at(base) as before:
            now = online.examine(
                tree, policy=None, fail_on="regression", today=TODAY,
                before=before, doubted=True,
            )  # fmt: skip
            return recall.against(examine(before, today=TODAY), now, before, tree)

    return judge


def entry(outcome: str, verdict: str) -> Seen:
    part = Part(component="training-code", outcome=outcome, license="MIT", verdict=verdict)
    return Seen(
        place="", revision="v1", state="verified", resolved="f" * 40, date="2026-11-01", ruleset="2026.11.1",
        parts=(part,),
    )  # fmt: skip


@pytest.mark.parametrize("says", ["found", "missing"])
def test_what_is_there_counts_whatever_the_lock_says(judged: Callable[[Seen], Report], says: str) -> None:
    report = judged(entry(says, "osi-approved" if says == "found" else ""))
    [place] = report.elsewhere
    assert (place.state, place.looked, place.date) == ("verified", True, TODAY)
    part = next(part for part in report.components if part.id == "training-code")
    assert part.there == "found"
    assert not any("as osaid.lock says" in evidence.why for evidence in part.evidence)


def test_what_is_not_there_is_missing(judged: Callable[[Seen], Report], trainer: tuple[str, Repo]) -> None:
    repo = trainer[1]
    repo.git("rm", "-q", "src/train.py")
    repo.commit()
    repo.git("tag", "--force", "v1")
    report = judged(entry("found", "osi-approved"))
    assert next(part for part in report.components if part.id == "training-code").there == "missing"


def test_what_can_not_be_looked_at_proves_nothing(
    judged: Callable[[Seen], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OSAID_PRIVATE_HOSTS")
    report = judged(entry("found", "osi-approved"))
    [place] = report.elsewhere
    assert (place.state, place.looked) == ("written", False)
    assert "this change wrote what osaid.lock says of it, and it was not looked at in this run: " in place.why
    assert next(item.status for item in report.items if item.id == "C2") == "external"
    assert report.gate.passed


def test_other_places_are_left_alone(
    judged: Callable[[Seen], Report], repo: Repo, host: GitHost, trainer: tuple[str, Repo]
) -> None:
    """The base tells of this place, in the very words."""
    known = replace(entry("found", "osi-approved"), place=trainer[0])
    base = repo.commit({"osaid.lock": render([known])})
    repo.commit({"osaid.lock": render([known, replace(known, revision="v2")])})
    with open_tree(str(repo)) as tree, tree.at(base) as before:
        looked = online.look(tree, TODAY, pinned=True, before=before, doubted=True)
    assert looked.rows == ()
    assert looked.lock.get((trainer[0], "v1")) == known
    assert not host.log


def test_no_token_goes_along(hub: Hub, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else whoever writes a lock could have what only the job may read put into a comment."""
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    files = {**whole(), "osaid.toml": "[components.weights]\nat = 'hf:acme/tiny'\n"}
    base = repo.commit(files)
    repo.commit({"osaid.lock": render([replace(entry("found", "open"), place="hf:acme/tiny", revision="")])})
    with open_tree(str(repo)) as tree, tree.at(base) as before:
        for doubted, sent in ((False, True), (True, False)):
            hub.log.clear()
            looked = online.look(tree, TODAY, pinned=False, before=before, doubted=doubted)
            assert looked.rows[0][1].state == "verified", looked.rows[0][1].reason
            assert hub.log
            assert any("hf_secret" in str(request) for request in hub.log) is sent
    # Nor where all is looked at, for what the change alone names.
    repo.commit({"osaid.toml": "[components.weights]\nat = 'hf:acme/tiny@main'\n"})
    hub.log.clear()
    with open_tree(str(repo)) as tree, tree.at(base) as before:
        looked = online.look(tree, TODAY, pinned=True, before=before)
    assert looked.rows[0][1].state == "verified"
    assert not any("hf_secret" in str(request) for request in hub.log)
