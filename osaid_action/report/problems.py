"""What a report finds wrong, as one list of rows: annotations, SARIF and code quality are made from it."""

from __future__ import annotations

import hashlib
import posixpath
from typing import TYPE_CHECKING, NamedTuple

from ..definition import load
from ..escape import shown
from ..judgment.explain import explain
from ..model import Change, Evidence, Item, Report
from .todo import steps
from .words import SETTLES, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

LEVELS = ("error", "warning", "note")
_LEVEL = {
    "unmet": "error",
    "partial": "warning",
    "external": "note",
    "unknown": "note",
    "needs-review": "note",
}
_LEVEL_OF_CLAIM = {"declaration": "error", "waiver": "error", "question": "note"}
#: Where what can't be seen is declared: the place to mend an item of which nothing is here.
MANIFEST = "osaid.toml"


class Rule(NamedTuple):
    """One kind of problem. Its id never changes its meaning."""

    id: str
    title: str
    text: str
    fix: str


class Row(NamedTuple):
    """One problem at the place where it can be mended.

    path: relative to the root of the repository, or "" when it lies outside of it.
    fails: the gate is not met because of it. worse: it is new against the base.
    fingerprint: the same in the next run, wherever the line has moved to.
    """

    rule: str
    level: str
    message: str
    path: str
    line: int | None
    fix: str
    fails: bool
    worse: bool
    fingerprint: str

    @property
    def told(self) -> str:
        """The problem with what mends it."""
        return f"{self.message}. {self.fix}" if self.fix else self.message


def rules() -> list[Rule]:
    """Every kind of problem, in the order of the Definition."""
    items = [
        Rule(item.id, item.title, (explain(item.id) or "").rstrip(), item.fix)
        for item in load().items
        if item.required
    ]
    terms = "A license text is not what it was in the commit that was compared with."
    manifest = "The manifest says what is not so, or a waiver in it has ended."
    return [
        *items,
        Rule(
            "subject",
            "A release that is not judged any more",
            "What the repository is changed, so that nothing is judged that was.",
            sentence(SETTLES),
        ),
        Rule("license", "Terms that got worse", terms, "Restore the license text, or say why it changed."),
        Rule(
            "manifest",
            "Manifest that does not hold",
            manifest,
            "Correct osaid.toml, or bring back what it names.",
        ),
    ]


def rows(report: Report, folder: str = "") -> list[Row]:
    """The problems of a report. folder: where in the repository the checked folder is."""
    if report.result == "not-applicable" and report.delta is None:
        return []
    found = [*_changes(report, folder), *_items(report, folder), *_manifest(report, folder)]
    return sorted(found, key=lambda row: (not row.fails, not row.worse, LEVELS.index(row.level)))


def _items(report: Report, folder: str) -> Iterator[Row]:
    if report.result == "not-applicable":
        return
    told = {item.id: step.told for item in report.items for step in steps(report, [item.id])}
    worse = {c.id: c for c in report.delta.changes if c.worse} if report.delta else {}
    for item in report.items:
        level = _LEVEL.get(item.status)
        if level is None or not item.required:
            continue
        where = _where(item, worse.get(item.id))
        yield _row(
            folder,
            rule=item.id,
            level=level,
            message=f"{item.title}: {item.why}".rstrip(". "),
            where=where,
            fix=told[item.id],
            fails=any(
                reason.removeprefix("made worse: ").startswith(f"{item.id} {item.title}:")
                for reason in report.gate.reasons
            ),
            worse=item.id in worse,
            mark=item.id,
        )


def _where(item: Item, change: Change | None) -> Evidence:
    """The place where an item got worse, else where it is mended: what was seen of it, or the manifest."""
    if change is not None and change.path:
        return Evidence(path=change.path, line=change.line, why="")
    return item.evidence[0] if item.evidence else Evidence(path=MANIFEST, why="")


def _changes(report: Report, folder: str) -> Iterator[Row]:
    """What got worse and is neither an item that is not met nor a claim: those have rows of their own."""
    apart = {item.id for item in report.items if item.status in _LEVEL and item.required} | {"manifest"}
    for change in report.delta.changes if report.delta else ():
        if not change.worse or change.id in apart:
            continue
        message = f"{change.title}: was {change.before}, now {change.after}"
        yield _row(
            folder,
            rule="license" if change.id == "terms" else change.id,
            level="error",
            message=message,
            where=Evidence(path=change.path or MANIFEST, line=change.line or 1, why=""),
            fix=sentence(SETTLES) if change.id == "subject" else "",
            fails=f"made worse: {change.id} {message}" in report.gate.reasons,
            worse=True,
            mark=f"{change.id} {change.path}",
        )


def _manifest(report: Report, folder: str) -> Iterator[Row]:
    worse = (
        {c.title for c in report.delta.changes if c.worse and c.id == "manifest"} if report.delta else set()
    )
    for problem in report.problems:
        yield _row(
            folder,
            rule="manifest",
            level=_LEVEL_OF_CLAIM.get(problem.kind, "warning"),
            message=problem.message,
            where=Evidence(path=problem.where or MANIFEST, line=problem.line, why=""),
            fix="",
            fails=any(problem.message in reason for reason in report.gate.reasons),
            worse=problem.message in worse,
            mark=f"manifest {problem.message}",
        )


def _row(
    folder: str,
    *,
    rule: str,
    level: str,
    message: str,
    where: Evidence,
    fix: str,
    fails: bool,
    worse: bool,
    mark: str,
) -> Row:
    path = posixpath.normpath(posixpath.join(folder, where.path)) if where.path else ""
    if path.startswith(("../", "/")) or path in {".", ".."}:
        path = ""
    key = f"{posixpath.normpath(folder)}\0{mark}".encode("utf-8", "surrogateescape")
    return Row(
        rule=rule,
        level=level,
        message=shown(message),
        path=path,
        line=where.line,
        fix=shown(fix),
        fails=fails,
        worse=worse,
        fingerprint=hashlib.sha256(key).hexdigest(),
    )
