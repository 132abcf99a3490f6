"""What changed between the report of a base and the report of now. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import HERE_ORDER, STANDING, Change, Delta, License, Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Component, Item


def compare(base: Report, now: Report) -> Delta:
    """What the tree is, where that differs; items, licenses; and declarations that broke."""
    changes = list(_subject(base, now))
    # What was not the release of an AI system had nothing that could get worse.
    owed = base.result != "not-applicable"
    before = {item.id: item for item in base.items}
    for item in now.items:
        old = before[item.id]
        if item.status == old.status:
            continue
        path = (item.evidence or old.evidence)[0].path if item.evidence or old.evidence else ""
        if STANDING[item.status] < STANDING[old.status] and old.evidence:
            path = old.evidence[0].path
        lower = STANDING[item.status] < STANDING[old.status] or _lost(old, item, now)
        unsettled = _unsettled(item, base, now)
        worse = lower and (item.required or item.status == "unmet") and owed and not unsettled
        changes.append(
            Change(
                id=item.id,
                title=item.title,
                before=old.status,
                after=item.status,
                worse=worse,
                path=path,
                unsettled=unsettled,
            )
        )
    was = {row.path: row for row in _texts(base)}
    for row in _texts(now):
        old_row = was.get(row.path)
        if old_row is not None and (old_row.expression, old_row.verdict) != (row.expression, row.verdict):
            changes.append(
                Change(
                    id="license",
                    title=f"Terms in {row.path}",
                    before=f"{old_row.expression or 'unknown'} ({old_row.verdict})",
                    after=f"{row.expression or 'unknown'} ({row.verdict})",
                    worse=owed and _openness(row.verdict) < _openness(old_row.verdict),
                    path=row.path,
                )
            )
    known = {problem.message for problem in base.problems}
    changes += [
        Change(
            id="manifest",
            title=problem.message,
            before="held",
            after="broken",
            worse=True,
            path=problem.where,
        )
        for problem in now.problems
        if problem.message not in known and problem.kind in {"declaration", "waiver"}
    ]
    return Delta(
        base=base.target.commit or "",
        result_before=base.result,
        result_after=now.result,
        changes=tuple(changes),
    )


def _parts(item: Item, report: Report) -> list[Component]:
    """The components that an item rests on."""
    return [part for part in report.components if part.id in item.components]


def _unsettled(item: Item, base: Report, now: Report) -> bool:
    """True where only a look elsewhere can tell: the change wrote the words of the lock, and took nothing."""
    parts = _parts(item, now)
    if item.status not in {"external", "unknown"} or not any(part.doubted for part in parts):
        return False
    was = {part.id: HERE_ORDER.index(part.here) for part in base.components}
    return all(HERE_ORDER.index(part.here) >= was[part.id] for part in parts)


def _lost(old: Item, item: Item, now: Report) -> bool:
    """True where a part is gone: all was read, and it is only asked now whether such a thing was used."""
    parts = _parts(item, now)
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
        yield Change(id="subject", title="What this is", before=before, after=after, worse=worse)


def _kind(report: Report) -> str:
    """What a report is on, in words, with whether that is certain and could be judged."""
    doubt = "" if report.subject_certain else " (not certain)"
    return report.subject + (" (nothing could be judged)" if report.unjudged else doubt)


def _texts(report: Report) -> list[License]:
    """License texts, one a file; what sentences state shows in the items they bear on."""
    return [row for row in report.licenses if row.state not in {"stated", "badge"}]


def _openness(verdict: str) -> int:
    return ("restricted", "none", "conflict", "undetermined", "open", "osi-approved").index(verdict)
