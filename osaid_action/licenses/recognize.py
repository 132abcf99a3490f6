"""What a text is: which licenses it holds, and what the words that they do not explain make of it.

Words that are left over in the end must be copyright lines, headings or addresses, or the text is not plain
clean.
"""

from __future__ import annotations

from .combine import expression_of, read_tags
from .facts import of_text
from .find import Reader
from .index import Index, index
from .matching import Match
from .model import Clause, Difference, Identification
from .statements import base
from .text import Words, read

#: Share from which a text may be an edited license; below, it is only similar.
_MINOR_SHARE = 0.02


def identify(text: str, index_: Index | None = None) -> Identification:
    """Say which license a text is; never raises, and bounded in time and memory."""
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
    expression, ids, open_family = expression_of(found, tags)
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
        verdict=of_text(state, expression, bool(clauses)),
        line=line,
        differences=differences,
        clauses=clauses,
        note=note,
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
        return _answer("unknown", None, 1, "No known license text, notice or name.", clauses)
    identifier, place = signature
    note = f"Names {identifier}; its text is not here or was not verified."
    return _answer("named", identifier, words.line(place), note, clauses)
