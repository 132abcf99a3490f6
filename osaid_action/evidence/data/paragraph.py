"""The sentences of one paragraph: which speak of training data, and whether they are an account of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from .heads import STEPS, Rule
from .said import TRAINED_ON, Rules, Said, is_empty, mentions, tell
from .sentence import is_order, read

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Words of what is still to be written.
UNDONE = lazy(r"(?i)\[more information needed\]|\bTODO\b|\bTBD\b|to be added|coming soon|lorem ipsum")
#: What opens a list, and what begins one of its items.
LEAD = lazy(r"[:：]\s{0,5}$|\b(?:following|below)\b")
ITEM = lazy(r"\s{0,20}(?:[-*+•]|\d{1,9}[.)])\s")

_BRING = Rule("bring", "name known address", 8)
#: Under a title such as "Where to obtain it", an address is enough.
_PLACE: Rules = {"where_to_obtain": (Rule("address"),)}
_FETCHED = frozenset({"obtained", "where_to_obtain"})


class Paragraph:
    """Sentences on adjacent lines, and what the earlier ones of them say of the later.

    whole: its document answers questions on data; settled: its section is on them; central: its document is
    one of the project's own; places: its title speaks of where to obtain something; lead: the classes of
    words that open a list; undone: the rest is yet to be written.
    """

    def __init__(
        self,
        path: str,
        languages: tuple[str, ...],
        whole: bool,
        settled: bool,
        central: bool,
        places: bool,
    ) -> None:
        self.path, self.languages = path, languages
        self.whole, self.settled, self.central, self.places = whole, settled, central, places
        self.said: list[Said] = []
        self.mentioned = self.undone = self.listed = self.sources = False
        self.orders = 0
        self.lead = ""

    @property
    def open(self) -> bool:
        """True when any sentence here is about training data."""
        return bool(self.settled or self.mentioned or self.lead)

    def hear(self, number: int, sentence: str, item: bool) -> None:
        """Add one sentence, if it speaks of training data; item: it is one of a list."""
        if UNDONE.search(sentence):
            self._leave_undone()
        if self.undone or is_empty(sentence):
            return
        reading = read(sentence, self.languages, after=self.lead if item else "")
        named = mentions(reading)
        if not (self.open or named):
            return
        if reading.has("you") or (not item and is_order(sentence, self.whole)):
            self.orders += 1
            if (self.settled or named) and reading.has("data") and reading.holds(_BRING):
                none: frozenset[str] = frozenset()
                self.said.append(Said(self.path, number, sentence, False, none, _FETCHED, order=True))
            return
        if not item and LEAD.search(sentence):
            # What is true of the sentence that opens a list is true of the list.
            self.lead = "from get" if reading.has("get") else "from"
            self.sources = reading.has("from", "trained") and (named or reading.has("data"))
        more = ((STEPS,) if item and self.whole else ()) + ((_PLACE,) if self.places else ())
        if told := tell(reading, self.path, number, sentence, self.settled, more):
            self.said.append(told._replace(item=item and bool(self.lead) and self.sources))
            opens = bool(told.clear or told.partly) or reading.holds(TRAINED_ON)
            self.mentioned = self.mentioned or (named and opens)

    def _leave_undone(self) -> None:
        """A placeholder takes back its paragraph, or its item of a list."""
        self.undone = True
        if not self.listed:
            self.said.clear()

    def account(self) -> Iterator[Said]:
        """The sentences; a paragraph that tells three things of training data is no passing remark.

        One that mostly tells the reader what to do is no account.
        """
        telling = [said for said in self.said if said.clear]
        if self.orders >= 2 and self.orders > len(telling):
            yield from (said for said in self.said if said.order)
            return
        heads = {head for said in telling for head in said.clear}
        whole = self.settled or (self.mentioned and self.central and len(heads) >= 3 and len(telling) >= 2)
        yield from (said._replace(settled=whole and not said.order) for said in self.said)
