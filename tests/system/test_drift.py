"""What has changed since it was locked is named item by item; what failed changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from locks import COMMIT, OTHER, SEEN, part

from osaid_action.model import Seen
from osaid_action.system.lock import drift, kept, not_told, parse, render

if TYPE_CHECKING:
    pass

APACHE = "Apache-2.0 (osi-approved)"
NEAREST = "the nearest license file, LICENSE"
CHANGES = [
    (SEEN, ()),
    (replace(SEEN, date="2027-01-01", notes=("x",)), ()),
    (replace(SEEN, resolved=OTHER, listing="sha256:" + "1" * 64), (f"moved: v1 was {COMMIT}, now {OTHER}",)),
    (replace(SEEN, listing="sha256:" + "1" * 64, files=10),
     ("the listing changed at the same revision", "files removed: 12 before, 10 now")),
    (replace(SEEN, notes=("moved: a leads to b",)), ("moved: a leads to b",)),
    (replace(SEEN, gated="manual"), ("access: was open, now gated (manual)",)),
    (replace(SEEN, bases=("hf:a/b",)), ("made from: was nothing named, now hf:a/b",)),
    (replace(SEEN, teachers=("hf:a/b",)), ("distilled from: was nothing named, now hf:a/b",)),
    (replace(SEEN, datasets=("hf:datasets/a/b", "c")),
     ("card names as data: was nothing named, now hf:datasets/a/b, c",)),
    (part(license="LicenseRef-X", verdict="restricted"),
     (f"training-code: terms were {APACHE}, now LicenseRef-X (restricted): {NEAREST}",)),
    (part(outcome="missing"), ("training-code: was found, now missing",)),
    (part(component="weights"), ()),
    (replace(SEEN, ruleset="3f9a1c2e07"), ()),
    (replace(part(outcome="missing"), ruleset="3f9a1c2e07"),
     ("training-code: was found, now missing; the files are the same, the rules are not",)),
    (replace(part(outcome="missing"), ruleset="3f9a1c2e07", listing="sha256:" + "1" * 64),
     ("the listing changed at the same revision", "training-code: was found, now missing")),
    (replace(SEEN, state="gone", reason="404", parts=()), ("gone: 404",)),
    (replace(SEEN, state="closed", reason="401", parts=()), ("gone or private: 401",)),
    (replace(SEEN, state="unverified", reason="503", parts=()), ()),
]  # fmt: skip


@pytest.mark.parametrize(("new", "lines"), CHANGES)
def test_drift_item_by_item(new: Seen, lines: tuple[str, ...]) -> None:
    assert drift(SEEN, new) == lines


def test_drift_of_what_moves_by_nature() -> None:
    unpinned = replace(SEEN, revision="")
    assert drift(unpinned, replace(unpinned, resolved=OTHER, listing="sha256:" + "1" * 64)) == ()


def test_what_nobody_looked_at_before_is_no_drift() -> None:
    never = replace(SEEN, state="unverified", resolved="", parts=())
    assert drift(None, SEEN) == drift(never, SEEN) == ()
    assert not_told(None, SEEN) == not_told(None, never) == ("not in the lock",)
    assert not_told(never, SEEN) == ("unverified in the lock, now verified",)
    assert not_told(SEEN, part(component="weights")) == ("weights asked for there, and not in the lock",)
    assert not_told(SEEN, SEEN) == not_told(SEEN, never) == ()


def test_what_can_be_had_again_is_told() -> None:
    for state in ("closed", "gone"):
        away = kept(SEEN, replace(SEEN, state=state, reason="x", parts=()))
        assert (away.state, away.resolved) == (state, COMMIT)
        assert drift(away, SEEN) == (f"was {state}, now verified",)
        # Hosts say now the one and now the other of what is not there.
        assert drift(away, replace(SEEN, state="closed", reason="401")) == ()
        assert kept(away, replace(SEEN, state="unverified", reason="503")) == away


def test_a_failure_keeps_the_old_entry_and_notes_stay() -> None:
    old = replace(SEEN, notes=("read by hand",))
    failed = Seen(place=SEEN.place, revision="v1", state="unverified", reason="503", date="2026-12-01")
    assert kept(old, failed) == old
    assert kept(None, failed) == failed
    assert kept(old, replace(SEEN, date="2026-12-01")).notes == ("read by hand",)
    gone = kept(old, replace(failed, state="gone", reason="404"))
    assert (gone.state, gone.reason, gone.resolved, gone.parts) == ("gone", "404", COMMIT, ())
    assert parse("osaid.lock", render([gone]).encode()).entries == (gone,)
