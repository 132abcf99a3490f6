"""Where the known licenses stand in a text, and the stretches between them.

The text is looked up in the index by its windows of five words; the likeliest references are aligned with it
word by word; the best one takes its stretch, and the words before and after are looked at again.
"""

from __future__ import annotations

from bisect import bisect_left

from .matching import Match, match
from .statements import Statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .index import Index
    from .text import Words

_CANDIDATES = 10
_MAX_LICENSES = 24
#: Words that alignments of one file may look at together.
_BUDGET = 250_000
#: Share of the normative words that must be there to speak of a license at all.
_COVERAGE = 0.55


class Reader:
    """One file being identified."""

    def __init__(self, words: Words, index_: Index) -> None:
        self.words = words
        self.index = index_
        self.statements = Statements(words, index_)
        self.budget = _BUDGET
        self.exhausted = False
        self.hits = index_.hits(words.tokens)
        self._note_holders()

    def _note_holders(self) -> None:
        """Read the copyright lines first: their names may occur inside the license."""
        tokens = self.words.tokens
        for i, word in enumerate(tokens[:4000]):
            if word == "copyright":
                end = i + 1
                line = self.words.line(i)
                while end < len(tokens) and end - i < 30 and self.words.line(end) == line:
                    end += 1
                self.statements.copyright_lines(i, end)

    def candidates(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """The likeliest references for a stretch, each with the stretch to align: best first."""
        scored = []
        for number, (places, windows) in self.hits.items():
            low = bisect_left(places, first)
            high = bisect_left(places, last, low)
            count = high - low
            reference = self.index.reference(number)
            if not count or count < 0.12 * reference.sampled:
                continue
            span = reference.size
            begin, end = first, last
            if last - first > 1.4 * span + 40:
                # A long stretch: only the part where the shared windows crowd.
                best, best_low, best_high, ahead = 0, low, low, low
                for i in range(low, high):
                    while ahead < high and places[ahead] <= places[i] + 1.1 * span + 40:
                        ahead += 1
                    if ahead - i > best:
                        best, best_low, best_high = ahead - i, i, ahead
                low, high = best_low, best_high
                slack = span // 4 + 60
                begin = max(first, places[best_low] - slack)
                end = min(last, places[best_high - 1] + slack)
            share = len(set(windows[low:high])) / max(1, reference.sampled)
            scored.append(((1.5 * share - 0.5) * span, -number, begin, end))
        scored.sort(reverse=True)
        return [(-number, begin, end) for _, number, begin, end in scored[:_CANDIDATES]]

    def best(self, first: int, last: int) -> Match | None:
        """The reference that explains most of a stretch."""
        chosen: Match | None = None
        chosen_key = (0.0, 0)
        for number, begin, end in self.candidates(first, last):
            reference = self.index.reference(number)
            self.budget -= reference.size + end - begin
            if self.budget < 0:
                self.exhausted = True
                break
            found = match(
                number, reference, self.index.template(number), self.words, begin, end, self.statements
            )
            if found is None or not _enough(found, last - first):
                continue
            whole = found.last - found.first >= 0.985 * (last - first) - 2
            if whole and not found.differences and reference.kind == "text":
                return found
            # Of relatives, the one that asks for no clause that is not there; of equals the plainest.
            lacks = (1 - found.coverage) * self.index.template(number).normative
            key = (found.score - lacks, -len(reference.ids[0]))
            if chosen is None or key > chosen_key:
                chosen, chosen_key = found, key
        return chosen

    def licenses(self) -> tuple[list[Match], list[tuple[int, int]]]:
        """The licenses of the file in order, and the stretches between them."""
        todo = [(0, len(self.words.tokens))]
        found: list[Match] = []
        left: list[tuple[int, int]] = []
        while todo:
            first, last = todo.pop(0)
            if last <= first:
                continue
            best = None
            if last - first >= 5 and len(found) < _MAX_LICENSES and not self.exhausted:
                best = self.best(first, last)
            elif last - first >= 5:
                self.exhausted = True
            if best is None:
                left.append((first, last))
                continue
            found.append(best)
            todo += [(first, best.first), (best.last, last)]
        found.sort(key=lambda item: item.first)
        left.sort()
        return found, left


def _enough(found: Match, size: int) -> bool:
    """Whether most of the license is there, or a good part and hardly anything else."""
    if found.coverage >= _COVERAGE:
        return True
    return found.coverage >= 0.3 and found.last - found.first >= 0.85 * size and found.score > -0.4 * size
