"""The time of no pattern of the package grows faster than a text that is made from the pattern itself."""

from __future__ import annotations

import gc
import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from expressions import Expression, expressions
from pumps import Growth, growth, pumps

import osaid_action
from osaid_action import patterns

#: So many parts can run at once.
PARTS = 8
ROOM = Path(osaid_action.__file__).parent
#: Patterns made of what somebody writes or of how a file is indented, and those of our data.
_MADE = {"globs", "holds", "wiring", "yardstick"}


@pytest.mark.parametrize("part", range(PARTS))
def test_time_grows_with_the_text(part: int) -> None:
    assert not _steep(part, every=False)


@pytest.mark.weekly
@pytest.mark.parametrize("part", range(PARTS))
def test_time_grows_with_every_text(part: int) -> None:
    assert not _steep(part, every=True)


def _steep(part: int, *, every: bool) -> list[tuple[str | bytes, tuple[str, str, str], Growth]]:
    """Patterns whose time grows too fast, each with the first pump that shows it."""
    found = []
    for one in expressions()[part::PARTS]:
        grown = ((pump, growth(one, pump)) for pump in pumps(one.source, one.flags, every=every))
        found += [(one.source, pump, how) for pump, how in grown if how.too_fast][:1]
    return found


def test_all_patterns_are_looked_at() -> None:
    every = expressions()
    assert len(every) > 540
    assert sum(len(pumps(one.source, one.flags, every=False)) for one in every) > 3_400


def test_no_pattern_is_compiled_that_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever reaches `re` from the package while it reads trees of every kind."""
    import judged
    import texts
    import written

    compiled: dict[tuple[str | bytes, int], str] = {}
    plain: Any = re._compile  # type: ignore[attr-defined]

    def noting(source: Any, flags: Any) -> Any:
        frame = inspect.currentframe()
        caller = frame.f_back.f_back if frame and frame.f_back else None
        place = Path(caller.f_code.co_filename) if caller else Path()
        if ROOM in place.parents and isinstance(source, (str, bytes)):
            compiled[source, int(flags)] = place.stem
        return plain(source, flags)

    # As in a process that has compiled nothing yet, of a package that was built with nothing prepared.
    monkeypatch.setattr(patterns, "prepared", lambda _: {})
    for one in gc.get_objects():
        if type(one) is patterns.LazyPattern:
            for name in vars(one).keys() - {"_key"}:
                delattr(one, name)
    monkeypatch.setattr(re, "_compile", noting)
    for target in (*texts.TARGETS, *written.TARGETS, *judged.TARGETS):
        for data in tuple(target.seeds())[:12]:
            try:
                target.act(data)
            except target.allowed:
                continue
    known = {one.source for one in expressions()}
    assert len(compiled) > 100
    assert {where for (source, _), where in compiled.items() if source not in known} <= _MADE


@pytest.mark.parametrize(
    "source",
    [
        r"(?:[^/]*a){9}b",
        r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",
        r"!\[[^\]]*licen[cs]e[^\]]*\]",
        r"\[([^\]]*)\]\([^)]*\)",
        r"(a+)+$",
        r"(?:a|aa)+$",
        r"\s+$",
        r".*x",
        r"<h([1-6])[^>]*>(.*?)</h\1>",
    ],
)
def test_the_bait_bites(source: str) -> None:
    one = Expression(source, 0)
    assert any(growth(one, pump).too_fast for pump in pumps(source, 0, every=False))


@pytest.mark.parametrize(
    "source", [r"(?<!\s)\s+$", r"\w{1,64}@", r"\[([^\[\]]*)\]", r"x.{0,200}y", r"(?:ab)+"]
)
def test_what_is_linear_passes(source: str) -> None:
    one = Expression(source, 0)
    assert not any(growth(one, pump).too_fast for pump in pumps(source, 0))
