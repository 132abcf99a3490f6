"""Looking at every place elsewhere that a system names, for `osaid lock` and `osaid check --online`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import spell
from ..errors import TreeError, UsageError
from ..frozen import replace
from ..manifest.of_tree import read_manifest
from ..model import WRITTEN, Seen
from ..repository.listing import GITLINK
from ..system import chain, keeper, policy
from ..system.lock import (
    Lock,
    drift,
    kept,
    key_of,
    not_told,
    other_rules,
    parse,
    path_beside,
    printable,
    render,
)
from ..system.look import MOST_SECONDS, resolve, with_bases
from ..system.named import Wanted, believed, lock_of, named
from . import examine as flow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..evidence.survey import Survey
    from ..model import Reference, Report
    from ..repository.cache import Cache
    from ..repository.tree import Tree
    from ..system.lock import Key

#: Seconds for the places that a change wrote of in its lock.
CHANGE_SECONDS = 120.0
#: Places that changed whose files are held against those of before.
MOST_COMPARED = 20


class Looked(NamedTuple):
    """The places of a system with what the lock told of each, and what was seen now.

    others: entries of the lock that it stands by, their places not being looked at.
    observed: the system's own tree, where it had to be seen for what its weights come from.
    """

    path: str
    old: Lock
    rows: tuple[tuple[Wanted, Seen], ...]
    others: tuple[Seen, ...] = ()
    observed: flow.Observed | None = None

    @property
    def lock(self) -> Lock:
        """The lock as it should be now: what failed this time keeps its old entry."""
        entries = tuple(kept(self.old.get(row.key), seen) for row, seen in self.rows)
        now = frozenset(row.key for row, seen in self.rows if seen.state != "unverified")
        failed = tuple((row.key, seen.reason) for row, seen in self.rows if row.key not in now)
        return Lock(path=self.path, entries=entries + self.others, looked=now, failed=failed)

    def checked(self) -> str:
        """The text of the lock's file. ConfigError when a later check could not read it, being too much."""
        text = render(self.lock.entries)
        parse(self.path, text.encode())
        return text

    def failed(self) -> tuple[str, ...]:
        """The places that could not be looked at this time, each with the reason."""
        return tuple(
            f"{spell(row.reference)}: {seen.reason}" for row, seen in self.rows if seen.state == "unverified"
        )

    def drift(self, files: Callable[[Reference, Seen, Seen], str] = lambda *_: "") -> Iterator[str]:
        """What changed since the lock was written, item by item. files: says which files of a place did."""
        left = MOST_COMPARED
        for row, seen in self.rows:
            old = self.old.get(row.key)
            changes = drift(old, seen)
            if old and changes and left and old.listing and seen.listing not in {"", old.listing}:
                left -= 1
                told = files(row.reference, old, seen)
                changes += (f"files: {told}",) if told else ()
            for change in changes:
                yield f"{spell(row.reference)}: {change}"

    def not_told(self) -> Iterator[str]:
        """What the lock does not tell as it would if it were written now, though nothing drifted."""
        for row, seen in self.rows:
            for words in not_told(self.old.get(row.key), seen):
                yield f"{spell(row.reference)}: {words}"
        named = {row.key for row, _ in self.rows}
        for entry in self.old.entries:
            if key_of(entry) not in named:
                yield f"{entry.place}: in the lock, and named by nothing here"

    def of_other_rules(self) -> Iterator[str]:
        """The places that the lock tells of by other rules than these, each with which."""
        for row, _ in self.rows:
            old = self.old.get(row.key)
            if old is not None and other_rules(old):
                yield f"{spell(row.reference)}: rules {old.ruleset}"

    def said(self) -> Iterator[str]:
        """A line for each place, as `osaid lock` prints it."""
        for row, seen in self.rows:
            words = seen.resolved[:20] if seen.state == "verified" else seen.reason
            pin = (
                ""
                if row.reference.revision or seen.state != "verified"
                else "; no revision is named, now pinned"
            )
            yield f"{seen.state:<12} {spell(row.reference)}  {words}{pin}"


def look(
    tree: Tree,
    today: str,
    *,
    pinned: bool,
    manifest_at: str = "",
    before: Tree | None = None,
    doubted: bool = False,
    anew: bool = False,
    cache: Cache | None = None,
) -> Looked:
    """Look at all places now. pinned: at what the lock pins, where the manifest names no revision.

    before: what the tree is a change of. doubted: only where the change itself wrote what the lock says,
    in nobody's name and within the time that a pull request has. anew: it may be unreadable.
    """
    manifest = read_manifest(tree, manifest_at).whole()
    gitlinks = (path for path, kind in tree.entries.names() if kind == GITLINK)
    wanted = named(tree, manifest, gitlinks).wanted
    old = (lock_of(tree, manifest, anew=True) if anew else believed(tree, manifest, before)) or Lock()
    allowed, seconds = policy.settings(), MOST_SECONDS
    others: tuple[Seen, ...] = ()
    if doubted:
        written = {key_of(seen) for seen in old.entries if seen.state == WRITTEN}
        wanted = tuple(row for row in wanted if row.key in written)
        looked = {row.key for row in wanted}
        others = tuple(seen for seen in old.entries if key_of(seen) not in looked)
        allowed, seconds = replace(allowed, tokens=False), CHANGE_SECONDS
    theirs = _new(before, wanted, manifest_at) if before is not None else frozenset()
    observed = (
        flow.observe(tree, manifest_at=manifest_at, cache=cache) if tree.entries and not doubted else None
    )
    weights = observed.findings["weights"] if observed is not None else None
    pointers = keeper.pointers(tree, weights.references) if weights is not None else ()
    held: dict[Key, tuple[str, ...]] = {}
    home = keeper.origin(tree) if pointers else None

    def compare(row: Wanted, survey: Survey, _: object) -> None:
        files = getattr(survey.tree, "files", {}).values() if row.reference.kind == "hf-model" else ()
        is_origin = home is not None and row.reference.url.lower() == home.url.lower()
        held[row.key] = tuple(map(printable, keeper.held(files, pointers, is_origin=is_origin)))

    ask = partial(resolve, today=today, seconds=seconds, also=compare)
    rows = list(wanted)
    told = list(ask(wanted, old, allowed, pinned=pinned, strange=theirs))
    if home is not None and all(row.reference.url.lower() != home.url.lower() for row in wanted):
        row = Wanted(home, chain.ASKED)
        seen = _at_home(tree, row, partial(ask, [row], policy=allowed))
        # What can't be asked, or tells nothing of the pointers, is no matter of theirs.
        if held.get(row.key) if seen.state == "verified" else old.get(row.key):
            rows, told = [*rows, row], [*told, seen]
    told = [replace(seen, held=held.get(row.key, ())) for row, seen in zip(rows, told, strict=True)]
    if weights is not None:
        own = chain.named((*weights.bases, *weights.teachers), {row.key for row in rows})
        rows, told = with_bases(rows, told, own, old, allowed, today, pinned=pinned)
    return Looked(path_beside(manifest.path), old, tuple(zip(rows, told, strict=True)), others, observed)


def _at_home(tree: Tree, row: Wanted, ask: Callable[..., tuple[Seen, ...]]) -> Seen:
    """What is seen where a tree was cloned from: at its own commit, or else at the newest there."""
    place, revision = row.key
    here = Seen(place=place, revision=revision, state="verified", resolved=tree.commit or "")
    [seen] = ask(old=Lock(entries=(here,)), pinned=bool(tree.commit))
    return ask(old=Lock())[0] if seen.state == "gone" and tree.commit else seen


def _new(before: Tree, wanted: Iterable[Wanted], manifest_at: str) -> frozenset[Key]:
    """The places that a change names and what it started from does not: none is asked in the user's name."""
    try:
        there = manifest_at and before.entries.find(manifest_at)
        manifest = read_manifest(before, manifest_at if there else "").whole()
        gitlinks = (path for path, kind in before.entries.names() if kind == GITLINK)
        known = {row.key for row in named(before, manifest, gitlinks).wanted}
    except (TreeError, UsageError):
        known = set()
    return frozenset(row.key for row in wanted if row.key not in known)


def examine(
    tree: Tree,
    *,
    policy: str | None,
    fail_on: str | None,
    today: str,
    manifest_at: str = "",
    default_fail_on: str = "terms",
    cache: Cache | None = None,
    before: Tree | None = None,
    doubted: bool = False,
) -> Report:
    """A report with all places elsewhere looked at now. Never remembered: what is out there can change.

    before, doubted: as for `look`.
    """
    looked = look(
        tree,
        today,
        pinned=True,
        manifest_at=manifest_at,
        before=before,
        doubted=doubted,
        cache=cache,
    )
    report = flow.examine(
        tree,
        policy=policy,
        fail_on=fail_on,
        default_fail_on=default_fail_on,
        manifest_at=manifest_at,
        today=today,
        cache=cache,
        lock=looked.lock,
        observed=looked.observed,
    )
    missed = tuple(f"not looked at this time: {line}" for line in looked.failed())
    return replace(report, limits=(*report.limits, *missed))
