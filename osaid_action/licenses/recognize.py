"""Which licenses a text holds, and every word of it that they do not explain.

The text is looked up in the index by its windows of five words; the likeliest references are aligned with it
word by word; the best one takes its stretch, and the words before and after are looked at again. Words that
are left over in the end must be copyright lines, headings or addresses, or the text is not plain clean.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from .index import Index, index
from .matching import Match, match
from .model import Clause, Difference, Identification
from .statements import Statements, base
from .text import Words, read

_CANDIDATES = 10
_MAX_LICENSES = 24
#: Words that alignments of one file may look at together.
_BUDGET = 250_000
#: Share of the normative words that must be there to speak of a license at all.
_COVERAGE = 0.55
#: Share from which a text may be an edited license; below, it is only similar.
_MINOR_SHARE = 0.02

_TAG = re.compile(r"SPDX-License-Identifier:[ \t]*([A-Za-z0-9(][^\n\"'<>*#]{0,300})", re.IGNORECASE)


class _Reader:
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
            reference = self.index.references[number]
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
        chosen_key = (0.0,)
        for number, begin, end in self.candidates(first, last):
            reference = self.index.references[number]
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
            key = (found.score,)
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


def _tags(words: Words) -> list[tuple[str, int, int]]:
    """SPDX tags: the expression and its words. An unreadable tag is left for the rest."""
    if "spdx" not in words.tokens:
        return []
    from .expression import ExpressionError, parse

    tags = []
    for found in _TAG.finditer(words.source):
        text = found.group(1).strip().rstrip("-/;,. \t")
        try:
            node = parse(text)
        except ExpressionError:
            continue
        first = bisect_left(words.starts, found.start())
        last = bisect_left(words.starts, found.start(1) + len(text))
        tags.append((str(node), first, last))
    return tags


def _subtract(runs: list[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    out = []
    for a, b in runs:
        if last <= a or first >= b:
            out.append((a, b))
            continue
        if a < first:
            out.append((a, first))
        if last < b:
            out.append((last, b))
    return out


def _expression(found: list[Match], tags: list[tuple[str, int, int]]) -> tuple[str | None, set[str], bool]:
    """The expression for what was found, all ids it may stand for, and whether "or later" is open.

    A GNU text names no choice between "only" and "or later", so its id ends in ``-only`` unless a notice or
    a tag in the same file decides.
    """
    from .expression import licenses as of
    from .expression import parse

    texts = [item for item in found if item.reference.kind == "text"]
    notices = [item for item in found if item.reference.kind == "notice"]
    exceptions = [item for item in found if item.reference.kind == "exception"]
    tagged = [str(license_) for tag, _, _ in tags for license_ in of(parse(tag))]
    said = {base(item.reference.ids[0]): item.reference.ids[0] for item in notices}
    for name in tagged:
        said.setdefault(base(name.split(" WITH ")[0]), name.split(" WITH ")[0])
    ids, alternatives, open_family = _ids(texts, notices, said)
    if len(tags) == 1 and set(ids) <= set(tagged) | {name.replace("+", "-or-later") for name in tagged}:
        return tags[0][0], alternatives | set(tagged), False
    for tag, _, _ in tags:
        if not all(_has(ids, str(license_)) for license_ in of(parse(tag))):
            ids.append(f"({tag})" if " OR " in tag else tag)
    if exceptions and len(ids) == 1 and " " not in ids[0]:
        ids[0] = f"{ids[0]} WITH {exceptions[0].reference.ids[0]}"
        exceptions = exceptions[1:]
    if exceptions and not ids:
        return None, set(), False
    return (" AND ".join(ids) or None), alternatives | set(tagged), open_family


def _ids(texts: list[Match], notices: list[Match], said: dict[str, str]) -> tuple[list[str], set[str], bool]:
    """The ids of texts and notices; ``said`` holds what notices and tags say of later versions."""
    ids: list[str] = []
    alternatives: set[str] = set()
    open_family = False
    for item in texts:
        identifier = item.reference.ids[0]
        alternatives.update(item.reference.ids)
        if identifier.endswith("-only"):
            decided = said.get(base(identifier))
            open_family = open_family or decided is None
            if decided and decided.endswith("-or-later"):
                identifier = decided
        if identifier not in ids:
            ids.append(identifier)
    for item in notices:
        alternatives.update(item.reference.ids)
        if not _has(ids, item.reference.ids[0]):
            ids.append(item.reference.ids[0])
    return ids, alternatives, open_family


def _has(ids: list[str], identifier: str) -> bool:
    return any(base(found.split(" WITH ")[0]) == base(identifier.split(" WITH ")[0]) for found in ids)


def identify(text: str, index_: Index | None = None) -> Identification:
    """Say which license a text is; never raises, and bounded in time and memory."""
    words = read(text)
    if not words.tokens:
        return _unknown("the text has no words")
    reader = _Reader(words, index_ or index())
    found, left = reader.licenses()
    tags = [
        tag
        for tag in _tags(words)
        if not any(item.first <= tag[1] < item.last and item.reference.kind == "text" for item in found)
    ]
    for _, first, last in tags:
        left = _subtract(left, first, last)
    expression, ids, open_family = _expression(found, tags)
    if expression is None or _otherwise_titled(words, found, ids):
        return _named(words)
    runs = [run for first, last in left for run in reader.statements.unexplained(first, last, ids)]
    runs = [run for run in runs if not reader.statements.in_heading(*run, ids)]
    inside = tuple(difference for item in found for difference in item.differences)
    changed = any(item.substantial for item in found) or _too_many(found)
    beside = tuple(
        Difference(
            kind="extra", line=words.line(first), removed="", inserted=words.quote(first, last), minor=False
        )
        for first, last in runs[:20]
    )
    line = words.line(min([item.first for item in found] + [first for _, first, _ in tags]))
    cut = words.cut or reader.exhausted
    state, clauses = _state(words, runs, changed, cut, ids)
    return Identification(
        state=state,
        expression=expression,
        line=line,
        differences=inside + beside,
        clauses=clauses,
        note=_note(state, expression, found, inside, runs, open_family, cut),
    )


def _names_another(words: Words, run: tuple[int, int], ids: set[str]) -> bool:
    """Whether words beside a license name a license that was not found in the file."""
    from .signatures import mentioned

    known = {base(identifier) for identifier in ids}
    return any(base(identifier) not in known for identifier in mentioned(words, *run))


def _state(
    words: Words, runs: list[tuple[int, int]], changed: bool, cut: bool, ids: set[str]
) -> tuple[str, tuple[Clause, ...]]:
    """The state, and the clauses in the words that the license does not explain."""
    if not changed and not runs:
        return "extra-text" if cut else "clean", ()
    # The patterns take a few milliseconds to compile: clean texts do without.
    from .clauses import read_clauses, states_terms

    if changed:
        return "modified", read_clauses(words, [(0, len(words.tokens))])
    clauses = read_clauses(words, runs)
    terms = bool(clauses) or any(states_terms(words, *run) or _names_another(words, run, ids) for run in runs)
    return "additional-terms" if terms else "extra-text", clauses


def _too_many(found: list[Match]) -> bool:
    """Whether a text has so many small edits that it is another text."""
    return any(
        len(item.differences) > 3 + _MINOR_SHARE * item.reference.size for item in found if item.differences
    )


def _note(
    state: str,
    expression: str,
    found: list[Match],
    inside: tuple[Difference, ...],
    runs: list[tuple[int, int]],
    open_family: bool,
    cut: bool,
) -> str:
    short = all(item.reference.kind == "notice" for item in found)
    what = f"a notice that names {expression}, not its full text" if short else f"the text of {expression}"
    if state == "modified":
        count = sum(not difference.minor for difference in inside)
        said = f"{what} with {count or len(inside)} change{'s' if (count or len(inside)) > 1 else ''} inside"
    elif state == "clean":
        said = what + (f" with {len(inside)} minor edits" if inside else "")
    else:
        count = sum(last - first for first, last in runs)
        beside = f"{count} word{'s' if count != 1 else ''} beside it"
        said = f"{what} and {beside}" + (" that may state terms" if state == "additional-terms" else "")
    if open_family:
        said += "; whether later versions may be chosen is not said here"
    if cut:
        said += "; the file is too long to be read whole"
    return said[0].upper() + said[1:] + "."


def _unknown(note: str) -> Identification:
    return Identification(
        state="unknown",
        expression=None,
        line=1,
        differences=(),
        clauses=(),
        note=note[0].upper() + note[1:] + ".",
    )


def _otherwise_titled(words: Words, found: list[Match], ids: set[str]) -> bool:
    """Whether a text that only resembles what was found calls itself something else."""
    if not found or max(len(item.differences) for item in found) < 8:
        return False
    from .signatures import titled

    signature = titled(words)
    return signature is not None and signature[0] not in ids


def _named(words: Words) -> Identification:
    from .clauses import read_clauses
    from .signatures import find

    clauses = read_clauses(words, [(0, len(words.tokens))])
    signature = find(words)
    if signature is None:
        return Identification(
            state="unknown",
            expression=None,
            line=1,
            differences=(),
            clauses=clauses,
            note="No known license text, notice or name.",
        )
    identifier, place = signature
    return Identification(
        state="named",
        expression=identifier,
        line=words.line(place),
        differences=(),
        clauses=clauses,
        note=f"Names {identifier}; its text is not here or was not verified.",
    )
