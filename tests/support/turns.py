"""Long lists in turns: each week another part is tested at once, and the rest where slow tests are."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterable


def in_turn(values: Iterable[Any], parts: int = 8, *, rest: str = "slow") -> list[Any]:
    """Parameters of a test: one in so many is of this week, the others are marked slow, or weekly."""
    mark = getattr(pytest.mark, rest)
    week = datetime.datetime.now(datetime.timezone.utc).date().toordinal() // 7
    return [
        pytest.param(value, marks=() if (place + week) % parts == 0 else mark)
        for place, value in enumerate(values)
    ]
