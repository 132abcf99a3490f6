"""What the lock says of the places that components point to, joined with what is here. Pure.

Nothing becomes verified but by an entry of the lock for the very place and revision that is named.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import spell
from ..definition import load
from ..frozen import replace
from ..model import (
    HEADS,
    HERE_ORDER,
    RELATIONS,
    WEIGHTS,
    WRITTEN,
    Artifact,
    Component,
    License,
    Part,
    Place,
    Problem,
    Reference,
    Seen,
)
from .chain import free, reached
from .lock import Lock, access, key_of, other_rules
from .named import Wanted, firm

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import DataEntry, Dataset, Evidence, Manifest
    from .lock import Key

#: Kinds of place that nothing here can read, with the reason.
UNVERIFIABLE = {
    "bucket": "a bucket can be declared, not verified",
    "torrent": "a torrent can be declared, not verified",
    "kaggle": "Kaggle asks for an account: it can be declared, not verified",
    "hf-space": "a Space can be declared, not verified",
    "arxiv": "a paper: documentation only, and its text is not read",
}
#: Who says so, where the lock does.
SAID = "as osaid.lock says"
#: What is looked for at a place of data besides: it tells of that dataset alone.
OF_DATA = "data-documentation"
#: What of a place stands beside what is asked for there.
ALONG = {"training-code": ("training-configuration",)}
_BETTER = ("missing", "not-applicable", "partial", "found")


class Applied(NamedTuple):
    """Components with what is known of their places; what is wrong; a row for each place."""

    components: tuple[Component, ...]
    problems: tuple[Problem, ...]
    places: tuple[Place, ...]


def apply(
    components: tuple[Component, ...], rows: tuple[Wanted, ...], manifest: Manifest, lock: Lock, today: str
) -> Applied:
    """Components as they stand with what the lock tells of the places that are wanted."""
    problems = [*_problems(rows, manifest, lock), *_questions(rows, manifest, lock)]
    known = {row.key for row in rows}
    own = [base.url for component in components for base in component.bases]
    bases = [seen for seen in reached(lock, known, own) if key_of(seen) not in known]
    names = [teacher.url for component in components for teacher in component.teachers]
    names += [name for seen in (*bases, *map(lock.get, known)) for name in _teachers(seen)]
    known |= {key_of(seen) for seen in bases}
    taught = [seen for seen in reached(lock, (), names, taught=True) if key_of(seen) not in known]
    known |= {key_of(seen) for seen in taught}
    homes = [seen for seen in lock.entries if _is_home(seen) and key_of(seen) not in known]
    known |= {key_of(seen) for seen in homes}
    problems += _others(components, lock)
    stale = [seen for seen in lock.entries if key_of(seen) not in known]
    places = [_place(row, lock, today) for row in rows]
    places += [_base(seen, lock, today, "what the weights were made from") for seen in bases]
    direct = {name.lower() for name in names}
    for seen in taught:
        is_one = seen.place.lower() in direct
        how = "what the weights were distilled from" if is_one else "what their teacher comes from"
        places.append(_base(seen, lock, today, how))
    places += [_base(seen, lock, today, "where pointers to weights lead") for seen in homes]
    places += [
        Place(place=_named(seen), state="ignored", date=seen.date, why="in the lock, named by nothing here")
        for seen in stale
    ]
    parts = {(row.key, part.component): part for row in rows for part in _parts(row, lock)}
    carried = {name: [row for row in rows if set(row.components) & _carriers(name)] for name in _carried()}
    return Applied(
        tuple(_joined(component, lock, parts, carried.get(component.id, [])) for component in components),
        tuple(problems),
        tuple(places),
    )


def answered(rows: tuple[Dataset, ...], manifest: Manifest, lock: Lock) -> tuple[Dataset, ...]:
    """Datasets with what their own places tell of them. rows: those of the manifest first, in its order."""
    listed = manifest.data or ()
    own = (
        replace(row, told=tuple({**_told_there(entry, lock), **dict(row.told)}.items()))
        for row, entry in zip(rows, listed, strict=False)
    )
    return (*own, *rows[len(listed) :])


def _told_there(entry: DataEntry, lock: Lock) -> dict[str, Evidence]:
    """By head, the line that tells it at a verified place of a dataset."""
    heads = {words: head for head, words in load().heads.items()}
    told: dict[str, Evidence] = {}
    for place in entry.places:
        row = Wanted(place, ())
        seen = lock.get(row.key)
        if seen is None:
            continue
        lines = (one for part in _parts(row, lock) if part.component == OF_DATA for one in part.evidence)
        for one in lines:
            words, _, text = one.why.partition(": “")
            if words in heads:
                there = replace(one, path=f"{_named(seen)}#{one.path}", why=_said(words, seen, lock))
                told.setdefault(heads[words], replace(there, text=text.removesuffix("”")))
    return dict(sorted(told.items(), key=lambda pair: HEADS.index(pair[0])))


def with_along(names: Iterable[str]) -> tuple[str, ...]:
    """Components that are asked for at a place, with what is looked for there besides."""
    asked = tuple(names)
    along = {**ALONG, "dataset": (OF_DATA,)}
    return tuple(dict.fromkeys((*asked, *(more for name in asked for more in along.get(name, ())))))


def _carriers(name: str) -> set[str]:
    return {carrier for carrier, names in ALONG.items() if name in names}


def _carried() -> set[str]:
    return {name for names in ALONG.values() for name in names}


def _parts(row: Wanted, lock: Lock) -> tuple[Part, ...]:
    seen = lock.get(row.key)
    return seen.parts if seen is not None and seen.state == "verified" else ()


def _joined(
    component: Component, lock: Lock, parts: dict[tuple[Key, str], Part], carried: list[Wanted]
) -> Component:
    """One component with the states of its references, and what verified places have of it."""
    references = []
    there: list[tuple[Seen, Part]] = []
    keys = []
    doubted = any((seen := lock.get(row.key)) and seen.state == WRITTEN for row in carried)
    for reference in component.references:
        place = firm(reference)
        row = Wanted(place, ()) if place else None
        seen = lock.get(row.key) if row else None
        if row is None or seen is None:
            unreadable = place is not None and place.kind in UNVERIFIABLE
            references.append(replace(reference, state="unverifiable") if unreadable else reference)
            continue
        part = parts.get((row.key, component.id))
        verified = seen.state == "verified" and part is not None
        state = "unverified" if seen.state == "verified" and part is None else seen.state
        references.append(replace(reference, state=state, verified=verified))
        doubted = doubted or state == WRITTEN
        keys.append(row.key)
        if part is not None:
            there.append((seen, part))
    for row in carried:
        seen, part = lock.get(row.key), parts.get((row.key, component.id))
        if row.key not in keys and seen is not None and part is not None and part.outcome != "missing":
            there.append((seen, part))
    artifacts = _released(component, lock, parts) if component.id in WEIGHTS else ()
    component = replace(component, references=tuple(references), doubted=doubted, artifacts=artifacts)
    kept = _kept(component, lock)
    if kept:
        component = _with_bytes(component, kept, lock)
    # What it was made from binds as well, and is no part of it.
    behind = _made_from(component, lock, keys)
    if not there and not behind and not component.teachers and not kept:
        return component
    outcomes = [part.outcome for _, part in there] + ["found"] * bool(kept)
    best = max(outcomes, key=HERE_ORDER.index, default="")
    evidence = tuple(
        replace(one, path=f"{_named(seen)}#{one.path}", why=_said(one.why, seen, lock))
        for seen, part in there
        for one in part.evidence
    )
    heads = {**dict(component.heads)}
    for _, part in there:
        for head, state in part.heads:
            heads[head] = max(heads.get(head, "missing"), state, key=_BETTER.index)
    more = bool(best) and HERE_ORDER.index(best) > HERE_ORDER.index(component.here)
    return replace(
        component,
        there=best,
        evidence=evidence + component.evidence if more else component.evidence + evidence,
        heads=tuple(heads.items()),
        stated_there=tuple(
            _license(seen, part, lock)
            for seen, part in (*there, *behind)
            if part.verdict and part.outcome != "missing"
        ),
        bases=_told(component.bases + _links(there, behind), behind) if component.id == "weights" else (),
        teachers=_taught(component, there, behind, lock) if component.id == "weights" else (),
    )


def _released(component: Component, lock: Lock, parts: dict[tuple[Key, str], Part]) -> tuple[Artifact, ...]:
    """The files of weights, here and at the places that are named for them."""
    found = {one.path: one for one in component.artifacts}
    for place in filter(None, map(firm, component.references)):
        key = Wanted(place, ()).key
        seen = lock.get(key)
        for one in _artifacts(component.id, spell(place), seen, parts.get((key, component.id))):
            found[one.path] = one
    return tuple(found.values())


def _artifacts(name: str, called: str, seen: Seen | None, part: Part | None) -> Iterator[Artifact]:
    """The files of weights at one place, or the place itself where they are not known."""
    if seen is None or seen.state != "verified":
        yield Artifact(component=name, path=called, why="it was not looked at")
    elif part is not None and part.outcome != "missing" and not part.digests:
        yield Artifact(component=name, path=called, why="osaid.lock has no SHA-256 of its files")
    elif part is not None:
        for told in part.digests:
            digest, _, path = told.partition(" ")
            digest = digest.removeprefix("sha256:")
            yield Artifact(component=name, path=f"{_named(seen)}#{path}", sha256=digest)


def _is_home(seen: Seen) -> bool:
    return bool(seen.held) and seen.state == "verified"


def _held(lock: Lock) -> dict[str, Seen]:
    """By digest, the place of weights that has a file of these very bytes."""
    return {row.partition(" ")[0]: seen for seen in lock.entries if _is_home(seen) for row in seen.held}


def _pointers(component: Component) -> dict[str, str]:
    """By path, the digest that a pointer of Git LFS gives."""
    lfs = (reference for reference in component.references if reference.kind == "lfs")
    return {reference.path: reference.url.removeprefix("lfs:") for reference in lfs}


def _kept(component: Component, lock: Lock) -> dict[str, Seen]:
    """By path, the place that holds what a pointer to weights stands for, where it is so for each of them."""
    pointers = _pointers(component) if component.id == "weights" else {}
    if not pointers:
        return {}
    held = _held(lock)
    found = {path: held[digest] for path, digest in pointers.items() if digest in held}
    whole = (
        part.outcome == "found"
        for seen in found.values()
        for part in seen.parts
        if part.component == "weights"
    )
    return found if len(found) == len(pointers) and all(whole) else {}


def _with_bytes(component: Component, kept: dict[str, Seen], lock: Lock) -> Component:
    """Weights whose pointers lead to bytes that were seen to be where they are kept."""
    references = (
        replace(one, state="verified", verified=True) if one.kind == "lfs" and one.path in kept else one
        for one in component.references
    )
    evidence = (
        replace(one, why=_said(f"{one.why}; {_named(seen)} holds these bytes", seen, lock))
        if (seen := kept.get(one.path))
        else one
        for one in component.evidence
    )
    return replace(component, references=tuple(references), evidence=tuple(evidence))


def _others(components: tuple[Component, ...], lock: Lock) -> Iterator[Problem]:
    """The pointers to weights at whose path the place they were cloned from has other bytes."""
    held = _held(lock)
    there = {row.partition(" ")[2]: seen for seen in lock.entries if _is_home(seen) for row in seen.held}
    for component in components:
        for path, digest in _pointers(component).items() if component.id == "weights" else ():
            if path in there and digest not in held:
                message = (
                    f"{path}: {_named(there[path])} has other bytes at that path than this pointer names"
                )
                yield Problem(where=path, line=1, message=message, kind="bytes")


def _made_from(component: Component, lock: Lock, keys: list[Key]) -> list[tuple[Seen, Part]]:
    """The models that weights, here and at some places, were made from, with what is known of theirs."""
    if component.id != "weights":
        return []
    return [
        (seen, part)
        for seen in reached(lock, keys, [base.url for base in component.bases])
        if seen.state == "verified"
        for part in seen.parts
        if part.component == "weights"
    ]


def _told(bases: tuple[Reference, ...], behind: list[tuple[Seen, Part]]) -> tuple[Reference, ...]:
    """Models that weights were made from, verified where their terms are known, each once."""
    known = {seen.place.lower() for seen, part in behind if part.verdict and part.outcome != "missing"}
    named = {base.url.lower(): base for base in reversed(bases)}
    return tuple(replace(named[url], verified=url in known) for url in reversed(named))


def _taught(
    component: Component, there: list[tuple[Seen, Part]], behind: list[tuple[Seen, Part]], lock: Lock
) -> tuple[Reference, ...]:
    """Models that weights were distilled from, verified where no terms there can bind that, each once."""
    named = {
        one.url.lower(): one for one in (*_links(there, behind, "teachers")[::-1], *component.teachers[::-1])
    }
    states = {seen.place.lower(): seen.state for seen in lock.entries}
    return tuple(
        replace(one, state=states.get(url, ""), verified=free(lock, one.url))
        for url, one in reversed(named.items())
    )


def _teachers(seen: Seen | None) -> tuple[str, ...]:
    return seen.teachers if seen is not None and seen.state == "verified" else ()


def _links(
    there: list[tuple[Seen, Part]], behind: list[tuple[Seen, Part]], to: str = "bases"
) -> tuple[Reference, ...]:
    """The models that what is elsewhere was made from, or its teachers, each with the place that says so."""
    rows = (seen for seen, part in (*there, *behind) if part.outcome != "missing")
    named = {base: _named(seen) for seen in rows for base in getattr(seen, to)}
    kinds = {base: "hf-model" if base.startswith("hf:") else "text" for base in named}
    return tuple(Reference(url=base, kind=kinds[base], path=path) for base, path in named.items())


def _said(words: str, seen: Seen, lock: Lock) -> str:
    """Words on what was seen at a place, with who says so where nobody looked in this run."""
    by = "" if key_of(seen) in lock.looked else SAID
    return f"{words}, {by}" if words and by else words or by


def _license(seen: Seen, part: Part, lock: Lock) -> License:
    source = part.sources[0] if part.sources else ""
    return License(
        path=f"{_named(seen)}#{source}" if source else _named(seen),
        expression=part.license,
        state="conflict" if part.verdict == "conflict" else "assumed" if part.assumed else "elsewhere",
        verdict=part.judged or part.verdict,
        note=_said(part.why, seen, lock),
    )


def _named(seen: Seen) -> str:
    """A place with the revision it was read at, short."""
    base = seen.place.partition("#")[0]
    short = seen.resolved[:10] if len(seen.resolved) >= 40 and ":" not in seen.resolved else ""
    return f"{base}@{short}" if short else base


def _problems(rows: tuple[Wanted, ...], manifest: Manifest, lock: Lock) -> Iterator[Problem]:
    """What the manifest says and a verified place contradicts."""
    for row in rows:
        seen = lock.get(row.key)
        if seen is None:
            continue
        called = spell(row.reference)
        if seen.state == "gone":
            message = f"{called}: gone, {seen.reason}"
            yield Problem(where=manifest.path or lock.path, line=_line(manifest, row), message=message)
        for part in seen.parts if seen.state == "verified" else ():
            asked = part.component in row.components and part.component != "dataset"
            line = _line(manifest, row, part.component)
            if asked and part.outcome == "missing" and line is not None:
                message = f"{called}: declared as {part.component}, but nothing of the kind was seen there"
                yield Problem(where=manifest.path, line=line, message=message)
        if seen.state == "verified" and seen.gated:
            for entry in manifest.data or ():
                if entry.access == "open" and any(_same(place, row) for place in entry.places):
                    message = f"{entry.name}: listed as open, but {called} is {access(seen)}"
                    yield Problem(where=manifest.path, line=entry.line, message=message, kind="access")


def _questions(rows: tuple[Wanted, ...], manifest: Manifest, lock: Lock) -> Iterator[Problem]:
    """The datasets that the cards of models name and the manifest's list of data does not, each once."""
    if not manifest.data:
        return
    listed = {name for entry in manifest.data for name in _names(entry)}
    for row in rows:
        seen = lock.get(row.key)
        if row.reference.kind != "hf-model" or seen is None or seen.state != "verified":
            continue
        new = [name for name in seen.datasets if not listed & _called(name)]
        listed.update(one for name in new for one in _called(name))
        if new:
            named = f"the card of {spell(row.reference)} names {', '.join(new)} as data"
            message = f"{named}, which no [[data]] lists: was it trained on that?"
            line = manifest.data[0].line
            yield Problem(where=manifest.path, line=line, message=message, kind="question")


def _names(entry: DataEntry) -> set[str]:
    """What an entry of the list of data may be called by a card."""
    return _called(entry.name).union(*(_called(place.url) for place in entry.places))


def _called(name: str) -> set[str]:
    """The names of a dataset, with its owner and without, as they are compared."""
    whole = name.lower().removeprefix("hf:").removeprefix("datasets/")
    return {re.sub(r"[\W_]", "", part) for part in (whole, whole.rpartition("/")[2])}


def _line(manifest: Manifest, row: Wanted, component: str = "") -> int | None:
    """The line of the manifest that names a place, for a component where one is given."""
    lines = [
        line or one.line
        for one in manifest.declarations
        for place, line in zip_longest(one.places, one.place_lines)
        if component in {"", one.component} and _same(place, row)
    ]
    if not component:
        lines += [e.line for e in manifest.data or () if any(_same(place, row) for place in e.places)]
    return next((line for line in lines if line is not None), None)


def _same(place: Reference, row: Wanted) -> bool:
    return (place.url, place.revision or "") == row.key


def _place(row: Wanted, lock: Lock, today: str) -> Place:
    """What the report tells of a place."""
    called, seen = spell(row.reference), lock.get(row.key)
    if seen is None:
        why = UNVERIFIABLE.get(row.reference.kind, "")
        return Place(
            place=called,
            state="unverifiable" if why else "unverified",
            why=why or "not in the lock: run osaid lock",
        )
    words = []
    if seen.state == "verified":
        by = (
            f"by other rules, {seen.ruleset}: run osaid lock"
            if other_rules(seen)
            else f"rules {seen.ruleset}"
        )
        words.append(f"{_age(seen.date, today)}, {by}")
        if not row.reference.revision:
            words.append(f"no revision is named, the lock pins {seen.resolved[:20]}")
        words += [note for note in seen.notes if note.startswith("moved: ")]
        if seen.gated:
            words.append(access(seen))
        if seen.bases:
            words.append(f"{RELATIONS.get(seen.relation, 'made from')} {', '.join(seen.bases)}")
        if seen.teachers:
            words.append(f"distilled from {', '.join(seen.teachers)}")
        if seen.datasets:
            words.append(f"its card names as data {', '.join(seen.datasets)}")
        told = {part.component for part in seen.parts}
        missing = [name for name in row.components if name not in told]
        if missing:
            words.append(f"the lock does not tell of {', '.join(missing)} there: run osaid lock")
    else:
        words.append(seen.reason or "no reason given")
        if seen.date and seen.state != "unverifiable":
            words.append(_age(seen.date, today).replace("seen", "looked at", 1))
    failed = dict(lock.failed).get(row.key, "") if seen.state != "unverified" else ""
    return Place(
        place=called,
        state=seen.state,
        date=seen.date,
        why="; ".join(filter(None, (failed, *words))),
        looked=row.key in lock.looked,
        failed=failed,
    )


def _base(seen: Seen, lock: Lock, today: str, how: str) -> Place:
    """What the report tells of a model that those of the system were made from, or distilled."""
    terms = next((part.license for part in seen.parts if part.component == "weights" and part.license), "")
    words = [how, *([f"under {terms}"] if terms else [])]
    words.append(_age(seen.date, today) if seen.state == "verified" else seen.reason or "no reason given")
    looked = key_of(seen) in lock.looked
    return Place(place=_named(seen), state=seen.state, date=seen.date, why="; ".join(words), looked=looked)


def _age(day: str, today: str) -> str:
    """How long ago that was."""
    try:
        days = (date.fromisoformat(today) - date.fromisoformat(day)).days
    except ValueError:
        return f"seen {day}"
    return f"seen {day}, " + (
        "today" if days == 0 else f"{days} day{'s' * (days != 1)} ago" if days > 0 else "in the future"
    )
