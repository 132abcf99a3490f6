"""One target of many: from its name to its line. Picklable, so that any worker anywhere can run it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from ..errors import TreeError, UsageError
from ..guard import words_of
from ..system.policy import PlaceError
from .line import failed, of_report

if TYPE_CHECKING:
    from .cards import Card
    from .line import Line


class Asked(NamedTuple):
    """How the targets of a survey are checked. today: ISO date. cached: facts of earlier runs are used."""

    today: str
    policy: str | None = None
    cached: bool = True


class Outcome(NamedTuple):
    """What came of a target: its line, or None where it is still at the commit that is known.

    wait: seconds after which its keeper may be asked again, where it said so.
    """

    line: Line | None
    wait: float | None = None


def survey_one(target: str | Card, asked: Asked, known: str = "") -> Outcome:
    """What a check of a target comes to; what is wrong with it is told and not raised.

    target: as for `osaid check`, or what metadata tell of it. known: the commit of which there is a line that
    stands, or "".
    """
    began = time.monotonic()
    facts: dict[str, object] = {"checked": asked.today, "asked": asked.policy or ""}
    wait = None
    card, target = (None, target) if isinstance(target, str) else (target, target.target)
    try:
        if known and (card.commit if card else _newest(target)) == known:
            return Outcome(None)
        line = _told(card, asked, facts) if card else _looked(target, asked, known, facts)
    except (UsageError, TreeError) as error:
        kind = "usage" if isinstance(error, UsageError) else "unreadable"
        line = failed(target, kind, str(error).partition("\n")[0], **facts)
        wait = error.__cause__.wait if isinstance(error.__cause__, PlaceError) else None
    except Exception as error:
        # Whatever a repository brings about, the others have their turn.
        line = failed(target, "crashed", words_of(error), **facts)
    return Outcome(line and line | {"seconds": round(time.monotonic() - began, 2)}, wait)


def _looked(target: str, asked: Asked, known: str, facts: dict[str, object]) -> Line | None:
    """The line on a target, or None where it is at the commit that is known. facts: gets what is found."""
    from ..flow import bound, recall
    from ..flow.targets import open_target
    from ..manifest.of_tree import read_manifest
    from ..repository.cache import Cache, default_path

    with Cache(default_path() if asked.cached else None) as cache, open_target(target) as tree:
        facts |= {"commit": tree.commit or "", "dirty": tree.dirty}
        if known and tree.commit == known and not tree.dirty:
            return None
        report = recall.examine(tree, policy=asked.policy, fail_on="never", today=asked.today, cache=cache)
        # What a server did not give this time it may give the next; what git has not got, it never has.
        facts |= {"date": bound.dated(tree), "again": tree.git is None and tree.gaps > 0}
        facts |= {"url": bound.placed(report, tree).target.origin}
        return of_report(report, read_manifest(tree), target, **facts)


def _told(card: Card, asked: Asked, facts: dict[str, object]) -> Line:
    """The line on what metadata tell. facts: as above."""
    from ..flow import recall
    from ..manifest.of_tree import read_manifest
    from ..repository.cache import Cache
    from .cards import tree as tree_of_card

    facts |= {"commit": card.commit, "read": "card"}
    tree = tree_of_card(card)
    report = recall.examine(tree, policy=asked.policy, fail_on="never", today=asked.today, cache=Cache())
    return of_report(report, read_manifest(tree), card.target, **facts)


def _newest(target: str) -> str:
    """The commit that a git repository elsewhere has now; "" where only opening a target tells."""
    from ..flow.targets import elsewhere
    from ..repository.remote import is_remote, newest
    from ..system.git import url_of

    if not is_remote(target):
        return ""
    reference = elsewhere(target)
    if reference is None:
        return newest(target, None)
    return newest(url_of(reference), reference.revision) if reference.kind in {"github", "git"} else ""
