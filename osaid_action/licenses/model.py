"""What the license reader answers: identifications, differences, clauses, judgments."""

from __future__ import annotations

from ..frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One place where the file and the license template disagree.

    ``kind`` is ``inserted``, ``removed`` or ``replaced`` inside the license text and ``extra`` for words
    outside it. ``minor`` marks what cannot change the meaning (a typo, an article, a cut title).
    """

    kind: str
    line: int
    removed: str
    inserted: str
    minor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A restriction read from unknown or added words, with the words quoted from the file."""

    category: str
    line: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an expression's terms allow: one of the six verdicts, with the reason for each part."""

    verdict: str
    reasons: tuple[str, ...]
    share_alike: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """What a text is.

    ``state`` is one of

    - ``clean``: every word is explained by the license (minor edits, if any, are listed);
    - ``extra-text``: the license is intact, words beside it are not part of it and state no terms;
    - ``additional-terms``: the license is intact, words beside it may state terms;
    - ``modified``: words inside the license were changed, see ``differences``;
    - ``named``: a title, link or phrase names the license, its text was not verified;
    - ``unknown``: nothing recognized.

    ``verdict`` is one of the six on the text as it stands: an edited license never inherits the clean one.
    """

    state: str
    expression: str | None
    verdict: str
    line: int
    differences: tuple[Difference, ...]
    clauses: tuple[Clause, ...]
    note: str
