"""A system from a few addresses: each place is looked at once, for all that a system may have there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..addresses import meant, spell
from ..errors import UsageError
from ..evidence import subject
from ..evidence.data import datasets
from ..frozen import replace
from ..manifest.aliases import typed
from ..manifest.init import Edit, text_at
from ..manifest.read import parse as read
from ..manifest.sights import Sight, aliases, asked_of, pinned
from ..model import LISTED, Manifest
from ..repository.listing import GITLINK
from ..system import policy
from ..system.apply import UNVERIFIABLE, with_along
from ..system.chain import reached
from ..system.lock import Lock, kept, key_of, parse, path_beside, render
from ..system.look import resolve, with_bases
from ..system.named import Wanted, asked, firm, named
from .examine import LICENSES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..evidence.survey import Survey
    from ..model import Dataset, Finding, Reference, Report, Seen
    from ..repository.tree import Tree

#: Places that a tree points to and that are looked at without being named.
MOST_POINTERS = 20
#: What of a system is often elsewhere, and pointed to by a README.
_POINTED = ("weights", "intermediate-checkpoints", "optimizer-state", "dataset")


def places(texts: Iterable[str]) -> list[Reference]:
    """The places that a user names, each once. UsageError."""
    found: dict[tuple[str, str], Reference] = {}
    for text in texts:
        place = typed(text)
        if place.kind not in LISTED:
            why = UNVERIFIABLE.get(place.kind, "nothing here lists its files: osaid declare names it")
            raise UsageError(f"{spell(place).partition('?')[0]} can't be looked through: {why}")
        # A link to a file or folder means the whole place: each is looked through for everything.
        whole = replace(place, url=place.url.partition("#")[0])
        found.setdefault((whole.url, whole.revision or ""), whole)
    return list(found.values())


def pointers(report: Report, tree: Tree) -> list[Reference]:
    """The places that a tree's submodules name, and its documents for what is often elsewhere."""
    gitlinks = (path for path, kind in tree.entries.names() if kind == GITLINK)
    rows = [place for one in named(tree, Manifest(), gitlinks).submodules if (place := firm(one))]
    for component in report.components:
        if component.id in _POINTED and component.here != "found":
            led = (meant(replace(one, path="", line=None)) for one in component.references)
            rows += [place for place in led if place.kind in LISTED]
    return list({one.url: one for one in rows}.values())[:MOST_POINTERS]


def look(
    wanted: list[Reference],
    today: str,
    *,
    taken: Iterable[str] = (),
) -> tuple[list[Sight], list[Seen]]:
    """What is seen at each place, and of the models made from. taken: names that are not free any more."""
    told: dict[tuple[str, str], tuple[str, tuple[Dataset, ...]]] = {}

    def also(row: Wanted, survey: Survey, findings: dict[str, Finding]) -> None:
        kind = survey.tree.kept_as or subject.decide(survey, findings).kind
        told[row.key] = kind, datasets.read(survey, LICENSES).rows

    rows = [Wanted(place, asked_of(place)) for place in wanted]
    allowed = policy.settings()
    seen = resolve(rows, Lock(), allowed, today, also=also)
    _, every = with_bases(rows, seen, (), Lock(), allowed, today)
    bases = every[len(rows) :]
    sights = []
    for alias, row, one in zip(aliases(wanted, taken), rows, seen, strict=True):
        place = pinned(row.reference, one)
        kind, data = told.get(row.key, ("", ()))
        sights.append(Sight(alias, place, replace(one, revision=place.revision or ""), kind, data))
    return sights, bases


def lock(folder: Path, manifest: Edit, sights: Iterable[Sight], bases: Iterable[Seen]) -> Edit:
    """The lock beside a manifest that is to be written, which names these places. ConfigError, UsageError."""
    made = read(manifest.name, manifest.new.encode()) or Manifest()
    path = path_beside(manifest.name)
    old = text_at(folder / path)
    text = _lock(sights, bases, parse(path, old.encode()) if old else Lock(), made)
    return Edit(folder / path, path, old, text, f"{text.count('[[references]]')} places")


def _lock(sights: Iterable[Sight], bases: Iterable[Seen], old: Lock, manifest: Manifest) -> str:
    """The text of the lock: what a manifest asks of the places looked at, and what it had of others."""
    wanted = {row.key: row for row in asked(manifest)}
    entries = {key_of(seen): seen for seen in old.entries}
    entries |= {key_of(seen): kept(old.get(key_of(seen)), seen) for seen in bases}
    for sight in sights:
        row = wanted.get(key_of(sight.seen))
        if row is not None:
            entries[row.key] = kept(old.get(row.key), _asked(sight.seen, row))
    led = reached(Lock(entries=tuple(entries.values())), wanted, taught=True)
    stay = {*wanted, *map(key_of, led)}
    text = render(seen for key, seen in entries.items() if key in stay)
    parse("osaid.lock", text.encode())
    return text


def _asked(seen: Seen, row: Wanted) -> Seen:
    """What was seen, of the components that a manifest asks for there."""
    names = with_along(row.components)
    return replace(seen, parts=tuple(part for part in seen.parts if part.component in names))
