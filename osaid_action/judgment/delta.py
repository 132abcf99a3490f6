"""What changed between the reports of a base and of now: over evidence, not statuses alone. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..definition import load
from ..frozen import replace
from ..model import HERE_ORDER, IN_TREE, STANDING, STRENGTHS, Change, Delta, License, Report
from . import causes
from .causes import RECORDED, Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model import Component, Dataset, Item, Problem

#: How open terms are. Who states that nothing is free takes nothing from where nothing was said.
_OPENNESS = {"restricted": 0, "none": 0, "conflict": 1, "undetermined": 2, "open": 3, "osi-approved": 4}
#: Claims of a manifest that a gate counts.
_CLAIMS = {"declaration", "waiver"}


def compare(base: Report, now: Report, moved: Mapping[str, str] | None = None) -> Delta:
    """What the tree is, items, terms, data, models it is made from, rules and claims, where they differ.

    moved: files that the base's report rests on and that are not where they were, each with where it is now.
    """
    # What was not the release of an AI system had nothing that could get worse.
    owed = base.result != "not-applicable"
    texts = list(_texts(base, now, moved or {}, owed=owed))
    known = Known(base, now, moved or {}, {change.path: change.cause for change in texts})
    changes = [
        *_subject(base, now),
        *_items(known, owed=owed),
        *texts,
        *_terms(known, owed=owed),
        *_claims(known),
        *_datasets(base, now),
        *_bases(base, now),
        *_rules(base, now),
    ]
    return Delta(
        base=base.target.commit or "",
        result_before=base.result,
        result_after=now.result,
        changes=tuple(changes),
    )


def shared(deltas: Iterable[Delta]) -> Delta:
    """The first of some deltas, without what is worse than in one base and not worse than in another.

    What another parent of a merge has already is not this change's doing.
    """
    first, *others = deltas
    worse = [{_key(change) for change in other.changes if change.worse} for other in others]
    kept = (c for c in first.changes if not c.worse or all(_key(c) in seen for seen in worse))
    return replace(first, changes=tuple(kept))


def _key(change: Change) -> tuple[str, str]:
    return change.id, "" if change.id[:1].isupper() else change.title


def _items(known: Known, *, owed: bool) -> Iterator[Change]:
    before = {item.id: item for item in known.base.items}
    for item in known.now.items:
        old = before[item.id]
        if item.status == old.status:
            yield from _replaced(known, old, item, owed=owed)
            yield from _silenced(known, item, owed=owed and item.status != "partial")
            continue
        if _is_same_object(known, old, item):
            continue
        mark = _mark(known, old, item)
        cause = causes.of(known, old, item)
        path, line = cause.path, cause.line
        if not path and (seen := (item.evidence or old.evidence)[:1]):
            path, line = seen[0].path, seen[0].line
        yield Change(
            id=item.id,
            title=item.title,
            before=old.status,
            after=item.status,
            worse=mark == "worse" and (item.required or item.status == "unmet") and owed,
            mark=mark,
            cause=cause.words,
            lost=cause.lost,
            path=path,
            line=line,
            note=_account(known, item),
        )


def _account(known: Known, item: Item) -> str:
    """What accounts for an item that is not here: the record of the manifest, or where it is said to be."""
    if item.status in RECORDED:
        return item.why
    part = _part(known.now, item.components[0]) if item.status == "external" and item.components else None
    pending = [r for r in part.references if not r.settled and r.kind not in IN_TREE] if part else []
    places = dict.fromkeys(reference.url for reference in pending)
    return f"said to be at {', '.join(list(places)[:2])}; not verified" if places else ""


def _mark(known: Known, old: Item, item: Item) -> str:
    """What a change of status is. What is on record or elsewhere by name is accounted for."""
    was, now = STANDING[old.status], STANDING[item.status]
    if _lost(old, item, known.now):
        return "worse"
    if item.status in RECORDED or _unsettled(item, known) or was == now:
        return "changed"
    if now > was:
        # What can't be told any more, or is only asked, got no better.
        return "changed" if item.status == "unknown" else "better"
    if item.status == "external" or causes.stored(known, old):
        return "changed"
    if item.status == "needs-review":
        return "worse" if _is_weaker(known, old, item) else "changed"
    return "worse"


def _is_weaker(known: Known, old: Item, item: Item) -> bool:
    """Whether what a person must judge now rests on less than it did: more said honestly is no loss."""
    if not item.id.startswith("T-"):
        return any(not to for _, to in causes.lost_of(known, old, item))
    before = {part.id: part for part in known.base.components if part.id in item.components}
    return any(
        part.terms is not None
        and (was := before.get(part.id)) is not None
        and was.terms is not None
        and (_open(part) < _open(was) or (part.terms.assumed and not was.terms.assumed))
        for part in known.now.components
        if part.id in item.components
    )


def _replaced(known: Known, old: Item, item: Item, *, owed: bool) -> Iterator[Change]:
    """An item that holds by something else, for what it rested on most is not there any more.

    What is written anew is as good; what is left over and shows less is not.
    """
    if not (item.required and old.evidence and item.evidence) or item.id.startswith("T-"):
        return
    was, now = old.evidence[0], item.evidence[0]
    is_gone = known.moved.get(was.path) == ""
    is_stored = was.path in causes.pointers(known.now) - causes.pointers(known.base)
    if old.status not in {"met", "partial"}:
        return
    if not (is_gone or is_stored or _is_emptied(known, was.path, item)):
        return
    left = now.path in {seen.path for seen in old.evidence}
    weaker = left and not is_stored and STRENGTHS.index(now.strength) < STRENGTHS.index(was.strength)
    if not (is_gone or is_stored or weaker):
        return
    cause = f"{was.path}: not seen there any more: {was.why}"
    if is_gone or is_stored:
        cause = causes.gone([(was.path, "")]) if is_gone else f"{was.path}: only pointers are in git now"
    yield Change(
        id=item.id,
        title=item.title,
        before=f"{old.status} by {was.path}",
        after=f"{item.status} by {now.path}",
        worse=weaker and owed,
        mark="worse" if weaker else "changed",
        cause=cause,
        lost=((was.path, ""),) if is_gone else (),
        path=now.path if is_gone else was.path,
        line=now.line if is_gone else None,
    )


def _silenced(known: Known, item: Item, *, owed: bool) -> Iterator[Change]:
    """A description that tells less than it did; worse where a person is asked whether it is enough."""
    if item.id != "D1":
        return
    was, now = (_part(report, item.components[0]) for report in (known.base, known.now))
    if was is None or now is None:
        return
    if lost := [words for words in load().heads.values() if _tells(was, words) and not _tells(now, words)]:
        names = ", ".join(lost)
        path = was.evidence[0].path if was.evidence else ""
        yield Change(
            id=item.id,
            title=item.title,
            before=f"told of {names}",
            after="not told",
            worse=owed,
            mark="worse" if owed else "changed",
            path=known.moved.get(path) or path,
        )


def _tells(part: Component, words: str) -> bool:
    """Whether a line is known that tells a head of the description."""
    return bool(part.telling(words))


def _is_emptied(known: Known, path: str, item: Item) -> bool:
    """True where a file is where it was, and shows nothing of an item any more."""
    return path not in known.moved and path not in {seen.path for seen in item.evidence}


def _is_same_object(known: Known, old: Item, item: Item) -> bool:
    """True where a checkout put files in place of the pointers that git holds for them: nothing changed."""
    if (old.status, item.status) != ("external", "met"):
        return False
    was, now = (_part(report, item.components[0]) for report in (known.base, known.now))
    pointers = {r.path for r in was.references if r.kind in IN_TREE} if was else set()
    return bool(pointers) and now is not None and pointers <= {seen.path for seen in now.evidence}


def _part(report: Report, name: str) -> Component | None:
    return next((part for part in report.components if part.id == name), None)


def _unsettled(item: Item, known: Known) -> bool:
    """True where only a look elsewhere can tell: the change wrote the words of the lock, and took nothing."""
    parts = [part for part in known.now.components if part.id in item.components]
    if item.status not in {"external", "unknown"} or not any(part.doubted for part in parts):
        return False
    was = {part.id: HERE_ORDER.index(part.here) for part in known.base.components}
    return all(HERE_ORDER.index(part.here) >= was[part.id] for part in parts)


def _lost(old: Item, item: Item, now: Report) -> bool:
    """True where a part is gone: all was read, and it is only asked now whether such a thing was used."""
    parts = [part for part in now.components if part.id in item.components]
    read = not any(part.unread or part.standing == "unreadable" for part in parts)
    return read and (old.status, item.status) == ("partial", "unknown") and not now.unjudged


def _subject(base: Report, now: Report) -> Iterator[Change]:
    """What it is, where that is not what it was; worse where a release is not judged any more.

    What the manifest says it is, somebody decided; what was not certain and now is, nobody lost. What is
    judged before and after is one thing, whatever is likeliest.
    """
    before, after = _kind(base), _kind(now)
    if before != after and not (base.judged and now.judged):
        dropped = base.subject_certain and not now.subject_declared and not now.judged
        worse = base.judged and (dropped or bool(now.unjudged))
        yield Change(
            id="subject",
            title="What this is",
            before=before,
            after=after,
            worse=worse,
            mark="worse" if worse else "changed",
        )


def _kind(report: Report) -> str:
    """What a report is on, in words, with whether that is certain and could be judged."""
    doubt = "" if report.subject_certain else " (not certain)"
    return report.subject + (" (nothing could be judged)" if report.unjudged else doubt)


def _texts(base: Report, now: Report, moved: Mapping[str, str], *, owed: bool) -> Iterator[Change]:
    """License texts, one a file, that say other terms, are new or gone. What sentences state shows in items.

    A text that got less open is worse by itself, and so is the last one of an open license that is gone; one
    that came or went besides is as bad as what follows from it.
    """
    before = {moved.get(row.path) or row.path: row for row in base.licenses if _is_text(row)}
    after = {row.path: row for row in now.licenses if _is_text(row)}
    held, known = ({row.expression for row in rows.values()} for rows in (after, before))
    for path in dict.fromkeys((*before, *after)):
        old, row = before.get(path), after.get(path)
        if old and row and (old.expression, old.verdict) == (row.expression, row.verdict):
            continue
        if old is None and _is_open(row) and row is not None and row.expression in known:
            continue  # one more copy
        was, is_ = (_stated(old) if old else "not there"), (_stated(row) if row else "gone")
        rank = _OPENNESS[row.verdict] - _OPENNESS[old.verdict] if old and row else 0
        lost = row is None and old is not None and old.expression not in held and _is_open(old)
        mark = "worse" if rank < 0 or lost else "better" if rank > 0 and _is_open(row) else "changed"
        yield Change(
            id="license",
            title=f"Terms in {path}",
            before=was,
            after=is_,
            worse=owed and mark == "worse",
            mark=mark,
            cause=f"{path}: was {was}, now {is_}",
            path=path,
            line=row.clauses[0][1] if row and row.clauses else None,
        )


def _is_text(row: License) -> bool:
    return row.state not in {"stated", "badge"}


def _is_open(row: License | None) -> bool:
    # One OSI-approved license for another is a change, not a gain.
    return row is not None and row.verdict in {"open", "osi-approved"}


def _stated(row: License) -> str:
    return f"{row.expression or 'unknown'} ({row.verdict})"


def _terms(known: Known, *, owed: bool) -> Iterator[Change]:
    """Terms of a component that differ although the item that asks for them stands as it stood."""
    stood = {item.id: item.status for item in known.base.items if item.id.startswith("T-")}
    same = [item for item in known.now.items if stood.get(item.id) == item.status]
    names = {name: item for item in same for name in item.components}
    before = {part.id: part for part in known.base.components}
    for part in known.now.components:
        old = before.get(part.id)
        if part.id not in names or old is None or old.terms is None or part.terms is None:
            continue
        was, now = _terms_of(old), _terms_of(part)
        if was == now or old.terms.unread or part.terms.unread:
            continue
        stated = (*causes.sources(part), *causes.sources(old))
        cause = next((known.texts[path] for path in stated if path in known.texts), "")
        # What the policy accepts is accepted, more open or less.
        lower = _open(part) < _open(old) and names[part.id].status != "met"
        if cause and not lower:
            continue  # the text says it all
        new = [(p, n) for p, n in causes.sources(part).items() if p not in causes.sources(old)]
        path, line = (new or list(causes.sources(part).items()) or [("", None)])[0]
        yield Change(
            id="terms",
            title=f"Terms of {part.id}",
            before=was,
            after=now,
            worse=lower and owed and names[part.id].required,
            mark="worse" if lower else "changed",
            cause=cause,
            path=path,
            line=line,
        )


def _terms_of(part: Component) -> str:
    terms = part.terms
    assert terms is not None
    return f"{terms.expression or 'no license'} ({terms.judged or terms.verdict})"


def _open(part: Component) -> int:
    return _OPENNESS[(part.terms.judged or part.terms.verdict) if part.terms else "none"]


def _claims(known: Known) -> Iterator[Change]:
    """What the manifest says and does not hold any more. What only moved is said, and was not lost."""
    held = {_claim(problem) for problem in known.base.problems}
    for problem in known.now.problems:
        if problem.kind not in _CLAIMS or _claim(problem) in held:
            continue
        to = known.moved.get(problem.path, "")
        kept = bool(to) or _is_elsewhere(known, problem)
        lost = ((problem.path, to),) if problem.path in known.moved else ()
        yield Change(
            id="manifest",
            title=problem.message,
            before="held",
            after="broken",
            worse=not kept,
            mark="changed" if kept else "worse",
            cause=causes.gone(lost) if lost else _placed(problem),
            lost=lost,
            path=problem.where,
            line=problem.line,
        )


def _placed(problem: Problem) -> str:
    return f"{problem.where}:{problem.line}: {problem.message}" if problem.line else problem.message


def _claim(problem: Problem) -> tuple[str, str]:
    """What is claimed, wherever in its list it stands."""
    if problem.component:
        return problem.component, problem.path
    return "", re.sub(r"\[\d+\]", "", problem.message)


def _is_elsewhere(known: Known, problem: Problem) -> bool:
    """True where a declared file is there, and what was in it was written into another in this change."""
    was, now = (_part(report, problem.component) for report in (known.base, known.now))
    if problem.path in known.moved or was is None or now is None or now.standing != "found":
        return False
    return bool(now.evidence) and now.evidence[0].path not in {seen.path for seen in was.evidence}


def _datasets(base: Report, now: Report) -> Iterator[Change]:
    """Training data that came, went, or is had otherwise, as far as they are declared or have a place."""
    before, after = ({_dataset(row): row for row in report.data if _firm(row)} for report in (base, now))
    all_before, all_after = ({_dataset(row) for row in report.data} for report in (base, now))
    for name in dict.fromkeys((*before, *after)):
        old, row = before.get(name), after.get(name)
        if (old is None and name in all_before) or (row is None and name in all_after):
            continue
        was, is_ = (_had(old) if old else "not named"), (_had(row) if row else "not named")
        if was == is_:
            continue
        one = row or old
        assert one is not None
        seen = one.evidence[:1]
        yield Change(
            id="dataset",
            title=one.name,
            before=was,
            after=is_,
            worse=False,
            mark="changed",
            path=seen[0].path if seen else "",
            line=seen[0].line if seen else None,
        )


def _firm(row: Dataset) -> bool:
    return bool(row.declared or row.where)


def _dataset(row: Dataset) -> str:
    return row.name.casefold()


def _had(row: Dataset) -> str:
    """How one gets at a dataset and on what terms, as far as the manifest says."""
    return ", ".join(filter(None, ("named", row.declared, row.declared and row.license)))


_MADE = "named: its data, code and terms are owed as well"
_TAUGHT = "named as a teacher: its terms may bind what was trained on its outputs"


def _bases(base: Report, now: Report) -> Iterator[Change]:
    """Models that the weights are made or distilled from, where they were not before, or are not any more."""
    before, after = (
        {one.url: one for part in report.components for one in (*part.teachers, *part.bases)}
        for report in (base, now)
    )
    taught = {one.url for part in (*base.components, *now.components) for one in part.teachers}
    for name, one in (before | after).items():
        if (name in before) != (name in after):
            came = name in after
            yield Change(
                id="base-model",
                title=name,
                before="not named" if came else "named",
                after=(_TAUGHT if name in taught else _MADE) if came else "not named",
                worse=False,
                mark="changed",
                path=one.path,
                line=one.line,
            )


def _rules(base: Report, now: Report) -> Iterator[Change]:
    """What the manifest asks of a check otherwise than before; it counts from the next change on."""
    before, after = dict(base.rules), dict(now.rules)
    for key in dict.fromkeys((*before, *after)):
        was, is_ = before.get(key, "not said"), after.get(key, "not said")
        if was != is_:
            yield Change(
                id="rules", title=key, before=was, after=is_, worse=False, mark="changed", path="osaid.toml"
            )
