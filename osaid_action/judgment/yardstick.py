"""How a system stands by a yardstick other than the Definition. Pure.

The same evidence, terms and declarations count; waivers and the policy, which are the Definition's, do not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..addresses import spell
from ..definition import load as definition
from ..licenses import judge
from ..licenses.expression import consists_of
from ..model import ANSWERS, INFORMATIONAL, LISTED, Answer, DataList, Measured
from ..patterns import lazy
from ..yardsticks import load
from . import description, listing, terms, things
from .data_list import kind
from .grounds import made_from, may_be_elsewhere, owed, some_of, taught_by
from .verdict import LACKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ..model import Component, DataEntry, Dataset, Evidence, Manifest, Reference
    from ..yardsticks import Ask, Label, Yardstick

#: Cards, what each is beside, and the kinds of places that have such cards of their own.
_CARDS = {
    "model-card": ("weights", frozenset({"hf-model", "hf-home", "ms-model"})),
    "data-documentation": ("dataset", frozenset({"hf-dataset", "ms-dataset"})),
}
#: (state, why, doubt)
_Said = tuple[str, str, str]
_STATES = {"met": "met", "not-used": "met", "unmet": "lacking", "partial": "lacking"}
_OPEN = {"osi-approved", "open"}
_MOST_EVIDENCE, _MOST_REASONS = 2, 3
_UNREAD = "declared elsewhere; not verified"
_OUTPUTS = "whose terms may bind what was trained on its outputs"


def measure(
    yardstick: Yardstick,
    components: Iterable[Component],
    manifest: Manifest,
    data: DataList | None = None,
) -> Measured:
    """The answers to all that a yardstick asks for."""
    by_id = {component.id: component for component in components}
    facts = _Facts(yardstick, by_id, manifest, data or DataList())
    return Measured(yardstick=yardstick.id, answers=tuple(map(facts.answer, yardstick.asks)))


def bounds(measured: Measured) -> tuple[Label | None, Label | None]:
    """The label whose every ask is met, and the highest that may yet be; None is no label."""
    states = {answer.id: answer.state for answer in measured.answers}
    found = []
    for good in ({"met"}, {"met", "unknown"}):
        labels = load(measured.yardstick).labels
        found.append(next((one for one in labels if all(states[ask] in good for ask in one.asks)), None))
    return found[0], found[1]


def above(measured: Measured) -> Label | None:
    """The next label above the highest that may be; None at the top."""
    labels = load(measured.yardstick).labels
    highest = bounds(measured)[1]
    at = labels.index(highest) if highest else len(labels)
    return labels[at - 1] if at else None


def keeping_from(measured: Measured, label: Label, state: str) -> list[Answer]:
    """The answers in a state among what a label asks for."""
    return [answer for answer in measured.answers if answer.id in label.asks and answer.state == state]


def worst(family: Iterable[tuple[Measured, ...]]) -> tuple[Measured, ...]:
    """By each yardstick the measure of the model that stands worst."""

    def depth(one: Measured) -> tuple[int, ...]:
        labels = load(one.yardstick).labels
        places = [labels.index(label) if label else len(labels) for label in bounds(one)]
        return (*places, sum(ANSWERS.index(answer.state) for answer in one.answers))

    return tuple(max(rows, key=depth) for rows in zip(*family, strict=True))


class _Facts:
    """What is known of one system, asked one thing after another."""

    def __init__(
        self, yardstick: Yardstick, by_id: Mapping[str, Component], manifest: Manifest, data: DataList
    ) -> None:
        self._yardstick = yardstick
        self._by_id = by_id
        self._manifest = manifest
        self._data = data
        self._bases = owed(by_id)

    def answer(self, ask: Ask) -> Answer:
        """The answer to one ask."""
        parts = [self._by_id[name] for name in ask.components]
        state, why, doubt = _WAYS[ask.kind](self, ask)
        seen = terms.evidence(parts) if ask.kind in {"stated", "open", "free"} else self._seen(ask, parts)
        return Answer(id=ask.id, state=state, why=why, doubt=doubt, evidence=seen[:_MOST_EVIDENCE])

    def _seen(self, ask: Ask, parts: list[Component]) -> tuple[Evidence, ...]:
        if ask.kind in {"thing", "information", "released"}:
            return tuple(e for part in parts for e in part.evidence[:1])
        return tuple(row.evidence[0] for row in self._data.rows if row.evidence and ask.components)

    def _asked(self, _: Ask) -> _Said:
        """What no file can tell."""
        return "unknown", "for a lawyer", ""

    # ------------------------------------------------------------------ things

    def _thing(self, ask: Ask) -> _Said:
        """The first component, and what it needs: that may come from elsewhere, where it is not seen."""
        main = ask.components[0]
        status, why = self._status(main)
        state = _STATES.get(status, "unknown")
        if state == "met" and self._bases and main == "training-code":
            return "unknown", f"{made_from(self._bases)}, whose code is owed as well", ""
        if state != "met":
            return state, why, ""
        for name in ask.needs:
            part = self._by_id[name]
            status, why = self._status(name)
            if _STATES.get(status) != "met" and not _unneeded(part):
                return "unknown", f"{definition().components[name].title.lower()}: {why}", ""
        return "met", "", ""

    def _status(self, component: str) -> tuple[str, str]:
        asked = next(
            item for item in definition().items if item.components[0] == component and not item.terms
        )
        # By itself: the Definition asks for settings beside training code.
        status, why, _ = things.status(asked._replace(id="", components=(component,)), self._by_id)
        return status, why

    def _informed(self, ask: Ask) -> _Said:
        """Whether something informs, by the best of several components."""
        return _best(self._information(self._by_id[name]) for name in ask.components)

    def _information(self, part: Component) -> _Said:
        name = definition().components[part.id].title.lower()
        if part.standing == "found":
            return "met", name, ""
        if part.standing == "partial":
            seen = part.evidence[0].why if part.evidence else "a part"
            return "unknown", f"{name}: {seen}; whether that is enough is for a person to judge", ""
        if part.standing == "unreadable" or part.unread or may_be_elsewhere(part) or part.references:
            return "unknown", f"{name}: not read", ""
        if part.id in INFORMATIONAL:  # only files with plain names are seen
            return "unknown", f"{name}: not seen; osaid.toml can say where it is", ""
        if place := self._beside(part):
            return "unknown", f"{name}: none here; {spell(place)} may have one", ""
        return "lacking", f"{name}: looked for, not found", ""

    def _beside(self, part: Component) -> Reference | None:
        """The place elsewhere that has a card of its own for what a card is asked of."""
        of, kinds = _CARDS.get(part.id, ("weights", frozenset()))
        return next((one for one in self._by_id[of].references if one.kind in kinds), None)

    # ------------------------------------------------------------------ terms

    def _released(self, ask: Ask) -> _Said:
        """Whether one of the components is there, under terms that the yardstick's own list has as well."""
        return _best(self._released_one(self._by_id[name], ask) for name in ask.components)

    def _released_one(self, part: Component, ask: Ask) -> _Said:
        state, why, _ = self._information(part)
        if state != "met":
            return state, why, ""
        if part.terms is None:
            return "lacking", f"{part.id}: no license", ""
        said = self._of_one(part, ask)
        name = part.terms.expression or ""
        if said[0] == "met" and not consists_of(name, self._yardstick.licenses):
            return (
                "unknown",
                f"{part.id}: {name}: open by osaid's lists, not by the Model Openness Tool's",
                "",
            )
        return said

    def _terms(self, ask: Ask) -> _Said:
        """Whether terms are stated, or keep the freedoms, by the worst of the components."""
        parts = [self._by_id[name] for name in ask.components]
        covered = [part for part in parts if part.terms is not None]
        if not covered:
            return "unknown", "there is nothing here that terms could cover", ""
        answers = [self._of_one(part, ask) for part in covered]
        return max(answers, key=lambda answer: (ANSWERS.index(answer[0]), bool(answer[2])))

    def _of_one(self, part: Component, ask: Ask) -> _Said:
        covering = part.terms
        assert covering is not None
        name = covering.expression or "no license"
        judged = covering.judged or covering.verdict
        if covering.unread or covering.assumed:
            return (
                "unknown",
                f"{part.id}: {covering.why if covering.unread else f'{name} by {covering.why}'}",
                "",
            )
        if judged == "none":
            return "lacking", f"{part.id}: {covering.why}", ""
        if ask.kind == "stated":
            return "met", name, ""
        if judged == "restricted" and ask.kind == "free":
            why = f"{part.id}: {name}: {covering.why}; whether that disqualifies is for a lawyer"
            return "unknown", why, ""
        if judged == "restricted":
            return "lacking", f"{part.id}: {name}: {covering.why}", ""
        if judged not in _OPEN or covering.verdict == "conflict":
            return "unknown", f"{part.id}: {name}: not established, {covering.why}", ""
        return self._open(part, name, judged == "open" and ask.kind == "open")

    def _open(self, part: Component, name: str, unlisted: bool) -> _Said:
        """Of terms that keep the freedoms: whether they are an open source license, and bind alone."""
        if part.id != "weights":
            if unlisted:
                return "unknown", f"{part.id}: {name} keeps the freedoms, but is not on the OSI's list", ""
            return "met", name, ""
        if bases := owed(self._by_id, terms=True):
            return "unknown", f"weights: {name}; {made_from(bases)}, whose terms bind as well", ""
        doubts = [f"{name} keeps the freedoms, but is not on the OSI's list"] if unlisted else []
        if teachers := taught_by(self._by_id):
            doubts.append(f"{made_from(teachers, 'distilled')}, {_OUTPUTS}")
        return "met", name, "; ".join(doubts)

    # ------------------------------------------------------------------ training data

    def _shared(self, ask: Ask) -> _Said:
        """Whether all training data are shared or, where that is asked, a reason stands for what is not."""
        status, why, _ = listing.status("D2", self._by_id, self._manifest, self._data)
        if self._manifest.data is None:
            return self._by_documents(ask, status, why)
        rows = self._data.rows[: len(self._manifest.data)]
        said = [self._of_data(row, entry, ask) for row, entry in zip(rows, self._manifest.data, strict=True)]
        excused = any(
            row.reason and one[:1] + one[2:] != ("met", "") for row, one in zip(rows, said, strict=True)
        )
        if status in LACKING:
            said.append(("lacking", why, ""))
        elif status != "met":
            said.append(("unknown", why, ""))
        if self._bases:
            said.append(("unknown", f"{made_from(self._bases)}, whose training data are owed as well", ""))
        if ask.kind == "data" and excused:
            said.append(self._described())
        return _together(said) if said else ("met", "listed: no training data", "")

    def _by_documents(self, ask: Ask, status: str, why: str) -> _Said:
        """What documents tell: no list of theirs is said to be whole, and no reason of theirs is read."""
        kept = [row for row in self._data.rows if kind(row) in {"obtainable", "unshareable"}]
        if ask.kind == "all-data" and kept:
            named = some_of([f"{row.name} ({row.access})" for row in kept])
            return "lacking", f"not open to all: {named}", ""
        if status in LACKING and self._by_id["dataset"].standing in {"missing", "partial"}:
            return "lacking", why, ""
        if status in {"external", "unknown"}:
            return "unknown", why, ""
        return "unknown", "no list in osaid.toml says of all training data how they can be had", ""

    def _of_data(self, row: Dataset, entry: DataEntry, ask: Ask) -> _Said:
        """Whether one body of training data is shared, or why it can't be."""
        verdict = judge(row.license).verdict if row.license else ""
        if row.declared == "open" and verdict in _OPEN:
            return self._there(entry, f"{row.name}: {row.license}")
        if row.declared == "open" and verdict != "restricted":
            return "unknown", f"{row.name}: {row.license or 'no license'}: not established", ""
        if row.declared == "public" and verdict in _OPEN and not row.reason:
            return "unknown", f"{row.name}: listed as public under {row.license}, not as open", ""
        how = f"{row.license}, which takes a freedom away" if row.declared == "open" else row.declared
        if ask.kind == "all-data":
            return "lacking", f"{row.name}: {how}", ""
        return self._reasoned(row, how)

    def _there(self, entry: DataEntry, said: str) -> _Said:
        """Whether open data are where the manifest says, as far as somebody can look there."""
        known = {reference.url: reference.state for reference in self._by_id["dataset"].references}
        states = {known.get(place.url, place.state) for place in entry.places if place.kind in LISTED}
        if not states:
            return "met", said, f"that {entry.name} can be had is the project's own word"
        if "verified" in states:
            return "met", said, ""
        gone = states == {"gone"}
        return (
            ("lacking", f"{said}, gone from where it was", "")
            if gone
            else ("unknown", f"{said}, {_UNREAD}", "")
        )

    def _reasoned(self, row: Dataset, how: str) -> _Said:
        if not row.reason:
            return "lacking", f"{row.name}: {how}, and no reason says why it can't be shared", ""
        text = row.reason.lower()
        good = _pattern(self._yardstick.counts).search(text)
        money = _pattern(self._yardstick.counts_not).search(text)
        quoted = f"{row.name}: {how}, “{row.reason}”"
        if money and not good:
            return "lacking", f"{quoted}: no legal or technical reason", ""
        if not good or money or _DENIED.search(text):
            return (
                "unknown",
                f"{quoted}: whether that is a legal or technical reason is for a person to judge",
                "",
            )
        return "met", quoted, f"the reason why {row.name} can't be shared is the project's own"

    def _described(self) -> _Said:
        """Data that can't be shared are to be described instead."""
        status, why, _ = description.status(self._by_id["data-documentation"], self._manifest.review)
        said = f"data information: {why}"
        if status == "needs-review":
            return "met", said, "whether the description of the data is enough is for a person to judge"
        return _STATES.get(status, "unknown"), said, ""


#: How each kind of ask is answered.
_WAYS: dict[str, Callable[[_Facts, Ask], _Said]] = {
    "thing": _Facts._thing,
    "information": _Facts._informed,
    "stated": _Facts._terms,
    "open": _Facts._terms,
    "free": _Facts._terms,
    "data": _Facts._shared,
    "all-data": _Facts._shared,
    "released": _Facts._released,
    "asked": _Facts._asked,
}
#: Somebody says that there is no such reason.
_DENIED = lazy(r"\b(?:no|not|without|nor)\s{1,9}(?:legal|technical)")


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of some words, one with a star being a beginning."""
    ways = (re.escape(word.rstrip("*")) + ("" if word.endswith("*") else r"(?!\w)") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})")


def _unneeded(part: Component) -> bool:
    """True of what a system has only where it uses such a thing, when nothing shows that it does."""
    optional = any(item.if_used and part.id in item.components for item in definition().items)
    shown = part.standing != "missing" or part.declared or part.unread or part.uses or part.references
    return optional and not shown


def _best(said: Iterable[_Said]) -> _Said:
    """The best of some answers."""
    return min(said, key=lambda one: ANSWERS.index(one[0]))


def _together(said: list[_Said]) -> _Said:
    """The worst of some answers, with what makes it so."""
    state = max((one[0] for one in said), key=ANSWERS.index)
    whys = dict.fromkeys(why for one, why, _ in said if one == state and why)
    doubts = dict.fromkeys(doubt for *_, doubt in said if doubt)
    return state, _some(list(whys)), _some(list(doubts)) if state == "met" else ""


def _some(rows: list[str]) -> str:
    more = f"; and {len(rows) - _MOST_REASONS} more" if len(rows) > _MOST_REASONS else ""
    return "; ".join(rows[:_MOST_REASONS]) + more
