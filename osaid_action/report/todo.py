"""What to do next, from a report: the same advice once, and first what can't be mended later. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..escape import shown
from ..model import COMPONENTS, Component
from . import advice
from .advice import Advice
from .words import MARKS, place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import Item, Report

#: What is out can't be called back: terms of the weights, the weights, what only those know who made the
#: data, then code; a license and a description's terms can be added at any time.
_ORDER = ("T-P", "P1", "D2", "D3", "D1", "C2", "C6", "C5", "C1", "C3", "C4", "T-C", "T-D")
_SETTLED = {"met", "not-used"}
_LACKING = {"unmet", "partial"}
_FREEDOMS = ("use", "study", "modify", "share")


class Head(NamedTuple):
    """Items of one step that stand alike for the same reason."""

    status: str
    items: tuple[Item, ...]
    why: str

    @property
    def mark(self) -> str:
        """The mark of their status."""
        return MARKS[self.status]

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Each item with what it asks for; "" for terms, of which the reason says whose they are."""
        return tuple((item.id, "" if item.id.startswith("T-") else item.short) for item in self.items)


class Step(NamedTuple):
    """One thing to do, with the items that it settles."""

    items: tuple[Item, ...]
    advice: Advice

    @property
    def heads(self) -> tuple[Head, ...]:
        """The items, those together that stand alike."""
        alike: dict[tuple[str, str], list[Item]] = {}
        for item in self.items:
            alike.setdefault((item.status, _why(item)), []).append(item)
        return tuple(Head(status, tuple(items), why) for (status, why), items in alike.items())

    @property
    def code(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """(what leads to them, language, lines to copy): the commands, then what osaid.toml is to say."""
        commands = tuple(" ".join(advice.typed(command)) for command in self.advice.commands)
        both = ((self.advice.words, "sh", commands), (self.advice.otherwise, "toml", self.advice.lines))
        return tuple((shown(words), language, lines) for words, language, lines in both if words)

    @property
    def told(self) -> str:
        """The step in one line."""
        return " ".join(f"{words} {'; '.join(lines)}".strip() for words, _, lines in self.code)


def steps(report: Report, ids: Iterable[str] | None = None) -> tuple[Step, ...]:
    """The steps for all items that are asked for and not met. ids: for these items alone."""
    # A report that was received tells of items alone.
    parts = {name: Component(id=name, here="missing") for name in COMPONENTS}
    parts |= {part.id: part for part in report.components}
    seen = advice.Seen(report, {item.id: item for item in report.items}, parts)
    wanted = set(seen.items if ids is None else ids)
    open_ = [i for i in report.items if i.required and i.status not in _SETTLED and i.id in wanted]
    groups: dict[str, list[tuple[Item, Advice]]] = {}
    for item in sorted(open_, key=_rank):
        one = advice.of(seen, item)
        groups.setdefault(one.words or one.otherwise, []).append((item, one))
    made = [_step(group) for group in groups.values()]
    made.sort(key=lambda step: all(item.status == "waived" for item in step.items))
    return tuple(_one_table(made, there=any(part.not_used for part in report.components)))


def _one_table(made: Iterable[Step], *, there: bool) -> Iterator[Step]:
    """The steps with one head of a table, which a manifest can't have twice. there: it has it already."""
    for one in made:
        head, *lines = one.advice.lines or ("",)
        if head != advice.NOT_USED:
            yield one
        elif there:
            under = f"Or, where none was used, under {head} in osaid.toml:"
            yield one._replace(advice=one.advice._replace(otherwise=under, lines=tuple(lines)))
        else:
            there = True
            yield one


def freedoms(report: Report) -> str:
    """What falls with all that is missing, in a sentence; "" when nothing is."""
    lacking = [item for item in report.items if item.required and item.status in _LACKING]
    fallen = [freedom for freedom in _FREEDOMS if any(freedom in item.freedoms for item in lacking)]
    if not fallen:
        return ""
    marks = " or ".join(
        MARKS[status] for status in ("unmet", "partial") if any(i.status == status for i in lacking)
    )
    words = " and ".join(filter(None, (", ".join(fallen[:-1]), fallen[-1])))
    return f"Without what is marked {marks} nobody is free to {words} the system."


def _step(group: list[tuple[Item, Advice]]) -> Step:
    """Items with the same advice: what leads to it once, every command and line once."""
    items, given = zip(*group, strict=True)
    commands = dict.fromkeys(command for one in given for command in one.commands)
    # What closes a step closes it once, after all the others.
    longest = max((one.commands for one in given), key=len)
    last = longest[-1:] if len(longest) > 1 else ()
    ordered = tuple(command for command in commands if command not in last) + last
    lines = tuple(dict.fromkeys(line for one in given for line in one.lines))
    otherwise = next((one.otherwise for one in given if one.otherwise), "")
    return Step(tuple(items), Advice(given[0].words, ordered, otherwise, lines))


def _rank(item: Item) -> int:
    # Terms that have nothing to cover come with what is not there.
    moot = item.status == "unknown" and item.id in advice.THING_OF
    name = advice.THING_OF[item.id] if moot else item.id
    return 2 * _ORDER.index(name) + moot if name in _ORDER else 2 * len(_ORDER)


def _why(item: Item) -> str:
    """Why it is not met, in a sentence without its full stop."""
    if item.status == "external" and item.evidence and not item.id.startswith("T-"):
        # The place itself stands in the command.
        return f"pointed to at {place(item.evidence[0])}; not verified"
    return shown(item.why).rstrip(". ")
