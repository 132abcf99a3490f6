"""What every form of a report says in the same words: the headline, marks, places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..escape import shown
from ..judgment import yardstick
from ..model import INFORMATIONAL, STANDING, WRITTEN
from ..patterns import lazy
from ..yardsticks import TOLD, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model import (
        Answer,
        Change,
        Component,
        Dataset,
        Evidence,
        Gate,
        Item,
        Measured,
        ModelResult,
        Place,
        Problem,
        Reference,
        Report,
    )
    from ..yardsticks import Label

#: What tells one file from all others tells a reader nothing.
_DIGEST = lazy(r"\b([0-9a-f]{8})[0-9a-f]{32,}\b")
_EMPHASIS = lazy(r"\*{1,3}|`{1,3}|__")

ELEMENTS = (("data", "Data information"), ("code", "Code"), ("parameters", "Parameters"))
MARKS = {
    "met": "✓",
    "not-used": "✓",
    "waived": "~",
    "needs-review": "?",
    "external": "→",
    "unknown": "?",
    "partial": "◐",
    "unmet": "✗",
}
LEGEND = {
    "met": "met",
    "not-used": "not used",
    "partial": "in part",
    "unmet": "not met",
    "external": "elsewhere, not verified",
    "needs-review": "to judge",
    "unknown": "not established",
    "waived": "waived",
}
_COUNTED = (
    ("unmet", "not met"),
    ("partial", "in part"),
    ("external", "elsewhere and not verified"),
    ("unknown", "could not be established"),
    ("needs-review", "for a person to judge"),
    ("waived", "waived"),
)
#: Answers to what a yardstick asks for, and what follows for a label.
_ANSWERED = {"met": ("✓", "there"), "unknown": ("?", "not established"), "lacking": ("✗", "lacking")}
_LABELED = {"met": "fits", "unknown": "can't be told", "lacking": "does not fit"}
#: A loss, a gain, or neither.
ARROWS = {"worse": "▼", "better": "▲", "changed": "•"}
#: Changes that are themselves what others follow from.
_CAUSES = {"license", "manifest"}
NOTICE = "What was seen at this commit, not a certification: the OSI certifies nobody."
NOTICE_OF_MANY = NOTICE.replace("this commit", "the commit of each")
#: What settles what a repository is.
SETTLES = 'say which it is in osaid.toml: subject = "model", or "none"'
#: A share in percent from which on it is told what else a release may be.
CLOSE = 10
#: Systems below that are named in a line.
_MOST_SYSTEMS = 5
_KINDS = {
    "library": "a library, not the release of an AI system",
    "dataset": "a dataset, not the release of an AI system",
    "consumer": "a client of AI models, not the release of one",
    "none": "not an AI system: nothing to check",
}


#: Verdicts on terms that no policy accepts, in the words of the headline.
_BAD_TERMS = {"restricted": "restricted", "none": "not stated"}


def headline(report: Report) -> str:
    """The result in one line of plain words, without its name."""
    if report.result == "not-applicable":
        return _KINDS.get(report.subject, "not the release of an AI system")
    good, required = met(report)
    rest = [] if report.result == "complete" else _open(item for item in report.items if item.required)
    return ", ".join([f"{good} of {required} required items met", *rest])


def met(report: Report) -> tuple[int, int]:
    """How many of the required items are met, and how many there are."""
    statuses = [item.status for item in report.items if item.required]
    return sum(status in {"met", "not-used"} for status in statuses), len(statuses)


def of_models(report: Report) -> Iterator[tuple[ModelResult, list[Item]]]:
    """The models of a family, each with the required items in which another stands better."""
    best = [max(rows, key=_standing) for rows in zip(*(model.items for model in report.models), strict=True)]
    for model in report.models:
        pairs = zip(model.items, best, strict=True)
        yield model, [item for item, other in pairs if item.required and _standing(item) < _standing(other)]


def _standing(item: Item) -> int:
    return STANDING[item.status]


def outcome(report: Report) -> str:
    """The name of the result; one of terms says what is wrong with them, a complete one what is open."""
    if report.result == "terms":
        return f"terms, {' and '.join(_of_terms(report))}"
    rest = _open([item for item in report.items if item.required])
    if report.result != "complete" or not rest:
        return report.result
    return f"complete, with {' and '.join(rest)}"


def _of_terms(report: Report) -> list[str]:
    """What keeps the terms from being acceptable; restricted ones and one file to read are far apart."""
    bad = [
        item for item in report.items if item.required and item.id.startswith("T-") and item.status == "unmet"
    ]
    if not bad:
        return ["for a person to read"]
    of_bad = {name for item in bad for name in item.components}
    terms = [one.terms for one in report.components if one.id in of_bad and one.terms]
    verdicts = {one.judged or one.verdict for one in terms}
    said = [words for verdict, words in _BAD_TERMS.items() if verdict in verdicts]
    return said or ["not such as the policy asks for"]


def _open(items: Iterable[Item]) -> list[str]:
    """How many items stand otherwise than met, by status."""
    statuses = [item.status for item in items]
    return [f"{statuses.count(status)} {words}" for status, words in _COUNTED if status in statuses]


def of_subject(report: Report) -> str:
    """What to say of what this is, in a line; "" where it is judged and hardly anything speaks against it."""
    why = shown(report.subject_why).rstrip(".")
    if report.unjudged:
        return f"Nothing could be judged: {shown(report.unjudged)}."
    if not report.subject_certain:
        return f"Not sure what this is: {why}. It is judged as a release; {SETTLES}."
    if report.result != "not-applicable":
        close = len(report.subject_shares) > 1 and report.subject_shares[1][1] >= CLOSE
        return f"Taken for the release of a model: {why}." if close else ""
    if report.subject_declared:
        return f"{why}."
    return f'{sentence(why)} If it is the release of a system, say so in osaid.toml: subject = "model".'


def of_reading(report: Report) -> str:
    """What to know of how it was read before anything else: as a plain folder, as one, by the lock; or ""."""
    told = sum(place.told for place in report.elsewhere)
    words = [sentence(shown(report.target.fallback))] if report.target.fallback else []
    if report.target.mixed:
        words.append(_mixed(report.target.systems))
    if told:
        are = "1 place elsewhere is" if told == 1 else f"{told} places elsewhere are"
        missed = sum(place.told and bool(place.failed) for place in report.elsewhere)
        how = "could not be looked at" if missed == told else "not looked at"
        part = f", {missed} of them because that failed" if 0 < missed < told else ""
        words.append(f"{are} as osaid.lock says, {how} in this run{part}.")
    return " ".join(words)


def _mixed(systems: tuple[str, ...]) -> str:
    """That several systems were read as one, and how to have each by itself."""
    names = ", ".join(systems[:_MOST_SYSTEMS])
    more = f" and {len(systems) - _MOST_SYSTEMS} more" if len(systems) > _MOST_SYSTEMS else ""
    have = (
        "1 system below has a manifest"
        if len(systems) == 1
        else f"{len(systems)} systems below have manifests"
    )
    own = "of its own" if len(systems) == 1 else "of their own"
    return (
        f"{have} {own}: {shown(names)}{more}. All files count as one here; each by itself: osaid check --all"
    )


def worth_telling(component: Component) -> bool:
    """False for what nobody asks for, where nothing of it was seen or said."""
    said = component.declared or component.not_used or component.references
    return component.id not in INFORMATIONAL or bool(said) or component.here in {"found", "partial"}


def of_yardsticks(report: Report) -> list[str]:
    """How it stands by the yardsticks that every report tells of."""
    return [of_yardstick(one, family=bool(report.models)) for one in told_of(report)]


def told_of(report: Report) -> list[Measured]:
    """The measures that every report tells of; none of what is hardly a release."""
    return [one for one in report.yardsticks if report.subject == "model" and one.yardstick in TOLD]


def of_yardstick(measured: Measured, *, family: bool = False) -> str:
    """How a system stands by another yardstick, in a line: its label or the two that it lies between.

    family: there are several models, and this is the one that stands worst.
    """
    by = load(measured.yardstick)
    name = f"{by.short} of the model that stands worst" if family else by.short
    asks = {ask.id: ask for ask in by.asks}
    if not by.labels:
        told = [one.state for one in measured.answers if asks[one.id].kind != "asked"]
        rest = len(asks) - len(told)
        files = f"{told.count('met')} of {len(told)} things that files can tell are there"
        return f"{by.short}: {files}; {rest} are for a lawyer, and so is the whole."

    def titles(answers: Iterable[Answer]) -> str:
        # Where a thing is not there, that its license is not goes without saying.
        about: dict[str, str] = {}
        for ask in (asks[answer.id] for answer in answers):
            about.setdefault(ask.components[0], ask.title)
        return ", ".join(about.values())

    def named_of(label: Label | None, state: str) -> str:
        return titles(yardstick.keeping_from(measured, label, state)) if label else ""

    low, high = yardstick.bounds(measured)
    if low != high:
        return f"{name}: {label_of(measured)}; not established: {named_of(high, 'unknown')}."
    doubted = ", ".join(
        dict.fromkeys(
            asks[one.id].about or asks[one.id].title
            for one in measured.answers
            if low and one.id in low.asks and one.doubt
        )
    )
    doubt = f", with a doubt on {doubted}" if doubted else ""
    over = yardstick.above(measured)
    lacks = f"; for {over.title} lacks {named_of(over, 'lacking')}" if over else ""
    return f"{name}: {label_of(measured)}{doubt}{lacks}."


def label_of(measured: Measured) -> str:
    """The label that a system has by a yardstick that gives such, or the two that it lies between."""
    low, high = yardstick.bounds(measured)
    if low == high:
        return low.title if low else "none"
    none = f"no {load(measured.yardstick).short.rpartition(' ')[2]}"
    return f"between {low.title if low else none} and {high.title if high else none}"


class Row(NamedTuple):
    """A line of how a system stands by a yardstick. of: "label" or "ask"."""

    of: str
    mark: str
    title: str
    words: str
    evidence: tuple[Evidence, ...] = ()


def by_yardstick(measured: Measured) -> Iterator[Row]:
    """Every label, the one that asks for most first, then every thing asked for."""
    by = load(measured.yardstick)
    for label in by.labels:
        kept = {state: yardstick.keeping_from(measured, label, state) for state in _ANSWERED}
        state = next((state for state in ("lacking", "unknown") if kept[state]), "met")
        yield Row("label", _ANSWERED[state][0], label.title, _LABELED[state])
    for ask, answer in zip(by.asks, measured.answers, strict=True):
        mark, said = _ANSWERED[answer.state]
        said = "" if ask.kind == "asked" else said
        words = "; ".join(
            filter(None, (said, answer.why, f"a doubt: {answer.doubt}" if answer.doubt else ""))
        )
        yield Row("ask", mark, ask.title, words, answer.evidence)


def of_place(place: Place) -> str:
    """What is known of a place elsewhere, and who says so."""
    said = {WRITTEN: "not verified", "verified": "verified" if place.looked else ""}
    state = said.get(place.state, place.state)
    how = "could not be looked at" if place.failed else "not looked at"
    by = f"as osaid.lock says, {how} in this run" if place.told else ""
    return f"{', '.join(filter(None, (state, by)))}: {place.why}"


def claims(problems: Iterable[Problem]) -> Iterator[tuple[str, list[Problem]]]:
    """What is wrong in the manifest, and what a person is asked of it, each under its title."""
    rows = list(problems)
    yield "Wrong in the manifest", [row for row in rows if row.kind != "question"]
    yield "To say in the manifest", [row for row in rows if row.kind == "question"]


def legend(report: Report) -> list[str]:
    """The marks that the items of a report have, each with its meaning."""
    used = {item.status for item in listed(report.items)}
    words: dict[str, list[str]] = {}
    for status, meaning in LEGEND.items():
        if status in used:
            words.setdefault(MARKS[status], []).append(meaning)
    return [f"{mark} {' or '.join(meanings)}" for mark, meanings in words.items()]


def sentence(words: str) -> str:
    """Words as a sentence of their own."""
    return f"{words[:1].upper()}{words[1:]}."


def besides(item: Item) -> str:
    """Why an item stands as it does, where its first piece of evidence does not say so already; or ""."""
    told = item.evidence and item.evidence[0].why == item.why
    return "" if told or item.status in {"met", "external"} else item.why


def of_element(report: Report, element: str) -> list[Item]:
    """The items of one element, terms last."""
    return [item for item in report.items if item.element == element]


def listed(items: Iterable[Item]) -> list[Item]:
    """The items that a reader is shown: what is required, and what is met without being so."""
    return [item for item in items if item.required or item.status == "met"]


def standing(items: Iterable[Item]) -> str:
    """The status that tells most about a group of required items: the worst."""
    required = [item.status for item in items if item.required] or ["unknown"]
    return min(required, key=STANDING.__getitem__)


def place(seen: Evidence | Reference) -> str:
    """`path:line`, or the path alone."""
    return shown(seen.path) + (f":{seen.line}" if seen.line else "")


def reason(evidence: Evidence) -> str:
    """Why a piece of evidence counts, with the words seen there where they are the evidence."""
    why = _DIGEST.sub("\\1…", evidence.why)
    return shown(f"{why}: “{_shortened(evidence.text)}”" if evidence.text else why)


def named(row: Dataset) -> str:
    """The name of a dataset without the marks of emphasis that a document gave it."""
    return shown(_EMPHASIS.sub("", row.name).strip() or row.name)


class Group(NamedTuple):
    """Changes that follow from one thing.

    cause: what was done, in words of the repository; "" for a change by itself. note: what it says besides,
    or what is to be written in the manifest. follows: those of the changes that are to be told under it.
    """

    cause: str
    note: str
    mark: str
    follows: list[Change]
    changes: list[Change]


def grouped(report: Report) -> list[Group]:
    """What changed by what it follows from, the worst first."""
    groups: dict[str, list[Change]] = {}
    for number, change in enumerate(report.delta.changes if report.delta else ()):
        groups.setdefault(change.cause or f"\0{number}", []).append(change)
    order = sorted(
        groups.items(),
        key=lambda group: (not any(c.worse for c in group[1]), min(_rank(c) for c in group[1])),
    )
    made = []
    for cause, together in order:
        told = [change for change in together if cause[:1] == "\0" or change.id not in _CAUSES]
        notes = dict.fromkeys(filter(None, (_note(report, change) for change in together)))
        mark = min(together, key=_rank).mark
        made.append(Group("" if cause[:1] == "\0" else cause, "; ".join(notes), ARROWS[mark], told, together))
    return made


def reasoned(report: Report, change: Change) -> str:
    """Why an item is not met any more, where its status does not tell."""
    item = next((item for item in report.items if item.id == change.id), None)
    if item is None or change.mark == "better" or (change.after == "unmet" and not item.id.startswith("T-")):
        return ""
    return item.why


def _rank(change: Change) -> int:
    return list(ARROWS).index(change.mark)


def _note(report: Report, change: Change) -> str:
    """What a change says besides: the clause of a text, what to write for a file that moved."""
    if change.id == "manifest":
        moved = [(path, to) for path, to in change.lost if to]
        where = f"{change.path}:{change.line}" if change.line else change.path
        return "; ".join(f"in {where} write {to} for {path}" for path, to in moved)
    return clause(report, change)


def clause(report: Report, change: Change) -> str:
    """Why the terms of a changed text are restricted: its first clause that stands out, or ""."""
    if change.id != "license" or not change.after.endswith("(restricted)"):
        return ""
    found = next((row.clauses[0] for row in report.licenses if row.path == change.path and row.clauses), None)
    return shown(f"line {found[1]}, {found[0]}: “{_shortened(found[2])}”") if found else ""


def reasons(report: Report) -> str:
    """How many reasons keep the gate from being met."""
    count = len(report.gate.reasons)
    return f"{count} reason{'s' if count != 1 else ''}"


def unchanged(report: Report, words: str) -> str:
    """What to say where no change was seen: that there was none is `words`."""
    return f"not known: {shown(report.unjudged)}" if report.unjudged else words


def gate_name(gate: Gate) -> str:
    """What was asked for, in the words of a manifest and of the action's inputs."""
    named = f"require {', '.join(gate.require)}" if gate.require else ""
    return ", ".join(filter(None, ("" if named and gate.fail_on == "never" else gate.fail_on, named)))


def _shortened(text: str, most: int = 110) -> str:
    words = " ".join(_EMPHASIS.sub("", text).strip(" |-#").split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"
