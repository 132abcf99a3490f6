"""Alignment of two word lists, patience style: unique runs of words first, small gaps last.

The cost is bounded: a gap that has no unique run and is too large for a full comparison stays unmatched,
which reads as a difference and so errs on the safe side.
"""

from __future__ import annotations

from bisect import bisect_left

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Block = tuple[int, int, int]
_SMALL = 2_500
_DEEP = 40
_CHUNK = 64


def _prefix(a: list[str], i: int, i_end: int, b: list[str], j: int, j_end: int) -> int:
    """How many words agree from ``i`` and ``j`` on."""
    limit = min(i_end - i, j_end - j)
    n = 0
    while n + _CHUNK <= limit and a[i + n : i + n + _CHUNK] == b[j + n : j + n + _CHUNK]:
        n += _CHUNK
    while n < limit and a[i + n] == b[j + n]:
        n += 1
    return n


def _suffix(a: list[str], i: int, i_end: int, b: list[str], j: int, j_end: int) -> int:
    """How many words agree backwards from ``i_end`` and ``j_end``."""
    limit = min(i_end - i, j_end - j)
    n = 0
    while n < limit and a[i_end - n - 1] == b[j_end - n - 1]:
        n += 1
    return n


def _unique(words: list[str], start: int, end: int, n: int) -> dict[object, int]:
    """Runs of ``n`` words to their one position, or -1 where there are several."""
    found: dict[object, int] = {}
    if n == 1:
        for i in range(start, end):
            found[words[i]] = -1 if words[i] in found else i
        return found
    runs = zip(*(words[start + k : end - n + 1 + k] for k in range(n)))  # noqa: B905
    for i, run in enumerate(runs, start):
        found[run] = -1 if run in found else i
    return found


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides."""
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(pairs)
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        if place == len(tails):
            tails.append(j)
            ends.append(k)
        else:
            tails[place] = j
            ends[place] = k
        previous[k] = ends[place - 1] if place else -1
    chain: list[tuple[int, int]] = []
    k = ends[-1] if ends else -1
    while k >= 0:
        chain.append(pairs[k])
        k = previous[k]
    return chain[::-1]


def _anchors(
    a: list[str], i: int, i_end: int, b: list[str], j: int, j_end: int, sizes: tuple[int, ...]
) -> tuple[int, list[tuple[int, int]]]:
    for n in sizes:
        in_a = _unique(a, i, i_end, n)
        in_b = _unique(b, j, j_end, n)
        pairs = [(p, in_b.get(run, -1)) for run, p in in_a.items() if p >= 0]
        pairs = sorted(pair for pair in pairs if pair[1] >= 0)
        if pairs:
            return n, _rising(pairs)
    return 0, []


def _extended(
    a: list[str], i: int, i_end: int, b: list[str], j: int, j_end: int, pairs: list[tuple[int, int]]
) -> list[Block]:
    """The blocks that begin at the anchors."""
    blocks = []
    for p, q in pairs:
        if p >= i and q >= j:
            n = _prefix(a, p, i_end, b, q, j_end)
            blocks.append((p, q, n))
            i, j = p + n, q + n
    return blocks


def _between(
    starts: list[tuple[int, int]], stops: list[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between blocks that have words on both sides."""
    for (i, j), (i_end, j_end) in zip(starts, stops, strict=True):
        if i < i_end and j < j_end:
            yield i, i_end, j, j_end


def align(a: list[str], b: list[str], b_start: int, b_end: int) -> list[Block]:
    """Matching blocks ``(i, j, n)`` of ``a`` and ``b[b_start:b_end]``, rising on both sides."""
    blocks: list[Block] = []
    todo: list[tuple[int, int, int, int, int]] = [(0, len(a), b_start, b_end, 0)]
    while todo:
        i, i_end, j, j_end, depth = todo.pop()
        n = _prefix(a, i, i_end, b, j, j_end)
        if n:
            blocks.append((i, j, n))
            i, j = i + n, j + n
        n = _suffix(a, i, i_end, b, j, j_end)
        if n:
            blocks.append((i_end - n, j_end - n, n))
            i_end, j_end = i_end - n, j_end - n
        if i >= i_end or j >= j_end:
            continue
        sizes = ((4, 2, 1), (2, 1), (1,))[min(depth, 2)]
        n, pairs = _anchors(a, i, i_end, b, j, j_end, sizes)
        if pairs:
            runs = _extended(a, i, i_end, b, j, j_end, pairs)
            blocks += runs
            starts = [(i, j), *((p + n, q + n) for p, q, n in runs)]
            stops = [*((p, q) for p, q, _ in runs), (i_end, j_end)]
            if depth < _DEEP:
                todo += [(*gap, depth + 1) for gap in _between(starts, stops)]
        elif (i_end - i) * (j_end - j) <= _SMALL:
            from difflib import SequenceMatcher

            matcher = SequenceMatcher(None, a[i:i_end], b[j:j_end], autojunk=False)
            blocks.extend((i + p, j + q, n) for p, q, n in matcher.get_matching_blocks() if n)
    blocks.sort()
    return blocks
