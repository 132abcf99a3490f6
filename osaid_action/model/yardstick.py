"""How a system stands by a yardstick other than the Definition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frozen import dataclass

if TYPE_CHECKING:
    from .evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether one thing that a yardstick asks for is there.

    state: one of ANSWERS. doubt: why what is met is for a person to look at all the same, or "".
    """

    id: str
    state: str
    why: str = ""
    doubt: str = ""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The answers to all that a yardstick asks for, in its order; the labels follow from them."""

    yardstick: str
    answers: tuple[Answer, ...]
