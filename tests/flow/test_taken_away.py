"""Take away each read in turn: no item may get better by it, nor worse than unknown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from systems import whole

from osaid_action.flow import exits, recall
from osaid_action.flow.examine import examine
from osaid_action.judgment import gate
from osaid_action.repository.blob import Blob
from osaid_action.repository.listing import Entry
from osaid_action.repository.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from osaid_action.model import Report

CASES = Path(__file__).parents[1] / "cases"
TODAY = "2026-11-27"
_MOST_FILES, _EACH = 12, 2
#: What may become of an item when less can be read.
_OPEN = {"unknown", "external"}


class Held(Tree):
    """Files in memory, of which some can't be read."""

    def __init__(self, files: dict[str, bytes], without: frozenset[str] = frozenset()) -> None:
        super().__init__("tree", map(Entry, files))
        self._files, self._without = files, without

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        for entry in entries:
            data = self._files[entry.path]
            gone = entry.path in self._without
            yield Blob(None, None, "not in this clone") if gone else Blob(data[:limit], len(data))

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        return [None if e.path in self._without else len(self._files[e.path]) for e in entries]


def _trees() -> Iterator[tuple[str, dict[str, bytes]]]:
    """The whole system without its manifest, and the first few small trees of each kind of component."""
    system = {name: text if isinstance(text, bytes) else text.encode() for name, text in whole().items()}
    yield "whole", {name: data for name, data in system.items() if name != "osaid.toml"}
    for component in sorted(path for path in CASES.iterdir() if path.name not in {"subject", "license"}):
        small = (
            tree for tree in sorted(component.glob("*/*/tree")) if tree.parts[-3] in {"found", "partial"}
        )
        taken = 0
        for tree in small:
            paths = [path for path in sorted(tree.rglob("*")) if path.is_file() and not path.is_symlink()]
            if 1 < len(paths) <= _MOST_FILES and taken < _EACH:
                taken += 1
                files = {path.relative_to(tree).as_posix(): path.read_bytes() for path in paths}
                yield tree.parent.relative_to(CASES).as_posix(), files


TREES = dict(_trees())


def _items(report: Report) -> dict[str, str]:
    """Statuses by item."""
    return {item.id: item.status for item in report.items}


@pytest.mark.parametrize("name", TREES)
def test_no_item_gets_better_or_worse_than_unknown(name: str) -> None:
    files = TREES[name]
    whole_report = examine(Held(files), today=TODAY)
    before = _items(whole_report)
    wrong = []
    for path in files:
        report = examine(Held(files, frozenset({path})), today=TODAY)
        wrong += [
            (path, item, before[item], status)
            for item, status in _items(report).items()
            if status != before[item] and status not in _OPEN
        ]
        if report.subject != whole_report.subject and report.subject_certain:
            wrong.append((path, "subject", whole_report.subject, report.subject))
    assert not wrong


@pytest.mark.parametrize("name", TREES)
def test_without_any_blob_nothing_is_judged(name: str) -> None:
    files = TREES[name]
    report = examine(Held(files, frozenset(files)), today=TODAY)
    before = _items(examine(Held(files), today=TODAY))
    told = {item: status for item, status in _items(report).items() if status not in _OPEN}
    assert told.items() <= before.items()  # by the names of files alone
    assert not report.gate.passed
    assert exits.of_gate(report) != exits.OK
    if any(path.endswith((".py", ".md")) for path in files):
        assert (report.result, exits.of_gate(report)) == ("undetermined", exits.COULD_NOT)


@pytest.mark.parametrize("name", TREES)
def test_no_release_passes_unjudged_because_less_could_be_read(name: str) -> None:
    """One file less, or all of them: what was judged is judged, or it is said that nothing could be."""
    files = TREES[name]
    before = examine(Held(files), today=TODAY, fail_on="terms")
    for gone in (*(frozenset({path}) for path in files), frozenset(files)):
        tree = Held(files, gone)
        report = examine(tree, today=TODAY, fail_on="terms")
        now = recall.against(before, report, Held(files), tree)
        assert now.delta is not None
        assert not now.vacuous or before.vacuous, gone
        assert not now.vacuous or gone != frozenset(files), "nothing of it was read"
        same = (before.subject, before.subject_certain) == (now.subject, now.subject_certain)
        both = before.judged and now.judged  # then it is one thing, whatever is likeliest
        assert same or both or any(change.id == "subject" for change in now.delta.changes)
        if now.unjudged:
            assert exits.of_gate(now) == exits.COULD_NOT
            assert not gate.again(now, require=("subject",)).gate.passed
