"""From places to what is seen there: each is looked at within bounds, some at once. The edge of the world.

The same probes and the same license reading run on what is elsewhere as on what is here. A failure
is an entry of its own, with its reason; nothing that failed is ever taken for missing.
"""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from .. import progress, ruleset, terms
from ..addresses import spell
from ..errors import TreeError
from ..evidence import probes
from ..evidence.weights.bases import CONFIG
from ..evidence.weights.parts import DIFFERENCE
from ..frozen import replace
from ..model import HEADS, OF_ONE_DATASET, RECORDS, RELATIONS, Declaration, Evidence, Manifest, Part, Seen
from ..patterns import lazy
from ..repository.listing import Entry
from ..repository.places import words
from . import listed
from .apply import OF_DATA, UNVERIFIABLE, with_along
from .chain import followed
from .components import join
from .lock import printable
from .net import Net
from .opened import opened_at
from .policy import PlaceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..evidence.survey import Survey
    from ..model import Component, Finding, Terms
    from ..repository.tree import Tree
    from .lock import Key, Lock
    from .named import Wanted
    from .opened import Opened
    from .policy import Policy

    #: Told of each place, its survey and what the probes found, while the place can be read.
    Also = Callable[[Wanted, Survey, dict[str, Finding]], None]

#: Places looked at for one manifest, and how many of them at once.
MOST_PLACES = 200
AT_ONCE = 4
#: After so many seconds no further place is begun.
MOST_SECONDS = 1800.0
_EVIDENCE = {OF_DATA: len(HEADS)}
_MOST_EVIDENCE, _MOST_DIGESTS = 3, 500
_DATA = words("parquet arrow jsonl json csv tsv txt tar zip zst gz xz tfrecord bin npy npz h5 hdf5 mds")
_README = lazy(r"(?i)readme[^/]{0,40}$")
_WEIGHTS = {"intermediate-checkpoints", "optimizer-state"}


def resolve(
    wanted: Iterable[Wanted],
    old: Lock,
    policy: Policy,
    today: str,
    *,
    pinned: bool = False,
    seconds: float = MOST_SECONDS,
    strange: frozenset[Key] = frozenset(),
    net: Callable[[Policy], Net] = Net,
    also: Also = lambda *_: None,
) -> tuple[Seen, ...]:
    """What is seen at each place, in order. today: an ISO date.

    pinned: look at what the lock pins where the manifest names no revision, rather than at the newest.
    seconds: after which no further place is begun. strange: places that are asked in nobody's name.
    also: as above.
    """
    rows = list(wanted)
    done = 0
    nobodys = replace(policy, tokens=False)
    end = time.monotonic() + seconds

    def one(row: Wanted) -> Seen:
        nonlocal done
        if time.monotonic() > end:
            words = f"more than {seconds:,.0f} seconds for all places: not looked at"
            return _unseen(row, "unverified", words, today)
        before = old.get(row.key)
        revision = row.key[1] or (before.resolved if pinned and before and before.state == "verified" else "")
        asked = net(nobodys if row.key in strange else policy)
        seen = _resolved(row, revision, bool(before and before.resolved), asked, today, also)
        done += 1
        if by is not None:
            by(f"[{done}/{len(rows)}] {spell(row.reference)}: {seen.state}", True)
        return seen

    if not rows:
        return ()
    # The threads have no listener of their own: what they read there is no part of how far this is.
    by = progress.listener()
    progress.tell(f"looking at {len(rows)} place{'s' if len(rows) > 1 else ''} elsewhere", waits=True)
    with ThreadPoolExecutor(min(AT_ONCE, len(rows))) as pool:
        found = list(pool.map(one, rows[:MOST_PLACES]))
    words = f"more than {MOST_PLACES} places in one manifest: not looked at"
    return (*found, *(_unseen(row, "unverified", words, today) for row in rows[MOST_PLACES:]))


def with_bases(
    rows: Sequence[Wanted],
    seen: Sequence[Seen],
    own: list[Wanted] | tuple[()],
    old: Lock,
    policy: Policy,
    today: str,
    *,
    pinned: bool = False,
) -> tuple[list[Wanted], list[Seen]]:
    """Places and what is seen there, with the models they were made from. own: bases that are named besides.

    A stranger's card names them, so none is asked in the user's name.
    """

    def ask(bases: Iterable[Wanted]) -> tuple[Seen, ...]:
        return resolve(bases, old, replace(policy, tokens=False), today, pinned=pinned)

    return followed([*rows, *own], [*seen, *ask(own)], ask)


def _unseen(row: Wanted, state: str, reason: str, today: str) -> Seen:
    place, revision = row.key
    reason = printable(reason.removeprefix(f"{place.partition('#')[0]}: "))
    return Seen(place=place, revision=revision, state=state, reason=reason, date=today)


def _resolved(row: Wanted, revision: str, known: bool, net: Net, today: str, also: Also) -> Seen:
    reference = row.reference
    if reference.kind in UNVERIFIABLE:
        return _unseen(row, "unverifiable", UNVERIFIABLE[reference.kind], today)
    try:
        opened = opened_at(reference, revision, net)
        with opened.tree:
            return _look(row, opened, today, also)
    except PlaceError as failure:
        # What was never seen, at no fixed revision, may have been named wrongly: that is no drift.
        if failure.kind == "gone" and (bool(revision) or known or reference.kind in RECORDS):
            return _unseen(row, "gone", str(failure), today)
        # Hosts say the same of what is private and of what is not there: either way it was there before.
        closed = failure.kind == "denied" and known
        return _unseen(row, "closed" if closed else "unverified", str(failure), today)
    except TreeError as error:
        return _unseen(row, "unverified", str(error), today)
    except Exception as error:  # What strangers serve must not stop the other places.
        return _unseen(row, "unverified", f"could not be read: {type(error).__name__}: {error}", today)


def _look(row: Wanted, opened: Opened, today: str, also: Also = lambda *_: None) -> Seen:
    """What the probes and the readers of licenses see in a tree, for the components that are wanted."""
    tree = opened.tree
    place, revision = row.key
    path = listed.path_of(row.reference)
    asked = with_along(row.components)
    declared = _declared(row, path)
    within = listed.within(tree, path)
    matches = {path or ".": within}
    survey = probes.survey(tree, declared=_named(row, path, within))
    found = probes.run(survey)
    also(row, survey, found)
    kept = frozenset(within)
    components, _ = join(found, declared, matches, {})
    by_id = {component.id: component for component in components}
    stated = terms.read(survey)
    parts = []
    for name in asked:
        component = by_id[name]
        if component.here != "unreadable" and not any(e.path in kept for e in found[name].evidence):
            # That a manifest names the place is no evidence of anything there.
            component = replace(component, here="missing")
        component = _of_revision(component, by_id["weights"], revision)
        closed = component.here in {"missing", "unreadable"}
        if name == "dataset" and closed and row.reference.kind in OF_ONE_DATASET:
            component = _of_listing(component, within, tree)
        component = replace(component, references=())
        digests = _digests(tree, found[name], kept) if component.here != "missing" else ()
        covered = terms.cover(component, stated, Manifest(), whole=tree.whole)
        parts.append(_part(component, covered, digests))
    rows = listed.files(tree, within)
    limits = [*survey.limits]
    limits += [f"{name}: unreadable, {why}" for name, why in sorted(survey.unreadable.items())]
    return Seen(
        place=place,
        revision=revision,
        state="verified",
        resolved=printable(opened.resolved),
        date=today,
        ruleset=ruleset.digest(),
        listing=listed.digest(tree, rows),
        files=len(rows),
        bytes=sum(row.size or 0 for row in rows),
        formats=tuple(map(printable, opened.formats)),
        gated=printable(opened.gated),
        bases=_bases(opened, by_id["weights"]),
        relation=_relation(opened, by_id["weights"]),
        teachers=tuple(printable(teacher.url) for teacher in by_id["weights"].teachers),
        datasets=tuple(map(printable, opened.datasets)),
        limits=tuple(printable(limit) for limit in limits[:20]),
        notes=tuple(map(printable, opened.notes)),
        parts=tuple(sorted(parts, key=lambda part: part.component)),
    )


def _bases(opened: Opened, weights: Component) -> tuple[str, ...]:
    """What the weights were made from, as a keeper says who lets nobody read the card, and as files do."""
    named = (*opened.bases, *(base.url for base in weights.bases))
    taught = {teacher.url.lower() for teacher in weights.teachers}
    return tuple(dict.fromkeys(printable(name) for name in named if name.lower() not in taught))


def _relation(opened: Opened, weights: Component) -> str:
    """How the weights were made from others, as the card says, or as the settings of an adapter show."""
    if weights.evidence and all(DIFFERENCE in one.why for one in weights.evidence):
        return "delta"
    told = (opened.tree.card or {}).get("base_model_relation")
    if isinstance(told, str) and told in RELATIONS:
        return told
    if any(base.path.rpartition("/")[2] == CONFIG for base in weights.bases):
        return "adapter"
    return "merge" if len(opened.bases) > 1 else ""


def _declared(row: Wanted, path: str) -> Manifest:
    """The manifest's words on a path there, as they would stand in a manifest there.

    Whoever names a path knows what is in it; naming a whole repository says nothing of that kind.
    """
    named = row.components if path else ()
    return Manifest(declarations=tuple(Declaration(component=n, paths=(path,), key=n) for n in named))


def _named(row: Wanted, path: str, within: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The paths there that the manifest's words name, by component.

    What documents the data in a whole repository is its README, and on the Hub that of a dataset is its card.
    """
    if path:
        return dict.fromkeys(row.components, frozenset(within))
    readme = frozenset(name for name in within if _README.match(name))
    named = {"dataset": readme} if row.reference.kind in OF_ONE_DATASET else {}
    return {**named, OF_DATA: readme} if OF_DATA in row.components else named


def _of_revision(component: Component, weights: Component, revision: str) -> Component:
    """A component; the weights of a revision that the manifest names count as a checkpoint."""
    if component.id in _WEIGHTS and revision and component.here != "found" and weights.here == "found":
        evidence = tuple(replace(e, why=f"{e.why}, at the revision {revision}") for e in weights.evidence)
        return replace(component, here="found", evidence=evidence)
    return component


def _of_listing(component: Component, within: Iterable[str], tree: Tree) -> Component:
    """A dataset on the Hub is what its listing holds, whether or not its contents are open to us."""
    path = next((path for path in within if path.rpartition(".")[2].lower() in _DATA), None)
    if path is None:
        return component
    size = tree.sizes([Entry(path)])[0]
    about = "size unknown" if size is None else f"{size:,} bytes"
    return replace(component, here="found", evidence=(Evidence(path=path, why=f"a file of data, {about}"),))


def _digests(tree: Tree, finding: Finding, kept: frozenset[str]) -> tuple[str, ...]:
    """ "DIGEST PATH" of each file of weights, where all of them are listed with a SHA-256."""
    told = {path: file.digest for path, file in getattr(tree, "files", {}).items()}
    told |= {one.path: one.url.removeprefix("lfs:") for one in finding.references if one.kind == "lfs"}
    rows = [(told.get(path, ""), path) for path in finding.files if path in kept]
    known = len(rows) <= _MOST_DIGESTS and all(digest.startswith("sha256:") for digest, _ in rows)
    return tuple(printable(f"{digest} {path}") for digest, path in rows) if known else ()


def _part(component: Component, covered: Terms | None, digests: tuple[str, ...] = ()) -> Part:
    evidence = tuple(
        replace(one, path=printable(one.path), why=printable(_why(one.why, one.text)), text="")
        for one in component.evidence[: _EVIDENCE.get(component.id, _MOST_EVIDENCE)]
        if component.here != "missing"
    )
    # A look stands for a file that was left out of its clone: by its name alone it is no part of anything.
    by_name = component.here == "partial" and any(some.role == component.id for some in component.unread)
    outcome = "unreadable" if by_name else component.here
    part = Part(
        component=component.id, outcome=outcome, evidence=evidence, heads=component.heads, digests=digests
    )
    if covered is None or component.here == "missing":
        return part
    if covered.unread:
        return replace(part, why=printable(covered.why))
    return replace(
        part,
        license=printable(covered.expression) if covered.expression else None,
        verdict=covered.verdict,
        judged=covered.judged if covered.judged != covered.verdict else "",
        sources=tuple(map(printable, covered.sources[:10])),
        assumed=covered.assumed,
        why=printable(covered.why),
    )


def _why(why: str, text: str) -> str:
    return f"{why}: “{text[:80]}”" if text else why
