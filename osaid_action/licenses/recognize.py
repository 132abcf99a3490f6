"""What a text is: which licenses it holds, and what the words that they do not explain make of it.

Words that are left over in the end must be copyright lines, headings or addresses, or the text is not plain
clean.
"""

from __future__ import annotations

from . import strikes
from .combine import expression_of, read_tags
from .facts import judge, of_text
from .find import Reader
from .index import Index, index
from .matching import Match
from .model import Clause, Difference, Identification
from .statements import base
from .text import Words, read

#: Share from which a text may be an edited license; below, it is only similar.
_MINOR_SHARE = 0.02
#: Kinds of clauses that mean the same in any text.
_PLAIN = frozenset({"non-commercial", "research-only", "no-derivatives", "no-training", "threshold"})
#: Differences, and the share of common words, from and below which a text is another one.
_FEW, _COMMON = 8, 0.55


def identify(text: str, index_: Index | None = None) -> Identification:
    """Say which license a text is; never raises, and bounded in time and memory."""
    found = _identify(text, index_)
    if found.state != "clean":
        return found
    said = strikes.shown(text)
    if said != text:
        rest = _identify(said, index_)
        if (rest.state, rest.expression) != (found.state, found.expression):
            return _hidden(found, "struck out or commented out", _first_change(text, said))
    if places := strikes.pictures(text):
        return _hidden(found, "a pictograph", text.count("\n", 0, places[0]) + 1)
    return found


def _first_change(text: str, said: str) -> int:
    """The line on which two texts begin to differ."""
    pairs = enumerate(zip(text.split("\n"), said.split("\n"), strict=False), 1)
    return next((number for number, (one, other) in pairs if one != other), 1)


def _hidden(found: Identification, what: str, line: int) -> Identification:
    """A license of which something is not said, or said by a sign."""
    difference = Difference(kind="replaced", line=line, removed="", inserted=what, minor=False)
    note = f"On line {line}, words of the license are beside {what}: what is meant is for a person to judge."
    if what != "a pictograph":
        note = f"From line {line} on, words of the license are {what}."
    return Identification(
        state="modified",
        expression=found.expression,
        verdict=of_text("modified", found.expression, restricts=False),
        line=found.line,
        differences=(*found.differences, difference),
        clauses=found.clauses,
        note=note,
    )


def _identify(text: str, index_: Index | None) -> Identification:
    words = read(text)
    if not words.tokens:
        return _answer("unknown", None, 1, "The text has no words.")
    reader = Reader(words, index_ or index())
    found, left = reader.licenses()
    tags = [
        tag
        for tag in read_tags(words)
        if not any(item.first <= tag[1] < item.last and item.reference.kind == "text" for item in found)
    ]
    for _, first, last in tags:
        left = _subtract(left, first, last)
    texts = [item for item in found if item.reference.kind == "text"]
    chosen = reader.statements.choices(0, len(words.tokens)) if len(texts) > 1 else []
    if chosen:
        # The paragraph names what stands below it.
        found = [one for one in found if one in texts or not any(a <= one.first < b for a, b in chosen)]
    expression, ids, open_family = expression_of(found, tags, choice=bool(chosen))
    for first, last in chosen if expression and " OR " in expression else ():
        left = _subtract(left, first, last)
    if expression is None or _otherwise_titled(words, found, ids) or _is_another(found):
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
    state, clauses = _state(words, runs, found if changed else [], cut, ids)
    own = _own_words(words, expression)
    clauses = own + tuple(clause for clause in clauses if (clause.category, clause.line) not in _places(own))
    if state == "clean" and " WITH " in expression and judge(expression).verdict == "undetermined":
        state = "additional-terms"
    note = _note(state, expression, found, inside, runs, open_family, cut)
    return _answer(state, expression, line, note, clauses, inside + beside)


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


def _answer(
    state: str,
    expression: str | None,
    line: int,
    note: str,
    clauses: tuple[Clause, ...] = (),
    differences: tuple[Difference, ...] = (),
) -> Identification:
    return Identification(
        state=state,
        expression=expression,
        verdict=of_text(state, expression, _restricts(state, clauses)),
        line=line,
        differences=differences,
        clauses=clauses,
        note=note,
    )


def _own_words(words: Words, expression: str) -> tuple[Clause, ...]:
    """Where the text of a license that takes freedoms away says so."""
    judged = judge(expression)
    if judged.verdict != "restricted":
        return ()
    from .quotes import quoted

    return quoted(words, judged.reasons)


def _places(clauses: tuple[Clause, ...]) -> set[tuple[str, int]]:
    return {(clause.category, clause.line) for clause in clauses}


def _restricts(state: str, clauses: tuple[Clause, ...]) -> bool:
    """Whether clauses take a freedom away; of a text that nobody knows, those that are seldom misread."""
    return any(state != "unknown" or clause.category in _PLAIN for clause in clauses)


def _names_another(words: Words, run: tuple[int, int], ids: set[str]) -> bool:
    """Whether words beside a license name a license that was not found in the file."""
    from .signatures import mentioned

    known = {base(identifier) for identifier in ids}
    return any(base(identifier) not in known for identifier in mentioned(words, *run))


def _state(
    words: Words, runs: list[tuple[int, int]], changed: list[Match], cut: bool, ids: set[str]
) -> tuple[str, tuple[Clause, ...]]:
    """The state, and the clauses in the words that the license does not explain. changed: what has edits."""
    if not changed and not runs:
        return "extra-text" if cut else "clean", ()
    # The patterns take a few milliseconds to compile: clean texts do without.
    from .clauses import read_clauses, states_terms

    if changed:
        # Of a license that takes no freedom away, its own words do not either.
        own = any(judge(identifier).verdict == "restricted" for identifier in ids)
        near = None if own else [span for item in changed for span in item.changed] + runs
        return "modified", read_clauses(words, [(0, len(words.tokens))], near)
    clauses = read_clauses(words, runs)
    terms = bool(clauses) or any(states_terms(words, *run) or _names_another(words, run, ids) for run in runs)
    return "additional-terms" if terms else "extra-text", clauses


def _is_another(found: list[Match]) -> bool:
    """Whether a text only shares words with what it was held against: it is its own, like none known."""
    return any(item.substantial > _FEW and item.common < _COMMON * (item.last - item.first) for item in found)


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


def _otherwise_titled(words: Words, found: list[Match], ids: set[str]) -> bool:
    """Whether a text that only resembles what was found calls itself something else."""
    many = max((len(item.differences) for item in found), default=0) >= _FEW
    if not many and not any(item.substantial for item in found if item.reference.kind == "text"):
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
        return _answer("unknown", None, 1, "No known license text, notice or name.", clauses)
    identifier, place = signature
    clauses = _own_words(words, identifier) or clauses
    note = f"Names {identifier}; its text is not here or was not verified."
    return _answer("named", identifier, words.line(place), note, clauses)
