"""What a sentence, once it is known to speak of training data, tells of them."""

from __future__ import annotations

from typing import NamedTuple

from ...model import HEADS
from ...patterns import either, lazy
from .heads import CLEAR, PARTLY, SETTLED, Rule
from .sentence import MAX_SENTENCE, Reading

Rules = dict[str, tuple[Rule, ...]]

#: Code that is called, an option, a setting: what software does is no account of data.
_CALL = either(
    r"`[^`(=\n]{0,200}[(=][^`\n]{0,200}`",
    r"`--\w",
    r"`[^`\n]{1,60}`[^.]{0,30}\bis the base class",
    r"^\W{0,5}`[\w.]{1,60}` (?:is the|are the|names?|drops|sets|controls|specif|default|takes"
    r"|accepts)\b",
)
_EMPTY = lazy(r"(?i)moved to|\{\{|(?:[•|][^•|]{0,200}){3}")
#: An entry of a list of papers says what others wrote about.
_PAPER = lazy(r"\bet al\b|\b(?:[Pp]roceedings|[Pp]reprint|Association for|Conference on)\b|[_*],? \(20\d\d\)")
TRAINED_ON = Rule("trained", "on", 3)
_TRAINING_DATA = Rule("teach", "data", 3)
_DATA_TRAINED = Rule("data", "trained", 10)
_VETOES = ("you", "plan", "deny", "claim", "judge")


class Row(NamedTuple):
    """One source that a table lists, with its line and what its row says of terms."""

    name: str
    where: tuple[str, ...]
    line: int
    text: str
    terms: str = ""


class Said(NamedTuple):
    """A sentence about training data: the heads it tells, clearly or in part.

    settled: training data are the topic where it stands, so that it is no passing remark.
    order: it tells the reader what to do, so that it is no account.
    item: it is an item of a list of sources.
    rows: the sources that a table lists.
    """

    path: str
    line: int
    text: str
    settled: bool
    clear: frozenset[str]
    partly: frozenset[str]
    order: bool = False
    item: bool = False
    rows: tuple[Row, ...] = ()


def tell(
    reading: Reading, path: str, line: int, text: str, settled: bool, more: tuple[Rules, ...] = ()
) -> Said | None:
    """The heads that a sentence tells; None when it is no account at all."""
    vetoes = {kind for kind in _VETOES if reading.has(kind)}
    heads = list(HEADS)
    if vetoes:
        # What was kept away from evaluation sets was selected all the same.
        if vetoes != {"judge"}:
            return None
        heads = ["selection_filtering"]
    rules = [CLEAR, *([SETTLED] if settled else ()), *more]
    clear = {head for head in heads if any(reading.holds(r) for table in rules for r in table.get(head, ()))}
    if reading.has("vague") and not any(map(reading.holds, CLEAR["obtained"])):
        clear.discard("obtained")
    partly = {head for head in heads if head not in clear and any(map(reading.holds, PARTLY[head]))}
    if reading.has("vague"):
        partly -= {"provenance", "obtained", "labeling"}
    if not settled:
        partly.discard("where_to_obtain")
    if reading.has("deny"):
        clear -= {"labeling"}
    return Said(path, line, text.strip(), settled, frozenset(clear), frozenset(partly))


def mentions(reading: Reading) -> bool:
    """True when a sentence names training data itself."""
    return (
        reading.has("topic")
        or reading.holds(TRAINED_ON)
        or reading.holds(_TRAINING_DATA)
        or reading.holds(_DATA_TRAINED)
    )


def is_topic(title: Reading) -> bool:
    return title.has("topic") or title.holds(_TRAINING_DATA)


def is_empty(sentence: str) -> bool:
    """True for a question, a placeholder, a use of code or an entry of a list of papers."""
    return (
        len(sentence) < 8
        or sentence.rstrip(" *_\"')").endswith(("?", "？"))
        or any(pattern.search(sentence[:MAX_SENTENCE]) for pattern in (_EMPTY, _CALL, _PAPER))
    )
