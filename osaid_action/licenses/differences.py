"""How much a difference weighs: explained by the template, minor, or of substance.

Only closed lists make a difference minor; everything else is of substance.
"""

from __future__ import annotations

from ..patterns import lazy
from .scripts import plain
from .statement_words import HOSTS, SEATS, WHOSE
from .statements import YEAR, Statements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .index import Index
    from .text import Words

EXPLAINED, MINOR, SUBSTANCE = 0, 1, 2

#: Words whose coming and going changes nothing.
_ARTICLES = frozenset({"a", "an", "the"})
#: Words that may change into one another.
_PAIRS = frozenset(
    {
        frozenset(pair.split())
        for pair in (
            "a an", "a the", "an the", "that which", "while whilst", "holder holders", "owner owners",
            "author authors", "contributor contributors", "is are", "st street",
        )
    }
)  # fmt: skip
#: What the instructions after a license call what it is put on.
_APPENDED = {"program", "project"}
_CONNECTORS = (("and", "or"), ("or", "and"))
_ADDRESS = frozenset({"http", "www"})


def numbering(words: Words, first: int, last: int) -> bool:
    """Whether the words are list numbers, punctuated: where a line or a part of a sentence begins."""
    for i in range(first, last):
        word = words.tokens[i]
        if not ((word.isdigit() and len(word) <= 2) or len(word) == 1 or word in _ROMAN):
            return False
        start, end = words.starts[i], words.ends[i]
        before = words.source[max(0, start - 120) : start]
        lead = before[before.rfind("\n") + 1 :].strip(" \t*#>/-|.;0123456789")
        inside = before[-1:] == "(" and _LISTS.search(before[:-1])
        after = words.source[end : end + 2]
        if not (after[:1] in (".", ")", ":", "]") or after[:2] == "\\."):
            return False
        if not inside and lead not in ("", "("):
            return False
        if before[-1:] == "(" and not _in_sequence(word, words.source, start, end):
            return False
    return True


def _in_sequence(number: str, source: str, start: int, end: int) -> bool:
    """Whether a number in parentheses has the one before it, or after it, in the same text."""
    if not number.isdigit():
        return True
    before, after = f"({int(number) - 1})", f"({int(number) + 1})"
    return before in source[max(0, start - _REACH) : start] or after in source[end : end + _REACH]


#: Characters within which the parts of a sentence are counted.
_REACH = 4_000
#: What stands before a number in parentheses that counts the parts of a sentence.
_LISTS = lazy(r"(?i)(?:[;:]|\b(?:and|or))\s*$")
_ROMAN = frozenset(
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
)


def typo(right: str, wrong: str, index: Index) -> bool:
    """One letter dropped, doubled or swapped with the next, so that no other word is left or meant."""
    if min(len(right), len(wrong)) < 4 or not right.isalpha() or not wrong.isalpha() or index.is_word(wrong):
        return False
    # Another first or last letter, as another one anywhere, often makes another word.
    if right[0] != wrong[0] or right[-1] != wrong[-1]:
        return False
    if len(right) == len(wrong):
        places = [i for i in range(len(right)) if right[i] != wrong[i]]
        if len(places) != 2 or places[1] != places[0] + 1:
            return False
        return right[places[0]] == wrong[places[1]] and right[places[1]] == wrong[places[0]]
    if len(wrong) == len(right) + 1:
        return any(
            wrong[:i] + wrong[i + 1 :] == right for i in range(1, len(wrong)) if wrong[i] == wrong[i - 1]
        )
    return len(wrong) == len(right) - 1 and any(
        right[:i] + right[i + 1 :] == wrong for i in range(len(right))
    )


def fits(choices: tuple[str, ...], inserted: list[str], first: int, last: int, statements: Statements) -> int:
    """Weigh words at a variable part: one of its options with a name for the ``*``, or a typo of one.

    The last option is the part's usual words; a name there keeps their "and" and "or".
    """
    usual = choices[-1].split()
    weight = SUBSTANCE
    for option in choices:
        head, star, tail = (piece.split() for piece in option.partition("*"))
        if not star:
            if "".join(head) == "".join(inserted):
                return EXPLAINED
            if _same_but_typos(head, inserted, statements.index):
                weight = MINOR
            continue
        a, b = first + _begins(head, inserted), last - _begins(tail[::-1], inserted[::-1])
        if a < first or b > last or a >= b:
            continue
        if any(one in usual and other in inserted and one not in inserted for one, other in _CONNECTORS):
            continue
        if statements.is_name(a, b) or statements.copyright_lines(a, b):
            if inserted[: a - first] == head and inserted[b - first :] == tail:
                return EXPLAINED
            weight = MINOR
    return weight


def _begins(wanted: list[str], words: list[str]) -> int:
    """How many words begin with what is wanted, but for words that only say whose; -1 where they do not."""
    at = 0
    for word in wanted:
        while words[at : at + 1] != [word] and at < len(words) and words[at] in WHOSE and word not in WHOSE:
            at += 1
        if words[at : at + 1] == [word]:
            at += 1
        elif word not in WHOSE:
            return -1
    return at


def _same_but_typos(right: list[str], wrong: list[str], index: Index) -> bool:
    return len(right) == len(wrong) and all(
        a == b or typo(a, b, index) for a, b in zip(right, wrong, strict=True)
    )


def weigh(
    removed: Sequence[str],
    first: int,
    last: int,
    options: Sequence[tuple[str, ...]],
    dated: bool,
    words: Words,
    statements: Statements,
) -> int:
    """Weigh the words ``first`` to ``last`` standing where the template has ``removed``.

    ``options`` are those of the variable parts at this place; ``dated`` says that the removed words are from
    an optional part, where a wrong year does no harm.
    """
    inserted = words.tokens[first:last]
    if not removed and not inserted:
        return EXPLAINED
    if removed and "".join(removed) == "".join(inserted):
        return EXPLAINED
    if not removed:
        return _weigh_inserted(inserted, first, last, options, words, statements)
    if not inserted:
        dropped = removed[0] in ("yyyy", "year") and statements.is_placeholder(removed)
        if dropped or all(word in _ADDRESS for word in removed):
            return EXPLAINED
        return MINOR if len(removed) <= 2 and all(word in _ARTICLES for word in removed) else SUBSTANCE
    if statements.is_placeholder(removed) and (
        statements.is_name(first, last) or statements.copyright_lines(first, last, opened=True)
    ):
        return EXPLAINED
    if SEATS.issuperset((*removed, *inserted)):
        return MINOR
    if HOSTS.issuperset((*removed, *inserted)) and statements.is_link(first, last):
        return MINOR
    return _weigh_replaced(list(removed), inserted, dated, statements.index)


def _weigh_inserted(
    inserted: list[str],
    first: int,
    last: int,
    options: Sequence[tuple[str, ...]],
    words: Words,
    statements: Statements,
) -> int:
    weight = min((fits(choices, inserted, first, last, statements) for choices in options), default=SUBSTANCE)
    if weight != SUBSTANCE:
        return weight
    if numbering(words, first, last) or all(word in _ADDRESS for word in inserted):
        return EXPLAINED
    marked = len(inserted) <= 40 and ("copyright" in inserted or "c" in inserted)
    if marked and statements.copyright_lines(first, last):
        return EXPLAINED
    if len(inserted) <= 2 and all(word in _ARTICLES for word in inserted):
        return MINOR
    if inserted == ["and"] and statements.in_capitals(first):
        return MINOR  # "PERMISSION & CONDITIONS"
    return SUBSTANCE


def _weigh_replaced(removed: list[str], inserted: Sequence[str], dated: bool, index: Index) -> int:
    if len(removed) != len(inserted) or len(removed) > 4:
        return SUBSTANCE
    for right, wrong in zip(removed, inserted, strict=True):
        if right == wrong or frozenset((right, wrong)) in _PAIRS or typo(right, wrong, index):
            continue
        if plain(right) == plain(wrong) and plain(right).isascii():
            continue
        if dated and ((YEAR.fullmatch(right) and YEAR.fullmatch(wrong)) or {right, wrong} == _APPENDED):
            continue
        return SUBSTANCE
    return MINOR
