"""One license text against a stretch of a file: what is there, what is missing, what is too much."""

from __future__ import annotations

from itertools import pairwise

from ..patterns import lazy
from .align import Block, align
from .differences import EXPLAINED, MINOR, SUBSTANCE, weigh
from .model import Difference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from .index import Reference
    from .statements import Statements
    from .template import Template
    from .text import Words

_NOTICE_HEAD = lazy(
    r"(?:one line to give the (?:program|library) s name(?: \w+){0,12}?)? ?"
    r"(?:copyright(?: c)? (?:yyyy|year)(?: name of (?:copyright owner|author))?)?"
    r"(?: this (?:program|library|file))?"
)
#: Words before or after the terms, a title say, that words beside the license may part from it.
_TITLE = 16
#: A part of an optional stretch below this share counts as chance agreement.
_CHANCE = 0.45


class Match:
    """A reference aligned with the words ``first`` to ``last`` of a file.

    ``common`` counts the words that agree; ``changed`` holds where words of the file stand that do not.
    """

    __slots__ = (
        "changed", "common", "coverage", "differences", "first", "last", "number", "reference", "score",
    )  # fmt: skip

    def __init__(
        self, number: int, reference: Reference, first: int, last: int, coverage: float, common: int
    ) -> None:
        self.number = number
        self.reference = reference
        self.first = first
        self.last = last
        self.score = 0.0
        self.coverage = coverage
        self.common = common
        self.differences: list[Difference] = []
        self.changed: list[tuple[int, int]] = []

    @property
    def substantial(self) -> int:
        """How many differences are of substance."""
        return sum(not difference.minor for difference in self.differences)


def _trim(blocks: list[Block]) -> list[Block]:
    """Leave out single words that agree by chance far before or after the text."""
    while len(blocks) > 1 and blocks[0][2] < 4:
        gap = blocks[1][1] - blocks[0][1] - blocks[0][2]
        if gap <= 12 * blocks[0][2]:
            break
        blocks = blocks[1:]
    while len(blocks) > 1 and blocks[-1][2] < 4:
        gap = blocks[-1][1] - blocks[-2][1] - blocks[-2][2]
        if gap <= 12 * blocks[-1][2]:
            break
        blocks = blocks[:-1]
    return blocks


def _places(template: Template, blocks: list[Block]) -> list[int]:
    """For each word of the template its place in the file, or -1."""
    places = [-1] * len(template.tokens)
    for i, j, n in blocks:
        places[i : i + n] = range(j, j + n)
    return places


def _settle(template: Template, places: list[int]) -> list[bool]:
    """Decide which parts are there; returns which optional parts are.

    A variable part is there in its usual words or it is a gap; an optional part is there or it is not, and
    when it is there its missing words are differences.
    """
    members: list[list[int]] = [[] for _ in template.parts]
    for i, inner in enumerate(template.owner):
        if inner:
            members[inner - 1].append(i)
    present = [False] * len(template.parts)
    for number, part in enumerate(template.parts):
        inside = members[number]
        found = [places[i] for i in inside if places[i] >= 0]
        if part.variable:
            whole = len(found) == len(inside) and (not found or found[-1] - found[0] == len(found) - 1)
            if not whole:
                for i in inside:
                    places[i] = -1
        elif found:
            present[number] = len(found) > (_CHANCE if len(inside) > 3 else 0.99) * len(inside)
            if not present[number]:
                for i in inside:
                    places[i] = -1
    return present


def _extend(
    template: Template, places: list[int], present: list[bool], tokens: list[str], first: int, last: int
) -> None:
    """Match again, next to what is matched, the required words whose like was taken by an absent part.

    At both ends a lone word that was matched far away moves to its like next to the text: what lies between
    belongs to the words around the license, not to it.
    """
    taken = [i for i, place in enumerate(places) if place >= 0]
    if not taken:
        return
    required = [not part or present[part - 1] for part in template.owner]
    _slide(places, taken, tokens, 1)
    _slide(places, taken[::-1], tokens, -1)
    for ahead, behind in pairwise([-1, *taken, len(places)]):
        if behind == ahead + 1:
            continue
        low = places[ahead] + 1 if ahead >= 0 else first
        high = places[behind] if behind < len(places) else last
        wanted = [i for i in range(ahead + 1, behind) if required[i]]
        if ahead >= 0:
            while wanted and low < high and template.tokens[wanted[0]] == tokens[low]:
                places[wanted.pop(0)] = low
                low += 1
        if behind < len(places):
            while wanted and low < high and template.tokens[wanted[-1]] == tokens[high - 1]:
                high -= 1
                places[wanted.pop()] = high


def _slide(places: list[int], taken: list[int], tokens: list[str], step: int) -> None:
    """Move the outermost run of a few words inwards when the same words stand next to the following run."""
    run = 1
    while run < min(len(taken), 4) and places[taken[run]] == places[taken[run - 1]] + step:
        run += 1
    if run >= min(len(taken), 4):
        return
    edge = places[taken[run]]
    target = [edge - step * (run - k) for k in range(run)]
    if all(
        0 <= j < len(tokens) and tokens[j] == tokens[places[i]] for i, j in zip(taken, target, strict=False)
    ):
        for i, j in zip(taken, target, strict=False):
            places[i] = j


def match(
    number: int,
    reference: Reference,
    template: Template,
    words: Words,
    first: int,
    last: int,
    statements: Statements,
) -> Match | None:
    """Align a reference with the words ``first`` to ``last``; None where nearly nothing agrees."""
    blocks = _trim(align(template.tokens, words.tokens, first, last))
    places = _places(template, blocks)
    present = _settle(template, places)
    _extend(template, places, present, words.tokens, first, last)
    found = [place for place in places if place >= 0]
    if not found:
        return None
    begin, end = found[0], found[-1] + 1
    normative = sum(1 for place, part in zip(places, template.owner, strict=True) if place >= 0 and not part)
    result = Match(number, reference, begin, end, normative / max(1, template.normative), len(found))
    terms = [i for i, place in enumerate(places) if place >= 0 and not template.owner[i]]
    body = (terms[0], terms[-1]) if terms else (0, len(places))
    for previous_i, previous_j, i, j in _gaps(places, begin, end):
        removed, dated = _removed(template, present, previous_i + 1, i, j > previous_j + 1)
        gap = (previous_j + 1, j)
        options = _options(template, previous_i, i)
        weight = weigh(removed, *gap, options, dated, words, statements)
        if weight == SUBSTANCE and reference.kind == "notice":
            weight = _weigh_notice(removed, *gap, previous_i < 0, statements)
        opening = dated and i <= body[0] and _in_title(template, previous_i + 1, i)
        if weight == SUBSTANCE and _lacks_title(removed, *gap, opening, reference, statements):
            weight = MINOR
        if weight == SUBSTANCE and not removed:
            # Between the title and the first term, or after the last: the words stand beside the text.
            before = i <= body[0] and previous_j - begin < _TITLE
            after = previous_i >= body[1] and end - j < _TITLE
            if (before or after) and not statements.beside(*gap, set(reference.ids)):
                continue
            if before:
                result.first = j
                result.differences.clear()
                result.changed.clear()
                continue
            if after:
                result.last = gap[0]
                break
        if weight:
            result.score -= len(removed) + j - gap[0] + (4 if weight == SUBSTANCE else 0.2)
            result.differences.append(_difference(words, removed, *gap, weight == MINOR))
            result.changed.append(gap)
    result.score += len(found)
    return result


def _gaps(places: list[int], begin: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Where words of the template or of the file have no counterpart: the matched places on both sides."""
    previous_i, previous_j = -1, begin - 1
    for i, place in enumerate([*places, end]):
        if place < 0:
            continue
        if i != previous_i + 1 or place != previous_j + 1:
            yield previous_i, previous_j, i, place
        previous_i, previous_j = i, place


def _options(template: Template, previous_i: int, i: int) -> list[tuple[str, ...]]:
    """The options of the variable parts between two matched words."""
    return [
        part.options
        for part in template.parts
        if part.options is not None and previous_i < part.start and part.end <= i
    ]


def _in_title(template: Template, start: int, end: int) -> bool:
    """Whether all words of a stretch are of parts as short as a title."""
    parts = [template.parts[owner - 1] for owner in template.owner[start:end] if owner]
    return len(parts) == end - start and all(part.end - part.start <= _TITLE for part in parts)


def _lacks_title(
    removed: list[str], first: int, last: int, opening: bool, reference: Reference, statements: Statements
) -> bool:
    """Whether nothing stands where a text opens, or where before a line it has the name of the license."""
    line = statements.words.line
    return first == last and (
        opening or (line(last) > line(last - 1) and statements.names(" ".join(removed), set(reference.ids)))
    )


def _weigh_notice(removed: list[str], first: int, last: int, leading: bool, statements: Statements) -> int:
    """A short notice may lack its copyright line, and may name the program."""
    text = " ".join(removed)
    if leading and first == last and _NOTICE_HEAD.fullmatch(text):
        return EXPLAINED
    if text in ("this program", "this library", "this file", "program", "library") and statements.is_name(
        first, last, 4
    ):
        return EXPLAINED
    return SUBSTANCE


def _removed(
    template: Template, present: list[bool], start: int, end: int, filled: bool
) -> tuple[list[str], bool]:
    """The required words from ``start`` to ``end``, and whether all come from optional parts.

    A variable part is required too where nothing stands in its place and it may not be empty, unless an
    optional part around it is not there.
    """
    removed = []
    dated = True
    for i in range(start, end):
        part = template.owner[i]
        options = template.parts[part - 1].options if part else None
        needed = options is not None and not filled and "" not in options
        if not part or present[part - 1] or (needed and not _in_absent(template, present, part - 1)):
            removed.append(template.tokens[i])
            dated = dated and bool(part)
    return removed, dated and bool(removed)


def _in_absent(template: Template, present: list[bool], number: int) -> bool:
    """Whether a part is inside an optional part that is not there."""
    inner = template.parts[number]
    return any(
        not part.variable and not there and part.start <= inner.start and inner.end <= part.end
        for part, there in zip(template.parts, present, strict=True)
    )


def _difference(words: Words, removed: list[str], first: int, last: int, minor: bool) -> Difference:
    kind = "replaced" if removed and last > first else "removed" if removed else "inserted"
    text = " ".join(removed)
    if len(text) > 240:
        text = text[:239].rstrip() + "…"
    return Difference(
        kind=kind, line=words.line(first), removed=text, inserted=words.quote(first, last), minor=minor
    )
